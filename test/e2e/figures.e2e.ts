/** Confidence, check-ins and transparency: from a figure to what is behind it. */
import { expect, test } from 'vitest';
import { TODAY } from './shared-app.ts';
import { describeSeen, openVisitors } from './visitor.ts';

const { url, visit } = openVisitors();

describeSeen('a visitor who asks behind a figure', () => {
	test('reads how confident the company is, turns the page of key results, goes down into the worst department and opens a fall', async () => {
		const { page, faults } = await visit('/');
		const red = await page
			.locator('article[data-measure="red_flag_count"]')
			.getAttribute('data-value');
		await page.locator('nav a[href="/confidence"]').click();
		await page.waitForURL('**/confidence');
		const figure = (measure: string) => page.locator(`article[data-measure="${measure}"]`);
		expect(await figure('red_flag_count').getAttribute('data-value')).toBe(red);
		await page.locator('main summary', { hasText: 'Figures as a table' }).first().click();
		const latest = page.locator(`[data-bands="${TODAY}"]`);
		expect(await latest.getAttribute('data-red')).toBe(red);

		const idsOf = () =>
			page
				.locator('[data-confidence-of]')
				.evaluateAll((all) => all.map((one) => one.getAttribute('data-confidence-of')));
		const first = await idsOf();
		await page.locator('a[rel="next"]').click();
		await page.waitForURL('**/confidence?page=2#key-results');
		await page.locator('a[rel="prev"]').waitFor();
		const second = await idsOf();
		expect(new Set([...first, ...second]).size).toBe(24);

		const worst = page.locator('[data-confidence-in]').first();
		const id = await worst.getAttribute('data-confidence-in');
		const mean = (await worst.getAttribute('data-value')) ?? '';
		const base = (await worst.getAttribute('data-base')) ?? '';
		await worst.locator('a').click();
		await page.waitForURL(`**/confidence?department=${id}`);
		await page
			.locator(`article[data-measure="avg_confidence"][data-value="${mean}"][data-base="${base}"]`)
			.waitFor();

		const fall = page.locator('[data-fall]').first();
		const fallen = await fall.getAttribute('data-fall');
		await fall.locator('.title a').click();
		await page.waitForURL(`**/key-results/${fallen}?department=${id}`);
		expect(faults).toEqual([]);
	});

	test('reads the check-ins: the last week as the tile says it, the words, the next page, a key result', async () => {
		const { page, faults } = await visit('/');
		const tile = page.locator('article[data-measure="compliance"]');
		const compliance = await tile.getAttribute('data-value');
		await page.locator('nav a[href="/check-ins"]').click();
		await page.waitForURL('**/check-ins');
		await page.locator(`article[data-measure="compliance"][data-value="${compliance}"]`).waitFor();
		await page.locator('main summary', { hasText: 'Figures as a table' }).first().click();
		await page.locator('[data-discipline]').first().waitFor();
		expect(await page.locator('[data-discipline]').count()).toBe(14);
		expect(await page.locator('[data-latest] .text').count()).toBeGreaterThan(0);

		await page.locator('a[rel="next"]').click();
		await page.waitForURL('**/check-ins?page=2#latest');
		await page.locator('a[rel="prev"]').waitFor();
		const line = page.locator('[data-line]').first();
		const id = await line.getAttribute('data-line');
		await line.locator('.title a').click();
		await page.waitForURL(`**/key-results/${id}`);
		expect(faults).toEqual([]);
	});

	test('reads that Agoal does not say who may see a goal, and goes down and up the departments', async () => {
		const { page, faults } = await visit('/transparency?as_of=2026-11-08');
		const leaders = page.locator('article[data-measure="leader_public_rate"]');
		expect(await leaders.getAttribute('data-value')).toBe('');
		expect(await leaders.textContent()).not.toContain('0%');
		expect(
			await page.locator('[data-unknown-visibility]').getAttribute('data-unknown-visibility')
		).toBe('company');
		const row = page.locator('[data-visibility="child"]').first();
		const id = await row.getAttribute('data-id');
		const unknown = (await row.getAttribute('data-unknown')) ?? '';
		await row.locator('a').click();
		await page.waitForURL(`**/transparency?department=${id}&as_of=2026-11-08`);
		await page
			.locator(`[data-measure="unknown_visibility_count"][data-value="${unknown}"]`)
			.waitFor();
		await page.locator('.crumbs a').first().click();
		await page.waitForURL('**/transparency?as_of=2026-11-08');
		expect(faults).toEqual([]);
	});
});

describeSeen('a visitor of lists that only show', () => {
	const ROWS = 'li[data-confidence-in]';

	test('keeps them as the server wrote them, and sees new ones where they go on', async () => {
		const { page, faults } = await visit('/');
		// Not there on the page that they came from: drawn by the browser.
		await page.locator('nav a[href="/confidence"]').first().click();
		await page.locator(ROWS).first().waitFor();
		const names = await page.locator(ROWS).allTextContents();

		await page.addInitScript(() => {
			document.addEventListener('DOMContentLoaded', () => {
				for (const row of document.querySelectorAll('li[data-confidence-in]'))
					row.setAttribute('data-by-server', '');
			});
		});
		await page.goto(`${url}/confidence`);
		await page.waitForLoadState('networkidle');
		expect(await page.locator(`${ROWS}[data-by-server]`).allTextContents()).toEqual(names);

		// A department of its own has others.
		await page.locator(`${ROWS} a`).first().click();
		await page.waitForURL(/department=/);
		await expect.poll(() => page.locator(`${ROWS}[data-by-server]`).count()).toBe(0);
		expect(await page.locator(ROWS).allTextContents()).not.toEqual(names);
		expect(faults).toEqual([]);
	});
});
