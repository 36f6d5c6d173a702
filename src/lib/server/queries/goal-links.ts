import type { Scope } from '../scope.ts';
import { onDays } from './filters.ts';

/** The end of a link that is not the goal of the page. */
export interface LinkedGoal {
	/** null: nothing is known of it. */
	readonly objectiveId: string | null;
	/** The link names one of its key results. */
	readonly keyResultId: string | null;
	/** null: gone without a trace, unknown or a draft. */
	readonly title: string | null;
	readonly ownerId: string | null;
	readonly ownerName: string | null;
	readonly departmentName: string | null;
	readonly periodName: string | null;
	readonly level: string | null;
}

export interface GoalLink extends LinkedGoal {
	/** Unique among the links of one direction. */
	readonly key: string;
	/** DingTalk's word; null: it does not say. */
	readonly kind: string | null;
	/** null: the link is valid. */
	readonly brokenReason: string | null;
	/** Of a cooperation: the other side is behind, at risk, red or stalled. */
	readonly isAtRisk: boolean;
	/** The key result of this goal that the link names; null: the whole objective. */
	readonly ownKeyResultId: string | null;
	readonly ownKeyResultTitle: string | null;
}

/** A company objective that is reached along valid links. */
export interface ReachedGoal {
	readonly objectiveId: string;
	readonly title: string;
	readonly ownerName: string | null;
	/** Links to go. */
	readonly distance: number;
}

/** An objective below that reaches this company objective. */
export interface Contributor {
	readonly departmentId: string;
	readonly departmentName: string;
	readonly objectives: number;
	/** 0..100; null: nothing is known. */
	readonly progress: number | null;
	readonly worstPace: string | null;
}

export interface GoalLinks {
	/** Aligned to. */
	readonly up: readonly GoalLink[];
	/** Aligned from. */
	readonly down: readonly GoalLink[];
	/** Cooperation with other departments: this goal needs them. */
	readonly needs: readonly GoalLink[];
	/** Cooperation: they need this goal. */
	readonly neededBy: readonly GoalLink[];
	readonly reached: readonly ReachedGoal[];
}

/** What an objective is linked with on a day, as far as the viewer may open both ends. */
export async function loadGoalLinks(
	scope: Scope,
	objectiveId: string,
	day: string
): Promise<GoalLinks> {
	const [alignments, cooperations, reached] = await Promise.all([
		loadAlignments(scope, objectiveId, day),
		loadCooperations(scope, objectiveId, day),
		loadReached(scope, objectiveId, day)
	]);
	return { ...alignments, ...cooperations, reached };
}

/** The departments below that reach a company objective, the most objectives first. */
export async function loadContributors(
	scope: Scope,
	objectiveId: string,
	day: string
): Promise<Contributor[]> {
	const rows = await scope.cube.rows({
		view: 'contributions',
		measures: ['contributing_objective_count', 'avg_progress', 'worst_pace'],
		dimensions: ['department_id', 'department_name'],
		filters: [
			onDays([day]),
			{ member: 'company_objective_id', operator: 'equals', values: [objectiveId] }
		],
		order: [
			['contributing_objective_count', 'desc'],
			['department_id', 'asc']
		],
		limit: 500
	});
	return rows.map((row) => ({
		departmentId: row.department_id ?? '',
		departmentName: row.department_name ?? '',
		objectives: row.contributing_objective_count,
		progress: row.avg_progress,
		worstPace: row.worst_pace
	}));
}

async function loadAlignments(
	scope: Scope,
	objectiveId: string,
	day: string
): Promise<Pick<GoalLinks, 'up' | 'down'>> {
	const rows = await scope.cube.rows({
		view: 'alignments',
		dimensions: [
			'objective_id',
			'objective_title',
			'owner_id',
			'owner_name',
			'department_name',
			'period_name',
			'level',
			'target_id',
			'kind',
			'broken_link_reason',
			'parent_objective_id',
			'parent_objective_title',
			'parent_key_result_id',
			'parent_key_result_title',
			'parent_owner_id',
			'parent_owner_name',
			'parent_department_name',
			'parent_period_name',
			'parent_level'
		],
		filters: [
			onDays([day]),
			{
				or: [
					{ member: 'objective_id', operator: 'equals', values: [objectiveId] },
					{ member: 'parent_objective_id', operator: 'equals', values: [objectiveId] }
				]
			}
		],
		order: [
			['objective_id', 'asc'],
			['target_id', 'asc'],
			['kind', 'asc']
		],
		limit: 2_000
	});
	const common = (row: (typeof rows)[number]) => ({
		key: [row.objective_id, row.target_id, row.kind].join(' '),
		kind: row.kind,
		brokenReason: row.broken_link_reason,
		isAtRisk: false
	});
	return {
		up: rows
			.filter((row) => row.objective_id === objectiveId)
			.map((row) => ({
				...common(row),
				objectiveId: row.parent_objective_id,
				keyResultId: row.parent_key_result_id,
				title: row.parent_key_result_title ?? row.parent_objective_title,
				ownerId: row.parent_owner_id,
				ownerName: row.parent_owner_name,
				departmentName: row.parent_department_name,
				periodName: row.parent_period_name,
				level: row.parent_level,
				ownKeyResultId: null,
				ownKeyResultTitle: null
			})),
		// A link to itself is told once, upwards.
		down: rows
			.filter((row) => row.objective_id !== objectiveId)
			.map((row) => ({
				...common(row),
				objectiveId: row.objective_id,
				keyResultId: null,
				title: row.objective_title,
				ownerId: row.owner_id,
				ownerName: row.owner_name,
				departmentName: row.department_name,
				periodName: row.period_name,
				level: row.level,
				ownKeyResultId: row.parent_key_result_id,
				ownKeyResultTitle: row.parent_key_result_title
			}))
	};
}

async function loadCooperations(
	scope: Scope,
	objectiveId: string,
	day: string
): Promise<Pick<GoalLinks, 'needs' | 'neededBy'>> {
	const rows = await scope.cube.rows({
		view: 'dependencies',
		dimensions: [
			'from_objective_id',
			'from_objective_title',
			'from_owner_id',
			'from_owner_name',
			'from_department_name',
			'from_level',
			'period_name',
			'to_objective_id',
			'to_objective_title',
			'to_key_result_id',
			'to_key_result_title',
			'to_owner_id',
			'to_owner_name',
			'to_department_name',
			'to_period_name',
			'to_level',
			'is_at_risk'
		],
		filters: [
			onDays([day]),
			{ member: 'kind', operator: 'equals', values: ['COOPERATION'] },
			{
				or: [
					{ member: 'from_objective_id', operator: 'equals', values: [objectiveId] },
					{ member: 'to_objective_id', operator: 'equals', values: [objectiveId] }
				]
			}
		],
		order: [
			['from_objective_id', 'asc'],
			['to_objective_id', 'asc'],
			['to_key_result_id', 'asc']
		],
		limit: 2_000
	});
	const common = (row: (typeof rows)[number]) => ({
		key: [row.from_objective_id, row.to_objective_id, row.to_key_result_id].join(' '),
		kind: 'COOPERATION',
		brokenReason: null,
		isAtRisk: row.is_at_risk === true
	});
	return {
		needs: rows
			.filter((row) => row.from_objective_id === objectiveId)
			.map((row) => ({
				...common(row),
				objectiveId: row.to_objective_id,
				keyResultId: row.to_key_result_id,
				title: row.to_key_result_title ?? row.to_objective_title,
				ownerId: row.to_owner_id,
				ownerName: row.to_owner_name,
				departmentName: row.to_department_name,
				periodName: row.to_period_name,
				level: row.to_level,
				ownKeyResultId: null,
				ownKeyResultTitle: null
			})),
		neededBy: rows
			.filter((row) => row.from_objective_id !== objectiveId)
			.map((row) => ({
				...common(row),
				objectiveId: row.from_objective_id,
				keyResultId: null,
				title: row.from_objective_title,
				ownerId: row.from_owner_id,
				ownerName: row.from_owner_name,
				departmentName: row.from_department_name,
				periodName: row.period_name,
				level: row.from_level,
				ownKeyResultId: row.to_key_result_id,
				ownKeyResultTitle: row.to_key_result_title
			}))
	};
}

async function loadReached(scope: Scope, objectiveId: string, day: string): Promise<ReachedGoal[]> {
	const rows = await scope.cube.rows({
		view: 'contributions',
		dimensions: [
			'company_objective_id',
			'company_objective_title',
			'company_owner_name',
			'distance'
		],
		filters: [onDays([day]), { member: 'objective_id', operator: 'equals', values: [objectiveId] }],
		order: [
			['distance', 'asc'],
			['company_objective_id', 'asc']
		],
		limit: 500
	});
	return rows.map((row) => ({
		objectiveId: row.company_objective_id ?? '',
		title: row.company_objective_title ?? '',
		ownerName: row.company_owner_name,
		distance: row.distance ?? 0
	}));
}
