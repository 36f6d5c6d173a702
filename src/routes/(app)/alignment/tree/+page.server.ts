import { parseOpen } from '$lib/alignment/open-nodes.ts';
import { findObjectives } from '$lib/server/queries/objective-search.ts';
import { loadObjectiveTree } from '$lib/server/queries/objective-tree.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { open, find } = scope.state;
	const [tree, found] = await Promise.all([
		loadObjectiveTree(scope, parseOpen(open)),
		find === null ? null : findObjectives(scope, find)
	]);
	return { tree, found };
};
