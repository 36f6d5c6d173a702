/** A run that did not come to its end, and how the next one goes on from the answers it got. */
import { z } from 'zod';
import { run, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { CONTACT_RANGE, ROOT_DEPARTMENT } from '../dingtalk/contacts.ts';
import { REFUSALS } from '../replay/kept-answers.ts';

export interface UnfinishedRun {
	readonly runId: string;
	/** Epoch ms: the one instant of its reads. */
	readonly observedAt: number;
}

/** Hours after which the answers of an unfinished run are too old to be one read with new ones. */
const FRESH_HOURS = 6;

const Unfinished = z.object({ run_id: z.string(), started_ms: z.coerce.number() });

/**
 * The last run that got answers, if it was killed, interrupted or failed for a passing reason before its rows counted, within the
 * last six hours, and if the same was asked of it.
 * @param now epoch ms
 */
export async function findUnfinished(
	warehouse: Warehouse,
	{ now, kind, options }: { now: number; kind: string; options: string }
): Promise<UnfinishedRun | null> {
	const [last] = await selectRows(
		warehouse,
		`SELECT run_id, toUnixTimestamp64Milli(started_at) AS started_ms FROM ops_runs
		WHERE status != 'running' AND is_resumable
			AND kind = ${sqlLiteral(kind)} AND options = ${sqlLiteral(options)}
			AND run_id > (SELECT max(run_id) FROM core_runs)
			AND run_id IN (SELECT run_id FROM raw_reads)
		ORDER BY run_id DESC LIMIT 1`,
		(row) => Unfinished.parse(row)
	);
	if (last === undefined) return null;
	const age = now - last.started_ms;
	if (age < 0 || age > FRESH_HOURS * 3_600_000) return null;
	return { runId: last.run_id, observedAt: last.started_ms };
}

/** What is not taken over: a permission may have been granted meanwhile, and the contact range widened. */
const OUTDATED = `(stream = '${REFUSALS}' AND JSONExtractString(body, 'refusal') = 'permission')
	OR (endpoint = '${CONTACT_RANGE}'
		AND NOT has(JSONExtract(body, 'auth_org_scopes', 'authed_dept', 'Array(String)'), '${ROOT_DEPARTMENT}'))`;

/**
 * Makes the answers of an unfinished run those of a new one: the raw layer of each run that counts is whole. From then on it is
 * the new one that may be taken up.
 */
export async function takeOver(
	warehouse: Warehouse,
	unfinishedId: string,
	runId: string
): Promise<void> {
	await run(
		warehouse,
		// The inner query: beside the replaced column, WHERE would see the new value.
		`INSERT INTO raw_reads SELECT * REPLACE (${sqlLiteral(runId)} AS run_id)
		FROM
		(
			SELECT * FROM raw_reads
			WHERE run_id = ${sqlLiteral(unfinishedId)} AND (stream, payload_hash) NOT IN
			(
				SELECT read.stream, read.payload_hash FROM raw_reads AS read
				INNER JOIN raw_payloads AS payload ON payload.payload_hash = read.payload_hash
				WHERE read.run_id = ${sqlLiteral(unfinishedId)} AND (${OUTDATED})
			)
		)`
	);
	await run(
		warehouse,
		`INSERT INTO ops_run_states
		SELECT * REPLACE (version + 1 AS version, 0 AS is_resumable)
		FROM (SELECT * FROM ops_runs WHERE run_id = ${sqlLiteral(unfinishedId)})`
	);
}
