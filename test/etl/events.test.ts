import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createClock, endOfLocalDay } from '../../etl/clock.ts';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { startEventListener } from '../../etl/events/listener.ts';
import { pushesOfMonth } from '../../etl/events/event-log.ts';
import { readWaitingEvents } from '../../etl/events/read-waiting.ts';
import { waitingEvents } from '../../etl/events/waiting-events.ts';
import { eventsBetween, type CompanyEvent } from '../../etl/sandbox/company/events.ts';
import { existsAt } from '../../etl/sandbox/company/model.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';

const endOf = (day: string) => endOfLocalDay(day, 'Asia/Shanghai');

let bench: SyncBench;

/** Listens on that day and hears what happened on it, but for the first `missed` events: nobody listens then. */
async function hear(yesterday: string, today: string, missed = 0): Promise<CompanyEvent[]> {
	bench.show(today);
	const { sandbox } = bench;
	const events = eventsBetween(sandbox.company(), endOf(yesterday), endOf(today));
	sandbox.emit(events.slice(0, missed));
	const listener = startEventListener({
		endpoints: bench.endpoints,
		warehouse: bench.warehouse,
		clock: createClock('Asia/Shanghai', today),
		forgotten: () => [],
		onWaiting: () => {},
		log: { info: () => {}, warn: () => {} }
	});
	await vi.waitFor(() => expect(listener.state().kind).toBe('connected'), 10_000);
	sandbox.emit(events.slice(missed));
	await vi.waitFor(() => expect(sandbox.stream.facts().unacknowledged).toBe(0), 20_000);
	await listener.close();
	return events;
}

function readEvents(today: string) {
	const config = bench.configOf(today);
	const clock = createClock(config.timezone, today);
	const { warehouse, endpoints } = bench;
	return readWaitingEvents({ config, clock, warehouse, dingtalk: endpoints }, { isMartless: true });
}

/** Check-ins made on that day that the app may read and that are still there. */
function madeOn(yesterday: string, today: string): string[] {
	return bench.sandbox
		.company()
		.objectives.filter((one) => one.areCheckInsReadable && existsAt(one, endOf(today)))
		.flatMap(({ checkIns }) => checkIns)
		.filter((one) => one.created > endOf(yesterday) && existsAt(one, endOf(today)))
		.map(({ id }) => id);
}

/** Those that no run has loaded. */
async function missing(checkInIds: readonly string[]): Promise<string[]> {
	const rows = await selectRows(
		bench.warehouse,
		'SELECT DISTINCT check_in_id FROM core_check_in_revisions',
		(row) => z.object({ check_in_id: z.string() }).parse(row).check_in_id
	);
	const known = new Set(rows);
	return checkInIds.filter((id) => !known.has(id));
}

const [FIRST, SECOND, THIRD, FOURTH] = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];

beforeAll(async () => {
	bench = await openSyncBench({ people: 30, seed: 7, day: FIRST });
	await bench.sync(FIRST, {}, { isMartless: true });
});
afterAll(() => bench.close());

describe('a day with events', () => {
	let events: CompanyEvent[];
	beforeAll(async () => {
		events = await hear(FIRST, SECOND);
	});

	it('is read by one run that asks for nothing else', async () => {
		const waiting = await waitingEvents(bench.warehouse);
		const made = madeOn(FIRST, SECOND);
		expect(made.length).toBeGreaterThan(2);
		const before = bench.sandbox.ledger().metered;
		const summary = await readEvents(SECOND);
		expect(summary).toMatchObject({ status: 'succeeded', asOf: SECOND });
		expect(await missing(made)).toEqual([]);
		const { objectiveIds, checkInObjectiveIds, personIds } = waiting;
		const most = 2 * objectiveIds.length + checkInObjectiveIds.length + personIds.length;
		expect(summary?.meteredCalls).toBe(bench.sandbox.ledger().metered - before);
		expect(summary?.meteredCalls).toBeLessThanOrEqual(most);
		expect(summary?.exemptCalls).toBe(1);
	});
	it('leaves nothing waiting, and no check-in for a full read to find', async () => {
		expect((await waitingEvents(bench.warehouse)).events).toEqual([]);
		expect(await readEvents(SECOND)).toBeNull();
		const full = await bench.sync(SECOND, { isFull: true }, { isMartless: true });
		expect(full.status).toBe('succeeded');
		expect(full.streams.find(({ stream }) => stream === 'check_ins')?.rows).toBe(0);
	});
	it('counts what it cost of the push quota', async () => {
		const metered = events.filter(({ type }) => type.startsWith('agoal_')).length;
		expect(await pushesOfMonth(bench.warehouse, SECOND)).toEqual({
			metered,
			exempt: events.length - metered
		});
	});
});

describe('a day of which the first events are lost', () => {
	it('is made whole by the next planned sync', async () => {
		await hear(SECOND, THIRD, 10);
		await readEvents(THIRD);
		const made = madeOn(SECOND, THIRD);
		const lost = await missing(made);
		expect(lost.length).toBeGreaterThan(0);
		expect(lost.length).toBeLessThan(made.length);
		const planned = await bench.sync(FOURTH, {}, { isMartless: true });
		expect(planned.status).toBe('succeeded');
		const stillThere = new Set(madeOn(SECOND, FOURTH));
		expect(await missing(made.filter((id) => stillThere.has(id)))).toEqual([]);
	});
});
