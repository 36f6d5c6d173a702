/**
 * Weekly reports: stage -> check-ins, once key results are loaded. A report is matched at its own day, with the titles of that
 * day as far as they are known by now; for two weeks it is matched again in every run, because somebody's new objectives may
 * become known a few days after the report that speaks of them.
 */
import { z } from 'zod';
import { localDay } from '../clock.ts';
import type { ReportFields } from '../config.ts';
import { run, selectRows, sqlLiteral } from '../clickhouse/client.ts';
import {
	reportReader,
	reportRevision,
	type Candidate,
	type ReportReading,
	type StagedReport
} from '../normalise/reports.ts';
import { instantText } from '../normalise/instants.ts';
import type { Batches } from './batches.ts';
import { literalsOf, type LoadContext } from './context.ts';
import { reject } from './rejects.ts';

const REMATCHED_DAYS = 14;
/** So many people's reports and key results are in memory at a time. */
const AUTHORS = 500;

const Staged = z.object({
	report_id: z.string(),
	author_id: z.string(),
	created_at: z.string(),
	modified_at: z.string(),
	rows: z.string()
});
const Rows = z.array(z.object({ key: z.string(), value: z.string() }));
const AuthorId = z.object({ author_id: z.string() });

/**
 * Adds a revision for each report that is new, edited or now matches other key results, and rejects the confidences of those
 * that cannot be used. Everything is stored when it resolves.
 */
export async function loadReports(
	context: LoadContext,
	batches: Batches,
	fields: ReportFields
): Promise<void> {
	const read = reportReader(fields);
	const reports = `(${reportsSql(context)})`;
	const authors = await selectRows(
		context.warehouse,
		`SELECT DISTINCT author_id FROM ${reports} ORDER BY author_id`,
		(row) => AuthorId.parse(row).author_id
	);
	for (let start = 0; start < authors.length; start += AUTHORS) {
		const some = sqlLiteral(authors.slice(start, start + AUTHORS));
		const [staged, owned] = await Promise.all([
			selectRows(
				context.warehouse,
				`SELECT * FROM ${reports} WHERE author_id IN ${some} ORDER BY report_id`,
				(row) => Staged.parse(row)
			),
			ownedKeyResults(context, some)
		]);
		const known = await knownReadings(
			context,
			`SELECT report_id FROM ${reports} WHERE author_id IN ${some}`
		);
		for (const report of staged) {
			const candidates = liveOn(owned.get(report.author_id) ?? [], dayOf(report, context));
			const reading = read(Rows.parse(JSON.parse(report.rows)), candidates);
			if (known.get(keyOf(report)) !== signature(reading))
				await add(context, batches, report, reading);
		}
	}
	await batches.flush();
}

/** The latest state of each report that this run read, and of the recent ones that it did not. */
function reportsSql(context: LoadContext): string {
	const { run: runId } = literalsOf(context);
	const since = sqlLiteral(new Date(context.observedAt - REMATCHED_DAYS * 86_400_000));
	return `SELECT report_id, author_id, created_at, modified_at, rows FROM
		(
			SELECT report_id, author_id, created_at, modified_at, rows, 1 AS is_read
			FROM stage_reports WHERE run_id = ${runId}
			UNION ALL
			SELECT check_in_id, author_id, checked_in_at, revised_at, html, 0
			FROM core_check_in_revisions
			WHERE objective_id = '' AND source = 'report' AND checked_in_at >= ${since}
		)
		ORDER BY report_id, modified_at DESC, is_read DESC LIMIT 1 BY report_id`;
}

interface OwnedKeyResult extends Candidate {
	readonly liveUntil: string;
}

const Owned = z
	.object({
		owner_id: z.string(),
		id: z.string(),
		title: z.string(),
		live_from: z.string(),
		live_until: z.string()
	})
	.transform(({ live_from, live_until, ...row }) => ({
		...row,
		liveFrom: live_from,
		liveUntil: live_until
	}));

/** Per person the key results they had, with the title and the days (from, until) of each version in which those were live. */
async function ownedKeyResults(
	{ warehouse, timezone }: LoadContext,
	people: string
): Promise<Map<string, OwnedKeyResult[]>> {
	const zone = sqlLiteral(timezone);
	// Inside what a Date can hold; a version speaks at the end of the days from its first to the one before its last.
	const day = (instant: string) =>
		`toDate(least(toDateTime64('2149-05-01 00:00:00', 3, 'UTC'), greatest(toDateTime64('1970-01-02 00:00:00', 3, 'UTC'), ${instant})), ${zone})`;
	const rows = await selectRows(
		warehouse,
		`SELECT objective.owner_id AS owner_id, key_result.key_result_id AS id, key_result.title AS title,
			greatest(${day('key_result.valid_from')}, ${day('objective.valid_from')}, period.starts_on) AS live_from,
			least(${day('key_result.valid_to')}, ${day('objective.valid_to')}, period.ends_before) AS live_until
		FROM
		(
			SELECT * FROM core_objectives
			WHERE objective_id IN (SELECT objective_id FROM core_objective_versions WHERE owner_id IN ${people})
				AND owner_id IN ${people} AND kind = 'personal' AND is_present AND NOT is_draft
		) AS objective
		INNER JOIN core_key_results AS key_result ON key_result.objective_id = objective.objective_id
		INNER JOIN core_periods AS period ON period.period_id = objective.period_id
		WHERE key_result.is_present AND live_from < live_until`,
		(row) => Owned.parse(row)
	);
	return Map.groupBy(rows, ({ owner_id }) => owner_id);
}

function liveOn(owned: readonly OwnedKeyResult[], day: string): OwnedKeyResult[] {
	return owned.filter(({ liveFrom, liveUntil }) => liveFrom <= day && day < liveUntil);
}

function dayOf({ created_at }: StagedReport, { timezone }: LoadContext): string {
	return localDay(Date.parse(`${created_at.replace(' ', 'T')}Z`), timezone);
}

function keyOf({ report_id, modified_at }: StagedReport): string {
	return `${report_id} ${modified_at}`;
}

/** Two readings with the same signature say the same. */
function signature({ keyResults }: ReportReading): string {
	return JSON.stringify(
		keyResults.map(({ id, progress, confidence, blocker, saysNoBlocker, nextAction }) => [
			id,
			progress,
			confidence,
			blocker,
			saysNoBlocker,
			nextAction
		])
	);
}

const Said = z.tuple([z.string(), z.number().nullable(), z.string(), z.number(), z.string()]);
const Known = z.object({
	report_id: z.string(),
	modified_at: z.string(),
	key_result_ids: z.array(z.string()),
	key_result_progress: z.array(z.number().nullable()),
	said: z.array(Said)
});

/** How the revisions that are known already were read last: report and revision -> signature. */
async function knownReadings(
	{ warehouse }: LoadContext,
	reportIds: string
): Promise<Map<string, string>> {
	const which = `objective_id = '' AND check_in_id IN (${reportIds})`;
	const rows = await selectRows(
		warehouse,
		`SELECT revision.check_in_id AS report_id, revision.revised_at AS modified_at,
			any(revision.key_result_ids) AS key_result_ids,
			any(revision.key_result_progress) AS key_result_progress,
			groupArray(tuple(statement.key_result_id, statement.confidence, statement.blocker,
				statement.says_no_blocker, statement.next_action)) AS said
		FROM
		(
			SELECT check_in_id, revised_at, run_id, key_result_ids, key_result_progress
			FROM core_check_in_revisions WHERE ${which}
			ORDER BY observed_at DESC, run_id DESC LIMIT 1 BY check_in_id, revised_at
		) AS revision
		LEFT JOIN (SELECT * FROM core_check_in_statements WHERE ${which}) AS statement
			ON statement.check_in_id = revision.check_in_id AND statement.revised_at = revision.revised_at
				AND statement.run_id = revision.run_id
		GROUP BY revision.check_in_id, revision.revised_at`,
		(row) => Known.parse(row)
	);
	return new Map(
		rows.map(({ report_id, modified_at, key_result_ids, key_result_progress, said }) => {
			const byId = new Map(said.map((statement) => [statement[0], statement]));
			const keyResults = key_result_ids.map((id, at) => {
				const [, confidence, blocker, saysNo, nextAction] = byId.get(id) ?? ['', null, '', 0, ''];
				const progress = key_result_progress[at] ?? null;
				return { id, progress, confidence, blocker, saysNoBlocker: saysNo === 1, nextAction };
			});
			return [`${report_id} ${modified_at}`, signature({ keyResults, unusable: [] })];
		})
	);
}

async function add(
	context: LoadContext,
	batches: Batches,
	report: StagedReport,
	reading: ReportReading
): Promise<void> {
	const { revision, statements } = reportRevision(report, reading);
	const observed_at = instantText(context.observedAt);
	await batches.add('core_check_in_revisions', [{ ...revision, observed_at }]);
	await batches.add('core_check_in_statements', statements);
	for (const { row, reason } of reading.unusable) {
		const line = `${row.key}: ${row.value}`;
		await reject(
			batches,
			context.observedAt,
			'reports',
			report.report_id,
			'confidence',
			reason,
			line
		);
	}
}

/**
 * For sources without check-ins of their own (metrics.md 2, classic OKR): with reports read, the check-ins of every personal
 * objective are known, but for those of people whose report of this run could not be understood. Objectives are answered for
 * until nothing about them can change any more: late check-ins count until the Wednesday after, a confidence for 14 days.
 */
export async function answerForReports(context: LoadContext): Promise<void> {
	const { run: runId, observed } = literalsOf(context);
	await run(
		context.warehouse,
		`INSERT INTO core_answers (subject_kind, subject_id, answered_at, fingerprint, run_id)
		SELECT 'check_ins', objective.objective_id, ${observed}, '', ${runId}
		FROM
		(
			SELECT objective_id, kind, owner_id, period_id, is_present FROM core_objective_versions
			ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY objective_id
		) AS objective
		LEFT JOIN core_periods AS period ON period.period_id = objective.period_id
		LEFT JOIN
		(
			SELECT subject_id, max(answered_at) AS last_at FROM core_answers
			WHERE subject_kind = 'check_ins' GROUP BY subject_id
		) AS answer ON answer.subject_id = objective.objective_id
		WHERE objective.kind = 'personal' AND objective.is_present
			AND ${sqlLiteral(context.runId)} IN (SELECT run_id FROM core_answers WHERE subject_kind = 'reports')
			AND answer.last_at < toDateTime64(period.ends_before + 15, 3, 'UTC')
			AND objective.owner_id NOT IN
				(SELECT entity_key FROM ops_rejects
				WHERE run_id = ${runId} AND stream = 'reports' AND kind = 'record')`
	);
}
