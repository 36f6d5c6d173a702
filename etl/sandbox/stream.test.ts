import { DWClient, EventAck, type DWClientDownStream } from 'dingtalk-stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { endOfDay } from './company/calendar.ts';
import { eventsBetween, type CompanyEvent } from './company/events.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from './server.ts';

const OPEN = '/v1.0/gateway/connections/open';
const Opened = z.object({ endpoint: z.string(), ticket: z.string() });

let sandbox: Sandbox;
let client: OfficialClient | null = null;

/** DingTalk's own client as its users know it, but for the address, which it has as a constant. */
class OfficialClient extends DWClient {
	readonly events: DWClientDownStream[] = [];
	acknowledgement = EventAck.SUCCESS;

	constructor() {
		super({ clientId: 'key', clientSecret: 'secret' });
		this.registerAllEventListener((event) => {
			this.events.push(event);
			return { status: this.acknowledgement };
		});
	}

	override async getEndpoint(): Promise<this> {
		const { clientId, clientSecret, subscriptions } = this.getConfig();
		const { endpoint, ticket } = Opened.parse(
			(await open({ clientId, clientSecret, subscriptions })).body
		);
		this['dw_url'] = `${endpoint}?ticket=${ticket}`;
		return this;
	}
}

async function open(body: object): Promise<{ status: number; body: unknown }> {
	const headers = { accept: 'application/json', 'content-type': 'application/json' };
	const init = { method: 'POST', headers, body: JSON.stringify(body) };
	const response = await fetch(sandbox.url + OPEN, init);
	return { status: response.status, body: await response.json() };
}

async function start(options: Partial<SandboxOptions> = {}): Promise<CompanyEvent[]> {
	sandbox = await startSandbox({
		port: 0,
		people: 30,
		seed: 7,
		today: '2026-11-22',
		acknowledgeWithin: 100,
		...options
	});
	return eventsBetween(sandbox.company(), endOfDay('2026-11-15'), endOfDay('2026-11-22')).slice(
		0,
		10
	);
}

async function connect(): Promise<OfficialClient> {
	client = new OfficialClient();
	await client.connect();
	await vi.waitFor(() => expect(client?.registered).toBe(true), 10_000);
	return client;
}

const idsOf = (events: readonly DWClientDownStream[]) =>
	events.map(({ headers }) => headers.eventId);
const settled = () =>
	vi.waitFor(() => expect(sandbox.stream.facts().unacknowledged).toBe(0), 10_000);

// The client tells the console what it does.
beforeEach(() => {
	for (const method of ['info', 'warn'] as const) vi.spyOn(console, method).mockReturnValue();
});
afterEach(async () => {
	// Else it connects again for ever.
	client?.disconnect();
	client = null;
	await sandbox.close();
	vi.restoreAllMocks();
});

describe('the gateway of Stream mode', () => {
	it('pushes events to DingTalk’s own client, which is told all of them', async () => {
		const events = await start();
		const { events: seen } = await connect();
		sandbox.emit(events);
		await settled();
		expect(idsOf(seen)).toEqual(events.map(({ eventId }) => eventId));
		const [first] = seen;
		const [event] = events;
		expect(first).toMatchObject({
			type: 'EVENT',
			headers: {
				topic: '*',
				eventType: event?.type,
				eventBornTime: String(event?.bornAt),
				eventCorpId: sandbox.company().corpId
			}
		});
		expect(JSON.parse(first?.data ?? '')).toEqual(event?.data);
		expect(sandbox.stream.facts()).toMatchObject({ connections: 1, opened: 1, pongs: 1 });
		const { metered, exempt } = sandbox.stream.facts().pushes;
		expect(metered + exempt).toBe(events.length);
	});

	it('pushes again what is to come later or is not acknowledged, but not for ever', async () => {
		const [event] = await start({ acknowledgeWithin: 20 });
		if (event === undefined) throw new Error('Nothing happened.');
		const reader = await connect();
		reader.acknowledgement = EventAck.LATER;
		sandbox.emit([event]);
		await settled();
		expect(idsOf(reader.events)).toEqual(Array.from({ length: 5 }, () => event.eventId));
		const { pushes } = sandbox.stream.facts();
		expect(pushes.metered + pushes.exempt).toBe(5);
	});

	it('refuses wrong credentials, and a ticket that is none or was used', async () => {
		await start({ faults: ['bad-credentials'] });
		expect(await open({ clientId: 'key', clientSecret: 'secret' })).toMatchObject({
			status: 401,
			body: { code: 'authFailed' }
		});
		await sandbox.close();
		await start();
		expect(await open({ clientId: 'key' })).toMatchObject({ status: 401 });
		const answer = await open({ clientId: 'key', clientSecret: 'secret' });
		const { endpoint, ticket } = Opened.parse(answer.body);
		const knock = async (value: string): Promise<string> => {
			const socket = new WebSocket(`${endpoint}?ticket=${value}`);
			return new Promise((resolve) => {
				socket.onopen = () => resolve('open');
				socket.onerror = () => resolve('refused');
			});
		};
		expect(await knock(ticket)).toBe('open');
		expect(await knock(ticket)).toBe('refused');
		expect(await knock('none')).toBe('refused');
	});

	it('can duplicate, lose and refuse', async () => {
		const events = await start({ faults: ['stream-duplicate', 'stream-gap'] });
		const { events: seen } = await connect();
		sandbox.emit(events);
		await settled();
		const kept = events.filter((_, index) => index % 5 !== 4);
		expect(idsOf(seen)).toEqual(kept.flatMap(({ eventId }) => [eventId, eventId]));
		client?.disconnect();
		await sandbox.close();
		await start({ faults: ['stream-refused'] });
		expect(await open({ clientId: 'key', clientSecret: 'secret' })).toMatchObject({ status: 503 });
	});

	it('can drop the connection, and pushes on the next one what was not acknowledged', async () => {
		const events = await start({ faults: ['stream-drop'] });
		const { events: seen } = await connect();
		sandbox.emit(events);
		await vi.waitFor(() => expect(sandbox.stream.facts().opened).toBe(2), 10_000);
		await settled();
		expect(new Set(idsOf(seen))).toEqual(new Set(events.slice(0, 3).map(({ eventId }) => eventId)));
	});

	it('tells of itself what happens while the clock goes on, if it is to', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		let now = endOfDay('2026-11-18');
		sandbox = await startSandbox({ port: 0, people: 30, seed: 7, clock: () => now, isLive: true });
		const { events: seen } = await connect();
		now = endOfDay('2026-11-20');
		await vi.advanceTimersByTimeAsync(5_000);
		vi.useRealTimers();
		await settled();
		const told = eventsBetween(sandbox.company(), endOfDay('2026-11-18'), now);
		expect(told.length).toBeGreaterThan(5);
		expect(idsOf(seen)).toEqual(told.map(({ eventId }) => eventId));
	});
});
