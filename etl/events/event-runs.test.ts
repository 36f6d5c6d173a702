import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeTestWarehouse, openTestWarehouse } from '../../test/support/warehouse.ts';
import { insertRows, run, type Warehouse } from '../clickhouse/client.ts';
import { createEventRuns, type EventRuns } from './event-runs.ts';
import type { WaitingEvents } from './waiting-events.ts';

const SECOND = 1_000;

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
});
afterAll(() => closeTestWarehouse(warehouse));

let now: number;
/** When somebody woke last: what is then asked of the warehouse takes real time. */
let wokenAt: number;
/** Sleepers and when they wake. */
let asleep: { until: number; wake: () => void }[];
let asked: { at: number; named: WaitingEvents }[];
let outcome: () => boolean;
let runs: EventRuns;

beforeEach(async () => {
	await run(warehouse, 'TRUNCATE TABLE ops_event_deliveries');
	now = 0;
	wokenAt = 0;
	asleep = [];
	asked = [];
	outcome = () => true;
	runs = createEventRuns({
		warehouse,
		read: async (named) => {
			asked.push({ at: wokenAt / SECOND, named });
			return outcome();
		},
		log: { info: () => {}, warn: () => {} },
		timing: {
			now: () => now,
			wallClock: () => now,
			random: () => 0,
			sleep: (milliseconds, signal) =>
				new Promise((resolve, reject) => {
					asleep.push({ until: now + milliseconds, wake: resolve });
					signal?.addEventListener('abort', () => reject(new Error('stopped')));
				})
		}
	});
});

async function event(id: string): Promise<void> {
	await insertRows(warehouse, 'ops_event_deliveries', [
		{
			delivery_id: id,
			event_id: id,
			event_type: 'agoal_objective_change',
			objective_id: `of ${id}`,
			received_at: '2026-11-20 08:00:00.000',
			day: '2026-11-20',
			is_metered: 1
		}
	]);
	runs.note();
}

/** Lets seconds pass, and what is due happen. */
async function pass(seconds: number): Promise<void> {
	const end = now + seconds * SECOND;
	for (;;) {
		await new Promise((resolve) => setTimeout(resolve, 5));
		const next = asleep.sort((one, other) => one.until - other.until)[0];
		if (next === undefined || next.until > end) break;
		asleep.shift();
		now = wokenAt = next.until;
		next.wake();
	}
	now = end;
}

const times = () => asked.map(({ at }) => at);
const ran = (...seconds: number[]) =>
	vi.waitFor(() => expect(times()).toEqual(seconds), { timeout: 10_000 });

describe('events runs', () => {
	it('begin twenty seconds after the last event and read all that wait', async () => {
		await event('a');
		await pass(15);
		await event('b');
		await pass(60);
		await ran(35);
		expect([...(asked[0]?.named.objectiveIds ?? [])].sort()).toEqual(['of a', 'of b']);
		await runs.close();
	});
	it('begin three minutes after the first event at the latest', async () => {
		for (let second = 0; second < 190; second += 10) {
			await event(`e${second}`);
			await pass(10);
		}
		await ran(180);
		await runs.close();
	});
	it('rest after one that failed, and then read what still waits', async () => {
		outcome = () => {
			throw new Error('DingTalk is away.');
		};
		await event('a');
		await pass(20);
		await ran(20);
		outcome = () => true;
		await event('b');
		await pass(590);
		await ran(20);
		await pass(20);
		await ran(20, 620);
		expect(asked[1]?.named.eventIds).toHaveLength(2);
		await runs.close();
	});
	it('do not begin for events that do not wait, nor after the end', async () => {
		runs.note();
		await pass(60);
		await event('a');
		await runs.close();
		await event('b');
		await pass(60);
		expect(times()).toEqual([]);
	});
});
