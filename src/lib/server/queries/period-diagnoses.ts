import type { Scope } from '../scope.ts';
import { inScope, placeOf } from './filters.ts';
import {
	DIAGNOSIS,
	loadStatedCausesOf,
	toDiagnosis,
	type Diagnosis,
	type StatedCause
} from './key-result-diagnosis.ts';

/** A key result that was missed or is at risk, with what speaks for the answer. */
export interface DiagnosedKeyResult {
	readonly keyResultId: string;
	readonly title: string;
	readonly objectiveTitle: string;
	readonly level: string;
	readonly ownerName: string;
	readonly departmentName: string;
	/** 0..100 */
	readonly progress: number | null;
	readonly diagnosis: Diagnosis;
	readonly causes: readonly StatedCause[];
}

export interface PeriodDiagnoses {
	readonly missed: number;
	readonly atRisk: number;
	/** By the answer that holds: the reviewer's where there is one. */
	readonly answers: {
		readonly marketMoved: number;
		readonly capacityOrDependency: number;
		readonly slowToReact: number;
		readonly cannotTell: number;
	};
	readonly reviewed: number;
	/** By the week, its Monday, in which confidence or pace first broke; oldest first. Those that never did are in none. */
	readonly firstFell: readonly { readonly week: string; readonly keyResults: number }[];
	/** Company level first, of each level the least progress first. */
	readonly rows: readonly DiagnosedKeyResult[];
}

/**
 * "Did the market change, or did we not keep up?" for the key results of the scope. Judged once, on the last day of the period or,
 * while it runs, on the day of the last sync: null before that day.
 */
export async function loadPeriodDiagnoses(
	scope: Scope,
	most: number
): Promise<PeriodDiagnoses | null> {
	const { period, day } = scope.moment;
	const judgedOn =
		period !== null && period.endsOn < scope.version.asOf ? period.endsOn : scope.version.asOf;
	if (day < judgedOn) return null;
	const filters = inScope(scope, placeOf(scope));
	const [[counts], fell, rows] = await Promise.all([
		scope.cube.rows({ view: 'diagnosis', measures: COUNTS, filters }),
		scope.cube.rows({
			view: 'diagnosis',
			measures: ['diagnosis_count'],
			dimensions: ['first_fell_in'],
			filters: [...filters, { member: 'first_fell_in', operator: 'set' }],
			order: [['first_fell_in', 'asc']]
		}),
		scope.cube.rows({
			view: 'diagnosis',
			dimensions: [...GOAL, ...DIAGNOSIS],
			filters,
			// By the alphabet company, department, individual: the order of the levels.
			order: [
				['level', 'asc'],
				['progress', 'asc'],
				['key_result_id', 'asc']
			],
			limit: most
		})
	]);
	const causes = await loadStatedCausesOf(
		scope,
		rows.flatMap((row) => row.key_result_id ?? [])
	);
	return {
		missed: counts?.missed_count ?? 0,
		atRisk: counts?.at_risk_count ?? 0,
		answers: {
			marketMoved: counts?.market_moved_count ?? 0,
			capacityOrDependency: counts?.capacity_or_dependency_count ?? 0,
			slowToReact: counts?.slow_to_react_count ?? 0,
			cannotTell: counts?.cannot_tell_count ?? 0
		},
		reviewed: counts?.reviewed_count ?? 0,
		firstFell: fell.flatMap(({ first_fell_in, diagnosis_count }) =>
			first_fell_in === null ? [] : [{ week: first_fell_in, keyResults: diagnosis_count }]
		),
		rows: rows.map((row) => ({
			keyResultId: row.key_result_id ?? '',
			title: row.key_result_title ?? '',
			objectiveTitle: row.objective_title ?? '',
			level: row.level ?? '',
			ownerName: row.owner_name ?? '',
			departmentName: row.department_name ?? '',
			progress: row.progress,
			diagnosis: toDiagnosis(row),
			causes: causes.get(row.key_result_id ?? '') ?? []
		}))
	};
}

/** Whether a key result is one of those that the viewer may open in this scope, judged by its day. */
export async function isDiagnosed(scope: Scope, keyResultId: string): Promise<boolean> {
	const rows = await scope.cube.rows({
		view: 'diagnosis',
		dimensions: ['judged_on'],
		filters: [
			...inScope(scope, placeOf(scope)),
			{ member: 'key_result_id', operator: 'equals', values: [keyResultId] }
		],
		limit: 1
	});
	return rows.some(({ judged_on }) => judged_on !== null && judged_on <= scope.moment.day);
}

const COUNTS = [
	...(['missed_count', 'at_risk_count', 'market_moved_count'] as const),
	...(['capacity_or_dependency_count', 'slow_to_react_count', 'cannot_tell_count'] as const),
	'reviewed_count'
] as const;

const GOAL = [
	...(['key_result_id', 'key_result_title', 'objective_title', 'level', 'owner_name'] as const),
	...(['department_name', 'progress'] as const)
] as const;
