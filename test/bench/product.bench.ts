/** Time and memory of the whole product: first sync, second start, server time of each page. */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { startApp, type App } from '../support/app.ts';

const TODAY = '2026-11-22';
const PAGES = [
	...['/', '/departments', '/departments/contributions', '/confidence', '/stalled', '/alignment'],
	...[
		'/alignment/tree',
		'/alignment/dependencies',
		'/transparency',
		'/check-ins',
		'/data',
		'/search?q=a'
	]
];
/** Each asks for answers of its own. */
const DAYS = Array.from({ length: 15 }, (_, day) => `2026-11-${String(7 + day).padStart(2, '0')}`);

export interface Row {
	readonly what: string;
	readonly figure: string;
}

/** @param people size of the sandbox company */
export async function measureProduct(people: number): Promise<Row[]> {
	const rows: Row[] = [];
	const started = Date.now();
	const first = await startApp({ people, seed: 7, today: TODAY });
	rows.push({ what: 'start to complete overview (empty data)', figure: seconds(started) });
	const sync = lastSync(first);
	if (sync !== null) {
		rows.push({
			what: 'of which sync and marts',
			figure: `${(sync.duration / 1000).toFixed(1)} s`
		});
		rows.push({ what: 'calls', figure: `${sync.metered} metered, ${sync.exempt} exempt` });
	}
	rows.push({ what: 'peak memory, sandbox included', figure: peakMemory(first) });

	for (const page of await withGoals(first)) {
		const times = { first: [] as number[], again: [] as number[] };
		for (const day of DAYS)
			for (const turn of ['first', 'again'] as const) {
				const before = performance.now();
				const answer = await fetch(
					`${first.url}${page}${page.includes('?') ? '&' : '?'}as_of=${day}`
				);
				await answer.arrayBuffer();
				if (!answer.ok) throw new Error(`${page} answered ${answer.status}`);
				times[turn].push(performance.now() - before);
			}
		// The first one compiles.
		const figure = `${spread(times.first.slice(1))}; again ${spread(times.again.slice(1))}`;
		rows.push({ what: `page ${page.replaceAll(/[0-9a-f]{16,}/g, 'ID')}`, figure });
	}
	rows.push({ what: 'rebuild of all marts (npm run rebuild)', figure: await rebuild(first) });
	await first.stop();

	const again = Date.now();
	const second = await startApp({ people, seed: 7, today: TODAY, dataDir: first.dataDir });
	rows.push({ what: 'second start to ready', figure: seconds(again) });
	const stop = Date.now();
	await second.stop();
	rows.push({ what: 'stop', figure: seconds(stop) });
	rmSync(first.dataDir, { recursive: true, force: true });
	return rows;
}

/** With pages of one key result, objective and person: the first that /stalled leads to. */
export async function withGoals({ url }: App): Promise<string[]> {
	const stalled = await (await fetch(`${url}/stalled`)).text();
	const found = ['key-results', 'objectives', 'people'].flatMap((kind) => {
		const path = new RegExp(`href="(/${kind}/[^"?]+)`).exec(stalled)?.[1];
		return path === undefined ? [] : [path];
	});
	return [...PAGES, ...found];
}

/** As a user would: the command line hands the job to the running product. */
async function rebuild(app: App): Promise<string> {
	const started = Date.now();
	await promisify(execFile)(process.execPath, ['etl/cli.ts', 'rebuild'], {
		cwd: resolve(import.meta.dirname, '../..'),
		timeout: 900_000,
		env: { ...process.env, DATA_DIR: app.dataDir, OKR_TODAY: TODAY }
	});
	return seconds(started);
}

/** The log line that the sync leaves. */
function lastSync(app: App): { duration: number; metered: number; exempt: number } | null {
	for (const line of app.output().split('\n')) {
		if (!line.startsWith('{') || !line.includes('The sync has finished.')) continue;
		const entry = JSON.parse(line) as Record<string, unknown>;
		return {
			duration: Number(entry['durationMs']),
			metered: Number(entry['meteredCalls']),
			exempt: Number(entry['exemptCalls'])
		};
	}
	return null;
}

export function peakMemory(app: App): string {
	if (process.platform !== 'linux') return 'not measured here';
	const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${app.pid}/status`, 'utf8'));
	return match?.[1] === undefined ? 'unknown' : `${Math.round(Number(match[1]) / 1024)} MB`;
}

export function spread(times: number[]): string {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number): string =>
		(sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
	return `median ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

function seconds(started: number): string {
	return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
