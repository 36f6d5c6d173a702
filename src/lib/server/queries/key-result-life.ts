import { momentOf, type LifeMoment } from '$lib/goals/moment.ts';
import { STALL_REASONS, type StallReason } from '$lib/url-state/state.ts';
import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';

/** One day of a key result, as its charts draw it. */
export interface KeyResultPoint {
	readonly day: string;
	/** 0..100; null: nothing was ever stated. */
	readonly progress: number | null;
	/** 0..100 */
	readonly expected: number | null;
	/** 0..10, at most 14 days old. */
	readonly confidence: number | null;
	/** The confidence was stated on this very day; else it is carried from an earlier one. */
	readonly isStated: boolean;
}

export interface KeyResultFacts {
	readonly day: string;
	readonly title: string;
	readonly objectiveId: string;
	readonly objectiveTitle: string;
	readonly ownerId: string;
	readonly ownerName: string;
	readonly departmentId: string;
	readonly departmentName: string;
	readonly periodId: string;
	readonly periodName: string;
	readonly level: string | null;
	readonly visibility: string | null;
	readonly pace: string | null;
	/** Share of the objective, 0..1. */
	readonly weight: number | null;
	readonly progress: number | null;
	readonly expected: number | null;
	readonly confidence: number | null;
	/** `text` or `report`. */
	readonly provenance: string | null;
	/** UTC. */
	readonly confidenceStatedAt: string | null;
	readonly isRed: boolean;
	readonly isBlocked: boolean;
	readonly stallReason: StallReason | null;
	readonly daysStalled: number | null;
	readonly daysSinceCheckIn: number | null;
	/** False: DingTalk refuses the app its check-ins. */
	readonly areCheckInsKnown: boolean;
}

export interface KeyResultLife {
	readonly firstDay: string;
	readonly moment: LifeMoment;
	/** Of the day that is shown; null: on the day asked for it did not exist yet. */
	readonly facts: KeyResultFacts | null;
	/** From its first day to the one that is shown. */
	readonly points: readonly KeyResultPoint[];
	readonly ownerChanges: readonly OwnerChange[];
}

export interface OwnerChange {
	readonly day: string;
	readonly from: string;
	readonly to: string;
}

const DIMENSIONS = [
	'as_of',
	'key_result_title',
	'objective_id',
	'objective_title',
	'owner_id',
	'owner_name',
	'department_id',
	'department_name',
	'period_id',
	'period_name',
	'level',
	'visibility',
	'pace',
	'weight',
	'progress',
	'expected',
	'confidence',
	'confidence_provenance',
	'confidence_stated_at',
	'is_red',
	'is_blocked',
	'is_stalled',
	'stall_reason',
	'days_stalled',
	'days_since_check_in',
	'are_check_ins_known'
] as const;
type LifeRow = Row<'key_results', never, (typeof DIMENSIONS)[number]>;

/** Every day of a key result up to the one asked for. null: there is none with this id, or the viewer may not open it. */
export async function loadKeyResultLife(
	scope: Scope,
	keyResultId: string
): Promise<KeyResultLife | null> {
	const rows = await scope.cube.rows({
		view: 'key_results',
		dimensions: DIMENSIONS,
		filters: [{ member: 'key_result_id', operator: 'equals', values: [keyResultId] }],
		order: [['as_of', 'asc']],
		limit: 50_000
	});
	const [first] = rows;
	if (first === undefined) return null;
	const asked = scope.moment.day;
	const past = rows.filter((row) => row.as_of <= asked);
	const shown = past.at(-1);
	return {
		firstDay: first.as_of,
		moment: momentOf(
			rows.map((row) => row.as_of),
			asked
		),
		facts: shown === undefined ? null : toFacts(shown),
		points: past.map((row, index) => toPoint(row, past[index - 1])),
		ownerChanges: past.flatMap((row, index) => {
			const before = past[index - 1];
			return before === undefined || before.owner_id === row.owner_id
				? []
				: [{ day: row.as_of, from: before.owner_name ?? '', to: row.owner_name ?? '' }];
		})
	};
}

/** A value that the day before already had, stated at the same instant, is a carried one. */
function toPoint(row: LifeRow, before: LifeRow | undefined): KeyResultPoint {
	return {
		day: row.as_of,
		progress: row.progress,
		expected: row.expected,
		confidence: row.confidence,
		isStated:
			row.confidence !== null && row.confidence_stated_at !== (before?.confidence_stated_at ?? null)
	};
}

function toFacts(row: LifeRow): KeyResultFacts {
	return {
		day: row.as_of,
		title: row.key_result_title ?? '',
		objectiveId: row.objective_id ?? '',
		objectiveTitle: row.objective_title ?? '',
		ownerId: row.owner_id ?? '',
		ownerName: row.owner_name ?? '',
		departmentId: row.department_id ?? '',
		departmentName: row.department_name ?? '',
		periodId: row.period_id ?? '',
		periodName: row.period_name ?? '',
		level: row.level,
		visibility: row.visibility,
		pace: row.pace,
		weight: row.weight,
		progress: row.progress,
		expected: row.expected,
		confidence: row.confidence,
		provenance: row.confidence_provenance,
		confidenceStatedAt: row.confidence_stated_at,
		isRed: row.is_red === true,
		isBlocked: row.is_blocked === true,
		stallReason:
			row.is_stalled === true
				? (STALL_REASONS.find((reason) => reason === row.stall_reason) ?? null)
				: null,
		daysStalled: row.days_stalled,
		daysSinceCheckIn: row.days_since_check_in,
		areCheckInsKnown: row.are_check_ins_known !== false
	};
}
