import type { Scope } from '../scope.ts';
import { onDays } from './filters.ts';

export interface OwnedObjective {
	readonly id: string;
	readonly title: string;
	readonly level: string | null;
	readonly periodName: string;
	/** 0..100 */
	readonly progress: number | null;
	readonly worstPace: string | null;
	readonly isRooted: boolean;
	readonly isAligned: boolean;
}

/** The live objectives of a person on the as-of day, as far as the viewer may open them; those of longer periods first. */
export async function loadObjectivesOfOwner(
	scope: Scope,
	personId: string
): Promise<OwnedObjective[]> {
	const rows = await scope.cube.rows({
		view: 'objectives',
		dimensions: [
			'objective_id',
			'objective_title',
			'level',
			'period_id',
			'period_name',
			'progress',
			'worst_pace',
			'is_rooted',
			'is_aligned'
		],
		filters: [
			onDays([scope.moment.day]),
			{ member: 'owner_id', operator: 'equals', values: [personId] }
		],
		order: [['objective_id', 'asc']],
		limit: 500
	});
	const startOf = new Map(scope.periods.map((period) => [period.id, period.startsOn]));
	return rows
		.toSorted((a, b) =>
			(startOf.get(a.period_id ?? '') ?? '').localeCompare(startOf.get(b.period_id ?? '') ?? '')
		)
		.map((row) => ({
			id: row.objective_id ?? '',
			title: row.objective_title ?? '',
			level: row.level,
			periodName: row.period_name ?? '',
			progress: row.progress,
			worstPace: row.worst_pace,
			isRooted: row.is_rooted === true,
			isAligned: row.is_aligned === true
		}));
}
