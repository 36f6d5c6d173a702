import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createClock } from '../../etl/clock.ts';
import { rejects } from '../../etl/commands/rejects.ts';
import { parseConfig } from '../../etl/config.ts';
import { openRejects } from '../../etl/rejects/open-rejects.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 20);

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	for (const number of [1, 2]) await finishedRun(number);
	await rejected(1, 'people', 'li', 'record', 'userid: Invalid input');
	await rejected(1, 'departments', '7', 'record', 'dept_id: Invalid input');
	await rejected(2, 'departments', '7', 'record', 'dept_id: Invalid input');
	await rejected(1, 'objectives', 'wang', 'record', 'created: not epoch milliseconds');
	await rejected(2, 'objectives', 'wang', 'record', 'created: not epoch milliseconds');
	await rejected(1, 'objectives', 'zhao', 'record', 'created: not epoch milliseconds');
	await rejected(1, 'check_ins', 'o1', 'confidence', '11 is not within 0 and 10');
	await answered(2, 'person', 'zhao');
	await streamRead(2, 'people', 'complete');
	await streamRead(2, 'departments', 'complete');
});
afterAll(() => closeTestWarehouse(warehouse));

const runId = (number: number) => `run-${number}`;
const at = (number: number) => new Date(START + number * DAY);

async function finishedRun(number: number): Promise<void> {
	const run_id = runId(number);
	await insertRows(warehouse, 'core_runs', [
		{ run_id, observed_at: at(number), as_of: '2026-11-20' }
	]);
	await insertRows(warehouse, 'ops_run_states', [{ run_id, version: number, status: 'succeeded' }]);
}

async function rejected(
	number: number,
	stream: string,
	entity_key: string,
	kind: string,
	reason: string
): Promise<void> {
	const row = { run_id: runId(number), stream, entity_key, kind, reason, payload: '{}' };
	await insertRows(warehouse, 'ops_rejects', [{ ...row, rejected_at: at(number) }]);
}

async function answered(number: number, subject_kind: string, subject_id: string): Promise<void> {
	const row = { run_id: runId(number), subject_kind, subject_id, answered_at: at(number) };
	await insertRows(warehouse, 'core_answers', [row]);
}

async function streamRead(number: number, stream: string, status: string): Promise<void> {
	const row = { run_id: runId(number), stream, status, read_at: at(number) };
	await insertRows(warehouse, 'ops_streams', [row]);
}

async function shown(...args: string[]): Promise<string> {
	let out = '';
	const io = {
		out: (text: string) => void (out += text),
		err: () => {},
		isTty: false,
		signal: new AbortController().signal
	};
	const config = parseConfig({});
	const clock = createClock(config.timezone, null);
	const context = { config, clock, warehouse, dingtalk: endpointsOf('http://127.0.0.1:9') };
	expect(await rejects(args, io, context)).toBe(0);
	return out;
}

const keys = async (filter = {}) =>
	(await openRejects(warehouse, filter)).map(({ stream, entityKey }) => `${stream} ${entityKey}`);

describe('a reject', () => {
	it('is open until a later run has read the same thing in order', async () => {
		// Li and Zhao were read since; department 7 was rejected again; nobody asked for the check-ins of o1 any more.
		expect(await keys()).toEqual(['departments 7', 'objectives wang', 'check_ins o1']);
	});

	it('is told once, with the runs that rejected it', async () => {
		const [department] = await openRejects(warehouse, { stream: 'departments' });
		expect(department).toEqual({
			stream: 'departments',
			entityKey: '7',
			kind: 'record',
			reason: 'dept_id: Invalid input',
			payload: '{}',
			firstRejectedAt: '2026-11-21T00:00:00.000Z',
			lastRejectedAt: '2026-11-22T00:00:00.000Z',
			lastRunId: 'run-2',
			runs: 2
		});
	});

	it('is found by stream, kind and a part of its reason', async () => {
		expect(await keys({ kind: 'confidence' })).toEqual(['check_ins o1']);
		expect(await keys({ reason: 'EPOCH' })).toEqual(['objectives wang']);
		expect(await keys({ stream: 'objectives', kind: 'refused' })).toEqual([]);
	});

	it('is shown in groups, one by one or as JSON', async () => {
		expect(await shown()).toMatch(/^rejects +stream +kind +last +for example +reason\n/);
		expect(await shown()).toContain(
			'1  objectives   record      2026-11-22  wang         created: not epoch milliseconds'
		);
		expect(await shown('--list', '--stream', 'departments')).toMatch(
			/\n2026-11-22T00:00 +departments +record +7 +dept_id: Invalid input\n$/
		);
		expect(JSON.parse(await shown('--json', '--kind', 'confidence'))).toMatchObject([
			{ stream: 'check_ins', entityKey: 'o1', payload: '{}' }
		]);
		expect(await shown('--reason', 'no such reason')).toBe('Nothing is rejected.\n');
	});

	it('of a run that failed is told while that run is the last one', async () => {
		const failed = { run_id: runId(3), version: 3, status: 'failed' };
		await insertRows(warehouse, 'ops_run_states', [failed]);
		await rejected(3, 'periods', 'r', 'record', 'startDate: Invalid input');
		expect(await keys({ stream: 'periods' })).toEqual(['periods r']);
		await finishedRun(4);
		expect(await keys({ stream: 'periods' })).toEqual([]);
	});
});
