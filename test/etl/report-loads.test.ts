import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { endOfLocalDay } from '../../etl/clock.ts';
import { createBatches } from '../../etl/load/batches.ts';
import { commitRun } from '../../etl/load/load.ts';
import { recover } from '../../etl/load/recover.ts';
import { answerForReports, loadReports } from '../../etl/load/reports.ts';
import { instantText } from '../../etl/normalise/instants.ts';
import { reportWindow, spansOf } from '../../etl/streams/reports.ts';
import { tellLoads, type LoadStory } from '../support/load-story.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const ZONE = 'Asia/Shanghai';
const TEMPLATE = 'OKR weekly';
const NO_FIELDS = { confidence: [], progress: [], blocker: [], next: [] };
const DAY = 86_400_000;

let warehouse: Warehouse;
let story: LoadStory;
let runs = 0;

beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	story = tellLoads(warehouse);
});
beforeEach(async () => {
	await story.clear();
	await run(warehouse, 'TRUNCATE TABLE ops_rejects');
});
afterAll(() => closeTestWarehouse(warehouse));

interface SaidReport {
	readonly id: string;
	readonly by?: string;
	/** 'YYYY-MM-DD', its noon; so is `edited`. */
	readonly day: string;
	readonly edited?: string;
	/** Label -> value. */
	readonly rows: Readonly<Record<string, string>>;
}

interface FileOptions {
	readonly isKilled?: boolean;
	readonly isRead?: boolean;
	readonly answers?: boolean;
	readonly misunderstood?: string;
}

/** A run at the end of `day` that reads these reports, after the objectives that the story told of. */
async function file(day: string, reports: readonly SaidReport[], options: FileOptions = {}) {
	await recover(warehouse);
	runs += 1;
	const runId = `run-z${String(runs).padStart(3, '0')}`;
	const observedAt = endOfLocalDay(day, ZONE);
	const batches = createBatches(warehouse, runId);
	await batches.add(
		'stage_reports',
		reports.map(({ id, by = 'an', day: filed, edited, rows }) => ({
			report_id: id,
			author_id: by,
			created_at: noon(filed),
			modified_at: noon(edited ?? filed),
			rows: JSON.stringify(Object.entries(rows).map(([key, value]) => ({ key, value })))
		}))
	);
	if (options.isRead !== false)
		await batches.add('core_answers', [
			{
				subject_kind: 'reports',
				subject_id: TEMPLATE,
				answered_at: instantText(observedAt),
				fingerprint: instantText(endOfLocalDay('2026-09-30', ZONE) + 1)
			}
		]);
	if (options.misunderstood !== undefined)
		await batches.add('ops_rejects', [
			{
				stream: 'reports',
				entity_key: options.misunderstood,
				kind: 'record',
				reason: 'create_time: not a number',
				payload: '',
				rejected_at: instantText(observedAt)
			}
		]);
	await batches.flush();
	const context = {
		warehouse,
		runId,
		observedAt,
		timezone: ZONE,
		isDirectoryComplete: false,
		isFirstDirectory: false,
		organisationPeriodIds: [],
		periodIds: [],
		reports: null,
		isShrinkAllowed: false,
		holds: []
	};
	await loadReports(context, batches, NO_FIELDS);
	if (options.answers === true) await answerForReports(context);
	if (options.isKilled !== true) await commitRun(context, day, true);
}

function noon(day: string): string {
	return instantText(Date.parse(`${day}T12:00:00+08:00`));
}

/** Per revision in the order of observation: id, day of the revision, and its key results with what they state. */
async function checkIns(): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT concat(r.check_in_id, ' ', toString(toDate(r.revised_at, '${ZONE}')), ':',
			arrayStringConcat(arrayMap(id -> concat(' ', id, ifNull(concat('=', toString(
				arrayFirst(said -> said.1 = id, groupArray((s.key_result_id, s.confidence))).2)), '')),
				r.key_result_ids))) AS text
		FROM core_check_in_revisions AS r
		LEFT JOIN core_check_in_statements AS s
			ON s.check_in_id = r.check_in_id AND s.revised_at = r.revised_at AND s.run_id = r.run_id
		GROUP BY r.check_in_id, r.revised_at, r.observed_at, r.run_id, r.key_result_ids
		ORDER BY r.observed_at, r.check_in_id, r.revised_at`,
		(row) => z.object({ text: z.string() }).parse(row).text
	);
}

const rejects = () =>
	selectRows(
		warehouse,
		`SELECT concat(entity_key, ' ', payload) AS text FROM ops_rejects
		WHERE kind = 'confidence' ORDER BY text`,
		(row) => z.object({ text: z.string() }).parse(row).text
	);
const answered = () =>
	selectRows(
		warehouse,
		`SELECT DISTINCT subject_id AS text FROM core_answers WHERE subject_kind = 'check_ins' ORDER BY text`,
		(row) => z.object({ text: z.string() }).parse(row).text
	);

/** Two people with an objective each; key results are called as their ids. */
const told = (day: string) =>
	story.read(day, {
		people: { an: ['1'], bo: ['1'] },
		objectives: [
			{ id: 'o-an', keyResults: { 'open shops': 0, 'sign partners': 0 } },
			{ id: 'o-bo', owner: 'bo', keyResults: { 'cut costs': 0 } }
		]
	});

describe('the rows of a report', () => {
	it('are matched to the key results of its author, not to those of others', async () => {
		await told('2026-11-01');
		await file('2026-11-06', [
			{
				id: 'r1',
				day: '2026-11-06',
				rows: { 'Open shops confidence': '7', 'Cut costs confidence': '5' }
			},
			{ id: 'r2', by: 'bo', day: '2026-11-06', rows: { 'Cut costs confidence': '4' } },
			{ id: 'r3', by: 'nobody', day: '2026-11-06', rows: { 'Cut costs': 'well' } }
		]);
		expect(await checkIns()).toEqual([
			'r1 2026-11-06: open shops=7',
			'r2 2026-11-06: cut costs=4',
			'r3 2026-11-06:'
		]);
		expect(await rejects()).toEqual(['r1 Cut costs confidence: 5']);
	});

	it('of several objectives of the author are one check-in', async () => {
		await story.read('2026-11-01', {
			objectives: [
				{ id: 'o1', keyResults: { 'open shops': 0 } },
				{ id: 'o2', keyResults: { 'cut costs': 0 } }
			]
		});
		await file('2026-11-06', [
			{ id: 'r1', day: '2026-11-06', rows: { 'cut costs 信心': '8', 'open shops 信心': '6' } }
		]);
		expect(await checkIns()).toEqual(['r1 2026-11-06: cut costs=8 open shops=6']);
	});

	it('are matched with the titles of the report’s day', async () => {
		const renamed = (title: string) => ({
			objectives: [{ id: 'o', keyResults: { k: 0 }, titles: { k: title } }]
		});
		await story.read('2026-11-01', renamed('open 30 shops'));
		await story.read('2026-11-10', renamed('open 40 shops'));
		await file('2026-11-12', [
			{
				id: 'r1',
				day: '2026-11-09',
				rows: { 'open 30 shops 信心': '7', 'open 40 shops 信心': '2' }
			},
			{
				id: 'r2',
				day: '2026-11-10',
				rows: { 'open 30 shops 信心': '2', 'open 40 shops 信心': '7' }
			}
		]);
		expect(await checkIns()).toEqual(['r1 2026-11-09: k=7', 'r2 2026-11-10: k=7']);
		expect(await rejects()).toHaveLength(2);
	});

	it('match nothing that is not live on that day', async () => {
		await story.read('2026-11-01', {
			periods: { Q4: ['2026-10-01', '2027-01-01'], Q3: ['2026-07-01', '2026-10-01'] },
			objectives: [
				{ id: 'over', period: 'Q3', keyResults: { 'last quarter': 0 } },
				{ id: 'draft', isDraft: true, keyResults: { 'maybe later': 0 } },
				{ id: 'new', created: '2026-11-05', keyResults: { 'just begun': 0 } },
				{ id: 'gone', keyResults: { dropped: 0, kept: 0 } }
			]
		});
		await story.read('2026-11-03', {
			objectives: [{ id: 'gone', keyResults: { kept: 0 } }],
			answered: []
		});
		const rows = Object.fromEntries(
			['last quarter', 'maybe later', 'just begun', 'dropped', 'kept'].map((title) => [title, 'x'])
		);
		await file('2026-11-06', [
			{ id: 'r1', day: '2026-11-02', rows },
			{ id: 'r2', day: '2026-11-03', rows },
			{ id: 'r3', day: '2026-11-05', rows },
			{ id: 'r4', day: '2026-09-30', rows }
		]);
		expect(await checkIns()).toEqual([
			'r1 2026-11-02: dropped kept',
			'r2 2026-11-03: kept',
			'r3 2026-11-05: just begun kept',
			'r4 2026-09-30: last quarter'
		]);
	});
});

describe('a report that is read again', () => {
	const filed = { id: 'r1', day: '2026-11-06', rows: { 'open shops confidence': '7' } };

	it('unchanged adds nothing, not even its rejects', async () => {
		await told('2026-11-01');
		const rows = { ...filed.rows, confidence: '3' };
		await file('2026-11-06', [{ ...filed, rows }]);
		await file('2026-11-07', [{ ...filed, rows }]);
		expect(await checkIns()).toEqual(['r1 2026-11-06: open shops=7']);
		expect(await rejects()).toEqual(['r1 confidence: 3']);
	});

	it('edited is another revision of the same check-in', async () => {
		await told('2026-11-01');
		await file('2026-11-06', [filed]);
		const rows = { 'sign partners confidence': '4' };
		await file('2026-11-09', [{ ...filed, edited: '2026-11-08', rows }]);
		expect(await checkIns()).toEqual([
			'r1 2026-11-06: open shops=7',
			'r1 2026-11-08: sign partners=4'
		]);
	});

	it('after a run that was killed is loaded as if nothing had happened', async () => {
		await told('2026-11-01');
		await file('2026-11-06', [filed], { isKilled: true });
		await file('2026-11-06', [filed]);
		expect(await checkIns()).toEqual(['r1 2026-11-06: open shops=7']);
	});
});

describe('a report about a key result that becomes known later', () => {
	const late = (day: string) =>
		story.read(day, {
			objectives: [{ id: 'o', created: '2026-11-04', keyResults: { 'open shops': 0 } }]
		});
	const filed = { id: 'r1', day: '2026-11-05', rows: { 'open shops confidence': '7' } };

	it('is matched in the run that knows it, without being read again', async () => {
		await story.read('2026-11-01', {});
		await file('2026-11-05', [filed]);
		await late('2026-11-08');
		await file('2026-11-08', []);
		await file('2026-11-09', []);
		expect(await checkIns()).toEqual(['r1 2026-11-05:', 'r1 2026-11-05: open shops=7']);
	});

	it('is left as it is after two weeks', async () => {
		await story.read('2026-11-01', {});
		await file('2026-11-05', [filed]);
		await late('2026-11-20');
		await file('2026-11-20', []);
		expect(await checkIns()).toEqual(['r1 2026-11-05:']);
	});
});

describe('a source without check-ins of its own', () => {
	it('has those of everybody known once reports were read', async () => {
		await told('2026-11-01');
		await file('2026-11-06', [], { answers: true });
		expect(await answered()).toEqual(['o-an', 'o-bo']);
	});

	it('but not those of somebody whose report could not be understood', async () => {
		await told('2026-11-01');
		await file('2026-11-06', [], { answers: true, misunderstood: 'bo' });
		expect(await answered()).toEqual(['o-an']);
	});

	it('and nobody’s where reports could not be read to the end', async () => {
		await told('2026-11-01');
		await file('2026-11-06', [], { answers: true, isRead: false });
		expect(await answered()).toEqual([]);
	});

	it('is answered for until two weeks after the end of the period', async () => {
		await told('2026-12-01');
		for (const day of ['2026-12-31', '2027-01-13', '2027-01-17', '2027-01-20'])
			await file(day, [], { answers: true });
		const days = await selectRows(
			warehouse,
			`SELECT DISTINCT toString(toDate(answered_at, '${ZONE}')) AS day FROM core_answers
			WHERE subject_kind = 'check_ins' ORDER BY day`,
			(row) => z.object({ day: z.string() }).parse(row).day
		);
		expect(days).toEqual(['2026-12-31', '2027-01-13', '2027-01-17']);
	});
});

describe('the window of a read', () => {
	const choice = (day: string, earliestDay = '2026-10-01', isFull = false) =>
		reportWindow(warehouse, {
			template: TEMPLATE,
			earliestDay,
			observedAt: endOfLocalDay(day, ZONE),
			timezone: ZONE,
			isFull
		});
	const start = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

	it('is everything since the earliest period the first time', async () => {
		expect(await choice('2026-11-06')).toEqual({
			modifiedFrom: null,
			from: start('2026-10-01'),
			to: endOfLocalDay('2026-11-06', ZONE)
		});
	});

	it('is what was modified since a day before the last read, after that', async () => {
		await file('2026-11-06', []);
		expect(await choice('2026-11-07')).toEqual({
			modifiedFrom: endOfLocalDay('2026-11-05', ZONE),
			from: start('2026-10-01'),
			to: endOfLocalDay('2026-11-07', ZONE)
		});
	});

	it('costs one call a day, however long ago the first read was', async () => {
		await file('2026-11-06', []);
		await file('2027-11-06', []);
		const window = await choice('2027-11-07');
		expect(spansOf(window)).toHaveLength(1);
		expect(window.to - window.from).toBeLessThanOrEqual(180 * DAY);
	});

	it('reaches back to the last read, also after a long pause', async () => {
		await file('2026-11-06', []);
		const window = await choice('2027-11-06');
		expect(window.from).toBe(endOfLocalDay('2026-11-05', ZONE));
		const spans = spansOf(window);
		expect(spans).toHaveLength(3);
		for (const { from, to } of spans) expect(to - from).toBeLessThanOrEqual(180 * DAY);
		expect(spans.map(({ from }) => from).slice(1)).toEqual(
			spans.slice(0, -1).map(({ to }) => to + 1)
		);
	});

	it('is everything again when an older period is asked for, and with --full', async () => {
		await file('2026-11-06', []);
		expect(await choice('2026-11-07', '2026-07-01')).toMatchObject({
			modifiedFrom: null,
			from: start('2026-07-01')
		});
		expect(await choice('2026-11-07', '2026-10-01', true)).toMatchObject({ modifiedFrom: null });
		expect(await choice('2026-11-07', '2026-11-01')).toMatchObject({
			modifiedFrom: endOfLocalDay('2026-11-05', ZONE)
		});
	});
});
