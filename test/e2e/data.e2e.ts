/** The first sync, the page about the data, and syncs that a visitor starts: on a product of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { COMPANY } from './shared-app.ts';
import { describeSeen, openSearch, openVisitors } from './visitor.ts';

/** Longest time of a sync on two very busy cores. */
const SYNC = 180_000;

const { visit } = openVisitors();

describeSeen('a visitor of the data', () => {
	let app: App;
	beforeAll(async () => {
		app = await startApp({ ...COMPANY, people: 50, untilReady: false });
	});
	afterAll(() => app.close());

	test('sees the progress of the first sync, and the overview opens by itself', async () => {
		const { page } = await visit(app.url);
		await page.getByRole('heading', { level: 1, name: /first time/ }).waitFor({ timeout: SYNC });
		await page.locator('article[data-measure]').first().waitFor({ timeout: SYNC });
		expect(await page.locator('article[data-measure]').count()).toBe(5);
	});

	test('looks as an employee, who is named, keeps the page and may not start a sync', async () => {
		const { page, faults } = await visit(app.url + '/data');
		const syncNow = page.getByRole('button', { name: 'Sync now' });
		expect(await syncNow.count()).toBe(1);
		// Nothing else on this page shows that client-side code has taken over.
		await openSearch(page);
		await page.keyboard.press('Escape');
		await page.locator('select[name="view_as"]').selectOption('employee');
		await page.waitForFunction(() =>
			document.querySelector('select[name="view_as"] option:checked')?.textContent?.includes(': ')
		);
		expect(new URL(page.url()).pathname).toBe('/data');
		expect(await syncNow.count()).toBe(0);
		expect(faults).toEqual([]);
	});

	test('sees on the data page what every sync did, starts one and follows it to its end', async () => {
		const { page, faults } = await visit(app.url + '/');
		await page.locator('nav a[href="/data"]').click();
		await page.waitForURL('**/data');
		expect(await page.locator('[data-sync-state]').getAttribute('data-sync-state')).toBe(
			'complete'
		);
		const runs = page.locator('[data-run]');
		expect(await runs.count()).toBe(1);
		expect(await page.locator('[data-stream="people"]').getAttribute('data-status')).toBe(
			'complete'
		);
		const answered = page.locator('[data-measure="answered_count"]');
		expect(Number(await answered.getAttribute('data-value'))).toBeGreaterThan(40);
		expect(await answered.getAttribute('data-value')).toBe(
			await answered.getAttribute('data-base')
		);

		await page.getByRole('button', { name: 'Sync now' }).click();
		await page.locator('[data-sync-state="running"]').waitFor();
		// Only the event stream moves the steps on.
		await page.locator('[data-phase="marts"]').waitFor({ timeout: SYNC });
		await page.locator('[data-sync-state="complete"]').waitFor({ timeout: SYNC });
		expect(await runs.count()).toBe(2);
		expect(page.url()).toBe(`${app.url}/data`);
		expect(faults).toEqual([]);
	});

	test('without JavaScript starts a sync and stops it, and the link keeps its state', async () => {
		const { page } = await visit(app.url + '/data?lens=today', { javaScriptEnabled: false });
		await page.getByRole('button', { name: 'Sync now' }).click();
		await page.waitForURL('**/data?lens=today');
		await page.locator('[data-sync-state="running"]').waitFor();
		expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(1);
		await page.getByRole('button', { name: 'Stop this sync' }).click();
		// The page reloads by itself until it is over.
		await page.locator('[data-sync-state]:not([data-sync-state="running"])').waitFor();
		expect(await page.locator('[data-run]').first().getAttribute('data-status')).toBe('stopped');
		expect(page.url()).toBe(`${app.url}/data?lens=today`);
	});
});
