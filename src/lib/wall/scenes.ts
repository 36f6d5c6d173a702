/** What a wall screen rotates, and the page that each of them is taken from. Aggregates only: no goal, no person, no text of anybody. */
export const SCENES = [
	{ name: 'overview', path: '/' },
	{ name: 'departments', path: '/departments' },
	{ name: 'discipline', path: '/departments' },
	{ name: 'confidence', path: '/confidence' }
] as const;
export type Scene = (typeof SCENES)[number]['name'];

const SECONDS = { usual: 20, least: 5, most: 600 };

export function isWall(url: URL): boolean {
	return url.searchParams.has('wall') && SCENES.some(({ path }) => path === url.pathname);
}

/** The page that the link names comes first. */
export function firstScene(path: string): number {
	return Math.max(
		0,
		SCENES.findIndex((scene) => scene.path === path)
	);
}

/** How long each stays: `?wall=30`. */
export function secondsOf(params: URLSearchParams): number {
	const asked = Number(params.get('wall') || SECONDS.usual);
	return Number.isFinite(asked)
		? Math.min(SECONDS.most, Math.max(SECONDS.least, asked))
		: SECONDS.usual;
}
