import { json } from '@sveltejs/kit';
import { searchEverything } from '$lib/server/queries/search.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { RequestHandler } from './$types';

/** So few that a screen shows several kinds. */
const MOST_OF_EACH = 5;

/** What the dialog of the search shows while somebody types. */
export const GET: RequestHandler = async (event) => {
	const scope = await scopeOf(event);
	const { q } = scope.state;
	const found = q === null ? [] : await searchEverything(scope, q, MOST_OF_EACH);
	return json({ found }, { headers: { 'cache-control': 'private, no-store' } });
};
