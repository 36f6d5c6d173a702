/**
 * The widest matrices of design.md, departments x weeks, as somebody meets them who loads the page, scrolls to its end and walks through
 * it with the keyboard: on this machine, and on a processor that is four times slower.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { startApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';

const TODAY = '2026-11-22';
const QUARTERS = 3;
const WIDTH = 200;
/** The weeks that people look at, all with figures; and those of a whole year, which only the company has goals for. */
const PAGES = ['/departments', '/departments?period=y1'];
const KEYS = 60;

/** @param people at least 8,040, of whom 200 head departments directly below the root */
export async function measureMatrix(people: number): Promise<[string, string][]> {
	const browser = await openBrowser();
	if (browser === null) throw new Error('There is no browser to look with; see test/README.md.');
	const dataDir = mkdtempSync(join(tmpdir(), 'okr-matrix-'));
	const build = resolve(import.meta.dirname, 'large-data-process.ts');
	const args = [build, dataDir, String(people), String(QUARTERS), TODAY, String(WIDTH)];
	await promisify(execFile)(process.execPath, args, { timeout: 3_600_000 });
	// Its sandbox is never asked.
	const app = await startApp({ people: 10, seed: 7, today: TODAY, dataDir });
	try {
		const rows: [string, string][] = [];
		for (const page of PAGES) {
			const began = performance.now();
			const html = await (await fetch(app.url + page)).text();
			const took = Math.round(performance.now() - began);
			const size = Math.round(gzipSync(html).length / 1000);
			rows.push([`${page}: first answer`, `${took} ms, ${size} kB compressed`]);
			for (const slower of [1, 4]) rows.push(...(await visited(browser, app.url + page, slower)));
		}
		return rows;
	} finally {
		await browser.close();
		await app.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

async function visited(
	browser: Browser,
	address: string,
	slower: number
): Promise<[string, string][]> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	const devTools = await page.context().newCDPSession(page);
	await devTools.send('Emulation.setCPUThrottlingRate', { rate: slower });
	await page.addInitScript(watchTasks);
	await page.goto(address, { waitUntil: 'networkidle' });
	const loading = await longest(page);
	const { rows, columns } = await page.evaluate(() => {
		const matrix = document.querySelector('table[data-matrix]');
		const found = Array.from(matrix?.querySelectorAll('tbody tr') ?? []);
		return { rows: found.length, columns: found[0]?.querySelectorAll('td').length ?? 0 };
	});

	await page.mouse.move(700, 500);
	const scrolling = await frames(page, async () => {
		for (let at = 0; at < 40; at++) {
			await page.mouse.wheel(0, 300);
			await page.waitForTimeout(30);
		}
	});
	await page.locator('table[data-matrix] [data-cell="0:1"]').first().focus();
	const walking = await frames(page, async () => {
		for (let key = 0; key < KEYS; key++) await page.keyboard.press('ArrowDown');
	});
	await page.close();
	const who = slower === 1 ? 'this machine' : `${slower} times slower`;
	return [
		[`${who}: rows x weeks shown`, `${rows} x ${columns}`],
		[`${who}: longest task while it loads`, loading],
		[`${who}: frames while it is scrolled to its end`, scrolling],
		[`${who}: frames while ${KEYS} arrow keys walk through it`, walking]
	];
}

/** Runs in the page. */
function watchTasks(): void {
	const tasks: number[] = [];
	Object.assign(window, { tasks });
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) tasks.push(duration);
	}).observe({ type: 'longtask', buffered: true });
}

async function longest(page: Page): Promise<string> {
	const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
	return tasks.length === 0 ? 'below 50 ms' : `${Math.round(Math.max(...tasks))} ms`;
}

/** How long the frames are that are drawn meanwhile. */
async function frames(page: Page, meanwhile: () => Promise<void>): Promise<string> {
	await page.evaluate(() => {
		const times: number[] = [];
		const watched = { times, isOver: false };
		Object.assign(window, { watched });
		let before = performance.now();
		const next = (): void => {
			const now = performance.now();
			times.push(now - before);
			before = now;
			if (!watched.isOver) requestAnimationFrame(next);
		};
		requestAnimationFrame(next);
	});
	await meanwhile();
	const times = await page.evaluate(() => {
		const { watched } = window as unknown as { watched: { times: number[]; isOver: boolean } };
		watched.isOver = true;
		return watched.times;
	});
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
	return `median ${at(0.5)} ms, 99th of 100 ${at(0.99)} ms, longest ${Math.round(sorted.at(-1) ?? 0)} ms, of ${times.length}`;
}
