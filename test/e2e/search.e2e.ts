/** The search, and views that are saved and found again. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeSeen, openSearch, openVisitors, violationsOn } from './visitor.ts';

const { url, visit } = openVisitors();

describeSeen('a visitor who searches', () => {
	test('searches from any page by the key /, without accents, chooses with the arrow keys, and comes back to the field with Escape', async () => {
		const { page, faults } = await visit('/stalled?as_of=2026-11-08');
		await page.locator('[aria-keyshortcuts="/"]').waitFor();
		const field = await openSearch(page);
		await page.keyboard.press('Escape');
		await field.waitFor({ state: 'detached' });
		await page.keyboard.press('/');
		await field.waitFor();
		expect(await field.inputValue()).toBe('');
		await page.keyboard.type('HANG khach');
		await page.locator('[data-words="HANG khach"]').waitFor();
		const options = page.locator('dialog [role="option"]');
		for (const title of await options.locator('.title').allTextContents())
			expect(title.toLowerCase()).toMatch(/khách.*hàng|hàng.*khách/);
		expect(await field.getAttribute('aria-activedescendant')).toBeNull();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowUp');
		const first = (await options.first().getAttribute('id')) ?? '';
		expect(await field.getAttribute('aria-activedescendant')).toBe(first);
		expect(await violationsOn(page)).toEqual([]);
		await page.keyboard.press('Enter');
		const [, kind, id] = /^found-(\w+)-(.+)$/.exec(first) ?? [];
		const path = kind === 'key_result' ? 'key-results' : 'objectives';
		await page.waitForURL(`**/${path}/${id}?as_of=2026-11-08`);
		await field.waitFor({ state: 'detached' });
		expect(faults).toEqual([]);
	});

	test('without JavaScript searches by the form, sees all of one kind, and finds nothing for nonsense', async () => {
		const { page } = await visit('/', { javaScriptEnabled: false });
		await page.locator('[aria-keyshortcuts="/"]').click();
		await page.waitForURL('**/search');
		await page.locator('input[name="q"]').fill('a');
		await page.locator('form[role="search"] button').click();
		await page.waitForURL('**/search?q=a');
		const people = page.locator('[data-found-kind="person"]');
		const total = Number(await people.getAttribute('data-found'));
		expect(total).toBeGreaterThan(8);
		expect(await people.locator('[data-finding]').count()).toBe(8);
		await people.getByRole('link', { name: String(total) }).click();
		await page.waitForURL('**/search?q=a&found=person');
		expect(await page.locator('[data-finding]').count()).toBe(Math.min(50, total));
		for (const found of ['', '&found=person']) {
			await page.goto(`${url}/search?q=%3F!${found}`);
			expect(await page.locator('main [data-found]').getAttribute('data-found')).toBe('0');
			expect(await page.locator('[data-finding]').count()).toBe(0);
		}
		await page.goto(`${url}/search?q=qqzzqq&found=gold`);
		expect(await page.locator('[data-notice="unknown_found"]').count()).toBe(1);
		expect(await page.locator('main [data-found]').getAttribute('data-found')).toBe('0');
	});

	test('saves a view from a page, finds it in the search, renames and deletes it; somebody else does not see it', async () => {
		const { page, faults } = await visit('/stalled?reason=silent&as_of=2026-11-08');
		await page.getByRole('link', { name: 'Save this view' }).click();
		await page.waitForURL('**/settings?save=*');
		await page.getByLabel('Name', { exact: true }).fill('<b>Im lặng</b> tháng 11');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		const saved = page.locator('[data-view]');
		await saved.waitFor();
		expect(await saved.locator('a').textContent()).toBe('<b>Im lặng</b> tháng 11');
		expect(await saved.textContent()).toContain('Always shows 8 Nov 2026');

		const other = await visit('/settings');
		await other.page.context().addCookies([{ name: 'view_as', value: 'employee', url }]);
		await other.page.reload();
		expect(await other.page.locator('[data-view]').count()).toBe(0);
		const settingsOf = (of: Page) =>
			of.locator('[data-setting]').evaluateAll((all) => all.map((one) => one.dataset['setting']));
		expect(await settingsOf(other.page)).not.toContain('DINGTALK_CALL_BUDGET');
		expect(await settingsOf(page)).toContain('DINGTALK_CALL_BUDGET');

		await page.goto(`${url}/confidence`);
		const field = await openSearch(page);
		await field.fill('im lang');
		const option = page.locator('dialog [role="option"]', { hasText: 'tháng 11' });
		await option.waitFor();
		expect(await option.locator('b').count()).toBe(0);
		await option.click();
		await page.waitForURL('**/stalled?reason=silent&as_of=2026-11-08');

		await page.goto(`${url}/settings?lang=vi`);
		await saved.locator('input[name="name"]').fill(' ');
		const [rename, remove] = ['rename', 'remove'].map((name) =>
			saved.locator(`form[action*="/${name}"] button`)
		);
		await rename?.click();
		await page.locator('[data-problem="no_name"]').waitFor();
		// A language that stands only in the link stays through refused and accepted forms.
		expect(await page.locator('html').getAttribute('lang')).toBe('vi');
		await saved.locator('input[name="name"]').fill('November');
		await rename?.click();
		await page.locator('[data-view] a', { hasText: 'November' }).waitFor();
		expect(await page.locator('html').getAttribute('lang')).toBe('vi');
		await remove?.click();
		await saved.waitFor({ state: 'detached' });
		expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
	});
});
