import { searchEverything, searchKind, type FoundOfKind } from '$lib/server/queries/search.ts';
import { scopeOf, type Scope } from '$lib/server/scope.ts';
import { SEARCH_KINDS } from '$lib/url-state/state.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 50;
const MOST_OF_EACH = 8;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { q, found } = scope.state;
	if (q === null)
		return { found: [], totals: null, page: 1, isBehindEnd: false, pageSize: PAGE_SIZE };
	if (found === null) {
		const everything = await searchEverything(scope, q, MOST_OF_EACH);
		return { found: everything, totals: null, page: 1, isBehindEnd: false, pageSize: PAGE_SIZE };
	}
	const { page } = scope.state;
	const first = await pageOf(scope, q, page);
	// A page behind the end, such as an old link: the first one and a notice.
	const isBehindEnd = page > 1 && first.found.every(({ findings }) => findings.length === 0);
	return {
		...(isBehindEnd ? await pageOf(scope, q, 1) : first),
		page: isBehindEnd ? 1 : page,
		isBehindEnd,
		pageSize: PAGE_SIZE
	};
};

async function pageOf(scope: Scope, q: string, page: number) {
	const kind = scope.state.found ?? 'objective';
	const { totals, findings } = await searchKind(scope, q, kind, (page - 1) * PAGE_SIZE, PAGE_SIZE);
	const found: FoundOfKind[] = [{ kind, total: totals.get(kind) ?? 0, findings }];
	return { found, totals: SEARCH_KINDS.map((kind) => ({ kind, total: totals.get(kind) ?? 0 })) };
}
