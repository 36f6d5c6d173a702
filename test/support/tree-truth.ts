/** What /alignment/tree shows, compared with what the oracle says that it must show (metrics.md 7). */
import type { App } from './app.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { contributionMeasures } from './oracle/link-measures.ts';
import { alignmentRows, contributionRows } from './oracle/links.ts';
import { objectiveMeasures } from './oracle/measures.ts';
import { oncePerDay } from './oracle/once.ts';
import { companyObjectivesOf, inScope, objectivesOn } from './oracle/pages.ts';
import type { PageScope } from './oracle/pages.ts';
import { attributeOf, openPage, type Page, type PageElement } from './page.ts';
import { Comparison, queryOf, withDepartment } from './page-truth.ts';

const linksOn = oncePerDay(alignmentRows);
const contributionsOn = oncePerDay(contributionRows);

export async function treeDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('tree', scope);
	const open = (extra: Readonly<Record<string, string>> = {}): Promise<Page> =>
		openPage(app, `/alignment/tree?${queryOf(scope, { ...withDepartment(scope), ...extra })}`);
	const expectOf = (element: PageElement, where: string, values: Record<string, unknown>): void => {
		for (const [attribute, expected] of Object.entries(values))
			comparison.expect(attribute, where, expected, attributeOf(element, attribute));
	};
	const objectives = objectivesOn(world, scope.day);
	const byId = new Map(objectives.map((row) => [row.objective_id, row]));
	const valid = linksOn(world, scope.day).filter((link) => link.is_valid);
	const roots = companyObjectivesOf(world, scope);
	const childrenOf = (id: string): string[] => [
		...new Set(
			valid.filter((link) => link.parent_objective_id === id).map((link) => link.objective_id)
		)
	];
	const nodesBelow = (page: Page, id: string): PageElement[] =>
		page.all('data-node').filter((node) => (attributeOf(node, 'data-below') ?? '') === id);
	const idsOf = (nodes: readonly PageElement[]): string =>
		nodes
			.map((node) => attributeOf(node, 'data-node') ?? '')
			.sort()
			.join(' ');
	const expectNode = (node: PageElement): void => {
		const id = attributeOf(node, 'data-node') ?? '';
		expectOf(node, `node ${id}`, {
			'data-children': childrenOf(id).length,
			'data-progress': byId.get(id)?.progress ?? null,
			'data-pace': byId.get(id)?.worst_pace ?? null
		});
	};

	const closed = await open();
	const shown = nodesBelow(closed, '');
	comparison.expect(
		'company objectives',
		'',
		roots
			.map((row) => row.objective_id)
			.sort()
			.join(' '),
		idsOf(shown)
	);
	const contributions = inScope(contributionsOn(world, scope.day), scope).filter(
		(row) => row.level !== 'company'
	);
	const rooted = objectiveMeasures(inScope(objectives, scope)).rooted_count;
	for (const node of shown) {
		const id = attributeOf(node, 'data-node') ?? '';
		expectNode(node);
		const truth = contributionMeasures(
			contributions.filter((row) => row.company_objective_id === id)
		);
		const [bar] = closed.all('data-contributing', node);
		if (bar === undefined) throw new Error(`${id} has no bar`);
		expectOf(bar, `company objective ${id}`, {
			'data-contributing': truth.contributing_objective_count,
			'data-departments': truth.contributing_department_count,
			'data-avg-progress': truth.avg_progress,
			'data-worst-pace': truth.worst_pace,
			'data-rooted': rooted
		});
	}

	// Below the first two company objectives, and below the first of theirs that has something below it.
	const tops = roots
		.map((row) => row.objective_id)
		.filter((id) => childrenOf(id).length > 0)
		.slice(0, 2);
	const inner = tops.flatMap(childrenOf).filter((id) => childrenOf(id).length > 0)[0];
	const opened = [...new Set([...tops, ...(inner === undefined ? [] : [inner])])];
	if (opened.length === 0) return comparison.found;
	const page = await open({ open: opened.join('.') });
	for (const id of opened) {
		const nodes = nodesBelow(page, id);
		// An objective with several parents hangs below each of them, and is as open in one place as in another.
		const once = [...new Map(nodes.map((node) => [attributeOf(node, 'data-node'), node])).values()];
		comparison.expect('children', id, childrenOf(id).sort().join(' '), idsOf(once));
		for (const node of nodes) expectNode(node);
	}

	const isNothing = (element: PageElement) => attributeOf(element, 'data-found') === '0';
	const pathOf = (hit: PageElement): string[] =>
		(attributeOf(hit, 'data-path') ?? '').split(' ').filter(Boolean);

	// A search finds what has the words, and its way leads along valid links.
	const sought = byId.get(inner ?? tops[0] ?? '')?.objective_title.slice(0, 6) ?? '';
	const hits = await open({ find: sought });
	const words = withoutAccents(sought).trim().split(/\s+/);
	const expected = inScope(objectives, scope).filter((row) =>
		words.every((word) => withoutAccents(row.objective_title).includes(word))
	);
	comparison.expect(
		'found',
		sought,
		String(expected.length),
		hits
			.all('data-found')
			.map((element) => attributeOf(element, 'data-found'))
			.join()
	);
	for (const hit of hits.all('data-hit')) {
		const id = attributeOf(hit, 'data-hit') ?? '';
		const row = expected.find((one) => one.objective_id === id);
		comparison.expect('hit', id, true, row !== undefined);
		comparison.expect(
			'is rooted',
			id,
			row?.level === 'company' || row?.is_rooted === true,
			attributeOf(hit, 'data-is-rooted') === 'true'
		);
		const path = [...pathOf(hit), id];
		for (const [index, child] of path.entries()) {
			const parent = path[index - 1];
			if (parent !== undefined)
				comparison.expect('way', `${parent} ${child}`, true, childrenOf(parent).includes(child));
		}
	}

	// Punctuation is no word: it finds nothing, and not everything.
	const wordless = await open({ find: '?!' });
	comparison.expect('found', '?!', true, wordless.all('data-found').some(isNothing));
	comparison.expect('hits', '?!', 0, wordless.all('data-hit').length);

	// The deepest hit is in sight where it leads to.
	const [deepest] = hits
		.all('data-hit')
		.filter((hit) => attributeOf(hit, 'data-is-rooted') === 'true')
		.toSorted((a, b) => pathOf(b).length - pathOf(a).length);
	if (deepest !== undefined) {
		const id = attributeOf(deepest, 'data-hit') ?? '';
		const shownThere = await open({ open: attributeOf(deepest, 'data-open') ?? '' });
		const below = nodesBelow(shownThere, pathOf(deepest).at(-1) ?? '');
		comparison.expect('in sight', id, true, idsOf(below).split(' ').includes(id));
	}
	return comparison.found;
}

/** Of Vietnamese and English, which the titles of the sandbox company are in. */
function withoutAccents(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}
