/** The oracle is brute force, but it does not answer the same question about the same thing twice. */
import type { World } from './known.ts';

export function once<T extends { readonly id: string }, R>(
	answer: (world: World, thing: T, day: string) => R
): (world: World, thing: T, day: string) => R {
	const worlds = new WeakMap<World, Map<string, Map<string, R>>>();
	return (world, thing, day) => {
		let days = worlds.get(world);
		if (days === undefined) worlds.set(world, (days = new Map<string, Map<string, R>>()));
		let answers = days.get(day);
		if (answers === undefined) days.set(day, (answers = new Map<string, R>()));
		const known = answers.get(thing.id);
		if (known !== undefined) return known;
		const fresh = answer(world, thing, day);
		answers.set(thing.id, fresh);
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
