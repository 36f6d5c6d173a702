import { TOP, type OpenNodes } from '$lib/alignment/open-nodes.ts';
import type { Scope } from '../scope.ts';
import { companyObjectives } from './company-objectives.ts';
import { loadContributions, type Contributions } from './contributions.ts';
import { inScope, onDays } from './filters.ts';

/** Children that are shown at once. */
export const STEP = 50;

export interface TreeNode {
	readonly id: string;
	readonly title: string;
	readonly level: string | null;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentName: string;
	readonly periodName: string;
	/** 0..100; null: none of its key results has one. */
	readonly progress: number | null;
	readonly worstPace: string | null;
	/** Objectives with a valid link to it: what opens below it. */
	readonly children: number;
}

export interface ObjectiveTree {
	/** The children of every open node by its id; the company objectives are those of `TOP`. */
	readonly children: Readonly<
		Record<string, { readonly nodes: readonly TreeNode[]; readonly hasMore: boolean }>
	>;
	/** By company objective; none: nobody in the scope works on it. */
	readonly contributions: Contributions;
	/** Objectives of the scope that reach a company objective. */
	readonly rooted: number;
}

type Named = Omit<TreeNode, 'progress' | 'worstPace' | 'children'>;

/**
 * The tree from the company objectives down, as far as it is open. Department and period choose what the contributions count and
 * from which periods the company objectives are; below them every valid link is shown, wherever it comes from.
 */
export async function loadObjectiveTree(scope: Scope, open: OpenNodes): Promise<ObjectiveTree> {
	const [contributions, rooted, ...lists] = await Promise.all([
		loadContributions(scope),
		countRooted(scope),
		loadCompanyObjectives(scope, (open.get(TOP) ?? 1) * STEP),
		...[...open]
			.filter(([id]) => id !== TOP)
			.map(([id, steps]) => loadChildren(scope, id, steps * STEP))
	]);
	// What is known of a node and what hangs below it can only be asked once it is known which nodes there are.
	const ids = [...new Set(lists.flatMap(({ nodes }) => nodes.map(({ id }) => id)))];
	const [facts, children] = await Promise.all([loadFacts(scope, ids), countChildren(scope, ids)]);
	return {
		children: Object.fromEntries(
			lists.map(({ id, nodes, hasMore }) => [
				id,
				{
					hasMore,
					nodes: nodes.map((node) => ({
						...node,
						progress: facts.get(node.id)?.progress ?? null,
						worstPace: facts.get(node.id)?.worstPace ?? null,
						children: children.get(node.id) ?? 0
					}))
				}
			])
		),
		contributions,
		rooted
	};
}

async function loadCompanyObjectives(scope: Scope, limit: number) {
	const rows = await scope.cube.rows({
		view: 'objectives',
		dimensions: NAMES,
		filters: companyObjectives(scope),
		order: TOP_ORDER,
		limit: limit + 1
	});
	return listOf(TOP, rows.map(toNamed), limit);
}

/** Each child once, however many of its links name the parent or one of its key results. */
async function loadChildren(scope: Scope, id: string, limit: number) {
	const rows = await scope.cube.rows({
		view: 'alignments',
		dimensions: [...NAMES, 'department_path'],
		filters: [
			onDays([scope.moment.day]),
			{ member: 'parent_objective_id', operator: 'equals', values: [id] },
			{ member: 'is_valid', operator: 'equals', values: ['true'] }
		],
		order: CHILDREN_ORDER,
		limit: limit + 1
	});
	return listOf(id, rows.map(toNamed), limit);
}

function listOf(id: string, rows: readonly Named[], limit: number) {
	return { id, nodes: rows.slice(0, limit), hasMore: rows.length > limit };
}

async function loadFacts(scope: Scope, ids: readonly string[]) {
	const rows =
		ids.length === 0
			? []
			: await scope.cube.rows({
					view: 'objectives',
					dimensions: ['objective_id', 'progress', 'worst_pace'],
					filters: [
						onDays([scope.moment.day]),
						{ member: 'objective_id', operator: 'equals', values: ids }
					],
					limit: 50_000
				});
	return new Map(
		rows.map((row) => [row.objective_id, { progress: row.progress, worstPace: row.worst_pace }])
	);
}

async function countChildren(scope: Scope, ids: readonly string[]) {
	const rows =
		ids.length === 0
			? []
			: await scope.cube.rows({
					view: 'alignments',
					measures: ['linked_objective_count'],
					dimensions: ['parent_objective_id'],
					filters: [
						onDays([scope.moment.day]),
						{ member: 'parent_objective_id', operator: 'equals', values: ids }
					],
					limit: 50_000
				});
	return new Map(rows.map((row) => [row.parent_objective_id, row.linked_objective_count]));
}

async function countRooted(scope: Scope): Promise<number> {
	const [row] = await scope.cube.rows({
		view: 'objectives',
		measures: ['rooted_count'],
		filters: [onDays([scope.moment.day]), ...inScope(scope)]
	});
	return row?.rooted_count ?? 0;
}

/** Also for who looks for the place of one of them (objective-search.ts). */
export const TOP_ORDER = [
	['period_name', 'asc'],
	['objective_id', 'asc']
] as const;
export const CHILDREN_ORDER = [
	['department_path', 'asc'],
	['level', 'asc'],
	['objective_id', 'asc']
] as const;

const NAMES = [
	'objective_id',
	'objective_title',
	'level',
	'owner_id',
	'owner_name',
	'department_name',
	'period_name'
] as const;

function toNamed(row: Readonly<Record<(typeof NAMES)[number], string | null>>): Named {
	return {
		id: row.objective_id ?? '',
		title: row.objective_title ?? '',
		level: row.level,
		ownerId: row.owner_id ?? '',
		ownerName: row.owner_name ?? '',
		departmentName: row.department_name ?? '',
		periodName: row.period_name ?? ''
	};
}
