import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { childrenOf } from './departments.ts';
import { inScope, onDays, placeOf, withinMember } from './filters.ts';
import { rowsOfDays } from './past-weeks.ts';
import { comparisonDay, sparklineDays } from './windows.ts';

/** Confidence of the open key results of a place at the end of a day (metrics.md 4). */
export interface ConfidenceDay {
	readonly day: string;
	readonly open: number;
	/** With a current value: the base of the mean, the median, the net and the bands. */
	readonly withConfidence: number;
	/** 0..1; null: nothing is open. */
	readonly coverage: number | null;
	/** 0..10; null: nobody stated any. */
	readonly mean: number | null;
	readonly median: number | null;
	/** -100..100 */
	readonly net: number | null;
	readonly red: number;
	readonly watch: number;
	readonly stable: number;
}

export interface ConfidenceTrend {
	/** The last 13 Sundays and the as-of day; null: nothing was live. */
	readonly days: readonly { readonly day: string; readonly facts: ConfidenceDay | null }[];
	readonly now: ConfidenceDay | null;
	/** 7 days earlier; null: nothing to compare with. */
	readonly weekAgo: ConfidenceDay | null;
}

export interface DepartmentConfidence {
	readonly id: string;
	readonly name: string;
	readonly hasChildren: boolean;
	readonly now: ConfidenceDay | null;
	readonly days: ConfidenceTrend['days'];
}

/** How the confidence of the place developed, week by week. */
export async function loadConfidenceTrend(scope: Scope): Promise<ConfidenceTrend> {
	const days = sparklineDays(scope.moment);
	const before = comparisonDay(scope.moment);
	const asked = [...new Set(before === null ? days : [...days, before])];
	const rows = await rowsOfDays(asked, scope.moment.day, (part) =>
		scope.cube.rows({
			view: 'key_results',
			measures: MEASURES,
			dimensions: ['as_of'],
			filters: [onDays(part), ...inScope(scope, placeOf(scope))]
		})
	);
	const found = new Map(rows.map((row) => [row.as_of, toDay(row)]));
	return {
		days: days.map((day) => ({ day, facts: found.get(day) ?? null })),
		now: found.get(scope.moment.day) ?? null,
		weekAgo: before === null ? null : (found.get(before) ?? null)
	};
}

/** The same for each department directly below: where the net confidence is lowest comes first, where nobody stated any comes last. */
export async function loadConfidenceByDepartment(scope: Scope): Promise<DepartmentConfidence[]> {
	const children = childrenOf(scope.department, scope.departments);
	if (children.length === 0) return [];
	const days = sparklineDays(scope.moment);
	const within = withinMember(scope.state.lens);
	const rows = await rowsOfDays(days, scope.moment.day, (part) =>
		scope.cube.rows({
			view: 'key_results',
			measures: MEASURES,
			dimensions: ['as_of', within],
			filters: [
				onDays(part),
				...inScope(scope, { kind: 'each', departmentIds: children.map((child) => child.id) })
			],
			limit: 50_000
		})
	);
	const found = new Map(rows.map((row) => [`${row[within] ?? ''} ${row.as_of}`, toDay(row)]));
	return children
		.map(({ id, name }) => ({
			id,
			name,
			hasChildren: scope.departments.some((one) => one.parentId === id),
			now: found.get(`${id} ${scope.moment.day}`) ?? null,
			days: days.map((day) => ({ day, facts: found.get(`${id} ${day}`) ?? null }))
		}))
		.sort((a, b) => byProblem(a.now, b.now));
}

const MEASURES = [
	'open_count',
	'confidence_count',
	'confidence_coverage',
	'avg_confidence',
	'median_confidence',
	'net_confidence',
	'red_flag_count',
	'watch_count',
	'stable_count'
] as const;

function toDay(row: Row<'key_results', (typeof MEASURES)[number], 'as_of'>): ConfidenceDay {
	return {
		day: row.as_of,
		open: row.open_count,
		withConfidence: row.confidence_count,
		coverage: row.confidence_coverage,
		mean: row.avg_confidence,
		median: row.median_confidence,
		net: row.net_confidence,
		red: row.red_flag_count,
		watch: row.watch_count,
		stable: row.stable_count
	};
}

function byProblem(a: ConfidenceDay | null, b: ConfidenceDay | null): number {
	const NONE = Number.MAX_VALUE;
	return (a?.net ?? NONE) - (b?.net ?? NONE) || (a?.mean ?? NONE) - (b?.mean ?? NONE);
}
