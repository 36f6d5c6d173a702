/** ClickHouse on a server that goes away, falls silent, is slow or full: what people see meanwhile, and that all is well by itself afterwards. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startApp, failedStart, freePort, type App } from '../support/app.ts';
import { startClickHouseServer, type ClickHouseServer } from '../support/clickhouse-server.ts';
import { closeTestWarehouse, isEmbedded, openTestWarehouse } from '../support/warehouse.ts';
import type { Warehouse } from '../../etl/clickhouse/client.ts';

const COMPANY = { people: 14, seed: 3, today: '2026-11-20' };
/** Milliseconds: a page waits 20 s for the engine, and is made in less than one. */
const LONGEST = 26_000;
const TYPED = 'Dừng dự án 7 vào thứ Sáu';

let warehouse: Warehouse;
let server: ClickHouseServer;
let app: App;

describe.runIf(isEmbedded)('ClickHouse on a server', () => {
	beforeAll(async () => {
		warehouse = await openTestWarehouse();
		server = await startClickHouseServer(warehouse);
		app = await startApp({ ...COMPANY, env: { CLICKHOUSE_URL: server.url } });
	});
	afterAll(async () => {
		await app?.close();
		await server?.close();
		await closeTestWarehouse(warehouse);
	});

	/** In Vietnamese, so that words of the product's own are told from English ones of a library. */
	async function open(path: string, headers: Readonly<Record<string, string>> = {}) {
		const began = performance.now();
		const answer = await fetch(app.url + path, {
			headers: { accept: 'text/html', cookie: 'lang=vi', ...headers },
			redirect: 'manual',
			signal: AbortSignal.timeout(LONGEST)
		});
		const body = await answer.text();
		return {
			status: answer.status,
			body,
			headers: answer.headers,
			took: performance.now() - began
		};
	}

	/** Says that the data does not answer, under which number that is in the log, and when to come again. */
	function expectClearState({ status, body, headers }: Awaited<ReturnType<typeof open>>): void {
		expect(status).toBe(503);
		expect(headers.get('retry-after')).toBe('10');
		expect(body).toContain('lang="vi"');
		expect(body).toContain(AWAY);
		expect(body).toMatch(/<p class="status[^"]*">503</);
		const [, id = ''] = /<code>([0-9a-f]{8})<\/code>/.exec(body) ?? [];
		expect(app.output()).toContain(`"errorId":"${id}"`);
		expect(body).not.toMatch(/ECONN|127\.0\.0\.1|SELECT|DB::Exception/);
	}

	/** The same of a form that stands there again, open and with what was typed. */
	function expectKept(
		{ status, body, headers }: Awaited<ReturnType<typeof post>>,
		typed: string
	): void {
		expect(status).toBe(503);
		expect(headers.get('retry-after')).toBe('10');
		const [, sentence = '', id = ''] =
			/role="alert"[^>]*data-problem="disk_full">\s*([^<]*) Mã: ([0-9a-f]{8})\s*</.exec(body) ?? [];
		expect(sentence).toBe(NO_ROOM_HERE);
		expect(app.output()).toContain(`"errorId":"${id}"`);
		expect(body.split(typed)).toHaveLength(2);
	}

	/** The address of the newest review. */
	async function reviewPath(): Promise<string> {
		return (await open('/review')).headers.get('location') ?? '';
	}

	const well = async (): Promise<void> => {
		await server.recover();
		expect(await open('/')).toMatchObject({ status: 200 });
		expect(await open('/readyz')).toMatchObject({ status: 200 });
	};

	it('shows what it shows on the embedded engine', async () => {
		expect((await open('/')).status).toBe(200);
		expect((await open('/data')).status).toBe(200);
	});

	it('that is gone: pages, files and programs are told so at once, and it may come back', async () => {
		const review = await reviewPath();
		await server.goAway();
		expectClearState(await open('/?as_of=2026-10-01'));
		expectClearState(await open('/wall', { cookie: 'lang=vi; view_as=employee' }));
		for (const cookie of ['lang=vi', 'lang=vi; view_as=employee']) {
			const refused = await post(`${review}?/decide`, { text: TYPED }, cookie);
			expectClearState(refused);
			expect(refused.body).toMatch(new RegExp(`<textarea[^>]* readonly[^>]*>${TYPED}</textarea>`));
		}
		for (const path of ['/export/stalled.csv', '/search/results?q=a']) {
			const { status, body } = await open(path);
			expect([path, status]).toEqual([path, 503]);
			expect(body).toContain(AWAY);
		}
		const data = await open('/stalled/__data.json');
		expect(data.body).toContain('data_unavailable');
		expect(await open('/healthz')).toMatchObject({ status: 200 });
		const ready = await open('/readyz');
		expect(ready.status).toBe(503);
		expect(JSON.parse(ready.body)).toMatchObject({ ready: false });
		const metrics = await open('/metrics');
		expect(metrics.status).toBe(200);
		expect(metrics.body).toContain('okr_observatory_ready 0');
		await well();
	});

	it('that says nothing: nobody waits longer than for one question, and it may find its words again', async () => {
		server.fallSilent();
		const [page, role, program, health, ready] = await Promise.all([
			open('/confidence?as_of=2026-10-02'),
			open('/departments', { cookie: 'lang=vi; view_as=employee' }),
			open('/cubejs-api/v1/meta', { authorization: 'Bearer x' }),
			open('/healthz'),
			open('/readyz')
		]);
		expectClearState(page);
		expectClearState(role);
		expect(program.status).toBeGreaterThanOrEqual(400);
		expect(health).toMatchObject({ status: 200 });
		expect(health.took).toBeLessThan(2_000);
		expect(ready).toMatchObject({ status: 503 });
		expect(ready.took).toBeLessThan(8_000);
		await well();
	});

	it('that is slow: pages come, only later', async () => {
		server.slowDown(300);
		expect((await open('/alignment?as_of=2026-10-05')).status).toBe(200);
		await well();
	});

	it('that goes away during a sync: the sync fails and says so, the figures of before stay, and the next one may begin at once', async () => {
		const figures = async () => numbersIn((await open('/')).body);
		const before = await figures();
		const asked = server.asked();
		await post('/data?/sync');
		await until(() => server.asked() > asked + 30);
		await server.goAway();
		await until(() => app.output().includes('The sync failed.'));
		await server.recover();
		expect(await figures()).toEqual(before);
		expect(await syncState()).toBe('failed');
		await post('/data?/sync');
		await until(async () => (await syncState()) === 'running');
		await post('/data?/cancel');
		await until(async () => (await syncState()) === 'cancelled');
	});

	it('whose disk is full: what is there is shown, what somebody enters is refused and stays in its form, a sync fails, and space helps', async () => {
		const review = await reviewPath();
		expect((await post(`${review}?/decide`, { text: 'A' })).status).toBe(303);
		const [, id = ''] =
			/\/change#decisions[^]*?name="id" value="([^"]+)"/.exec((await open(review)).body) ?? [];
		const full = { code: 243, type: 'NOT_ENOUGH_SPACE', message: 'Cannot reserve 1.00 MiB' };
		server.fail({ ...full, of: /^\s*(INSERT|CREATE|ALTER|EXCHANGE)/ });
		expect((await open('/stalled?as_of=2026-10-06')).status).toBe(200);
		expectKept(
			await post('/settings?/save', { name: 'mine 7', href: '/stalled' }),
			'value="mine 7"'
		);
		expectKept(await post(`${review}?/decide`, { text: TYPED }), `>${TYPED}</textarea>`);
		expectKept(await post(`${review}?/change`, { id, text: TYPED }), `>${TYPED}</textarea>`);
		await post('/data?/sync');
		await until(async () => (await syncState()) === 'failed');
		expect((await open('/data')).body).toContain('The disk of the ClickHouse server is full');
		await well();
		expect((await post('/settings?/save', { name: 'mine', href: '/stalled' })).status).toBe(303);
	});

	it('that is not there at the start: the product says where nobody answers, and ends', async () => {
		const url = `http://127.0.0.1:${await freePort()}`;
		const { code, output } = await failedStart({
			env: { CLICKHOUSE_URL: url, CLICKHOUSE_PASSWORD: 'very-secret' }
		});
		expect(code).toBe(1);
		expect(output).toContain(new URL(url).host);
		expect(output).toContain('CLICKHOUSE_URL');
		expect(output).not.toContain('very-secret');
	});

	async function syncState(): Promise<string> {
		return /data-sync-state="(\w+)"/.exec((await open('/data')).body)?.[1] ?? '';
	}

	async function post(
		path: string,
		fields: Readonly<Record<string, string>> = {},
		cookie = 'lang=vi'
	) {
		const answer = await fetch(app.url + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: app.url, accept: 'text/html', cookie },
			body: new URLSearchParams(fields),
			signal: AbortSignal.timeout(LONGEST)
		});
		return { status: answer.status, headers: answer.headers, body: await answer.text(), took: 0 };
	}
});

/** As a page in Vietnamese says it. */
const { trouble_data_title: AWAY, entry_disk_full: NO_ROOM_HERE } = z
	.object({ trouble_data_title: z.string(), entry_disk_full: z.string() })
	.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../src/messages/vi.json'), 'utf8')));

function numbersIn(body: string): string[] {
	return [...body.matchAll(/data-value="([^"]*)"/g)].map(([, value]) => value ?? '');
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 90_000;
	while (!(await isTrue())) {
		if (Date.now() > deadline) throw new Error('Waited in vain.');
		await new Promise((done) => setTimeout(done, 100));
	}
}
