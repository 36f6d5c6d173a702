/** What a first visit costs a visitor: bytes over the wire, and whether the page moves under their eyes. */
import type { Page } from 'playwright-core';

export interface FirstLoad {
	/** Compressed bytes of scripts that came before the library of the charts was asked for. */
	readonly scriptsBeforeCharts: number;
	/** With that library and all else. */
	readonly scripts: number;
	readonly fonts: number;
	readonly page: number;
	/** Cumulative layout shift (web-vitals: below 0.1 is good). */
	readonly layoutShift: number;
}

interface Arrival {
	readonly url: string;
	readonly type: string;
	/** In the order in which it was asked for. */
	readonly order: number;
	bytes: number;
}

/** Opens a page with charts in a fresh context whose cache is empty, and waits until they are alive and nothing more comes. */
export async function measureFirstLoad(page: Page, url: string): Promise<FirstLoad> {
	const arrivals = new Map<string, Arrival>();
	const network = await page.context().newCDPSession(page);
	await network.send('Network.enable');
	network.on('Network.responseReceived', ({ requestId, response, type }) =>
		arrivals.set(requestId, { url: response.url, type, order: arrivals.size, bytes: 0 })
	);
	network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const arrival = arrivals.get(requestId);
		if (arrival !== undefined) arrival.bytes = encodedDataLength;
	});
	await page.addInitScript(() => {
		const shifts = globalThis as unknown as { layoutShift: number };
		shifts.layoutShift = 0;
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
				shifts.layoutShift += entry.value;
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await page.goto(url, { waitUntil: 'networkidle' });
	await untilAlive(page);
	await page.waitForLoadState('networkidle');
	const layoutShift = await page.evaluate(
		() => (globalThis as unknown as { layoutShift: number }).layoutShift
	);
	const all = [...arrivals.values()];
	const scripts = all.filter(({ type }) => type === 'Script');
	// By far the largest.
	const charts = scripts.toSorted((a, b) => b.bytes - a.bytes)[0];
	return {
		scriptsBeforeCharts: sizeOf(scripts.filter(({ order }) => order < (charts?.order ?? Infinity))),
		scripts: sizeOf(scripts),
		fonts: sizeOf(all.filter(({ type }) => type === 'Font')),
		page: sizeOf(all.filter(({ type }) => type === 'Document')),
		layoutShift
	};
}

/** Client-side code has taken over when it has drawn a chart, which may wait for a sign of somebody (lib/charts/first-sign.ts). */
export async function untilAlive(page: Page): Promise<void> {
	const end = Date.now() + 30_000;
	// Again and again: only what is alive sees it.
	for (let step = 0; (await page.locator('.stage svg').count()) === 0; step++) {
		if (Date.now() > end) throw new Error('No chart came alive.');
		await page.mouse.move(1, 1 + (step % 9));
		await page.waitForTimeout(50);
	}
}

function sizeOf(arrivals: readonly Arrival[]): number {
	return arrivals.reduce((sum, { bytes }) => sum + bytes, 0);
}
