import type { Scope } from '../scope.ts';
import { loadChangesOf, type Change } from './goal-changes.ts';
import type { OwnerChange } from './key-result-life.ts';

/** A check-in that was edited later. */
export interface EditedCheckIn {
	/** Local day on which it was first written. */
	readonly day: string;
	/** Local day of what it says now. */
	readonly editedOn: string;
	readonly editedBy: string;
}

/** What happened to a key result beside its values: what a chart of them marks. */
export interface GoalMarks {
	/** Of the objective: a key result has no owner of its own. */
	readonly owners: readonly OwnerChange[];
	readonly changes: readonly Change[];
	readonly edited: readonly EditedCheckIn[];
}

/** Of some key results from a day to the as-of day, by their ids; without those to which nothing happened. */
export async function loadMarks(
	scope: Scope,
	keyResults: readonly { readonly id: string; readonly objectiveId: string }[],
	since: string
): Promise<Record<string, GoalMarks>> {
	if (keyResults.length === 0) return {};
	const [recent, edited] = await Promise.all([
		loadChangesOf(scope, [...new Set(keyResults.map(({ objectiveId }) => objectiveId))], since),
		loadEdited(
			scope,
			keyResults.map(({ id }) => id)
		)
	]);
	const marks = keyResults.map(({ id, objectiveId }): [string, GoalMarks] => [
		id,
		{
			owners: recent
				.filter((one) => one.field === 'owner' && one.entityId === objectiveId)
				.map(({ day, before, after }) => ({ day, from: before ?? '', to: after ?? '' })),
			changes: recent.filter((one) => one.keyResultId === id),
			edited: (edited.get(id) ?? []).filter(({ editedOn }) => editedOn >= since)
		}
	]);
	return Object.fromEntries(
		marks.filter(([, one]) =>
			[one.owners, one.changes, one.edited].some(({ length }) => length > 0)
		)
	);
}

async function loadEdited(
	scope: Scope,
	keyResultIds: readonly string[]
): Promise<ReadonlyMap<string, readonly EditedCheckIn[]>> {
	const rows = await scope.cube.rows({
		view: 'check_in_revisions',
		dimensions: [
			...([
				'check_in_id',
				'key_result_id',
				'checked_in_at',
				'checked_in_on',
				'revised_at'
			] as const),
			...(['revised_on', 'modifier_name', 'author_name'] as const)
		],
		filters: [
			{ member: 'key_result_id', operator: 'equals', values: keyResultIds },
			{ member: 'is_in_force', operator: 'equals', values: ['true'] }
		],
		order: [['revised_at', 'asc']],
		limit: 50_000
	});
	const { day } = scope.moment;
	return Map.groupBy(
		rows
			.filter((row) => (row.revised_at ?? '') > (row.checked_in_at ?? ''))
			.filter((row) => (row.checked_in_on ?? '') <= day && (row.revised_on ?? '') <= day)
			.map((row) => ({
				keyResultId: row.key_result_id ?? '',
				day: row.checked_in_on ?? '',
				editedOn: row.revised_on ?? '',
				editedBy: row.modifier_name ?? row.author_name ?? ''
			})),
		({ keyResultId }) => keyResultId
	);
}
