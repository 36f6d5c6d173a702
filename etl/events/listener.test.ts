import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { endpointsOf } from '../../test/support/endpoints.ts';
import { closeTestWarehouse, openTestWarehouse } from '../../test/support/warehouse.ts';
import { createClock, endOfLocalDay } from '../clock.ts';
import { run, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { realTiming, type Timing } from '../dingtalk/timing.ts';
import type { ForgottenPerson } from '../personal-data/forgotten-people.ts';
import { eventsBetween, type CompanyEvent } from '../sandbox/company/events.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server.ts';
import { pushesOfMonth } from './event-log.ts';
import { startEventListener, type EventListener } from './listener.ts';

const DAY = '2026-11-20';
const clock = createClock('Asia/Shanghai', DAY);
/** Pauses between tries take a hundredth of their time. */
const hasty: Timing = {
	...realTiming,
	sleep: (milliseconds, signal) => realTiming.sleep(milliseconds / 100, signal)
};

let warehouse: Warehouse;
let sandbox: Sandbox;
let listener: EventListener | null = null;
let woken = 0;
let logged: unknown[];
let forgotten: ForgottenPerson[] = [];

beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
});
afterAll(() => closeTestWarehouse(warehouse));
beforeEach(() => {
	logged = [];
	forgotten = [];
	woken = 0;
	// Whatever reaches the console reaches no log of ours.
	for (const method of ['log', 'info', 'warn', 'error'] as const)
		vi.spyOn(console, method).mockImplementation((...told) => void logged.push('console', told));
});
afterEach(async () => {
	vi.restoreAllMocks();
	await listener?.close();
	listener = null;
	await sandbox.close();
	await run(warehouse, 'TRUNCATE TABLE ops_event_deliveries');
});

async function start(options: Partial<SandboxOptions> = {}): Promise<CompanyEvent[]> {
	sandbox = await startSandbox({
		port: 0,
		people: 30,
		seed: 7,
		today: DAY,
		acknowledgeWithin: 2_000,
		...options
	});
	const week = eventsBetween(
		sandbox.company(),
		endOfLocalDay('2026-11-13', 'Asia/Shanghai'),
		clock.now()
	);
	return week.filter(({ type }) => type.startsWith('agoal_objective')).slice(0, 10);
}

function listenTo(warehouseOfTest = warehouse, url = sandbox.url): EventListener {
	const note = (fields: object, message: string) => void logged.push(message, fields);
	listener = startEventListener({
		endpoints: { ...endpointsOf(url), appSecret: 'top-secret' },
		warehouse: warehouseOfTest,
		clock,
		forgotten: () => forgotten,
		onWaiting: () => (woken += 1),
		log: { info: note, warn: note },
		timing: hasty
	});
	return listener;
}

const connected = () => vi.waitFor(() => expect(listener?.state().kind).toBe('connected'), 10_000);
const settled = () =>
	vi.waitFor(() => expect(sandbox.stream.facts().unacknowledged).toBe(0), 10_000);
const Owner = z.looseObject({ dingUserId: z.string().catch('') });
const Stored = z.object({ event_id: z.string(), delivery_count: z.coerce.number() });
const stored = async () =>
	new Map(
		(
			await selectRows(warehouse, 'SELECT event_id, delivery_count FROM ops_events', (row) =>
				Stored.parse(row)
			)
		).map(({ event_id, delivery_count }) => [event_id, delivery_count])
	);
const idsOf = (events: readonly CompanyEvent[]) => events.map(({ eventId }) => eventId);

describe('the listener', () => {
	it('stores what was pushed, with its ids, and says that something waits', async () => {
		const events = await start();
		listenTo();
		expect(listener?.state().kind).toBe('connecting');
		await connected();
		sandbox.emit(events);
		await settled();
		expect([...(await stored()).keys()].sort()).toEqual(idsOf(events).sort());
		expect(woken).toBe(events.length);
		const [row] = await selectRows(
			warehouse,
			`SELECT event_type, objective_id, check_in_id, toUnixTimestamp64Milli(born_at) AS born, toString(day) AS day, is_metered
			FROM ops_event_deliveries WHERE event_type = 'agoal_objectiveProgress_add' ORDER BY born_at LIMIT 1`,
			(found) => z.looseObject({}).parse(found)
		);
		const checkIn = events.find(({ type }) => type === 'agoal_objectiveProgress_add');
		const body = z
			.object({ objectiveId: z.string(), progressId: z.string() })
			.parse(checkIn?.data['body']);
		expect(row).toEqual({
			event_type: 'agoal_objectiveProgress_add',
			objective_id: body.objectiveId,
			check_in_id: body.progressId,
			born: String(checkIn?.bornAt),
			day: DAY,
			is_metered: 1
		});
		expect(sandbox.ledger()).toMatchObject({ metered: 0 });
	});

	it('stores nobody who was forgotten', async () => {
		const events = await start();
		const people = events.map(({ data }) => z.object({ body: Owner }).parse(data).body.dingUserId);
		const personId = people.find((id) => id !== '') ?? '';
		forgotten = [{ pseudonym: 'person-0', personId, names: [] }];
		listenTo();
		await connected();
		sandbox.emit(events);
		await settled();
		const stored = await selectRows(warehouse, 'SELECT DISTINCT person_id FROM ops_events', (row) =>
			z.object({ person_id: z.string() }).parse(row)
		);
		expect(stored).toContainEqual({ person_id: 'person-0' });
		expect(stored).not.toContainEqual({ person_id: personId });
	});

	it('takes an event that comes twice for one, and counts both pushes', async () => {
		const events = await start({ faults: ['stream-duplicate'] });
		listenTo();
		await connected();
		sandbox.emit(events);
		await settled();
		expect(await stored()).toEqual(new Map(idsOf(events).map((id) => [id, 2])));
		expect(await pushesOfMonth(warehouse, DAY)).toEqual({ metered: 2 * events.length, exempt: 0 });
		expect(await pushesOfMonth(warehouse, '2026-12-01')).toEqual({ metered: 0, exempt: 0 });
	});

	it('acknowledges only what is stored: until then it is pushed again', async () => {
		const [event] = await start({ acknowledgeWithin: 300 });
		if (event === undefined) throw new Error('Nothing happened.');
		let failures = 2;
		const shaky: Warehouse = {
			...warehouse,
			client: new Proxy(warehouse.client, {
				get(target, name) {
					const member: unknown = Reflect.get(target, name);
					if (typeof member !== 'function') return member;
					if (name !== 'exec') return member.bind(target) as unknown;
					return async (...given: unknown[]): Promise<unknown> => {
						failures -= 1;
						if (failures >= 0) throw new Error('The disk is full.');
						return Reflect.apply(member, target, given) as unknown;
					};
				}
			})
		};
		listenTo(shaky);
		await connected();
		sandbox.emit([event]);
		await vi.waitFor(() => expect(failures).toBe(1), 10_000);
		expect(sandbox.stream.facts().unacknowledged).toBe(1);
		await settled();
		// On a busy machine the third may be stored too late and come a fourth time.
		const { metered } = sandbox.stream.facts().pushes;
		expect(metered).toBeGreaterThanOrEqual(3);
		expect(await stored()).toEqual(new Map([[event.eventId, metered - 2]]));
		expect(woken).toBe(metered - 2);
	});

	it('connects again when the connection is lost or is to be renewed, and says why', async () => {
		const events = await start({ faults: ['stream-drop'] });
		listenTo();
		await connected();
		sandbox.emit(events.slice(0, 3));
		await vi.waitFor(() => expect(sandbox.stream.facts().opened).toBeGreaterThan(1), 10_000);
		await settled();
		await vi.waitFor(() => expect(sandbox.stream.facts().connections).toBe(1), 10_000);
		await connected();
		expect(logged).toContainEqual({ reason: 'closed by DingTalk with code 1001' });
		sandbox.emit(events.slice(3, 4));
		await settled();
		expect([...(await stored()).keys()]).toEqual(expect.arrayContaining(idsOf(events.slice(0, 4))));
		const { opened } = sandbox.stream.facts();
		await vi.waitFor(() => expect(sandbox.stream.facts().connections).toBe(1), 10_000);
		sandbox.stream.disconnect();
		await vi.waitFor(() => expect(sandbox.stream.facts().opened).toBeGreaterThan(opened), 10_000);
		await connected();
	});

	it('says what is wrong when no connection is opened, once, and without a secret', async () => {
		await start({ faults: ['bad-credentials'] });
		listenTo();
		await vi.waitFor(() => expect(listener?.state()).toMatchObject({ kind: 'lost' }), 10_000);
		expect(listener?.state()).toMatchObject({
			reason: expect.stringContaining('DINGTALK_APP_SECRET') as string
		});
		await listener?.close();
		await sandbox.close();
		await start({ faults: ['stream-refused'] });
		logged = [];
		listenTo();
		await vi.waitFor(
			() =>
				expect(
					sandbox.ledger().endpoints['POST /v1.0/gateway/connections/open']?.exempt
				).toBeGreaterThan(3),
			10_000
		);
		expect(logged.filter((one) => typeof one === 'string')).toHaveLength(1);
		expect(JSON.stringify(logged)).not.toMatch(/top-secret|ticket=/);
		expect(listener?.state()).toMatchObject({
			reason: expect.stringContaining('serviceBusy') as string
		});
	});

	it('bears frames that are none', async () => {
		const [event] = await start();
		if (event === undefined) throw new Error('Nothing happened.');
		listenTo();
		await connected();
		const frame = (headers: object, data: unknown) =>
			JSON.stringify({ type: 'EVENT', headers, data });
		for (const odd of [
			'{"type":"EVENT"',
			'null',
			'[]',
			'{}',
			'{"type":"SYSTEM"}',
			'{"type":"CALLBACK","headers":{"topic":"/v1.0/im/bot/messages/get"}}',
			frame({}, '{'),
			frame({ messageId: 'm' }, 7),
			frame({ eventId: 'e', eventType: 'agoal_objective_add', eventBornTime: 'soon' }, '{}')
		])
			sandbox.stream.sendRaw(odd);
		sandbox.emit([event]);
		await settled();
		expect([...(await stored()).keys()].sort()).toEqual(['e', event.eventId].sort());
		expect(sandbox.stream.facts().opened).toBe(1);
	});

	it('notices that the push quota is used up', async () => {
		await start();
		listenTo();
		await connected();
		sandbox.stream.sendRaw(
			JSON.stringify({
				type: 'EVENT',
				headers: { messageId: 'm1' },
				data: '{"errCode":20001,"errMsg":"受调用量超量影响"}'
			})
		);
		await vi.waitFor(
			() => expect(listener?.state()).toMatchObject({ outOfQuota: '受调用量超量影响' }),
			10_000
		);
		expect(await pushesOfMonth(warehouse, DAY)).toEqual({ metered: 1, exempt: 0 });
		expect(woken).toBe(0);
	});

	it('leaves nothing running when it is closed, connected or not, and nothing on the console', async () => {
		await start();
		const running = new Set<unknown>();
		const { setInterval, clearInterval } = globalThis;
		vi.spyOn(globalThis, 'setInterval').mockImplementation((work, milliseconds, ...given) => {
			const timer = setInterval(work, milliseconds, ...given);
			running.add(timer);
			return timer;
		});
		vi.spyOn(globalThis, 'clearInterval').mockImplementation((timer) => {
			running.delete(timer);
			clearInterval(timer);
		});
		listenTo();
		await connected();
		expect(running.size).toBe(1);
		await listener?.close();
		expect(listener?.state()).toEqual({ kind: 'off' });
		expect(running.size).toBe(0);
		// In the middle of opening, and between two tries.
		await listenTo().close();
		listenTo(warehouse, 'http://127.0.0.1:9');
		await vi.waitFor(() => expect(listener?.state().kind).toBe('lost'), 10_000);
		await listener?.close();
		expect(running.size).toBe(0);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(sandbox.stream.facts()).toMatchObject({ connections: 0, opened: 1 });
		expect(logged).not.toContain('console');
	});
});
