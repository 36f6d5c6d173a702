/** For tests of the rate limit. @param instants in ms, in any order @returns the most of them in any one-second window */
export function fullestSecond(instants: readonly number[]): number {
	const sorted = [...instants].sort((a, b) => a - b);
	let first = 0;
	return sorted.reduce((most, at, index) => {
		while ((sorted[first] ?? at) <= at - 1000) first += 1;
		return Math.max(most, index - first + 1);
	}, 0);
}
