/**
 * Many people at once, each signed in as one of the company, going through the pages as a browser does: a page with its files, which
 * are kept; then what SvelteKit asks for when a link is followed; now and then a whole page again, with the tag of the one that is kept.
 */
import { readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { startApp, type App } from '../support/app.ts';
import { Dice } from '../support/oracle/dice.ts';
import { signedIn } from '../support/session.ts';

const TODAY = '2026-11-22';
const SEED = 7;
/** Viewers, and the seconds that one looks at a page: none, or as people do. */
const SCENES = [
	{ viewers: 50, pause: 5 },
	{ viewers: 200, pause: 5 },
	{ viewers: 50, pause: 0 },
	{ viewers: 200, pause: 0 }
] as const;
const SECONDS = 30;
/** In which the memory of a scene returns. */
const REST = 20_000;
/** As browsers have it for one host. */
const CONNECTIONS = 6;
const LONGEST = 60_000;

/** How often each is chosen, of 100. `ID`: one of those that lists lead to. */
const WALK: readonly (readonly [path: string, weight: number])[] = [
	['/', 20],
	['/departments', 8],
	['/departments/ID', 10],
	['/stalled', 12],
	['/key-results/ID', 14],
	['/objectives/ID', 8],
	['/people/ID', 6],
	['/confidence', 6],
	['/check-ins', 6],
	['/alignment', 5],
	['/transparency', 3],
	['/data', 2]
];

interface Answer {
	readonly kind: 'page' | 'data' | 'file';
	readonly milliseconds: number;
	readonly bytes: number;
	/** null: as it should be. */
	readonly fault: string | null;
}

/** @returns rows to print: what, and its figure */
export async function measureViewers(people: number): Promise<[string, string][]> {
	const rows: [string, string][] = [];
	const sandbox = await startSandbox({ port: 0, people, seed: SEED, today: TODAY });
	const company = sandbox.company();
	const app = await startApp({
		today: TODAY,
		env: {
			...{ DINGTALK_APP_KEY: 'key', DINGTALK_APP_SECRET: 'secret', DINGTALK_MAX_QPS: '60' },
			...{ DINGTALK_CORP_ID: company.corpId, DINGTALK_LOGIN_URL: sandbox.url },
			...{ DINGTALK_API_URL: sandbox.url, DINGTALK_OAPI_URL: sandbox.url }
		}
	});
	try {
		const members = company.people.filter(({ left }) => left === null).map(({ id }) => id);
		const cookies = await Promise.all(members.map((id) => signedIn(app, id)));
		const ids = await idsOf(app, cookies);
		rows.push(['memory after the start', `${resident(app)} MB`]);
		for (const { viewers, pause } of SCENES) {
			const title = `${viewers} viewers${pause === 0 ? ' who never pause' : `, a page every ${pause} s`}`;
			const found = await play(app, { viewers, pause, cookies, ids });
			rows.push(...found.map(([what, figure]): [string, string] => [`${title}: ${what}`, figure]));
		}
	} finally {
		await app.stop();
		await sandbox.close();
		rmSync(app.dataDir, { recursive: true, force: true });
	}
	return rows;
}

interface Scene {
	readonly viewers: number;
	readonly pause: number;
	readonly cookies: readonly string[];
	readonly ids: Readonly<Record<string, readonly string[]>>;
}

async function play(
	app: App,
	{ viewers, pause, cookies, ids }: Scene
): Promise<[string, string][]> {
	const answers: Answer[] = [];
	const before = { memory: resident(app), cpu: cpuSeconds(app) };
	let peak = before.memory;
	const sampling = setInterval(() => (peak = Math.max(peak, resident(app))), 250);
	const began = performance.now();
	const until = began + SECONDS * 1000;
	await Promise.all(
		Array.from({ length: viewers }, async (_, index) => {
			const browser = new Browser(app, cookies[index % cookies.length] ?? '', answers);
			const dice = new Dice(SEED * 1000 + index);
			// People come in the course of a moment, not in the same millisecond.
			await sleep(dice.next() * Math.max(500, pause * 1000));
			while (performance.now() < until) {
				const path = oneOf(dice, ids);
				await (dice.chance(0.8) ? browser.follow(path) : browser.open(path));
				await sleep(pause * 1000 * (0.5 + dice.next()));
			}
			browser.close();
		})
	);
	const seconds = (performance.now() - began) / 1000;
	const cpu = cpuSeconds(app) - before.cpu;
	clearInterval(sampling);
	await sleep(REST);
	const shown = answers.filter(({ kind }) => kind !== 'file');
	const faults = Map.groupBy(
		answers.filter(({ fault }) => fault !== null),
		({ fault }) => fault
	);
	return [
		[
			'requests per second',
			`${(answers.length / seconds).toFixed(0)}, of them ${(shown.length / seconds).toFixed(1)} pages`
		],
		['time of a page', timesOf(shown)],
		['time of a file of the build', timesOf(answers.filter(({ kind }) => kind === 'file'))],
		['CPU of the product per page', `${((cpu / Math.max(1, shown.length)) * 1000).toFixed(0)} ms`],
		[
			'errors',
			faults.size === 0
				? `none of ${answers.length}`
				: [...faults].map(([fault, of]) => `${of.length} ${fault}`).join(', ')
		],
		['memory before, at most, after a rest', `${before.memory}, ${peak}, ${resident(app)} MB`]
	];
}

/** What one visitor's browser does and keeps. */
class Browser {
	readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	readonly #app: App;
	readonly #cookie: string;
	readonly #answers: Answer[];
	readonly #tags = new Map<string, string>();
	readonly #files = new Set<string>();
	#isOpen = false;

	constructor(app: App, cookie: string, answers: Answer[]) {
		this.#app = app;
		this.#cookie = cookie;
		this.#answers = answers;
	}

	/** A whole page, and those of its files that are not kept. */
	async open(path: string): Promise<void> {
		const tag = this.#tags.get(path);
		const { body, headers } = await this.#ask('page', path, {
			accept: 'text/html',
			...(tag !== undefined && { 'if-none-match': tag })
		});
		if (headers['etag'] !== undefined) this.#tags.set(path, headers['etag']);
		this.#isOpen = true;
		const named = `${plain(body, headers['content-encoding'])} ${headers['link'] ?? ''}`;
		const files = [...named.matchAll(/\/_app\/immutable\/[\w./-]+\.(?:js|css|woff2)/g)]
			.map(([file]) => file)
			.filter((file) => !this.#files.has(file));
		for (const file of files) this.#files.add(file);
		await Promise.all([...new Set(files)].map((file) => this.#ask('file', file, {})));
	}

	/** A link inside of the product. */
	async follow(path: string): Promise<void> {
		if (!this.#isOpen) return this.open(path);
		await this.#ask('data', `${path === '/' ? '' : path}/__data.json`, {});
	}

	close(): void {
		this.#agent.destroy();
	}

	#ask(
		kind: Answer['kind'],
		path: string,
		more: Readonly<Record<string, string>>
	): Promise<{ body: Buffer; headers: Record<string, string> }> {
		const began = performance.now();
		return new Promise((resolve) => {
			const chunks: Buffer[] = [];
			let bytes = 0;
			const end = (fault: string | null, headers: Record<string, string> = {}): void => {
				const milliseconds = performance.now() - began;
				this.#answers.push({ kind, milliseconds, bytes, fault });
				resolve({ body: Buffer.concat(chunks), headers });
			};
			const asked = request(
				{
					...{ host: '127.0.0.1', port: this.#app.port, path, agent: this.#agent },
					timeout: LONGEST,
					headers: {
						...{ host: `localhost:${this.#app.port}`, cookie: this.#cookie },
						...{ 'accept-encoding': 'gzip, br', ...more }
					}
				},
				(response) => {
					response.on('data', (chunk: Buffer) => {
						bytes += chunk.length;
						// Nobody here looks at what a file holds.
						if (kind === 'page') chunks.push(chunk);
					});
					response.on('error', (error) => end(codeOf(error)));
					response.on('end', () => {
						const { statusCode = 0 } = response;
						const isWell = statusCode === 200 || statusCode === 304;
						const headers = Object.entries(response.headers).map(([name, value]) => [
							name,
							String(value)
						]);
						end(
							isWell ? null : `HTTP ${statusCode}`,
							Object.fromEntries(headers) as Record<string, string>
						);
					});
				}
			);
			asked.on('timeout', () => asked.destroy(new Error(`no answer within ${LONGEST / 1000} s`)));
			asked.on('error', (error) => end(codeOf(error)));
			asked.end();
		});
	}
}

function oneOf(dice: Dice, ids: Scene['ids']): string {
	let at = dice.next() * WALK.reduce((sum, [, weight]) => sum + weight, 0);
	const [path] = WALK.find(([, weight]) => (at -= weight) < 0) ?? ['/'];
	const [, kind = ''] = path.split('/');
	const known = ids[kind];
	return path.endsWith('/ID') && known !== undefined ? path.replace('ID', dice.one(known)) : path;
}

/** Of departments, key results, objectives and people: those that pages of the first visitor lead to. */
async function idsOf(app: App, cookies: readonly string[]): Promise<Scene['ids']> {
	const read = async (path: string): Promise<string> => {
		const headers = { cookie: cookies[0] ?? '', accept: 'text/html' };
		const answer = await fetch(app.url + path, { headers });
		if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
		return answer.text();
	};
	const text = (await Promise.all(['/departments', '/stalled', '/check-ins'].map(read))).join(' ');
	return Object.fromEntries(
		['departments', 'key-results', 'objectives', 'people'].map((kind) => {
			const found = [...text.matchAll(new RegExp(`href="/${kind}/([\\w-]+)`, 'g'))];
			const all = [...new Set(found.map(([, id]) => id ?? ''))].filter(
				(id) => id !== 'contributions'
			);
			if (all.length === 0) throw new Error(`No page leads to one of the ${kind}.`);
			return [kind, all];
		})
	);
}

function timesOf(answers: readonly Answer[]): string {
	const sorted = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
	const at = (share: number): string =>
		(sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
	return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function plain(body: Buffer, encoding = ''): string {
	if (encoding === 'br') return brotliDecompressSync(body).toString();
	return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}

function codeOf(error: Error): string {
	return 'code' in error ? String(error.code) : error.message;
}

/** MB. */
function resident({ pid }: App): number {
	const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Math.round(Number(match?.[1] ?? 0) / 1024);
}

/** Of all threads, in hundredths of a second (proc(5)). */
function cpuSeconds({ pid }: App): number {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}
