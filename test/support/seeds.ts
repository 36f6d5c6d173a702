/** Seeds of random tests: fresh ones every time, printed by the tests' names, the same ones again with RANDOM_SEED. */
export function freshSeeds(count: number): number[] {
	const stated = process.env['RANDOM_SEED'];
	const first = stated === undefined ? Date.now() % 1_000_000 : Number(stated);
	if (!Number.isSafeInteger(first)) throw new RangeError(`RANDOM_SEED=${stated} is not a number`);
	process.stdout.write(`The first seed is ${first}; RANDOM_SEED=${first} repeats this run.\n`);
	return Array.from({ length: count }, (_, index) => first + index);
}
