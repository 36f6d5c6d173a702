import { TOP, writeOpen, type OpenNodes } from '$lib/alignment/open-nodes.ts';
import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { companyObjectives } from './company-objectives.ts';
import { inScope, onDays } from './filters.ts';
import { CHILDREN_ORDER, STEP, TOP_ORDER } from './objective-tree.ts';

const MOST = 20;
/** From an individual objective up to the company there are three or four links; a longer way is cut there. */
const MOST_LINKS = 8;

export interface Step {
	readonly id: string;
	readonly title: string;
}

export interface Hit extends Step {
	readonly level: string | null;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentName: string;
	readonly periodName: string;
	/** One of the shortest ways from the top down to the hit, without itself; empty where it hangs on nothing. */
	readonly path: readonly Step[];
	/** What must be open of the tree so that the hit can be seen: the text of open-nodes.ts. */
	readonly open: string | null;
	/** The way begins at a company objective, or the hit is one. */
	readonly isRooted: boolean;
}

export interface Hits {
	readonly total: number;
	/** The first of them. */
	readonly hits: readonly Hit[];
}

interface Parent extends Step {
	readonly isCompany: boolean;
}

/** The objectives of the scope whose title holds the words (as the search over everything reads them), each with its way up. */
export async function findObjectives(scope: Scope, words: string): Promise<Hits> {
	const filters: Filter<'search'>[] = [
		onDays([scope.moment.day]),
		...inScope(scope),
		{ member: 'entity_kind', operator: 'equals', values: ['objective'] },
		{ member: 'words', operator: 'equals', values: [words] }
	];
	const [rows, [counted]] = await Promise.all([
		scope.cube.rows({
			view: 'search',
			dimensions: [
				...(['entity_kind', 'entity_id', 'title', 'level', 'owner_id', 'owner_name'] as const),
				...(['department_name', 'period_name', 'department_path', 'match_rank'] as const)
			],
			filters,
			order: [
				['match_rank', 'asc'],
				['level', 'asc'],
				['department_path', 'asc'],
				['entity_id', 'asc']
			],
			limit: MOST
		}),
		scope.cube.rows({ view: 'search', measures: ['base_count'], dimensions: ['words'], filters })
	]);
	// Nothing for a text without a word, such as "?!", which every title would hold.
	if (counted === undefined || counted.words === null) return { total: 0, hits: [] };
	const parents = await loadParents(
		scope,
		rows.flatMap((row) => row.entity_id ?? [])
	);
	const ways = rows.map((row) =>
		row.level === 'company' ? [] : wayUp(row.entity_id ?? '', parents)
	);
	const stepOf = await loadSteps(scope, [...new Set(ways.flat().map(({ id }) => id))]);
	return {
		total: counted.base_count ?? 0,
		hits: rows.map((row, index) => {
			const id = row.entity_id ?? '';
			const way = ways[index] ?? [];
			const path = way.map(({ id, title }) => ({ id, title })).toReversed();
			return {
				id,
				title: row.title ?? '',
				level: row.level,
				ownerId: row.owner_id ?? '',
				ownerName: row.owner_name ?? '',
				departmentName: row.department_name ?? '',
				periodName: row.period_name ?? '',
				path,
				open: writeOpen(openTo([...path.map((step) => step.id), id], stepOf)),
				isRooted: row.level === 'company' || way.at(-1)?.isCompany === true
			};
		})
	};
}

/** The parents along valid links of these objectives, of their parents and so on. Which are asked next is known only then. */
async function loadParents(
	scope: Scope,
	ids: readonly string[]
): Promise<ReadonlyMap<string, readonly Parent[]>> {
	const found = new Map<string, Parent[]>();
	let border: readonly string[] = ids;
	for (let links = 0; border.length > 0 && links < MOST_LINKS; links += 1) {
		const rows = await scope.cube.rows({
			view: 'alignments',
			dimensions: ['objective_id', 'parent_objective_id', 'parent_objective_title', 'parent_level'],
			filters: [
				onDays([scope.moment.day]),
				{ member: 'objective_id', operator: 'equals', values: border },
				{ member: 'is_valid', operator: 'equals', values: ['true'] }
			],
			order: [
				['objective_id', 'asc'],
				['parent_objective_id', 'asc']
			],
			limit: 5_000
		});
		for (const id of border) found.set(id, []);
		for (const row of rows)
			found.get(row.objective_id ?? '')?.push({
				id: row.parent_objective_id ?? '',
				title: row.parent_objective_title ?? '',
				isCompany: row.parent_level === 'company'
			});
		border = [...new Set(rows.flatMap((row) => row.parent_objective_id ?? []))].filter(
			(id) => !found.has(id)
		);
	}
	return found;
}

/** How many steps of a parent's children show this one of them. */
type StepOf = (parentId: string, id: string) => number;

/** Which step of the tree's lists each child of these objectives is in, and each company objective. */
async function loadSteps(scope: Scope, parentIds: readonly string[]): Promise<StepOf> {
	if (parentIds.length === 0) return () => 1;
	const [companyObjectiveRows, children] = await Promise.all([
		scope.cube.rows({
			view: 'objectives',
			dimensions: ['objective_id', 'period_name'],
			filters: companyObjectives(scope),
			order: TOP_ORDER,
			limit: 50_000
		}),
		scope.cube.rows({
			view: 'alignments',
			dimensions: ['parent_objective_id', 'objective_id', 'department_path', 'level'],
			filters: [
				onDays([scope.moment.day]),
				{ member: 'parent_objective_id', operator: 'equals', values: parentIds },
				{ member: 'is_valid', operator: 'equals', values: ['true'] }
			],
			order: CHILDREN_ORDER,
			limit: 50_000
		})
	]);
	const ordered = Map.groupBy(children, (row) => row.parent_objective_id ?? '');
	const places = new Map(
		[[TOP, companyObjectiveRows] as const, ...ordered].map(([parentId, rows]) => [
			parentId,
			new Map(rows.map((row, index) => [row.objective_id, Math.floor(index / STEP) + 1]))
		])
	);
	return (parentId, id) => places.get(parentId)?.get(id) ?? 1;
}

/** The nodes above the last of a way, each open as far as the next of the way. */
export function openTo(way: readonly string[], stepOf: StepOf): OpenNodes {
	const steps = way.map((id, index): [string, number] => {
		const parentId = way[index - 1] ?? TOP;
		return [parentId, stepOf(parentId, id)];
	});
	return new Map(steps.filter(([parentId, step]) => parentId !== TOP || step > 1));
}

/** The shortest way to a company objective; without one, the longest of the shortest ways up. From below. */
export function wayUp(id: string, parents: ReadonlyMap<string, readonly Parent[]>): Parent[] {
	const seen = new Set([id]);
	let ways: Parent[][] = (parents.get(id) ?? []).map((parent) => [parent]);
	let longest: Parent[] = [];
	while (ways.length > 0) {
		const arrived = ways.find((way) => way.at(-1)?.isCompany === true);
		if (arrived !== undefined) return arrived;
		longest = ways[0] ?? longest;
		ways = ways.flatMap((way) => {
			const top = way.at(-1)?.id ?? '';
			if (seen.has(top)) return [];
			seen.add(top);
			return (parents.get(top) ?? []).map((parent) => [...way, parent]);
		});
	}
	return longest;
}
