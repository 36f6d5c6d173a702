import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createClock } from '../../etl/clock.ts';
import { parseConfig } from '../../etl/config.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { runSync, type RunSummary, type SyncOptions } from '../../etl/sync.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { tellLoads, type LoadStory, type Said } from '../support/load-story.ts';
import { openRelay } from '../support/tampering-relay.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

let warehouse: Warehouse;
let story: LoadStory;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	story = tellLoads(warehouse);
});
afterAll(() => closeTestWarehouse(warehouse));

const Text = z.object({ text: z.string() });
const texts = (sql: string) => selectRows(warehouse, sql, (row) => Text.parse(row).text);
const ids = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const people = (count: number): Said => ({
	people: Object.fromEntries(ids('p', count).map((id) => [id, ['1']]))
});
const goneFrom = (table: string) =>
	texts(`SELECT toString(count()) AS text FROM ${table} WHERE NOT is_present`).then(Number);

describe('a read that misses much of what was there', () => {
	beforeEach(() => story.clear());

	it.each([
		[40, 29, 0, 'more than a fifth, and at least ten'],
		[50, 39, 0, 'a little more than a fifth'],
		[50, 40, 10, 'a fifth'],
		[20, 11, 9, 'nearly half, but fewer than ten']
	])('%i people, then %i: %i are closed (%s)', async (before, after, closed) => {
		await story.read('2026-10-05', people(before));
		const holds = await story.read('2026-10-12', people(after));
		expect(await goneFrom('core_person_versions')).toBe(closed);
		expect(holds).toEqual(
			closed > 0 ? [] : [{ stream: 'people', closing: before - after, present: before }]
		);
	});
	it('is closed when somebody said yes', async () => {
		await story.read('2026-10-05', people(40));
		expect(await story.read('2026-10-12', { ...people(20), isShrinkAllowed: true })).toEqual([]);
		expect(await goneFrom('core_person_versions')).toBe(20);
	});
	it('is closed by itself once it is back, and by nothing else meanwhile', async () => {
		await story.read('2026-10-05', people(40));
		await story.read('2026-10-12', people(20));
		expect(await story.read('2026-10-19', people(40))).toEqual([]);
		expect(await goneFrom('core_person_versions')).toBe(0);
	});
	it('waits for each stream by itself: the others are closed as ever', async () => {
		const objectives = ids('o', 12).map((id) => ({ id, keyResults: { [`k-${id}`]: 1 } }));
		const of = (department: string, count: number) =>
			ids(`d${department}-`, count).map((id) => ({ id, department }));
		await story.read('2026-10-05', { objectives: [...objectives, ...of('1', 15)] });
		const holds = await story.read('2026-10-12', {
			objectives: [...objectives.slice(0, 11), ...of('1', 2)]
		});
		expect(holds).toEqual([{ stream: 'organisation_objectives', closing: 13, present: 15 }]);
		expect(
			await texts('SELECT objective_id AS text FROM core_objective_versions WHERE NOT is_present')
		).toEqual(['o11']);
	});
	it('holds key results and check-ins too', async () => {
		const keyResults = Object.fromEntries(ids('k', 15).map((id) => [id, 1]));
		const checkIns = ids('c', 12).map((id) => ({ id, objective: 'o', day: '2026-10-03' }));
		await story.read('2026-10-05', {
			objectives: [{ id: 'o', keyResults }],
			checkIns,
			checkInsReadOf: ['o']
		});
		const holds = await story.read('2026-10-12', {
			objectives: [{ id: 'o', keyResults: { k0: 1 } }],
			checkInsReadOf: ['o']
		});
		expect(holds).toEqual([
			{ stream: 'key_results', closing: 14, present: 15 },
			{ stream: 'check_ins', closing: 12, present: 12 }
		]);
		expect(await goneFrom('core_key_result_versions')).toBe(0);
		expect(await texts('SELECT check_in_id AS text FROM core_check_in_deletions')).toEqual([]);
	});
});

describe('the objective of somebody who left, where not everybody is asked every day', () => {
	beforeEach(() => story.clear());
	const three = {
		people: { an: ['1'], bo: ['1'], cy: ['1'] },
		objectives: [{ id: 'o', owner: 'cy' }]
	};
	const two = { people: { an: ['1'], bo: ['1'] } };
	const owners = () => story.versions('core_objectives', 'o', 'owner_id');

	it('is closed once everybody was asked since, in however many reads', async () => {
		await story.read('2026-10-05', three);
		await story.read('2026-10-06', { ...two, answered: ['an'] });
		await story.read('2026-10-07', { ...two, answered: ['an'] });
		expect(await owners()).toHaveLength(1);
		await story.read('2026-10-08', { ...two, answered: ['bo'] });
		expect(await owners()).toEqual(['2026-10-01 assumed cy', '2026-10-08 gone cy']);
	});
	it('goes on where somebody else has it, whenever that one is asked', async () => {
		await story.read('2026-10-05', three);
		await story.read('2026-10-06', { ...two, answered: ['an'] });
		await story.read('2026-10-07', {
			...two,
			answered: ['bo'],
			objectives: [{ id: 'o', owner: 'bo' }]
		});
		await story.read('2026-10-08', { ...two, answered: ['an'] });
		expect(await owners()).toEqual(['2026-10-01 assumed cy', '2026-10-07 bo']);
	});
	it('does not wait for people whom no rule covers', async () => {
		const withDi = { people: { ...two.people, di: ['1'] } };
		await story.read('2026-10-05', {
			...three,
			people: { ...three.people, di: ['1'] },
			uncovered: ['di']
		});
		await story.read('2026-10-06', { ...withDi, uncovered: ['di'] });
		expect(await owners()).toEqual(['2026-10-01 assumed cy', '2026-10-06 gone cy']);
	});
	it('waits for somebody who never answered, because that one may have it', async () => {
		const withDi = { people: { ...two.people, di: ['1'] } };
		await story.read('2026-10-05', three);
		await story.read('2026-10-06', { ...withDi, answered: ['an', 'bo'] });
		expect(await owners()).toHaveLength(1);
		await story.read('2026-10-07', { ...withDi, answered: ['di'] });
		expect(await owners()).toEqual(['2026-10-01 assumed cy', '2026-10-07 gone cy']);
	});
});

describe('a sync whose answers are not what they were', () => {
	const DAY = '2026-11-18';
	let sandbox: Sandbox;
	beforeAll(async () => {
		await story.clear();
		sandbox = await startSandbox({ port: 0, people: 12, seed: 3, today: DAY });
	});
	afterAll(() => sandbox.close());

	const LIST = '/v1.0/agoal/users/objectiveLists/query';

	/** Lists of objectives are changed one after the other. */
	async function syncWith(
		change: (objectives: unknown[]) => unknown[],
		options: SyncOptions = {}
	): Promise<RunSummary> {
		const relay = await openRelay(sandbox.url, (path, answer) => {
			const Answer = z.looseObject({ content: z.array(z.unknown()) });
			if (path !== LIST) return answer;
			const parsed = Answer.parse(answer);
			return { ...parsed, content: change(parsed.content) };
		});
		const config = parseConfig({ OKR_TODAY: DAY });
		try {
			return await runSync(
				{
					config,
					warehouse,
					clock: createClock(config.timezone, DAY),
					dingtalk: endpointsOf(relay.url)
				},
				options,
				// What is looked at are the core tables, of which marts are made.
				{ isMartless: true }
			);
		} finally {
			await relay.close();
		}
	}

	/** The first `count` objectives of all lists have a title that is none. */
	const unreadable = (count: number) => {
		let left = count;
		return (objectives: unknown[]) =>
			objectives.map((objective) =>
				left-- > 0 ? { ...z.looseObject({}).parse(objective), title: { a: 1 } } : objective
			);
	};
	const present = () =>
		texts(
			`SELECT toString(countIf(is_present)) AS text FROM core_objectives
			WHERE valid_to > now() AND kind = 'personal'`
		).then(Number);
	let whole: number;

	it('fails, and counts for nothing, if five or more and over one per cent cannot be understood', async () => {
		const summary = await syncWith(unreadable(5));
		expect(summary).toMatchObject({ status: 'failed', asOf: null, rejectCount: 5 });
		expect(summary.message).toMatch(
			/5 of \d+ records of the stream objectives could not be understood/
		);
		expect(await texts('SELECT run_id AS text FROM core_runs')).toEqual([]);
		expect(await present()).toBe(0);
	});
	it('goes on without the records that cannot be understood, if they are fewer', async () => {
		const summary = await syncWith(unreadable(4));
		expect(summary).toMatchObject({ status: 'partial', asOf: DAY });
		const reasons = await texts(
			`SELECT reason AS text FROM ops_rejects WHERE run_id = '${summary.runId}' AND kind = 'record'`
		);
		expect(reasons).toHaveLength(4);
		expect(reasons.filter((reason) => !reason.includes('title'))).toEqual([]);
		const some = await present();
		await syncWith((objectives) => objectives);
		whole = await present();
		expect(some).toBe(whole - 4);
	});
	it('is partial, says what waits for a yes, and closes nothing, where all objectives are missing', async () => {
		const summary = await syncWith(() => []);
		expect(summary.status).toBe('partial');
		const reason = summary.streams.find(({ stream }) => stream === 'objectives')?.reason;
		expect(reason).toMatch(/^\d+ of \d+ objectives are missing from this read.*--allow-shrink/);
		expect(await present()).toBe(whole);
		expect(
			await texts(`SELECT stream AS text FROM ops_holds WHERE run_id = '${summary.runId}'`)
		).toEqual(['objectives']);
	});
	it('closes them once somebody said yes', async () => {
		const [held] = await texts('SELECT toString(closing_count) AS text FROM ops_holds');
		const summary = await syncWith(() => [], { isShrinkAllowed: true });
		expect(summary.status).toBe('succeeded');
		// Those of periods long ended, which are read no more, stay.
		expect(await present()).toBe(whole - Number(held));
	});
});
