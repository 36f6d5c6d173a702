/** How goals hang together: alignment, its tree, dependencies. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { TODAY } from './shared-app.ts';
import { describeSeen, openVisitors, violationsOn } from './visitor.ts';

const { url, visit } = openVisitors();

describeSeen('a visitor of alignment', () => {
	test('reads how goals hang together: coverages, the worst department, its orphans, and one of them; and why links break', async () => {
		const { page, faults } = await visit('/');
		const rooted = await page
			.locator('article[data-measure="rooted_coverage"]')
			.getAttribute('data-value');
		await page.locator('nav a[href="/alignment"]').click();
		await page.waitForURL('**/alignment');
		await page.locator(`article[data-measure="rooted_coverage"][data-value="${rooted}"]`).waitFor();
		expect(await page.locator('article[data-measure]').count()).toBe(5);
		const history = page.locator('article[data-measure="rooted_coverage"] summary', {
			hasText: 'Week by week'
		});
		await history.click();
		await page.locator('[data-trend="rooted_coverage"]').first().waitFor();
		expect(await page.locator('[data-trend="rooted_coverage"]').count()).toBe(14);

		const worst = page.locator('[data-coverage="child"]').first();
		const id = await worst.getAttribute('data-id');
		const orphans = (await worst.getAttribute('data-orphans')) ?? '';
		await worst.locator('a').click();
		await page.waitForURL(`**/alignment?department=${id}`);
		await page.locator(`[data-measure="orphan_count"][data-value="${orphans}"]`).waitFor();
		expect(await page.locator('[data-loose="orphan"]').count()).toBe(Math.min(25, Number(orphans)));

		await page.locator('.crumbs a').first().click();
		await page.waitForURL('**/alignment');
		const gone = page.locator('[data-measure="dangling_link_count"]');
		const count = Number(await gone.getAttribute('data-value'));
		expect(count).toBeGreaterThan(0);
		await gone.click();
		await page.waitForURL('**/alignment?broken=dangling#loose');
		await page.locator('[data-loose="broken"]').first().waitFor();
		expect(await page.locator('[data-loose="broken"]').count()).toBe(Math.min(25, count));
		const link = page.locator('[data-loose="broken"]').first();
		const objective = await link.getAttribute('data-objective');
		await link.locator('.what a').click();
		await page.waitForURL(`**/objectives/${objective}`);
		await page.locator('[data-broken="dangling"]').first().waitFor();
		expect(faults).toEqual([]);
	});

	test('opens the tree of objectives with the keyboard, shares what is open, searches in it, and is led to what was found', async () => {
		const { page, faults } = await visit('/alignment');
		await page.locator('main nav a[href="/alignment/tree"]').click();
		await page.waitForURL('**/alignment/tree');
		const top = page.locator('[data-below=""]:not([data-links="0"])').first();
		const id = (await top.getAttribute('data-node')) ?? '';
		const toggle = top.locator('> .node > .toggle');
		expect(await toggle.getAttribute('aria-expanded')).toBe('false');
		await toggle.focus();
		await page.keyboard.press('Enter');
		await page.waitForURL(`**/alignment/tree?open=${id}`);
		await page.locator(`[data-node="${id}"] > .node > .toggle[aria-expanded="true"]`).waitFor();
		expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe(
			'true'
		);
		const below = page.locator(`[data-below="${id}"]`);
		const shown = await below.count();
		expect(shown).toBeGreaterThan(0);
		expect(shown).toBeLessThanOrEqual(50);

		const { page: other } = await visit(`/alignment/tree?open=${id}`, { javaScriptEnabled: false });
		expect(await other.locator(`[data-below="${id}"]`).count()).toBe(shown);
		await other.locator(`[data-node="${id}"] > .node > .toggle`).click();
		await other.waitForURL('**/alignment/tree');
		expect(await other.locator(`[data-below="${id}"]`).count()).toBe(0);

		const title = (await below.first().locator('.title').textContent()) ?? '';
		await page.locator('input[name="find"]').fill(title.trim());
		await page.keyboard.press('Enter');
		const hit = page.locator(`[data-hit][data-path="${id}"]`).first();
		await hit.waitFor();
		const found = await hit.getAttribute('data-hit');
		expect(await violationsOn(page)).toEqual([]);
		await hit.getByRole('link', { name: 'Show in the tree' }).click();
		await page.waitForURL(`**/alignment/tree?open=${id}#${id}.${found}`);
		await page.locator(`[id="${id}.${found}"]`).waitFor();
		expect(await page.locator('[data-hit]').count()).toBe(0);
		expect(faults).toEqual([]);
	});

	test('reads which departments depend on each other, and follows a cell to its links and to the key result depended on', async () => {
		const { page, faults } = await visit('/alignment/dependencies');
		const cell = page.locator('td.risk').first();
		const [from, to] = [await cell.getAttribute('data-from'), await cell.getAttribute('data-to')];
		const [count, atRisk] = [
			Number(await cell.getAttribute('data-value')),
			Number(await cell.getAttribute('data-at-risk'))
		];
		await cell.locator('a').click();
		await page.waitForURL(`**/alignment/dependencies?from=${from}&to=${to}#links`);
		await page.locator('[data-dependency]').first().waitFor();
		expect(await page.locator('[data-dependency]').count()).toBe(Math.min(25, count));
		expect(await page.locator('[data-is-at-risk="true"]').count()).toBe(Math.min(25, atRisk));

		const worst = page.locator('[data-is-at-risk="true"]').first();
		const objective = await worst.getAttribute('data-to-objective');
		await worst.locator(`a[href="/objectives/${objective}"]`).click();
		await page.waitForURL(`**/objectives/${objective}`);
		await page.goto(`${url}/alignment/dependencies?from=none&to=${to}`);
		expect(await page.locator('[data-notice="unknown_cell"]').textContent()).toContain('none');
		expect(faults).toEqual([]);
	});

	test('lets the weeks of the tree pass, stops them, and steps by hand where less motion is wanted', async () => {
		const shown = (page: Page) => page.locator('[data-as-of]').getAttribute('data-as-of');
		const { page, faults } = await visit('/alignment/tree?as_of=2026-10-25');
		await page.getByRole('button', { name: 'Play week by week' }).click();
		await page.locator('[data-as-of="2026-11-08"]').waitFor({ timeout: 60_000 });
		await page.getByRole('button', { name: 'Stop' }).click();
		await page.getByRole('button', { name: 'Play week by week' }).waitFor();
		expect(['2026-11-08', '2026-11-15']).toContain(await shown(page));

		const { page: calm } = await visit('/alignment/tree', { reducedMotion: 'reduce' });
		const slider = calm.getByRole('slider', { name: 'As-of day, in weeks' });
		await calm.waitForFunction(
			() => document.querySelector('input[type="range"]:enabled') !== null
		);
		expect(await calm.getByRole('button', { name: 'Play week by week' }).count()).toBe(0);
		await slider.focus();
		await calm.keyboard.press('ArrowLeft');
		await calm.waitForURL('**/alignment/tree?as_of=2026-11-15');
		await calm.getByRole('link', { name: 'A week later' }).click();
		await calm.waitForURL('**/alignment/tree');
		await calm.locator(`[data-as-of="${TODAY}"]`).waitFor();
		expect(faults).toEqual([]);
	});
});
