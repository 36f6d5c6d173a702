/** The five tiles as data. Nothing is computed here but the difference of a measure on two days. */
import type { SparklinePoint } from '$lib/charts/options/sparkline.ts';
import type { ComplianceTrend } from '$lib/server/queries/compliance-trend.ts';
import type { DepartmentFacts } from '$lib/server/queries/department-breakdown.ts';
import type { KeyResultDay, KeyResultTrend } from '$lib/server/queries/key-result-trend.ts';
import type { RootedTrend } from '$lib/server/queries/rooted-trend.ts';

export const TILES = [
	'delivery_score',
	'red_flag_count',
	'stalled_count',
	'compliance',
	'rooted_coverage'
] as const;
export type TileMeasure = (typeof TILES)[number];

export interface Tile {
	readonly measure: TileMeasure;
	readonly unit: 'ratio' | 'count';
	/** null: nothing to judge. */
	readonly value: number | null;
	/** The count that the value rests on, and its name in the model. */
	readonly base: number;
	readonly baseMeasure: string;
	/** Value minus the one 7 days earlier; null: one of them is missing. */
	readonly change: number | null;
	/** A rise is good news. */
	readonly isMoreBetter: boolean;
	readonly series: readonly SparklinePoint[];
	/** The department below that stands out for the worse; null: none does. */
	readonly worst: {
		readonly departmentId: string;
		readonly name: string;
		readonly value: number;
	} | null;
}

export interface TileSources {
	readonly keyResults: KeyResultTrend;
	readonly rooted: RootedTrend;
	readonly compliance: ComplianceTrend;
	readonly departments: readonly DepartmentFacts[];
}

/** A rate of fewer cases than this says little about a department. */
const FEW = 5;

export function buildTiles(sources: TileSources): Tile[] {
	const { keyResults, rooted, compliance, departments } = sources;
	const { now, weekAgo } = keyResults;
	const week = compliance.days.at(-1)?.facts ?? null;
	const ofKeyResults = (read: (facts: KeyResultDay) => number | null) =>
		keyResults.days.map(({ day, facts }) => ({
			day,
			value: facts === null ? null : read(facts)
		}));

	return [
		{
			measure: 'delivery_score',
			unit: 'ratio',
			value: now?.deliveryScore ?? null,
			base: now?.judged ?? 0,
			baseMeasure: 'judged_count',
			change: difference(now?.deliveryScore, weekAgo?.deliveryScore),
			isMoreBetter: true,
			series: ofKeyResults((facts) => facts.deliveryScore),
			worst: lowest(departments, ({ keyResults: facts }) => [facts?.deliveryScore, facts?.judged])
		},
		{
			measure: 'red_flag_count',
			unit: 'count',
			value: now?.redFlags ?? 0,
			base: now?.open ?? 0,
			baseMeasure: 'open_count',
			change: difference(now?.redFlags ?? 0, weekAgo?.redFlags),
			isMoreBetter: false,
			series: ofKeyResults((facts) => facts.redFlags),
			worst: most(departments, ({ keyResults: facts }) => facts?.redFlags)
		},
		{
			measure: 'stalled_count',
			unit: 'count',
			value: now?.stalled ?? 0,
			base: now?.withCheckIns ?? 0,
			baseMeasure: 'check_ins_known_count',
			change: difference(now?.stalled ?? 0, weekAgo?.stalled),
			isMoreBetter: false,
			series: ofKeyResults((facts) => facts.stalled),
			worst: most(departments, ({ keyResults: facts }) => facts?.stalled)
		},
		{
			measure: 'compliance',
			unit: 'ratio',
			value: week?.compliance ?? null,
			base: week?.due ?? 0,
			baseMeasure: 'due_count',
			change: difference(week?.compliance, compliance.weekAgo?.compliance),
			isMoreBetter: true,
			series: compliance.days.map(({ day, facts }) => ({ day, value: facts?.compliance ?? null })),
			worst: lowest(departments, ({ week: facts }) => [facts?.compliance, facts?.due])
		},
		{
			measure: 'rooted_coverage',
			unit: 'ratio',
			value: rooted.now?.coverage ?? null,
			base: rooted.now?.rootable ?? 0,
			baseMeasure: 'rootable_count',
			change: difference(rooted.now?.coverage, rooted.weekAgo?.coverage),
			isMoreBetter: true,
			series: rooted.days.map(({ day, facts }) => ({ day, value: facts?.coverage ?? null })),
			worst: lowest(departments, ({ rooted: facts }) => [facts?.coverage, facts?.rootable])
		}
	];
}

function difference(
	now: number | null | undefined,
	before: number | null | undefined
): number | null {
	return now == null || before == null ? null : now - before;
}

/** Where the count is highest. Not worth saying with a single department, or when nothing is counted. */
function most(
	departments: readonly DepartmentFacts[],
	read: (facts: DepartmentFacts) => number | undefined
): Tile['worst'] {
	let worst: Tile['worst'] = null;
	if (departments.length < 2) return null;
	for (const department of departments) {
		const value = read(department) ?? 0;
		if (value > (worst?.value ?? 0))
			worst = { departmentId: department.id, name: department.name, value };
	}
	return worst;
}

/** Where the rate is lowest, among departments with enough cases if there are any. */
function lowest(
	departments: readonly DepartmentFacts[],
	read: (facts: DepartmentFacts) => [number | null | undefined, number | undefined]
): Tile['worst'] {
	const known = departments.flatMap((department) => {
		const [value, base] = read(department);
		return value == null
			? []
			: [{ departmentId: department.id, name: department.name, value, base: base ?? 0 }];
	});
	if (known.length < 2) return null;
	const many = known.filter((one) => one.base >= FEW);
	const [first, ...rest] = many.length > 0 ? many : known;
	if (first === undefined) return null;
	const { departmentId, name, value } = rest.reduce(
		(worst, one) => (one.value < worst.value ? one : worst),
		first
	);
	return { departmentId, name, value };
}
