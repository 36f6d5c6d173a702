import type { StoryPoint } from '$lib/charts/options/goal-story.ts';
import { momentOf, type LifeMoment } from '$lib/goals/moment.ts';
import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import type { OwnerChange } from './key-result-life.ts';

export interface ObjectiveFacts {
	readonly day: string;
	readonly title: string;
	/** `personal` or `organisation`: a team's, which has no key results. */
	readonly kind: string | null;
	readonly level: string | null;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentId: string;
	readonly departmentName: string;
	readonly periodId: string;
	readonly periodName: string;
	readonly visibility: string | null;
	/** 0..100; null: no key result has a value. */
	readonly progress: number | null;
	/** DingTalk's own figure, 0..100. */
	readonly reportedProgress: number | null;
	/** 0..1 */
	readonly grade: number | null;
	readonly isGradeComputed: boolean;
	readonly isGradeProvisional: boolean;
	readonly worstPace: string | null;
	readonly isAligned: boolean;
	readonly isRooted: boolean;
	/** Without a company objective in its periods nothing can be rooted. */
	readonly hasCompanyObjective: boolean;
	readonly checksPassed: number | null;
	readonly checksApplicable: number | null;
}

export interface ObjectiveLife {
	readonly moment: LifeMoment;
	/** Of the day that is shown; null: on the day asked for it did not exist yet. */
	readonly facts: ObjectiveFacts | null;
	/** From its first day to the one that is shown; confidence is the mean of its open key results. */
	readonly points: readonly StoryPoint[];
	readonly ownerChanges: readonly OwnerChange[];
}

const DIMENSIONS = [
	'as_of',
	'objective_title',
	'kind',
	'level',
	'owner_id',
	'owner_name',
	'department_id',
	'department_name',
	'period_id',
	'period_name',
	'visibility',
	'progress',
	'reported_progress',
	'grade',
	'is_grade_computed',
	'is_grade_provisional',
	'worst_pace',
	'is_aligned',
	'is_rooted',
	'has_company_objective',
	'checks_passed',
	'checks_applicable'
] as const;
type LifeRow = Row<'objectives', never, (typeof DIMENSIONS)[number]>;

/** Every day of an objective up to the one asked for. null: there is none with this id, or the viewer may not open it. */
export async function loadObjectiveLife(
	scope: Scope,
	objectiveId: string
): Promise<ObjectiveLife | null> {
	const [rows, means] = await Promise.all([
		scope.cube.rows({
			view: 'objectives',
			dimensions: DIMENSIONS,
			filters: [{ member: 'objective_id', operator: 'equals', values: [objectiveId] }],
			order: [['as_of', 'asc']],
			limit: 50_000
		}),
		scope.cube.rows({
			view: 'key_results',
			measures: ['avg_expected', 'avg_confidence'],
			dimensions: ['as_of'],
			filters: [{ member: 'objective_id', operator: 'equals', values: [objectiveId] }],
			limit: 50_000
		})
	]);
	if (rows.length === 0) return null;
	const meansOn = new Map(means.map((row) => [row.as_of, row]));
	const asked = scope.moment.day;
	const past = rows.filter((row) => row.as_of <= asked);
	const shown = past.at(-1);
	return {
		moment: momentOf(
			rows.map((row) => row.as_of),
			asked
		),
		facts: shown === undefined ? null : toFacts(shown),
		points: past.map((row) => ({
			day: row.as_of,
			progress: row.progress,
			expected: meansOn.get(row.as_of)?.avg_expected ?? null,
			confidence: meansOn.get(row.as_of)?.avg_confidence ?? null,
			isStated: null
		})),
		ownerChanges: past.flatMap((row, index) => {
			const before = past[index - 1];
			return before === undefined || before.owner_id === row.owner_id
				? []
				: [{ day: row.as_of, from: before.owner_name ?? '', to: row.owner_name ?? '' }];
		})
	};
}

function toFacts(row: LifeRow): ObjectiveFacts {
	return {
		day: row.as_of,
		title: row.objective_title ?? '',
		kind: row.kind,
		level: row.level,
		ownerId: row.owner_id ?? '',
		ownerName: row.owner_name ?? '',
		departmentId: row.department_id ?? '',
		departmentName: row.department_name ?? '',
		periodId: row.period_id ?? '',
		periodName: row.period_name ?? '',
		visibility: row.visibility,
		progress: row.progress,
		reportedProgress: row.reported_progress,
		grade: row.grade,
		isGradeComputed: row.is_grade_computed === true,
		isGradeProvisional: row.is_grade_provisional === true,
		worstPace: row.worst_pace,
		isAligned: row.is_aligned === true,
		isRooted: row.is_rooted === true,
		hasCompanyObjective: row.has_company_objective === true,
		checksPassed: row.checks_passed,
		checksApplicable: row.checks_applicable
	};
}
