/**
 * Lighthouse's audits of each page on the production build, as it asks them of a desk (its preset) and of a middling phone on a slow
 * network (its defaults). Lighthouse is 200 packages and is needed for nothing else: it is fetched into a directory of its own when
 * it is asked for.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startApp } from '../support/app.ts';
import { installedBrowser } from '../../src/lib/server/print/find-browser.ts';
import { bundled } from '../support/browser.ts';

const VERSION = '13.5.0';
const PAGES = [
	...['/', '/departments', '/departments/contributions', '/confidence', '/stalled', '/alignment'],
	...['/alignment/tree', '/alignment/dependencies', '/transparency', '/check-ins', '/data'],
	...['/search', '/settings', '/review']
];
const RUNS = 5;
const DEVICES = { desk: ['--preset=desktop'], phone: [] } as const;

/** What is audited, and as what; without: everything. */
export interface Audited {
	readonly pages?: readonly string[] | undefined;
	readonly device?: keyof typeof DEVICES | undefined;
}

export function isDevice(name: string): name is keyof typeof DEVICES {
	return Object.hasOwn(DEVICES, name);
}

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

const Report = z.object({
	/** How fast Lighthouse finds the machine: performance of two runs can be compared only where it is alike. */
	environment: z.object({ benchmarkIndex: z.number() }),
	categories: z.record(
		z.enum(CATEGORIES),
		z.object({
			score: z.number().nullable(),
			auditRefs: z.array(z.object({ id: z.string(), weight: z.number() }))
		})
	),
	audits: z.record(
		z.string(),
		z.object({
			title: z.string(),
			score: z.number().nullish(),
			displayValue: z.string().optional(),
			numericValue: z.number().optional()
		})
	)
});
type Report = z.infer<typeof Report>;

/** One of each kind: the stalled key result that matters most, its objective and owner, and a department. */
async function entityPages(origin: string): Promise<string[]> {
	const linkOn = async (page: string, kind: string): Promise<string> => {
		const html = await (await fetch(origin + page)).text();
		const [, path] = new RegExp(`href="(/${kind}/[^"?]+)`).exec(html) ?? [];
		if (path === undefined) throw new Error(`${page} leads to none of ${kind}.`);
		return path;
	};
	const keyResult = await linkOn('/stalled', 'key-results');
	return [
		keyResult,
		await linkOn(keyResult, 'objectives'),
		await linkOn(keyResult, 'people'),
		await linkOn('/', 'departments')
	];
}

/**
 * @param audited `pages` are paths
 * @returns a row per page and device: the median score of each category, how long the page was blocked, how fast the machine was, and what was found wanting in accessibility and best practices
 */
export async function measureLighthouse(
	people: number,
	{ pages, device: only }: Audited
): Promise<[string, string][]> {
	// One with windows draws its own while the page is measured, on the same two cores: the overview was blocked for 131 ms on a desk
	// instead of 59.
	const browser = process.env['CHROME_PATH'] ?? (await bundled()) ?? installedBrowser();
	if (browser === undefined || !existsSync(browser))
		throw new Error(
			'There is no Chromium here. Install one, or name it: CHROME_PATH=/path/to/chrome'
		);
	const directory = mkdtempSync(join(tmpdir(), 'okr-lighthouse-'));
	const app = await startApp({ people, seed: 7, today: '2026-11-22' });
	try {
		process.stderr.write(`Fetching Lighthouse ${VERSION} ...\n`);
		const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
		execFileSync('npm', ['install', '--prefix', directory, ...quiet, `lighthouse@${VERSION}`], {
			stdio: 'inherit',
			timeout: 600_000
		});
		const rows: [string, string][] = [];
		const all = pages ?? [...PAGES, ...(await entityPages(app.url))];
		for (const page of all) {
			for (const [device, flags] of Object.entries(DEVICES)) {
				if (only !== undefined && device !== only) continue;
				const reports = Array.from({ length: RUNS }, () =>
					audit(directory, browser, app.url + page, flags)
				);
				const scores = CATEGORIES.map(
					(category) => `${category} ${median(reports.map((report) => scoreOf(report, category)))}`
				);
				const found = [scores.join(', '), speedOf(reports), ...wantingIn(reports)].join('; ');
				rows.push([`${page}, ${device}`, found]);
				process.stderr.write(`${page}, ${device}: ${found}\n`);
			}
		}
		return rows;
	} finally {
		await app.close();
		rmSync(directory, { recursive: true, force: true });
	}
}

function audit(directory: string, browser: string, url: string, flags: readonly string[]): Report {
	// Not by a pipe, of which it loses the end when it fails.
	const file = join(directory, 'report.json');
	rmSync(file, { force: true });
	const { stderr } = spawnSync(
		process.execPath,
		[
			join(directory, 'node_modules', 'lighthouse', 'cli', 'index.js'),
			url,
			...flags,
			...['--quiet', '--output=json', `--output-path=${file}`, '--no-enable-error-reporting'],
			`--only-categories=${CATEGORIES.join(',')}`,
			'--chrome-flags=--headless=new --no-sandbox --disable-gpu'
		],
		{ encoding: 'utf8', timeout: 180_000, env: { ...process.env, CHROME_PATH: browser } }
	);
	if (!existsSync(file))
		throw new Error(`Lighthouse gave no report on ${url}: ${stderr.slice(-2000)}`);
	return Report.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** 0..100 */
function scoreOf({ categories }: Report, category: (typeof CATEGORIES)[number]): number {
	return Math.round((categories[category].score ?? 0) * 100);
}

/** What makes up the performance of these pages, and on what machine. */
function speedOf(reports: readonly Report[]): string {
	const of = (audit: string): number =>
		median(reports.map(({ audits }) => audits[audit]?.numericValue ?? 0));
	const index = median(reports.map(({ environment }) => environment.benchmarkIndex));
	return [
		`first paint ${of('first-contentful-paint').toFixed(0)} ms`,
		`largest ${of('largest-contentful-paint').toFixed(0)} ms`,
		`speed index ${of('speed-index').toFixed(0)} ms`,
		`blocked ${of('total-blocking-time').toFixed(0)} ms`,
		`shift ${of('cumulative-layout-shift').toFixed(3)}`,
		`machine ${index.toFixed(0)}`
	].join(', ');
}

function wantingIn([report]: readonly Report[]): string[] {
	if (report === undefined) return [];
	return (['accessibility', 'best-practices'] as const).flatMap((category) =>
		report.categories[category].auditRefs
			.filter(({ id, weight }) => weight > 0 && report.audits[id]?.score === 0)
			.map(({ id }) => id)
	);
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
