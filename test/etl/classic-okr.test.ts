/** Classic OKR over HTTP into the core tables, compared with the company that the sandbox tells about. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endOfLocalDay } from '../../etl/clock.ts';
import { parseConfig } from '../../etl/config.ts';
import { selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createClient } from '../../etl/dingtalk/client.ts';
import { createLedger } from '../../etl/dingtalk/ledger.ts';
import { createBatches } from '../../etl/load/batches.ts';
import { commitRun, loadCore } from '../../etl/load/load.ts';
import { createRawLayer } from '../../etl/load/raw.ts';
import { addDays } from '../../etl/normalise/instants.ts';
import type { PeriodRow } from '../../etl/normalise/periods.ts';
import {
	existsAt,
	valueAt,
	type Company,
	type Objective
} from '../../etl/sandbox/company/model.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import { newRunId } from '../../etl/state/run-log.ts';
import { readOkrObjectives } from '../../etl/streams/okr-objectives.ts';
import { readOkrPeriods, type OkrProduct } from '../../etl/streams/okr-periods.ts';
import { nothingRead } from '../../etl/streams/objectives.ts';
import { Tally, type RunScope } from '../../etl/streams/scope.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const ZONE = 'Asia/Shanghai';
const DAY = '2026-11-22';
const NAMES = ['2026年三季度', '2026年四季度'];

interface Bench {
	readonly sandbox: Sandbox;
	readonly warehouse: Warehouse;
	/** One read of everybody on that day, loaded and committed. */
	read(day: string, isFull?: boolean): Promise<Run>;
	close(): Promise<void>;
}

interface Run {
	readonly runId: string;
	readonly tally: Tally;
	readonly answered: number;
	readonly people: number;
	/** Metered calls by interface. */
	readonly calls: Readonly<Record<string, number>>;
}

async function openBench(product: OkrProduct): Promise<Bench> {
	let today = DAY;
	const sandbox = await startSandbox({
		port: 0,
		people: 30,
		seed: 7,
		product,
		today: () => today
	});
	const warehouse = await openTestWarehouse({ migrated: true });

	async function read(day: string, isFull = false): Promise<Run> {
		today = day;
		const runId = newRunId();
		const observedAt = endOfLocalDay(day, ZONE);
		const batches = createBatches(warehouse, runId);
		const raw = createRawLayer(warehouse, runId, () => observedAt);
		const before = countsOf(sandbox);
		const scope: RunScope = {
			runId,
			config: parseConfig({ DINGTALK_GOODS_CODE: 'dingOKR' }),
			warehouse,
			client: createClient({
				endpoints: endpointsOf(sandbox.url),
				ledger: createLedger(Infinity, 0),
				maxQps: Infinity
			}),
			batches,
			raw,
			observedAt,
			signal: undefined,
			concurrency: { contacts: 4, agoal: 4 },
			onProgress: () => {}
		};
		const tally = new Tally('objectives');
		const periods = (await readOkrPeriods(scope, new Tally('periods'), product)).filter(isAsked);
		const people = employed(sandbox.company(), observedAt);
		const periodIds = periods.map(({ period_id }) => period_id);
		const asks = people.map((personId) => ({ personId, periodIds }));
		const found = nothingRead();
		await readOkrObjectives(scope, tally, asks, periods, found, { product, isFull });
		await batches.flush();
		const context = {
			warehouse,
			runId,
			observedAt,
			timezone: ZONE,
			isDirectoryComplete: false,
			isFirstDirectory: false,
			organisationPeriodIds: [],
			periodIds,
			reports: null,
			isShrinkAllowed: false,
			holds: []
		};
		await loadCore(context);
		await commitRun(context, day, true);
		const calls = Object.entries(countsOf(sandbox)).map(
			([name, count]) => [name, count - (before[name] ?? 0)] as const
		);
		return {
			runId,
			tally,
			answered: found.answered,
			people: people.length,
			calls: Object.fromEntries(calls)
		};
	}

	return {
		sandbox,
		warehouse,
		read,
		async close() {
			await sandbox.close();
			await closeTestWarehouse(warehouse);
		}
	};
}

function countsOf(sandbox: Sandbox): Record<string, number> {
	const { endpoints } = sandbox.ledger();
	const counts: Record<string, number> = {};
	for (const [name, { metered }] of Object.entries(endpoints))
		if (metered > 0) counts[name.replace(/^.*\/v1\.0\/okr\//, '')] = metered;
	return counts;
}

const isAsked = ({ name }: Pick<PeriodRow, 'name'>) => NAMES.includes(name);

function employed(company: Company, instant: number): string[] {
	return company.people
		.filter(({ joined, left }) => joined <= instant && (left === null || instant < left))
		.map(({ id }) => id);
}

/** Personal objectives that are there at an instant, in the periods that are read, of people who are there. */
function objectivesAt(company: Company, instant: number): Objective[] {
	const periods = new Set(company.periods.filter(isAsked).map(({ id }) => id));
	const here = new Set(employed(company, instant));
	return company.objectives.filter(
		(one) =>
			one.kind === 'personal' &&
			periods.has(one.periodId) &&
			existsAt(one, instant) &&
			here.has(valueAt(one.ownerId, instant))
	);
}

const Stored = z.object({
	objective_id: z.string(),
	title: z.string(),
	owner_id: z.string(),
	period_id: z.string(),
	weight: z.number().nullable(),
	is_draft: z.number(),
	visibility: z.string(),
	score: z.number().nullable()
});

/** What is in force in the core tables, in the order of ids. */
const stored = (warehouse: Warehouse) =>
	selectRows(
		warehouse,
		`SELECT objective_id, title, owner_id, period_id, weight, is_draft, visibility, score
		FROM core_objectives WHERE is_present AND valid_to > '2200-01-01' ORDER BY objective_id`,
		(row) => Stored.parse(row)
	);

/** The same of the model; what only newer answers say is unknown where they do not. */
function expectedOf(objective: Objective, instant: number, isPro = false): z.infer<typeof Stored> {
	const approval = valueAt(objective.approveStatus, instant);
	const isDraft = approval === 'preApprove' || approval === 'notApproved';
	const privacy = valueAt(objective.privacy, instant);
	const told = privacy === null ? 'unknown' : privacy === 'public' ? 'public' : 'restricted';
	return {
		objective_id: objective.id,
		title: valueAt(objective.title, instant),
		owner_id: valueAt(objective.ownerId, instant),
		period_id: objective.periodId,
		weight: valueAt(objective.weight, instant),
		is_draft: isDraft && objective.hasNewFields && !isPro ? 1 : 0,
		visibility: isPro ? 'unknown' : told,
		score: isPro ? null : valueAt(objective.score, instant)
	};
}

function expectedAt(company: Company, instant: number, isPro = false) {
	return objectivesAt(company, instant)
		.map((one) => expectedOf(one, instant, isPro))
		.sort((a, b) => (a.objective_id < b.objective_id ? -1 : 1));
}

const pairs = (warehouse: Warehouse, sql: string) =>
	selectRows(warehouse, sql, (row) => {
		const { a, b } = z.object({ a: z.string(), b: z.string() }).parse(row);
		return `${a} ${b}`;
	});

describe('classic OKR', () => {
	let bench: Bench;
	let first: Run;
	const now = endOfLocalDay(DAY, ZONE);
	beforeAll(async () => {
		bench = await openBench('okr');
		first = await bench.read(DAY);
	});
	afterAll(() => bench.close());

	it('is read whole: everybody is answered for in every period', async () => {
		expect(first.tally).toMatchObject({ gaps: [], notes: [] });
		expect(first.answered).toBe(first.people);
		const answers = await pairs(
			bench.warehouse,
			'SELECT person_id AS a, period_id AS b FROM core_person_answers'
		);
		expect(new Set(answers).size).toBe(first.people * NAMES.length);
		expect(answers).toHaveLength(first.people * NAMES.length);
	});
	it('gives every objective with its grade, draft state and visibility', async () => {
		const expected = expectedAt(bench.sandbox.company(), now);
		expect(await stored(bench.warehouse)).toEqual(expected);
		expect(expected.filter(({ visibility }) => visibility === 'restricted').length).toBeGreaterThan(
			5
		);
		expect(expected.filter(({ score }) => score !== null).length).toBeGreaterThan(20);
		expect(expected.filter(({ is_draft }) => is_draft === 1).length).toBeGreaterThan(0);
	});
	it('gives every key result in its place, and its progress', async () => {
		const expected = objectivesAt(bench.sandbox.company(), now).flatMap(({ keyResults }) =>
			keyResults
				.filter((one) => existsAt(one, now))
				.map(({ id, progress }, index) => `${id} ${index + 1}:${valueAt(progress, now)}`)
		);
		const found = await pairs(
			bench.warehouse,
			`SELECT key_result_id AS a, concat(toString(position), ':', ifNull(toString(seen.progress), 'null')) AS b
			FROM core_key_results
			LEFT JOIN (SELECT * FROM core_progress_observations WHERE entity_kind = 'key_result') AS seen
				ON seen.entity_id = key_result_id`
		);
		expect(found.sort()).toEqual(expected.sort());
	});
	it('gives the links between objectives of people, as each side states them', async () => {
		const company = bench.sandbox.company();
		const byId = new Map(company.objectives.map((one) => [one.id, one]));
		const byKeyResult = new Map(
			company.objectives.flatMap((one) => one.keyResults.map(({ id }) => [id, one] as const))
		);
		const expected = new Set<string>();
		for (const objective of objectivesAt(company, now).filter(({ hasNewFields }) => hasNewFields)) {
			for (const { targetId } of valueAt(objective.up, now)) {
				const target = byId.get(targetId) ?? byKeyResult.get(targetId);
				if (target?.kind !== 'organisation')
					expected.add(`${objective.id} ${target?.id ?? targetId} child`);
			}
			for (const { targetId } of valueAt(objective.down, now))
				if (byId.get(targetId)?.kind !== 'organisation')
					expected.add(`${targetId} ${objective.id} parent`);
		}
		const found = await pairs(
			bench.warehouse,
			`SELECT child_objective_id AS a, concat(target_id, ' ', stated_by) AS b FROM core_alignments
			WHERE is_present AND target_kind = 'objective'`
		);
		expect(found.sort()).toEqual([...expected].sort());
		expect(found.length).toBeGreaterThan(20);
	});
	it('keeps who may read a private objective, by the userids of DingTalk', async () => {
		const expected = objectivesAt(bench.sandbox.company(), now).map(
			(one) => `${one.id} ${[...valueAt(one.policyMemberIds, now)].sort().join(',')}`
		);
		const found = await pairs(
			bench.warehouse,
			`SELECT objective_id AS a, arrayStringConcat(reader_ids, ',') AS b FROM core_objective_readers`
		);
		expect(found.sort()).toEqual(expected.sort());
	});
	it('costs one call per person and period, and one per objective for its visibility, once', async () => {
		const objectives = objectivesAt(bench.sandbox.company(), now).length;
		expect(first.calls).toEqual({
			periods: 1,
			'users/okrs': first.people * NAMES.length,
			permissions: objectives
		});
		const again = await bench.read(DAY);
		expect(again.calls).toMatchObject({
			permissions: 0,
			'users/okrs': first.people * NAMES.length
		});
		expect(await stored(bench.warehouse)).toEqual(expectedAt(bench.sandbox.company(), now));
	});
	it('a month later has asked for the visibility of what was modified only, and knows it all the same', async () => {
		const day = addDays(DAY, 30);
		const later = await bench.read(day);
		const instant = endOfLocalDay(day, ZONE);
		const company = bench.sandbox.company();
		const asked = later.calls['permissions'] ?? 0;
		expect(asked).toBeGreaterThan(0);
		expect(asked).toBeLessThan(objectivesAt(company, instant).length);
		expect(await stored(bench.warehouse)).toEqual(expectedAt(company, instant));
		const full = await bench.read(day, true);
		expect(full.calls['permissions']).toBe(objectivesAt(company, instant).length);
	});
});

describe('the pro variants of classic OKR', () => {
	it('give every objective of the periods that were asked for, one call per person', async () => {
		const bench = await openBench('pro');
		const run = await bench.read(DAY);
		const now = endOfLocalDay(DAY, ZONE);
		expect(run.tally.gaps).toEqual([]);
		expect(run.answered).toBe(run.people);
		expect(run.calls).toEqual({
			'pro/periods': 1,
			'pro/users/{dingUserId}/objectives': run.people
		});
		expect(await stored(bench.warehouse)).toEqual(expectedAt(bench.sandbox.company(), now, true));
		await bench.close();
	});
});
