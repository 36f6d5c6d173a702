/** Clients that send nonsense or go away in the middle, and a disk that is full: the real product says so, stays well and keeps nothing. */
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { Dice } from '../support/oracle/dice.ts';
import { speak, spell } from '../support/raw-http.ts';
import { smallDisk } from '../support/small-disk.ts';

const COMPANY = { people: 14, seed: 3, today: '2026-01-23' };

const disk = smallDisk();
let app: App;
beforeAll(async () => {
	app = await startApp({ ...COMPANY, dataDir: join(disk.path, 'data') });
});
afterAll(async () => {
	await app?.close();
	disk.remove();
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}): string =>
	spell(`GET ${path} HTTP/1.1`, headers);
const post = (path: string, type: string, body: string | Buffer): (string | Buffer)[] => [
	spell(`POST ${path} HTTP/1.1`, {
		origin: app.url,
		host: new URL(app.url).host,
		...(type === '' ? {} : { 'content-type': type }),
		'content-length': String(Buffer.from(body).length)
	}),
	body
];

/** Lines of the log that say that a request failed for a reason of ours. */
const failures = (): string[] =>
	app
		.output()
		.split('\n')
		.filter((line) => line.includes('a request failed'));

describe('what is no HTTP', () => {
	it.each<[string, string]>([
		['noise', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
		['half a word', 'GE T / HTTP/1.1\r\n\r\n'],
		['another version', 'GET / HTTP/9.9\r\nhost: a\r\n\r\n'],
		['HTTP/2 without being asked', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
		['no host', 'GET / HTTP/1.1\r\n\r\n'],
		['NUL in the address', 'GET /a\0b HTTP/1.1\r\nhost: a\r\n\r\n'],
		['NUL in a header', 'GET / HTTP/1.1\r\nhost: a\r\nx: a\0b\r\n\r\n'],
		['a header without a colon', 'GET / HTTP/1.1\r\nhost: a\r\nnonsense\r\n\r\n'],
		['a line folded', 'GET / HTTP/1.1\r\nhost: a\r\nx: a\r\n b\r\n\r\n'],
		[
			'two lengths',
			'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'
		],
		[
			'a length and chunks',
			'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'
		],
		[
			'a chunk of no size',
			'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'
		],
		['a huge header', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`],
		['a huge address', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nhost: a\r\n\r\n`],
		['an address elsewhere', 'GET http://example.com/ HTTP/1.1\r\nhost: a\r\n\r\n'],
		['no address', 'OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n'],
		['a way through', 'CONNECT example.com:443 HTTP/1.1\r\nhost: a\r\n\r\n'],
		['a mirror', 'TRACE / HTTP/1.1\r\nhost: a\r\n\r\n'],
		[
			'an expectation',
			'POST / HTTP/1.1\r\nhost: a\r\nexpect: the-moon\r\ncontent-length: 1\r\n\r\n'
		]
	])('%s is refused, or hung up on', async (_, text) => {
		const { status, endedAfter } = await speak(app.port, [text]);
		if (status !== 0) expect(String(status)).toMatch(/^4/);
		expect(endedAfter).not.toBeNull();
	});

	it.each(['websocket', 'h2c'])('a wish for %s is answered as if there were none', async (to) => {
		const headers = { connection: 'Upgrade', upgrade: to, 'sec-websocket-key': 'dGVzdA==' };
		expect(await speak(app.port, [get('/healthz', headers)])).toMatchObject({ status: 200 });
	});

	it('headers that come drop by drop are waited for no longer than 25 s', async () => {
		const drops = Array.from('GET / HTTP/1.1\r\nhost: a\r\nx-drops: '.padEnd(200, 'x'));
		const slow = await speak(app.port, drops, { every: 250, within: 40_000, untilAnswer: false });
		expect(slow.status).toBe(408);
		expect(slow.endedAfter).toBeLessThan(25_000);
	});
});

describe('addresses and headers that nobody can read', () => {
	it.each<[string, RegExp]>([
		['/%', /^400/],
		['/%E0%A4%A', /^400/],
		['/key-results/%', /^400/],
		['/people/%ED%A0%80', /^400/],
		['/departments/%FF', /^400/],
		['/%00', /^404/],
		['/key-results/%00', /^404/],
		['/objectives/%00%0d%0a', /^404/],
		['/people/a%00b', /^404/],
		['/departments/%00', /^404/],
		['/review/%00', /^404/],
		['/..%2f..%2f..%2fetc%2fpasswd', /^404/],
		['/_app/immutable/..%5c..%5cserve.ts', /^404/],
		['/_app/immutable/%00', /^404/],
		['//example.com/', /^(404|308)/],
		['/export/stalled.csv?department=%00', /^200/],
		['/export/key-result.csv?id=%00', /^404/],
		['/export/%00.csv', /^404/],
		['/export/review.csv%00', /^404/],
		['/?as_of=%FF%FE&period=%00&department=%ED%A0%80', /^200/],
		['/?lang=%F0%28&lens=%00', /^200/],
		['/stalled?page=-1&page=1e9&sort=%00', /^200/],
		['/search?q=%00%FF%27%5C', /^200/],
		['/search/results?q=%00', /^200/],
		['/alignment/tree?open=%00.%00&find=%00', /^200/],
		['/wall?wall=-1', /^200/],
		['/login?to=%00', /^(200|303|307)/],
		['/cubejs-api/v1/%00', /^4/],
		['/cubejs-api/v1/..%2f..%2fhealthz', /^4/],
		['/cubejs-api/v1/load?query=%00', /^4/]
	])('%s', async (path, expected) => {
		const { status } = await speak(app.port, [get(path, { host: new URL(app.url).host })], {
			within: 20_000
		});
		expect(String(status)).toMatch(expected);
	});

	it.each<[string, Record<string, string>, RegExp]>([
		['cookies', { cookie: 'lang=%E0%A4%A; view_as=%; theme=\xff; =; ;;;a' }, /^200/],
		['a tag', { 'if-none-match': '"\xff' }, /^200/],
		['languages', { 'accept-language': `${'x-'.repeat(3000)},*;q=0,;;q=q` }, /^200/],
		['what is accepted', { accept: '///;q=,,*', 'accept-encoding': 'identity;q=0, *;q=0' }, /^200/],
		['a range', { range: 'bytes=9-1,abc' }, /^(200|416)/],
		['a date', { 'if-modified-since': 'yesterday' }, /^200/],
		['an origin', { origin: 'null', referer: '\xff://' }, /^200/]
	])('%s', async (_, headers, expected) => {
		const text = get('/transparency', { host: new URL(app.url).host, ...headers });
		const { status } = await speak(app.port, [text], { within: 20_000 });
		expect(String(status)).toMatch(expected);
	});
});

describe('bodies that are not what they say', () => {
	it.each<[string, string, string | Buffer]>([
		['no boundary', 'multipart/form-data', 'a'],
		['another boundary', 'multipart/form-data; boundary=x', '--y\r\n\r\n--y--'],
		['the end is missing', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form'],
		['no kind', '', 'theme=dark'],
		['JSON', 'application/json', '{"theme":'],
		['text', 'text/plain', 'theme=dark'],
		['a kind of nothing', ';;;', 'theme=dark']
	])('a form: %s', async (_, type, body) => {
		for (const path of ['/preferences', '/settings?/save', '/data?/sync', '/logout']) {
			const { status } = await speak(app.port, post(path, type, body));
			// Signing out of the demo, where nobody is signed in, needs no form.
			expect(String(status), path).toMatch(path === '/logout' ? /^(303|4)/ : /^4/);
		}
	});

	it('a form that is no UTF-8 and knows no percent signs is read as far as it goes', async () => {
		const type = 'application/x-www-form-urlencoded';
		const body = Buffer.from('theme=%&lang=%E0%A4&back=%00\xff', 'latin1');
		expect(await speak(app.port, post('/preferences', type, body))).toMatchObject({ status: 303 });
	});

	it('a form that is far too large is refused', async () => {
		const type = 'application/x-www-form-urlencoded';
		const { status } = await speak(app.port, post('/preferences', type, 'a'.repeat(3_000_000)));
		expect(status).toBe(413);
	});

	it.each<[string, string | Buffer]>([
		['half of it', '{"query": {'],
		['null', 'null'],
		['a list', '[]'],
		['a number', '{"query": 7}'],
		['text', '{"query": "x"}'],
		['nothing', ''],
		['NUL', '{"query": {"measures": ["\0"]}}'],
		['no UTF-8', Buffer.from('{"query": {"measures": ["\xff"]}}', 'latin1')],
		['a prototype', '{"query": {"__proto__": {"a": 1}, "measures": ["constructor"]}}']
	])('a question to Cube: %s', async (_, body) => {
		const { status } = await speak(app.port, post('/cubejs-api/v1/load', 'application/json', body));
		expect(String(status)).toMatch(/^4/);
	});
});

describe('visitors who go away in the middle', () => {
	it('of forty pages and files leave nothing behind: no place, no connection, no error', async () => {
		const dice = new Dice(7);
		const paths = [
			...['/', '/departments', '/stalled', '/alignment/tree', '/review', '/wall', '/data/progress'],
			...['/export/stalled.csv', '/export/stalled.xlsx', '/export/objectives.csv'],
			...['/export/review.md', '/export/review.pptx', '/search/results?q=a']
		];
		// Each for a day of its own, so that nothing is kept yet.
		const visit = (path: string, index: number): Promise<void> => {
			const day = `2026-${index % 2 === 0 ? '11' : '10'}-${String(1 + (index % 19)).padStart(2, '0')}`;
			const address = `${path}${path.includes('?') ? '&' : '?'}as_of=${day}`;
			return leaveAfter(address, dice.next() * 120);
		};
		const before = connections();
		for (let round = 0; round < 2; round += 1)
			await Promise.all(
				Array.from({ length: 20 }, (_, i) => visit(dice.one(paths), round * 20 + i))
			);
		// What was asked of Cube is answered to the end.
		await until(() => connections() <= before + 3);
		await until(async () => {
			const files = await Promise.all(
				['csv', 'xlsx', 'csv', 'xlsx'].map(async (format) => {
					const file = await fetch(`${app.url}/export/stalled.${format}`);
					await file.arrayBuffer();
					return file.status;
				})
			);
			return files.every((status) => status === 200);
		});
	});
});

describe('after all this', () => {
	it('the product is well, and its log holds no failure', async () => {
		expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
		expect((await fetch(app.url)).status).toBe(200);
		expect(failures()).toEqual([]);
	});
});

// While a sync writes: faults-disk.long.ts.
describe.runIf(disk.isMounted)('a full disk', () => {
	afterEach(() => disk.empty());

	it('refuses what somebody enters, under a number and with it still in its form, and shows what is there; with space all is well again', async () => {
		const enter = (name: string) => send('/settings?/save', { name, href: '/stalled' });
		expect((await enter('before')).status).toBe(303);
		disk.fill();
		const refused = await enter('meanwhile');
		expect(refused.status).toBe(503);
		const told = await refused.text();
		const [, id = ''] = /Not stored, because the disk [^<]* Number: ([0-9a-f]{8})/.exec(told) ?? [];
		expect(told).toContain('value="meanwhile"');
		expect(app.output()).toContain(`"errorId":"${id}"`);
		for (const path of ['/?as_of=2026-10-07', '/stalled?as_of=2026-10-07', '/settings', '/data'])
			expect((await fetch(app.url + path)).status, path).toBe(200);
		disk.empty();
		expect((await enter('afterwards')).status).toBe(303);
		const settings = await (await fetch(`${app.url}/settings`)).text();
		for (const name of ['before', 'afterwards']) expect(settings).toContain(name);
		expect(settings).not.toContain('meanwhile');
	});

	const send = (path: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
		fetch(app.url + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: app.url, accept: 'text/html' },
			body: new URLSearchParams(fields)
		});
});

/** Asks, and is gone after some milliseconds, whatever came until then. */
function leaveAfter(path: string, milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		const asked = request({
			...{ host: '127.0.0.1', port: app.port, path, agent: false },
			headers: { host: new URL(app.url).host, accept: 'text/html' }
		});
		asked.on('response', (response) => response.on('error', () => {}).resume());
		asked.on('error', () => {});
		asked.on('close', () => resolve());
		setTimeout(() => asked.destroy(), milliseconds);
		asked.end();
	});
}

/** Connections that the product has open; 0 where there is no /proc to ask. */
function connections(): number {
	const place = `/proc/${app.pid}/fd`;
	if (!existsSync(place)) return 0;
	return readdirSync(place).filter((fd) => {
		try {
			return readlinkSync(join(place, fd)).startsWith('socket:');
		} catch {
			// Closed meanwhile.
			return false;
		}
	}).length;
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 90_000;
	while (!(await isTrue())) {
		if (Date.now() > deadline) throw new Error('Waited in vain.');
		await new Promise((done) => setTimeout(done, 100));
	}
}
