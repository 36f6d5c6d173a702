import { json } from '@sveltejs/kit';
import { searchEverything } from '$lib/server/queries/search.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { scopeOf } from '$lib/server/scope.ts';
import { ownerOf } from '$lib/server/view-as.ts';
import type { RequestHandler } from './$types';

/** So few that a screen shows several kinds. */
const MOST_OF_EACH = 5;

/** What the dialog of the search shows while somebody types; before a word is typed, the viewer's saved views. */
export const GET: RequestHandler = async (event) => {
	const scope = await scopeOf(event);
	const { q } = scope.state;
	const [views, found] = await Promise.all([
		getRuntime().savedViews.find(ownerOf(event.locals.viewer), q ?? ''),
		q === null ? [] : searchEverything(scope, q, MOST_OF_EACH)
	]);
	return json(
		{ views: views.slice(0, MOST_OF_EACH), found },
		{ headers: { 'cache-control': 'private, no-store' } }
	);
};
