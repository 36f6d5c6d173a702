/** One address of every page that has no id in it, with something to see. */
export const PAGES = [
	'/',
	'/departments',
	'/departments/contributions',
	'/confidence',
	'/alignment',
	'/alignment/tree',
	'/alignment/dependencies',
	'/check-ins',
	'/transparency',
	'/stalled',
	'/search?q=khach',
	'/review',
	'/data',
	'/settings?save=%2Fstalled%3Freason%3Dsilent'
] as const;
