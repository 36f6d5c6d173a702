/** The oracle is brute force, but it does not answer the same question about the same thing twice. */
import type { World } from './known.ts';

export function once<T extends { readonly id: string }, R>(
	answer: (world: World, thing: T, day: string) => R
): (world: World, thing: T, day: string) => R {
	const worlds = new WeakMap<World, Map<string, R>>();
	return (world, thing, day) => {
		let answers = worlds.get(world);
		if (answers === undefined) {
			answers = new Map();
			worlds.set(world, answers);
		}
		const key = `${day} ${thing.id}`;
		const known = answers.get(key);
		if (known !== undefined) return known;
		const fresh = answer(world, thing, day);
		answers.set(key, fresh);
		return fresh;
	};
}

/** The same for questions about a day alone. */
export function oncePerDay<R>(
	answer: (world: World, day: string) => R
): (world: World, day: string) => R {
	const asked = once((world: World, _: { readonly id: string }, day: string) => answer(world, day));
	const everything = { id: '' };
	return (world, day) => asked(world, everything, day);
}
