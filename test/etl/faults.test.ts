import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createClock } from '../../etl/clock.ts';
import { parseConfig } from '../../etl/config.ts';
import { startSandbox, type Sandbox } from '../../etl/sandbox/server.ts';
import {
	startScriptedServer,
	type Reply,
	type ScriptedServer
} from '../../etl/dingtalk/scripted-server.ts';
import { createTestTiming } from '../../etl/dingtalk/test-timing.ts';
import { exitCode } from '../../etl/commands/sync.ts';
import { runSync, type RunSummary, type SyncHooks } from '../../etl/sync.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { digestOf } from '../support/table-digest.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

/** Typed, where vitest's own is any. */
const containing = (part: string): unknown => expect.stringContaining(part);
const matching = (part: RegExp): unknown => expect.stringMatching(part);

const DAY = '2026-01-25';
const config = parseConfig({ OKR_TODAY: DAY });
const clock = createClock(config.timezone, DAY);

let warehouse: Warehouse;
let calm: Readonly<Record<string, string>>;

beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	const { summary } = await syncAgainst([], { withMarts: true });
	expect(summary.status).toBe('succeeded');
	calm = await digestOf(warehouse);
});
afterAll(() => closeTestWarehouse(warehouse));

interface Outcome {
	readonly summary: RunSummary;
	readonly ledger: ReturnType<Sandbox['ledger']>;
}

/**
 * A first sync of an empty warehouse from a small company with these faults. Waiting takes no time. Marts are built where they
 * are looked at: they follow from the core tables, and cost more than the rest of the sync.
 */
async function syncAgainst(
	faults: readonly string[],
	{
		keep = false,
		withMarts = false,
		hooks = {},
		settings = config
	}: { keep?: boolean; withMarts?: boolean; hooks?: SyncHooks; settings?: typeof config } = {}
): Promise<Outcome> {
	if (!keep) await empty();
	const sandbox = await startSandbox({ port: 0, people: 16, seed: 7, today: DAY, faults });
	// Only what never answers is given up: on a busy machine any answer may take seconds, and one that came too late is counted by
	// DingTalk and not by us.
	const callTimeout = faults.some((name) => name.startsWith('hang')) ? 2_000 : 60_000;
	try {
		const summary = await runSync(
			{ config: settings, warehouse, clock, dingtalk: endpointsOf(sandbox.url) },
			{ isFull: true },
			{ timing: createTestTiming(), callTimeout, isMartless: !withMarts, ...hooks }
		);
		return { summary, ledger: sandbox.ledger() };
	} finally {
		await sandbox.close();
	}
}

const Name = z.object({ name: z.string() });

async function empty(): Promise<void> {
	const tables = await selectRows(
		warehouse,
		`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
			AND total_rows > 0 AND name != 'ops_migrations'`,
		(row) => Name.parse(row).name
	);
	for (const table of tables) await run(warehouse, `TRUNCATE TABLE ${table}`);
}

/** Of the core tables, or of the marts too. */
function tablesOf({ withMarts = false } = {}): Promise<Record<string, string>> {
	return digestOf(warehouse, withMarts ? undefined : /^core_/);
}

/** Of one table: its row count and a hash. */
async function digestOfOne(table: string): Promise<string | undefined> {
	return (await digestOf(warehouse, new RegExp(`^${table}$`)))[table];
}

/** What is known of the company, without when who was answered for. */
async function stateOf(which: { withMarts?: boolean } = {}): Promise<Record<string, string>> {
	const { core_answers: _, core_person_answers: __, ...state } = await tablesOf(which);
	return state;
}

/** As a calm server fills it; filled anew only if it is not so already. */
async function calmly(): Promise<void> {
	const now = await stateOf();
	if (Object.entries(now).some(([table, digest]) => calm[table] !== digest)) await syncAgainst([]);
}

// First, while the marts are there: most syncs below build none.
describe('a fault that stays before anything was read', () => {
	it('keeps the figures of the sync before', async () => {
		const { summary } = await syncAgainst(['quota-used-up'], { keep: true, withMarts: true });
		expect(summary).toMatchObject({ status: 'stopped', asOf: null });
		expect(calm).toMatchObject(await stateOf({ withMarts: true }));
	});
});

describe('a fault that passes', () => {
	it.each([
		[
			'limits of the app and in the organisation, and a busy old host',
			['qps-burst', 'qps-suite', 'busy-old']
		],
		['a limit of all of DingTalk, and a busy new host', ['qps-global', 'busy-503']],
		['a limit per minute, and answers cut in half', ['qpm-burst', 'truncated-json']],
		['calls and answers that hang, and broken connections', ['hang', 'hang-in-body', 'reset']],
		[
			'tokens that expire under many calls at once, pages refused for their size, and those of a gateway',
			['token-expiry-concurrent', 'small-pages', 'html-error']
		],
		[
			'lists that move while they are read, and pages that come twice',
			['tiny-pages', 'shifting-page', 'duplicate-page']
		]
	])(
		'%s: the tables of a calm server, and the calls that DingTalk counts',
		async (_what, faults) => {
			const { summary, ledger } = await syncAgainst(faults);
			expect(summary).toMatchObject({ status: 'succeeded', message: '' });
			const tables = await tablesOf();
			expect(Object.keys(tables).length).toBeGreaterThan(10);
			expect(calm).toMatchObject(tables);
			expect(summary.refusedCalls).toBe(ledger.refused);
		}
	);
});

describe('a fault that stays', () => {
	it.each([
		['bad-credentials', 'failed', null, /DINGTALK_APP_SECRET/],
		['ip-not-allowed', 'failed', null, /IP address/],
		['no-rules', 'failed', null, /live elsewhere/],
		['scope-missing-contacts', 'failed', null, /qyapi_get_department_member/],
		['forbidden-rules', 'failed', null, /Agoal.ObjectiveRule.Read.*developer console/],
		['forbidden-periods', 'failed', null, /Agoal.Period.Read.*developer console/],
		['forbidden-objectives', 'failed', null, /Agoal.Objective.Read.*developer console/],
		['quota-used-up', 'stopped', 'quota', /quota/]
	])(
		'%s: the first sync %s, says why, and nothing of it counts',
		async (fault, status, stoppedOn, message) => {
			const { summary } = await syncAgainst([fault]);
			expect(summary).toMatchObject({ status, stoppedOn, asOf: null });
			expect(summary.message).toMatch(message);
			expect(await digestOfOne('core_department_versions')).toMatch(/^0 /);
		}
	);

	it('a missing scope for check-ins leaves that stream partial, named, and the rest complete', async () => {
		const { summary } = await syncAgainst(['scope-missing']);
		expect(summary).toMatchObject({ status: 'partial', asOf: DAY });
		const partial = summary.streams.filter(({ status }) => status === 'partial');
		expect(partial).toMatchObject([
			{ stream: 'check_ins', reason: containing('Agoal.ObjectiveProgress.Read') }
		]);
		expect(await digestOfOne('core_objective_versions')).toBe(calm['core_objective_versions']);
		expect(await digestOfOne('core_check_in_revisions')).toMatch(/^0 /);
	});

	it.each([
		['a missing scope', ['scope-missing'], 'check_ins', /Agoal.ObjectiveProgress.Read/],
		[
			'a missing scope for organisation objectives',
			['forbidden-org-objectives'],
			'organisation_objectives',
			/Agoal.OrgObjective.Read/
		],
		[
			'a missing scope for departments',
			['forbidden-departments'],
			'departments',
			/qyapi_get_department_list/
		],
		['a narrow contact range', ['narrow-contact-range'], 'departments', /contact range/],
		[
			'one department outside the contact range',
			['department-out-of-scope'],
			'departments',
			/50004.*contact range/
		],
		['people whose objectives may not be read', ['business-500'], 'objectives', /may not be read/],
		[
			'pages that are missing',
			['tiny-pages', 'missing-page'],
			'organisation_objectives',
			/lacks a page/
		]
	])(
		'%s leaves its stream partial, says why, and closes and deletes nothing; the rest goes on',
		async (_what, faults, stream, reason) => {
			await calmly();
			const { summary } = await syncAgainst(faults, { keep: true });
			expect(summary).toMatchObject({ status: 'partial', asOf: DAY });
			expect(exitCode(summary)).toBe(4);
			const partial = summary.streams.find((one) => one.stream === stream);
			expect(partial).toMatchObject({ status: 'partial', reason: matching(reason) });
			expect(calm).toMatchObject(await stateOf());
		}
	);

	it.each(['broken-record', 'broken-check-ins'])(
		'records that DingTalk cannot give are named, and the others are read: %s',
		async (fault) => {
			await calmly();
			const { summary, ledger } = await syncAgainst([fault], { keep: true });
			expect(summary).toMatchObject({ status: 'succeeded', asOf: DAY });
			expect(summary.streams.find(({ stream }) => stream === 'check_ins')?.reason).toMatch(
				/check-ins of \d+ objectives may not be read/
			);
			expect(summary.rejectCount).toBeGreaterThan(0);
			expect(calm).toMatchObject(await stateOf());
			// Retries are metered calls too: where one record after another fails, they end.
			const asked = ledger.endpoints['GET /v1.0/agoal/objectives/progresses/lists']?.metered ?? 0;
			expect(asked).toBeLessThan(summary.rejectCount + 100);
		}
	);

	it('a quota that ends in the middle stops the sync, and what was read counts', async () => {
		const { summary, ledger } = await syncAgainst(['quota-mid-run']);
		expect(summary).toMatchObject({ status: 'stopped', stoppedOn: 'quota', asOf: DAY });
		expect(exitCode(summary)).toBe(3);
		expect(summary.message).toMatch(/first of next month/);
		expect(ledger.metered).toBe(40);
	});

	it("a clock that is not DingTalk's is said with its remedy, and loses nothing", async () => {
		const { summary } = await syncAgainst(['clock-skew']);
		expect(summary.status).toBe('succeeded');
		expect(summary.streams[0]?.reason).toMatch(/clock is 7 minutes behind DingTalk's.*NTP/);
		expect(await digestOfOne('core_check_in_revisions')).toBe(calm['core_check_in_revisions']);
	});

	it('a ban page stops the sync at once; what was read counts, closes nothing, and the next sync reads the rest', async () => {
		const { summary, ledger } = await syncAgainst(['html-ban']);
		expect(summary).toMatchObject({ status: 'stopped', stoppedOn: 'banned', asOf: DAY });
		expect(summary.message).toMatch(/ban page/);
		// The calls in flight when the page came, and none after them.
		expect(ledger.metered + ledger.exempt).toBeLessThan(30 + 10);
		const { summary: next } = await syncAgainst([], { keep: true });
		expect(next.status).toBe('succeeded');
		expect(calm).toMatchObject(await stateOf());
	});

	it('of an unreachable host names host and remedy', async () => {
		const port = await freePort();
		await empty();
		const summary = await runSync(
			{ config, warehouse, clock, dingtalk: endpointsOf(`http://127.0.0.1:${port}`) },
			{},
			{ timing: createTestTiming() }
		);
		expect(summary).toMatchObject({ status: 'failed', asOf: null });
		expect(summary.message).toMatch(/ECONNREFUSED.*DINGTALK_/);
	});
});

describe('a DingTalk that answers everything with one error', () => {
	let scripted: ScriptedServer;
	beforeAll(async () => {
		scripted = await startScriptedServer();
		await empty();
	});
	afterAll(() => scripted.close());

	const old = (code: number): Reply => ({
		body: { errcode: 88, sub_code: `${code}`, sub_msg: 'x' }
	});
	it.each([
		['a rate limit', old(90018), 'failed', 1, /DINGTALK_MAX_QPS.*8 attempts/],
		['being busy', { body: { errcode: -1, errmsg: 'x' } }, 'failed', 1, /overloaded.*4 attempts/],
		[
			'a token that is never good',
			old(40014),
			'failed',
			1,
			/app of DINGTALK_APP_KEY is still enabled/
		],
		['JSON cut in half', { body: '{"errcode":0,"auth_' }, 'failed', 1, /cut short.*3 attempts/],
		['an unknown interface', { body: { errcode: 404 } }, 'failed', 1, /Check DINGTALK_O?API_URL/],
		['an address that is not on the list', old(60020), 'failed', 1, /public IP address/],
		['a refusal of its own', { body: { errcode: 400002 } }, 'failed', 1, /DingTalk's support/],
		['its quota', { body: { errcode: 90020 } }, 'stopped', 3, /first of next month/],
		['a ban page', { body: '<html>blocked</html>' }, 'stopped', 3, /five minutes/],
		['the JSON of a ban', { body: { status: 1111, punish: 'deny' } }, 'stopped', 3, /five minutes/]
	] as const)(
		'which is %s: the first sync ends, says why, and nothing of it counts',
		async (_what, reply, status, exit, message) => {
			const { called } = scripted.connect(() => reply);
			const summary = await runSync(
				{ config, warehouse, clock, dingtalk: endpointsOf(scripted.url) },
				{},
				{ timing: createTestTiming() }
			);
			expect(summary).toMatchObject({ status, asOf: null, message: matching(message) });
			expect(exitCode(summary)).toBe(exit);
			// It goes no further than the first interface.
			expect(new Set(called).size).toBe(2);
			expect(await digestOfOne('core_department_versions')).toMatch(/^0 /);
		}
	);
});

describe('the call budget', () => {
	const limited = { ...config, callBudget: 30 };
	it('stops the sync in its middle; what was read until then counts, closes nothing, and exceeds nothing', async () => {
		const { summary, ledger } = await syncAgainst([], { settings: limited });
		expect(summary).toMatchObject({
			status: 'stopped',
			stoppedOn: 'budget',
			meteredCalls: 30,
			asOf: DAY
		});
		expect(summary.message).toContain('DINGTALK_CALL_BUDGET');
		expect(ledger.metered).toBe(30);
	});
	it('holds for the month, over several runs', async () => {
		const { summary } = await syncAgainst([], { settings: limited, keep: true });
		expect(summary).toMatchObject({ status: 'stopped', stoppedOn: 'budget', meteredCalls: 0 });
	});
	it('that suffices afterwards ends in the tables of a calm run', async () => {
		await syncAgainst([], { keep: true });
		expect(calm).toMatchObject(await stateOf());
	});
});

describe('an interrupted sync', () => {
	beforeAll(empty);

	it.each(['departments', 'objectives', 'check_ins', 'load'])(
		'in %s ends within a second, and nothing of it counts',
		async (phase) => {
			const abort = new AbortController();
			let abortedAt = 0;
			const { summary } = await syncAgainst([], {
				keep: true,
				hooks: {
					signal: abort.signal,
					onProgress: (event) => {
						if (event.phase !== phase || abortedAt > 0) return;
						abortedAt = performance.now();
						abort.abort(new Error('The user.'));
					}
				}
			});
			// Two busy cores: the limit of a calm machine is one second.
			expect(performance.now() - abortedAt).toBeLessThan(5000);
			expect(summary).toMatchObject({ status: 'stopped', stoppedOn: 'interrupt', asOf: null });
		}
	);

	it('leaves the next one the tables of a calm run', async () => {
		const { summary } = await syncAgainst([], { keep: true });
		expect(summary.status).toBe('succeeded');
		expect(calm).toMatchObject(await stateOf());
	});
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise<void>((resolve) => server.close(() => resolve()));
	if (address === null || typeof address === 'string') throw new Error('No port.');
	return address.port;
}
