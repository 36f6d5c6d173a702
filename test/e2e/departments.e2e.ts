/** Departments and their matrices: by click, by keyboard, as a file. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readWorkbook } from '../support/xlsx.ts';
import { TODAY } from './shared-app.ts';
import { describeSeen, openVisitors, untilHydrated } from './visitor.ts';

const { visit } = openVisitors();

describeSeen('a visitor of departments', () => {
	test('goes down the departments by click and up by the breadcrumb, with the day kept', async () => {
		const { page, faults } = await visit('/departments?as_of=2026-11-08');
		const row = page.locator('[data-matrix="confidence"] tr[data-kind="child"]').first();
		const id = await row.getAttribute('data-department');
		const total = await row.locator('td').last().getAttribute('data-value');
		await row.locator('a').click();
		await page.waitForURL(`**/departments/${id}?as_of=2026-11-08`);
		const top = page.locator('[data-matrix="confidence"] tr[data-kind="total"]');
		await top.waitFor();
		expect(await top.getAttribute('data-department')).toBe(id);
		expect(await top.locator('td').last().getAttribute('data-value')).toBe(total);
		await page.locator('.crumbs a').first().click();
		await page.waitForURL('**/departments?as_of=2026-11-08');
		expect(faults).toEqual([]);
	});

	test('sees who works on which company objective, opens a cell by keyboard, and goes one level down', async () => {
		const { page, faults } = await visit('/departments/contributions');
		const row = page.locator('tr[data-kind="child"]').first();
		const id = await row.getAttribute('data-department');
		const cell = row.locator('td[data-worst-pace]').first();
		const objective = await cell.getAttribute('data-company-objective');
		const count = Number(await cell.getAttribute('data-value'));
		await untilHydrated(page);
		const menu = page.locator('section[aria-labelledby="matrix-title"] details', {
			has: page.locator('a[download]')
		});
		await menu.locator('summary').click();
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			menu.getByRole('button', { name: 'Picture as SVG' }).click()
		]);
		const drawn = readFileSync(await download.path(), 'utf8').matchAll(/"600">(\d+)</g);
		const shown = await page
			.locator('td[data-worst-pace]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('data-value') ?? ''));
		expect([...drawn].map(([, value]) => value)).toEqual(shown);
		// Down from the head of that column, past the row of the company.
		await page.locator(`[data-column="${objective}"] a`).focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		expect(await cell.locator('a').evaluate((link) => link === document.activeElement)).toBe(true);
		await page.keyboard.press('Enter');
		await page.waitForURL(`**/departments/contributions?from=${id}&to=${objective}#contributors`);
		await page.locator('[data-contributor]').first().waitFor();
		expect(await page.locator('[data-contributor]').count()).toBe(Math.min(25, count));

		await page.getByRole('link', { name: 'Problems first' }).click();
		await page.waitForURL('**?sort=problem&from=*');
		await page.locator(`tr[data-kind="child"][data-department="${id}"] th a`).click();
		await page.waitForURL(`**/departments/contributions?department=${id}&sort=problem`);
		await page.locator(`tr[data-kind="total"][data-department="${id}"]`).waitFor();
		await page.getByRole('link', { name: 'Week by week' }).click();
		await page.waitForURL(`**/departments/${id}?sort=problem`);
		expect(faults).toEqual([]);
	});

	test('with the keyboard moves through the matrix and down into a department', async () => {
		const { page } = await visit('/departments');
		await untilHydrated(page);
		const focused = () =>
			page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['cell'] ?? null);
		await page.locator('[data-matrix="confidence"] [data-cell="0:0"]').focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		expect(await focused()).toBe('1:2');
		await page.keyboard.press('Home');
		expect(await focused()).toBe('1:0');
		await page.keyboard.press('End');
		expect(await focused()).toMatch(/^1:\d+$/);
		const id = await page
			.locator('[data-matrix="confidence"] tr[data-kind="child"]')
			.first()
			.getAttribute('data-department');
		await page.keyboard.press('Enter');
		await page.waitForURL(`**/departments/${id}`);
	});

	test('fetches what a panel shows, by keyboard, as a table and as a picture', async () => {
		const { page, faults } = await visit('/departments?as_of=2026-11-08');
		await untilHydrated(page);
		const menu = page.locator('section[aria-labelledby="confidence-title"] details', {
			has: page.locator('a[download]')
		});
		await menu.locator('summary').focus();
		await page.keyboard.press('Enter');
		const fetched = async (name: string, role: 'link' | 'button') => {
			const one = menu.getByRole(role, { name });
			const [download] = await Promise.all([page.waitForEvent('download'), one.press('Enter')]);
			return { name: download.suggestedFilename(), body: readFileSync(await download.path()) };
		};
		const table = await fetched('Table for Excel', 'link');
		expect(table.name).toMatch(/ 2026-11-08\.xlsx$/);
		const cells = [...(readWorkbook(table.body)[0]?.cells ?? [])];
		const told = cells
			.filter(([address, { value }]) => /^C\d+$/.test(address) && value !== '')
			.slice(1);
		const shown = await page
			.locator('[data-matrix="confidence"] [data-week]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('data-value') ?? ''));
		expect(told.map(([, { value }]) => Number(value).toFixed(9)).toSorted()).toEqual(
			shown
				.filter((value) => value !== '')
				.map((value) => Number(value).toFixed(9))
				.toSorted()
		);
		const drawn = await fetched('Picture as SVG', 'button');
		expect(drawn.body.toString()).toContain('8 Nov 2026');
		const picture = await fetched('Picture as PNG', 'button');
		expect(picture.body.subarray(1, 4).toString()).toBe('PNG');
		// Width and height stand at fixed places of the file.
		expect(picture.body.readUInt32BE(16)).toBeGreaterThan(1000);
		expect(faults).toEqual([]);
	});

	test('without JavaScript fetches tables by plain links', async () => {
		const { page } = await visit('/stalled', { javaScriptEnabled: false });
		const link = page.locator('a[download][href*="stalled.csv"]');
		await page.locator('details', { has: link }).locator('summary').click();
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		expect(download.suggestedFilename()).toBe(`Stalled ${TODAY}.csv`);
		expect(await page.getByRole('button', { name: 'Picture as PNG' }).count()).toBe(0);
	});
});
