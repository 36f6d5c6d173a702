import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { endOfLocalDay } from '../../etl/clock.ts';
import { buildCurrentMarts } from '../../etl/current-marts.ts';
import { instantText } from '../../etl/normalise/instants.ts';
import {
	existsAt,
	valueAt,
	type Company,
	type Report,
	type ReportRow
} from '../../etl/sandbox/company/model.ts';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { runReports, type ReportRun } from '../support/report-run.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';

const ZONE = 'Asia/Shanghai';
const [DAY, WEEK_LATER] = ['2026-11-13', '2026-11-20'];
/** The previous year is the earliest period that a first sync reads. */
const EARLIEST = '2025-01-01';

let bench: SyncBench;
let first: ReportRun;

beforeAll(async () => {
	bench = await openSyncBench({ people: 14, seed: 5, day: DAY, reports: true });
	await bench.sync(DAY, {}, { isMartless: true });
	first = await runReports(bench, DAY, { earliestDay: EARLIEST });
});
afterAll(() => bench.close());

interface Said {
	readonly id: string;
	readonly progress: number | null;
	readonly confidence: number | null;
	readonly blocker: string;
	readonly saysNoBlocker: boolean;
	readonly nextAction: string;
}

/** Key results that the first sync knows: read of people who are there, in the periods it reads, no drafts. */
function knownKeyResults(company: Company): Map<string, string> {
	const now = endOfLocalDay(DAY, ZONE);
	const rule = company.rules.find(({ category, isEnabled }) => isEnabled && category === 'OKR');
	const ended = company.periods.filter((period) => period.endDate < now);
	const previous = (type: string) =>
		ended.filter((period) => period.type === type).sort((a, b) => b.endDate - a.endDate)[0];
	const periods = new Set([
		...company.periods.filter(({ endDate }) => endDate >= now).map(({ id }) => id),
		previous('season')?.id,
		previous('year')?.id
	]);
	const there = new Set(
		company.people
			.filter(({ joined, left }) => existsAt({ created: joined, deleted: left }, now))
			.map(({ id }) => id)
	);
	const known = new Map<string, string>();
	for (const objective of company.objectives) {
		const owner = valueAt(objective.ownerId, now);
		const status = valueAt(objective.approveStatus, now);
		const isDraft = objective.hasNewFields && (status === 'preApprove' || status === 'notApproved');
		if (
			objective.kind !== 'personal' ||
			objective.ruleId !== rule?.id ||
			!periods.has(objective.periodId) ||
			!existsAt(objective, now) ||
			!there.has(owner) ||
			isDraft
		)
			continue;
		for (const keyResult of objective.keyResults)
			if (existsAt(keyResult, now)) known.set(keyResult.id, owner);
	}
	return known;
}

/** What the model says a report means, of the key results that can be known. */
function meaning(report: Report, rows: readonly ReportRow[], known: Map<string, string>) {
	const said = new Map<string, Said>();
	let unusable = 0;
	for (const row of rows) {
		const id = row.keyResultId;
		const isKnown = id !== null && known.get(id) === report.authorId;
		if (row.isUnusable || (!isKnown && row.confidence !== null)) unusable += 1;
		if (id === null || !isKnown) continue;
		const before = said.get(id);
		said.set(id, {
			id,
			progress: row.progress ?? before?.progress ?? null,
			confidence: row.confidence ?? before?.confidence ?? null,
			blocker: row.blocker ?? before?.blocker ?? '',
			saysNoBlocker: row.saysNoBlocker || (before?.saysNoBlocker ?? false),
			nextAction: row.nextAction ?? before?.nextAction ?? ''
		});
	}
	return { said: [...said.values()], unusable };
}

const Row = z.object({
	id: z.string(),
	author: z.string(),
	at: z.string(),
	revised: z.string(),
	ids: z.array(z.string()),
	progress: z.array(z.number().nullable()),
	says: z.array(
		z.tuple([z.string(), z.number().nullable(), z.string(), z.string(), z.number(), z.string()])
	)
});

/** Every revision of every report in the core tables. */
async function loaded() {
	const rows = await selectRows(
		bench.warehouse,
		`SELECT r.check_in_id AS id, r.author_id AS author, r.checked_in_at AS at, r.revised_at AS revised,
			r.key_result_ids AS ids, r.key_result_progress AS progress,
			groupArray(tuple(s.key_result_id, s.confidence, s.confidence_provenance, s.blocker,
				s.says_no_blocker, s.next_action)) AS says
		FROM core_check_in_revisions AS r
		LEFT JOIN core_check_in_statements AS s
			ON s.check_in_id = r.check_in_id AND s.revised_at = r.revised_at AND s.run_id = r.run_id
		WHERE r.source = 'report' GROUP BY ALL ORDER BY at, id, revised`,
		(row) => Row.parse(row)
	);
	return rows.map(({ ids, progress, says, ...row }) => ({
		...row,
		said: ids.map((id, index): Said => {
			const [, confidence, provenance, blocker, none, nextAction] = says.find(
				([of]) => of === id
			) ?? ['', null, '', '', 0, ''];
			if ((confidence === null) !== (provenance === '')) throw new Error(`Provenance of ${row.id}`);
			return {
				id,
				progress: progress[index] ?? null,
				confidence,
				blocker,
				saysNoBlocker: none === 1,
				nextAction
			};
		})
	}));
}

const count = async (sql: string): Promise<number> => {
	const [row] = await selectRows(bench.warehouse, `SELECT count() AS n FROM (${sql})`, (found) =>
		z.object({ n: z.coerce.number() }).parse(found)
	);
	return row?.n ?? 0;
};

describe('weekly reports', () => {
	it('are loaded as check-ins that say what their authors meant', async () => {
		const company = bench.sandbox.company();
		const known = knownKeyResults(company);
		const since = Date.parse(`${EARLIEST}T00:00:00+08:00`);
		let unusable = 0;
		const expected = company.reports
			.filter(({ templateName, created }) => templateName === 'OKR weekly' && created >= since)
			.map((report) => {
				const shown = report.revisions.at(-1);
				const means = meaning(report, shown?.rows ?? [], known);
				unusable += means.unusable;
				return {
					id: report.id,
					author: report.authorId,
					at: instantText(report.created),
					revised: instantText(shown?.modified ?? 0),
					said: means.said
				};
			});
		const found = await loaded();
		const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
		expect(found.sort(byId)).toEqual(expected.sort(byId));
		expect(expected.length).toBeGreaterThan(500);
		expect(expected.filter(({ said }) => said.length > 2).length).toBeGreaterThan(100);
		const rejects = `SELECT * FROM ops_rejects WHERE stream = 'reports' AND kind = 'confidence'`;
		expect(await count(rejects)).toBe(unusable);
	});

	it('cost one metered call per twenty, and one more at most per 180 days', () => {
		const most = Math.ceil(first.tally.items / 20) + 4;
		expect(first.calls).toBe(first.tally.pages);
		expect(first.calls).toBeLessThanOrEqual(most);
		expect(first.tally.gaps).toEqual([]);
	});

	it('are read by modification after that; edits are revisions, and nothing is loaded twice', async () => {
		const before = await loaded();
		bench.show(WEEK_LATER);
		const again = await runReports(bench, WEEK_LATER, { earliestDay: EARLIEST });
		const since = endOfLocalDay(DAY, ZONE) - 86_400_000;
		expect(again.window.modifiedFrom).toBe(since);
		const touched = bench.sandbox
			.company()
			.reports.filter(
				({ templateName, revisions }) =>
					templateName === 'OKR weekly' && (revisions.at(-1)?.modified ?? 0) >= since
			);
		expect(again.tally.items).toBe(touched.length);
		expect(again.calls).toBe(Math.max(1, Math.ceil(touched.length / 20)));
		const after = await loaded();
		const isNew = (row: (typeof after)[number]) =>
			!before.some(({ id, revised }) => id === row.id && revised === row.revised);
		const edited = touched.filter(
			({ created, revisions }) =>
				created <= endOfLocalDay(DAY, ZONE) &&
				(revisions.at(-1)?.modified ?? 0) > endOfLocalDay(DAY, ZONE)
		);
		const news = after.filter(isNew);
		for (const report of edited) {
			const revisions = after.filter(({ id }) => id === report.id).map(({ revised }) => revised);
			expect(revisions).toEqual(report.revisions.map(({ modified }) => instantText(modified)));
		}
		expect(after.length - before.length).toBe(news.length);
		expect(edited.length).toBeGreaterThan(0);
		expect(news.length).toBeGreaterThan(edited.length);
		const repeated = await runReports(bench, WEEK_LATER, {
			earliestDay: EARLIEST,
			isFull: true
		});
		expect(repeated.tally.items).toBeGreaterThan(first.tally.items);
		expect(
			await count(`SELECT * FROM core_check_in_revisions WHERE run_id = '${repeated.runId}'`)
		).toBe(0);
		expect(await count(`SELECT * FROM ops_rejects WHERE run_id = '${repeated.runId}'`)).toBe(0);
	});

	it('that cannot be understood are rejected by their authors, and the rest is loaded', async () => {
		const again = await runReports(bench, WEEK_LATER, {
			earliestDay: '2026-10-01',
			isFull: true,
			tamper: (answer) =>
				JSON.parse(
					JSON.stringify(answer).replace(/"create_time":(\d+)/, '"create_time":"last Friday"')
				) as unknown
		});
		expect(again.tally.gaps).toEqual(
			Array(again.calls).fill('a weekly report could not be understood')
		);
		const authors = new Set(bench.sandbox.company().reports.map(({ authorId }) => authorId));
		const rejected = await selectRows(
			bench.warehouse,
			`SELECT entity_key, reason FROM ops_rejects WHERE run_id = '${again.runId}' AND kind = 'record'`,
			(row) => z.object({ entity_key: z.string(), reason: z.string() }).parse(row)
		);
		expect(rejected).toHaveLength(again.calls);
		for (const { entity_key, reason } of rejected) {
			expect(authors).toContain(entity_key);
			expect(reason).toContain('create_time');
		}
		expect(again.tally.items).toBeGreaterThan(5 * rejected.length);
	});

	it('of a template that is not there are none, and the note says what to look at', async () => {
		const none = await runReports(bench, WEEK_LATER, {
			earliestDay: EARLIEST,
			template: 'no such template'
		});
		expect(none.tally.items).toBe(0);
		expect(none.tally.notes[0]).toContain('DINGTALK_REPORT_TEMPLATE');
	});

	it('that the app may not read are refused with the scope to grant', async () => {
		const other = await startSandbox({
			port: 0,
			people: 10,
			seed: 1,
			today: DAY,
			reports: true,
			faults: ['scope-missing-reports']
		});
		try {
			const refused = runReports({ ...bench, endpoints: endpointsOf(other.url) }, WEEK_LATER, {
				earliestDay: EARLIEST
			});
			await expect(refused).rejects.toMatchObject({
				kind: 'permission',
				message: expect.stringContaining('qyapi_report_query') as unknown
			});
		} finally {
			await other.close();
		}
	});

	it('reach pages as confidence of the source report, for key results of several objectives', async () => {
		await buildCurrentMarts(bench.warehouse, bench.configOf(WEEK_LATER));
		const Mart = z.object({
			stated: z.coerce.number(),
			several: z.coerce.number(),
			strays: z.coerce.number()
		});
		const [mart] = await selectRows(
			bench.warehouse,
			`SELECT countIf(confidence_provenance = 'report') AS stated,
				(SELECT count() FROM (SELECT check_in_id FROM mart_check_ins GROUP BY check_in_id
					HAVING uniqExact(objective_id) > 1)) AS several,
				countIf(objective_id = '' OR department_id = '') AS strays
			FROM mart_check_ins`,
			(row) => Mart.parse(row)
		);
		expect(mart?.stated).toBeGreaterThan(100);
		expect(mart?.several).toBeGreaterThan(10);
		expect(mart?.strays).toBe(0);
		expect(
			await count(`SELECT * FROM mart_key_result_days WHERE confidence_provenance = 'report'`)
		).toBeGreaterThan(100);
	});
});
