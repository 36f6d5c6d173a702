/** Statements of links: stage -> versions. An alignment is an attribute of the objective that states it (metrics.md 1, 7). */
import { run } from '../clickhouse/client.ts';
import { latest, literalsOf, type LoadContext } from './context.ts';
import { newObjectivesSql } from './objectives.ts';

const KEY = 'child_objective_id, target_kind, target_id, link_kind, stated_by';
const VERSION_COLUMNS = `${KEY}, is_present, valid_from, is_assumed, observed_at, run_id`;

export async function loadAlignments(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	// Personal objectives name a target without saying what it is: its kind stays empty, and marts look it up, because the key
	// result may become known later than the link to it.
	const read = `SELECT DISTINCT ${KEY} FROM stage_alignments WHERE run_id = ${runId}`;
	await run(
		context.warehouse,
		`INSERT INTO core_alignment_versions (${VERSION_COLUMNS})
		SELECT
			read.child_objective_id, read.target_kind, read.target_id, read.link_kind, read.stated_by, 1,
			if(known.stated_by = '' AND objective.objective_id != '', objective.since, ${observed}),
			known.stated_by = '' AND objective.is_first_read,
			${observed}, ${runId}
		FROM (${read}) AS read
		LEFT JOIN (${latest('core_alignment_versions', KEY)}) AS known
			ON known.child_objective_id = read.child_objective_id AND known.target_kind = read.target_kind
				AND known.target_id = read.target_id AND known.link_kind = read.link_kind
				AND known.stated_by = read.stated_by
		LEFT JOIN (${newObjectivesSql(context)}) AS objective
			ON objective.objective_id = if(read.stated_by = 'child', read.child_objective_id, read.target_id)
		WHERE known.stated_by = '' OR NOT known.is_present`
	);
	// Missing only from an answer of the stating objective that says which links it has, perhaps none.
	await run(
		context.warehouse,
		`INSERT INTO core_alignment_versions (${VERSION_COLUMNS})
		SELECT ${KEY}, 0, ${observed}, 0, ${observed}, ${runId}
		FROM (${latest('core_alignment_versions', KEY)})
		WHERE is_present
			AND if(
				stated_by = 'child',
				child_objective_id IN
					(SELECT objective_id FROM stage_objectives WHERE run_id = ${runId} AND states_up),
				target_id IN
					(SELECT objective_id FROM stage_objectives WHERE run_id = ${runId} AND states_down))
			AND (${KEY}) NOT IN (${read})`
	);
}
