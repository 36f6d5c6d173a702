/** A part of a page as the text that the server writes of it: Still.svelte, InTurn.svelte. */
import { getAllContexts, type Component } from 'svelte';

/** In the browser this is nothing: there the part is already in the page. */
const render = import.meta.env.SSR ? (await import('svelte/server')).render : null;

/**
 * To be called where a component begins. In an element of its own: where the browser takes over, the text ends with it. Never empty,
 * which would not be matched.
 */
export function stillText(part: Component, props: object): string {
	if (render === null) return ' ';
	const { body } = render(part, { props, context: getAllContexts() });
	return `<div style="display:contents">${body}</div>`;
}

/** The same things under the same names. */
export function isSame<Given extends object>(one: Given, other: Given): boolean {
	return (Object.keys(one) as (keyof Given)[]).every((name) => one[name] === other[name]);
}
