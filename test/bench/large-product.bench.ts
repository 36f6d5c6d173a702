/** Pages and reviews of a large company, as a visitor gets them: the real product on data that the engine made itself. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startApp, type App } from '../support/app.ts';
import { peakMemory, spread, withGoals, type Row } from './product.bench.ts';

const TODAY = '2026-11-22';
/** Enough to compare with earlier ones; more make only the directory larger. */
const QUARTERS = 3;
/** Each is asked for a day that nobody has asked for, and then again. */
const DAYS = Array.from({ length: 8 }, (_, day) => `2026-11-${String(14 + day).padStart(2, '0')}`);
const LANGUAGES = ['en', 'zh', 'ms', 'id', 'th', 'vi', 'ar'];

/** @returns rows to print: time and CPU of the product for each page and each file of a review */
export async function measureLargeProduct(people: number): Promise<Row[]> {
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-large-'));
	const build = resolve(import.meta.dirname, 'large-data-process.ts');
	const args = [build, dataDir, String(people), String(QUARTERS), TODAY];
	await promisify(execFile)(process.execPath, args, { timeout: 3_600_000 });
	// Its sandbox is never asked.
	const app = await startApp({ people: 10, seed: 7, today: TODAY, dataDir });
	try {
		return [...(await pagesOf(app)), ...(await reviewsOf(app))];
	} finally {
		await app.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

async function pagesOf(app: App): Promise<Row[]> {
	const rows: Row[] = [];
	for (const page of await withGoals(app)) {
		const times = { first: [] as number[], again: [] as number[] };
		const cpu = { first: 0, again: 0 };
		for (const [turn, day] of DAYS.entries())
			for (const visit of ['first', 'again'] as const) {
				const path = `${page}${page.includes('?') ? '&' : '?'}as_of=${day}`;
				const took = await timed(app, path);
				// The first one compiles.
				if (turn === 0) continue;
				times[visit].push(took.ms);
				cpu[visit] += took.cpuMs / (DAYS.length - 1);
			}
		const figure = (visit: 'first' | 'again') =>
			`${spread(times[visit])}, ${cpu[visit].toFixed(0)} ms of CPU`;
		rows.push({
			what: `page ${page.replaceAll(/[0-9a-f]{16,}/g, 'ID')}`,
			figure: `${figure('first')}; again ${figure('again')}`
		});
	}
	return rows;
}

/** Of the last period that is over. */
async function reviewsOf(app: App): Promise<Row[]> {
	const page = await (await fetch(`${app.url}/review?lang=en`)).text();
	const fileOf = (extension: string): string => {
		const path = new RegExp(`/export/review\\.${extension}[^"]*`).exec(page)?.[0];
		if (path === undefined) throw new Error(`The review offers no ${extension}.`);
		return path.replaceAll('&amp;', '&');
	};
	const rows: Row[] = [];
	for (const extension of ['pdf', 'pptx', 'docx', 'md']) {
		const { ms, cpuMs } = await timed(app, fileOf(extension));
		rows.push({
			what: `review as ${extension}`,
			figure: `${seconds(ms)}, ${seconds(cpuMs)} of CPU`
		});
	}
	const began = performance.now();
	// In each its own: the same file is made once.
	const many = await Promise.all(
		LANGUAGES.map((lang) => timed(app, `${fileOf('pdf')}&lang=${lang}`.replace('lang=en&', '')))
	);
	const first = Math.min(...many.map(({ ms }) => ms));
	rows.push(
		{
			what: `${LANGUAGES.length} people ask for the PDF at once, each in a language`,
			figure: `first ${seconds(first)}, all ${seconds(performance.now() - began)}`
		},
		{ what: 'peak memory, without the browser', figure: peakMemory(app) }
	);
	return rows;
}

/** @throws {Error} another answer than 200 */
async function timed(app: App, path: string): Promise<{ ms: number; cpuMs: number }> {
	const before = performance.now();
	const cpu = cpuMsOf(app);
	const answer = await fetch(`${app.url}${path}`);
	await answer.arrayBuffer();
	if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
	return { ms: performance.now() - before, cpuMs: cpuMsOf(app) - cpu };
}

/** User and system time of the product's process, in hundredths of a second; 0 where /proc does not tell. */
function cpuMsOf({ pid }: App): number {
	if (process.platform !== 'linux') return 0;
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
