/** Rows of one objective into the stage. */
import type { ObjectiveRows } from '../normalise/objectives.ts';
import type { RunScope, Tally } from './scope.ts';

export async function stageObjective(
	scope: RunScope,
	tally: Tally,
	rows: ObjectiveRows
): Promise<void> {
	const { batches } = scope;
	await batches.add('stage_objectives', [rows.objective]);
	await batches.add('stage_key_results', rows.keyResults);
	await batches.add('stage_alignments', rows.alignments);
	for (const { key, reason, record } of rows.rejected)
		await tally.reject(scope, key, 'record', reason, record);
}
