/** How a week of one key result is signed, in the order of a legend. */
export const WEEK_SIGNS: Readonly<Record<string, string>> = {
	on_time: '✓',
	late: '◐',
	missed: '✕',
	pending: '…',
	not_due: '·',
	unknown: '?'
};

export function signOf(state: string): string {
	return WEEK_SIGNS[state] ?? '?';
}
