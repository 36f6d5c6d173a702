/** Rejects that still matter: what DingTalk sent, could not be used, and was not read in order since. */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';

/** One record or statement, however many runs rejected it for this reason. */
export interface OpenReject {
	readonly stream: string;
	/** What was asked for: a person, a department, an objective, ... by stream. */
	readonly entityKey: string;
	readonly kind: string;
	readonly reason: string;
	/** As DingTalk sent it; empty for kind `refused`. */
	readonly payload: string;
	/** ISO 8601, UTC. */
	readonly firstRejectedAt: string;
	readonly lastRejectedAt: string;
	readonly lastRunId: string;
	readonly runs: number;
}

export interface RejectFilter {
	/** Exactly. */
	readonly stream?: string | undefined;
	readonly kind?: string | undefined;
	/** Part of the reason, in whatever case. */
	readonly reason?: string | undefined;
}

const Row = z.object({
	stream: z.string(),
	entity_key: z.string(),
	kind: z.string(),
	reason: z.string(),
	payload: z.string(),
	first_at: z.string(),
	last_at: z.string(),
	last_run_id: z.string(),
	runs: z.coerce.number()
});

/** Identifies a reject within its run, in `ops_rejects` and `ops_reject_resolutions`. */
export const REJECT_HASH = 'sipHash64(kind, reason, payload)';

/** Streams that each complete run reads from end to end: what it did not reject is in order. */
const READ_WHOLE = ['departments', 'people', 'periods', 'organisation_objectives'];
/** The others are asked for by subject; the answer says which. `entity_key` of their rejects is the subject. */
const ANSWERED = { objectives: 'person', check_ins: 'check_in_read' } as const;

/**
 * Those of runs that count, and of the last run even if it does not: it may have failed because of them. The newest first.
 * A reject is settled by a replay, or by a later read of the same thing that gave it no more.
 */
export function openRejects(
	warehouse: Warehouse,
	{ stream, kind, reason }: RejectFilter = {}
): Promise<OpenReject[]> {
	const conditions = [
		'run_id IN (SELECT run_id FROM core_runs) OR run_id = (SELECT max(run_id) FROM ops_run_states)',
		`(run_id, stream, entity_key, ${REJECT_HASH}) NOT IN
			(SELECT run_id, stream, entity_key, reject_hash FROM ops_reject_resolutions)`
	];
	if (stream !== undefined) conditions.push(`stream = ${sqlLiteral(stream)}`);
	if (kind !== undefined) conditions.push(`kind = ${sqlLiteral(kind)}`);
	if (reason !== undefined)
		conditions.push(`positionCaseInsensitiveUTF8(reason, ${sqlLiteral(reason)}) > 0`);
	const answers = Object.entries(ANSWERED).map(
		([of, subject]) =>
			`SELECT '${of}' AS stream, subject_id AS entity_key, max(run_id) AS read_run
			FROM core_answers WHERE subject_kind = '${subject}' GROUP BY subject_id`
	);
	return selectRows(
		warehouse,
		`SELECT stream, entity_key, kind, reason, payload, first_at, last_at, last_run_id, runs
		FROM
		(
			SELECT stream, entity_key, kind, reason, payload,
				min(rejected_at) AS first_at, max(rejected_at) AS last_at,
				max(run_id) AS last_run_id, uniqExact(run_id) AS runs
			FROM ops_rejects
			WHERE ${conditions.map((condition) => `(${condition})`).join(' AND ')}
			GROUP BY stream, entity_key, kind, reason, payload
		) AS rejects
		LEFT JOIN (${answers.join(' UNION ALL ')}) AS answered USING (stream, entity_key)
		LEFT JOIN
		(
			SELECT stream, max(run_id) AS whole_run FROM ops_streams
			WHERE status = 'complete' AND stream IN ${sqlLiteral(READ_WHOLE)}
				AND run_id IN (SELECT run_id FROM core_runs)
			GROUP BY stream
		) AS whole USING (stream)
		WHERE answered.read_run <= last_run_id AND whole.whole_run <= last_run_id
		ORDER BY last_at DESC, stream, kind, reason, entity_key`,
		(found) => {
			const row = Row.parse(found);
			return {
				stream: row.stream,
				entityKey: row.entity_key,
				kind: row.kind,
				reason: row.reason,
				payload: row.payload,
				firstRejectedAt: isoOf(row.first_at),
				lastRejectedAt: isoOf(row.last_at),
				lastRunId: row.last_run_id,
				runs: row.runs
			};
		}
	);
}

/** `2026-11-22 15:59:59.999`, as ClickHouse writes an instant in UTC. */
function isoOf(text: string): string {
	return `${text.replace(' ', 'T')}Z`;
}
