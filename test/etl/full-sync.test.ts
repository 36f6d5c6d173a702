import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import {
	existsAt,
	valueAt,
	type Company,
	type Objective
} from '../../etl/sandbox/company/model.ts';
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import { endOfLocalDay } from '../../etl/clock.ts';
import { addDays } from '../../etl/normalise/instants.ts';
import type { RunSummary, SyncProgress } from '../../etl/sync.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';

const PEOPLE = 40;
const SEED = 7;
const ZONE = 'Asia/Shanghai';

/** A week in which somebody edits a check-in of before, and somebody deletes one. */
const [DAY, WEEK_LATER] = aLivelyWeek();
const now = endOfLocalDay(DAY, ZONE);
const then = endOfLocalDay(WEEK_LATER, ZONE);

function aLivelyWeek(): [day: string, weekLater: string] {
	const company = buildCompany({ people: PEOPLE, seed: SEED, today: '2026-12-20' });
	const checkIns = company.objectives
		.filter(({ areCheckInsReadable, deleted }) => areCheckInsReadable && deleted === null)
		.flatMap((objective) => objective.checkIns);
	for (let day = '2026-11-01'; day < '2026-12-12'; day = addDays(day, 1)) {
		const [start, end] = [endOfLocalDay(day, ZONE), endOfLocalDay(addDays(day, 7), ZONE)];
		const isInside = (instant: number | null) =>
			instant !== null && instant > start && instant <= end;
		const before = checkIns.filter((checkIn) => existsAt(checkIn, start));
		const isEdited = before.some(
			({ revisions, deleted }) =>
				deleted === null && revisions.some(({ updated }) => isInside(updated))
		);
		if (isEdited && before.some(({ deleted }) => isInside(deleted))) return [day, addDays(day, 7)];
	}
	throw new Error('Nobody edits and deletes check-ins in this company; choose another seed.');
}

let bench: SyncBench;
let first: RunSummary;
const events: SyncProgress[] = [];

beforeAll(async () => {
	bench = await openSyncBench({ people: PEOPLE, seed: SEED, day: DAY });
	first = await bench.sync(DAY, {}, { onProgress: (event) => events.push(event) });
});
afterAll(() => bench.close());

const count = async (sql: string): Promise<number> => {
	const [row] = await selectRows(bench.warehouse, `SELECT count() AS n FROM (${sql})`, (found) =>
		z.object({ n: z.coerce.number() }).parse(found)
	);
	return row?.n ?? 0;
};
const ids = (sql: string): Promise<string[]> =>
	selectRows(bench.warehouse, sql, (row) => z.object({ id: z.string() }).parse(row).id);

/** Objectives of the periods that a first sync on DAY reads: the running and coming ones, and the previous of each kind. */
function objectivesIn(company: Company, instant: number): Objective[] {
	const rules = company.rules.filter(({ category, isEnabled }) => isEnabled && category === 'OKR');
	const ended = company.periods.filter(({ endDate }) => endDate < now);
	const latest = (type: string) =>
		ended.filter((period) => period.type === type).sort((a, b) => b.endDate - a.endDate)[0]?.id;
	const types = [...new Set(company.periods.map(({ type }) => type))];
	const periods = new Set([
		...company.periods.filter(({ endDate }) => endDate >= now).map(({ id }) => id),
		...types.map(latest)
	]);
	const here = new Set(employed(company, instant));
	return company.objectives.filter(
		(objective) =>
			existsAt(objective, instant) &&
			periods.has(objective.periodId) &&
			rules.some(({ id }) => id === objective.ruleId) &&
			(objective.kind === 'organisation' || here.has(valueAt(objective.ownerId, instant)))
	);
}

function employed(company: Company, instant: number): string[] {
	return company.people
		.filter(({ joined, left }) => joined <= instant && (left === null || instant < left))
		.map(({ id }) => id);
}

const sorted = (list: readonly string[]) => [...list].sort();

describe('a first sync', () => {
	it('succeeds, with every stream complete and figures as of its day', () => {
		expect(first).toMatchObject({ status: 'succeeded', message: '', asOf: DAY, refusedCalls: 0 });
		expect(first.streams.map(({ stream, status }) => `${stream} ${status}`)).toEqual([
			'departments complete',
			'people complete',
			'departures complete',
			'periods complete',
			'objectives complete',
			'organisation_objectives complete',
			'check_ins complete'
		]);
	});
	it('reads every department, everybody, every objective and key result, to the last page', async () => {
		const company = bench.sandbox.company();
		const objectives = objectivesIn(company, now);
		expect(sorted(await ids('SELECT department_id AS id FROM core_departments'))).toEqual(
			sorted(company.departments.filter((one) => existsAt(one, now)).map(({ id }) => id))
		);
		expect(sorted(await ids('SELECT person_id AS id FROM core_people'))).toEqual(
			sorted(employed(company, now))
		);
		expect(sorted(await ids('SELECT objective_id AS id FROM core_objectives'))).toEqual(
			sorted(objectives.map(({ id }) => id))
		);
		expect(sorted(await ids('SELECT key_result_id AS id FROM core_key_results'))).toEqual(
			sorted(
				objectives.flatMap(({ keyResults }) =>
					keyResults.filter((one) => existsAt(one, now)).map(({ id }) => id)
				)
			)
		);
	});
	it('reads every check-in of every objective that lets us, and says which do not', async () => {
		const objectives = objectivesIn(bench.sandbox.company(), now);
		const readable = objectives.filter(
			({ kind, areCheckInsReadable }) => kind === 'personal' && areCheckInsReadable
		);
		const refused = objectives.filter(
			({ kind, areCheckInsReadable }) => kind === 'personal' && !areCheckInsReadable
		);
		expect(sorted(await ids('SELECT check_in_id AS id FROM core_check_in_revisions'))).toEqual(
			sorted(
				readable.flatMap(({ checkIns }) =>
					checkIns.filter((one) => existsAt(one, now)).map(({ id }) => id)
				)
			)
		);
		expect(
			sorted(
				await ids(`SELECT subject_id AS id FROM core_answers WHERE subject_kind = 'check_ins'`)
			)
		).toEqual(sorted(readable.map(({ id }) => id)));
		expect(refused.length).toBeGreaterThan(0);
		expect(
			sorted(await ids(`SELECT entity_key AS id FROM ops_rejects WHERE kind = 'refused'`))
		).toEqual(sorted(refused.map(({ id }) => id)));
	});
	it('keeps every page as received, once', async () => {
		expect(
			await count(
				`SELECT payload_hash FROM raw_reads WHERE payload_hash NOT IN (SELECT payload_hash FROM raw_payloads)`
			)
		).toBe(0);
		expect(
			await count(`SELECT payload_hash FROM raw_payloads GROUP BY payload_hash HAVING count() > 1`)
		).toBe(0);
		expect(
			await count(
				`SELECT stream, entity_key FROM raw_reads
				WHERE stream != 'refusals' AND (stream, endpoint) NOT IN
					(SELECT stream, endpoint FROM raw_reads WHERE endpoint LIKE '%listsub' OR endpoint LIKE '%department/get')
				GROUP BY stream, endpoint, entity_key HAVING sum(is_last_page) != 1`
			)
		).toBe(0);
	});
	it('counts its calls as DingTalk does', async () => {
		const { metered, exempt } = bench.sandbox.ledger();
		expect(first).toMatchObject({ meteredCalls: metered, exemptCalls: exempt });
		const [logged] = await selectRows(
			bench.warehouse,
			`SELECT sumIf(call_count, is_metered) AS metered, sumIf(call_count, NOT is_metered) AS exempt
			FROM ops_calls`,
			(row) => z.object({ metered: z.coerce.number(), exempt: z.coerce.number() }).parse(row)
		);
		expect(logged).toEqual({ metered, exempt });
	});
	it('writes its end, and the data version last', async () => {
		const [state] = await selectRows(
			bench.warehouse,
			`SELECT status, row_count, reject_count, metered_call_count FROM ops_runs`,
			(row) => row
		);
		expect(state).toEqual({
			status: 'succeeded',
			row_count: String(first.rowCount),
			reject_count: String(first.rejectCount),
			metered_call_count: String(first.meteredCalls)
		});
		expect(await count('SELECT * FROM ops_data_versions')).toBe(1);
		expect(await count('SELECT * FROM mart_key_result_days')).toBeGreaterThan(0);
	});
	it('reports its progress phase by phase, never backwards', () => {
		const phases = [...new Set(events.map(({ phase }) => phase))];
		expect(phases).toEqual([
			'departments',
			'people',
			'periods',
			'objectives',
			'check_ins',
			'load',
			'marts'
		]);
		const checkIns = events.filter(({ phase }) => phase === 'check_ins');
		expect(checkIns.at(-1)).toMatchObject({ done: checkIns.at(-1)?.total });
		expect(checkIns.map(({ done }) => done)).toEqual(
			checkIns.map(({ done }) => done).sort((a, b) => a - b)
		);
	});
});

describe('a second sync without a change', () => {
	it('adds nothing to the core tables, and asks for no check-in again', async () => {
		const again = await bench.sync(DAY, {}, { isMartless: true });
		expect(again).toMatchObject({ status: 'succeeded', rowCount: 0 });
		const pages = again.streams.find(({ stream }) => stream === 'check_ins')?.pages;
		expect(pages).toBe(0);
	});
	it('adds nothing when it reads everything again either', async () => {
		const answers = `SELECT * FROM raw_payloads
			WHERE payload_hash NOT IN (SELECT payload_hash FROM raw_reads WHERE stream IN ('plan', 'refusals'))`;
		const before = await count(answers);
		const again = await bench.sync(DAY, { isFull: true }, { isMartless: true });
		expect(again).toMatchObject({ status: 'succeeded', rowCount: 0 });
		expect(again.streams.find(({ stream }) => stream === 'check_ins')?.pages).toBeGreaterThan(0);
		expect(await count(answers)).toBe(before);
	});
});

describe('a sync a week later', () => {
	it('sees what changed, what is new, what is gone', async () => {
		const summary = await bench.sync(WEEK_LATER, { isFull: true }, { isMartless: true });
		expect(summary.status).toBe('succeeded');
		const company = bench.sandbox.company();

		const present = await ids(
			`SELECT objective_id AS id FROM core_objectives WHERE is_present AND valid_to > '2200-01-01'
				AND period_id IN (SELECT period_id FROM core_periods WHERE ends_before > toDate('${DAY}') - 35)`
		);
		const running = new Set(
			company.periods.filter(({ endDate }) => endDate >= now).map(({ id }) => id)
		);
		expect(sorted(present)).toEqual(
			sorted(
				objectivesIn(company, then)
					.filter(({ periodId }) => running.has(periodId))
					.map(({ id }) => id)
			)
		);
		for (const objective of objectivesIn(company, then)) {
			if (!running.has(objective.periodId)) continue;
			const [version] = await ids(
				`SELECT title AS id FROM core_objectives
				WHERE objective_id = '${objective.id}' AND valid_to > '2200-01-01'`
			);
			expect(version).toBe(valueAt(objective.title, then));
		}
	});
	it('keeps both revisions of an edited check-in, and closes a deleted one', async () => {
		const company = bench.sandbox.company();
		const read = objectivesIn(company, now).filter(
			({ kind, areCheckInsReadable }) => kind === 'personal' && areCheckInsReadable
		);
		const stillRead = new Set(
			objectivesIn(company, then)
				.filter(({ periodId }) =>
					company.periods.some(({ id, endDate }) => id === periodId && endDate >= now)
				)
				.map(({ id }) => id)
		);
		const expectedRevisions: string[] = [];
		const expectedDeletions: string[] = [];
		const all = new Map(read.map((objective) => [objective.id, objective]));
		for (const objective of objectivesIn(company, then)) {
			if (objective.kind === 'personal' && objective.areCheckInsReadable)
				all.set(objective.id, objective);
		}
		for (const objective of all.values()) {
			for (const checkIn of objective.checkIns) {
				const reads = [
					...(read.includes(objective) ? [now] : []),
					...(stillRead.has(objective.id) ? [then] : [])
				];
				const seen = new Set(
					reads
						.filter((at) => existsAt(checkIn, at))
						.map((at) => checkIn.revisions.filter(({ updated }) => updated <= at).at(-1)?.updated)
				);
				for (const updated of seen) expectedRevisions.push(`${checkIn.id} ${updated}`);
				const isMissed = reads.includes(then) && !existsAt(checkIn, then);
				if (seen.size > 0 && isMissed) expectedDeletions.push(checkIn.id);
			}
		}
		expect(
			sorted(
				await ids(
					`SELECT concat(check_in_id, ' ', toString(toUnixTimestamp64Milli(revised_at))) AS id
					FROM core_check_in_revisions`
				)
			)
		).toEqual(sorted(expectedRevisions));
		expect(sorted(await ids('SELECT check_in_id AS id FROM core_check_in_deletions'))).toEqual(
			sorted(expectedDeletions)
		);
		expect(expectedRevisions.length).toBeGreaterThan(
			new Set(expectedRevisions.map((r) => r.split(' ')[0])).size
		);
	});
	it('is refused when the clock stands before it', async () => {
		await expect(bench.sync(DAY)).rejects.toThrow(/before the last sync/);
	});
});
