/** The overview: figures, filters, links to it, the wall screen, and what it costs to open. */
import { expect, test } from 'vitest';
import { measureFirstLoad, untilAlive } from '../support/first-load.ts';
import { TODAY } from './shared-app.ts';
import { describeSeen, openVisitors, figuresOf, violationsOn } from './visitor.ts';

const { newPage, url, visit } = openVisitors();

describeSeen('a visitor of the overview', () => {
	test('opens the overview: five numbers, matrix, what needs attention, and whose data it is', async () => {
		const { page, faults } = await visit('/');
		expect(await page.locator('article[data-measure]').count()).toBe(5);
		for (const tile of await page.locator('article[data-measure]').all())
			expect(await tile.getAttribute('data-value')).toMatch(/^\d+(\.\d+)?$/);
		expect(await page.locator('[data-matrix="confidence"] [data-week]').count()).toBeGreaterThan(
			13
		);
		expect(await page.locator('li[data-key-result-id]').count()).toBeLessThanOrEqual(7);
		expect(await page.locator('[data-sandbox]').count()).toBe(1);
		expect(await page.locator('[data-as-of]').getAttribute('data-as-of')).toBe(TODAY);
		await untilAlive(page);
		expect(faults).toEqual([]);
	});

	test.each(['en', 'ar'])('gets the overview in %s light and without a jump', async (lang) => {
		const load = await measureFirstLoad(await newPage(), `${url}/?lang=${lang}`);
		expect(load.scripts).toBeGreaterThan(load.scriptsBeforeCharts);
		expect(load.scriptsBeforeCharts).toBeLessThan(150_000);
		expect(load.scripts).toBeLessThan(350_000);
		// Below it nobody sees a shift; 0.1 is what web-vitals calls good.
		expect(load.layoutShift).toBeLessThan(0.01);
	});

	test('sees charts in the first paint, before any script', async () => {
		const { page } = await visit('/', { javaScriptEnabled: false });
		expect(await page.locator('.picture svg path').count()).toBeGreaterThan(10);
		expect(await page.locator('article .picture svg').count()).toBe(5);
	});

	test('finds all pages in one line of the header in every language, and on a phone in a menu', async () => {
		// The header is that of every page.
		const { page } = await visit('/settings');
		for (const lang of ['en', 'vi', 'zh', 'th', 'id', 'ms', 'ar']) {
			await page.goto(`${url}/settings?lang=${lang}`);
			const tops = await page
				.locator('#pages a:visible')
				.evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top)));
			expect(tops.length, lang).toBeGreaterThan(7);
			expect(new Set(tops).size, lang).toBe(1);
		}

		const { page: phone, faults } = await visit('/', { viewport: { width: 360, height: 740 } });
		await untilAlive(phone);
		const stalled = phone.locator('#pages a[href="/stalled"]');
		expect(await stalled.isVisible()).toBe(false);
		const menu = phone.locator('button[popovertarget="pages"]');
		// All of the header's first row is as high as its highest: nothing has gone below.
		expect((await phone.locator('header .bar').first().boundingBox())?.height).toBeLessThan(60);
		await menu.click();
		expect(await phone.locator('#pages a[href="/settings"]').isVisible()).toBe(true);
		await stalled.click();
		await phone.waitForURL('**/stalled');
		await stalled.waitFor({ state: 'hidden' });
		expect(faults).toEqual([]);
	});

	test('offline keeps the page and says so, and goes on once there is a network again', async () => {
		const { page } = await visit('/');
		await untilAlive(page);
		await page.context().setOffline(true);
		await page.locator('[data-offline]').waitFor();
		await page.locator('#pages a[href="/stalled"]').click();
		expect(page.url()).toBe(`${url}/`);
		expect(await page.locator('article[data-measure]').count()).toBe(5);
		await page.context().setOffline(false);
		await page.locator('[data-offline]').waitFor({ state: 'hidden' });
		await page.locator('#pages a[href="/stalled"]').click();
		await page.waitForURL('**/stalled');
	});

	test('changes the as-of day, shares the link, and another visitor sees the same', async () => {
		const { page } = await visit('/');
		await untilAlive(page);
		const before = await figuresOf(page);
		await page.locator('input[name="as_of"]').fill('2026-10-25');
		await page.waitForURL('**/?as_of=2026-10-25');
		await page.waitForFunction(
			() => document.querySelector('[data-as-of]')?.getAttribute('data-as-of') === '2026-10-25'
		);
		const after = await figuresOf(page);
		expect(after).not.toEqual(before);

		const shared = new URL(page.url());
		const { page: other } = await visit(shared.pathname + shared.search);
		expect(await figuresOf(other)).toEqual(after);
		expect(await other.locator('input[name="as_of"]').inputValue()).toBe('2026-10-25');
	});

	test('chooses period and department, and the URL holds both', async () => {
		const { page } = await visit('/');
		await untilAlive(page);
		const period = await page.locator('select[name="period"] option').nth(1).getAttribute('value');
		await page.locator('select[name="period"]').selectOption(period);
		await page.waitForURL(`**/?period=${period}`);
		const department = await page
			.locator('select[name="department"] option')
			.nth(1)
			.getAttribute('value');
		await page.locator('select[name="department"]').selectOption(department);
		await page.waitForURL(`**/?period=${period}&department=${department}`);
		expect(await page.locator('h1 + p').textContent()).not.toContain('Whole company');
	});

	test.each([
		['/?period=nope', 'nope'],
		['/?as_of=2026-02-30', '2026-02-30'],
		['/stalled?as_of=1999-01-01', '1999-01-01'],
		['/departments?department=none', 'none']
	])('with the bad link %s is told so, and sees the default', async (path, value) => {
		const { page } = await visit(path);
		expect(await page.locator('[data-notice]').textContent()).toContain(value);
		expect(await page.locator('[data-measure], [data-week]').count()).toBeGreaterThan(0);
	});

	test('asking for a department that does not exist gets a page that says so', async () => {
		const { page } = await visit('/departments/none');
		expect(await page.locator('h1').textContent()).toContain('no such department');
		expect(await page.locator('a[href="/departments"]').count()).toBeGreaterThan(0);
	});

	test('chooses dark colours, and they stay', async () => {
		const { page } = await visit('/');
		await page.locator('button[name="theme"]').click();
		await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
		await page.goto(`${url}/stalled`);
		expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
	});

	test('sees the whole overview on a small wall screen, because nobody scrolls a wall', async () => {
		const { page } = await visit('/?wall=300', { viewport: { width: 1280, height: 720 } });
		const whole = (box: Element) => box.scrollHeight <= box.clientHeight;
		await expect.poll(() => page.$eval('[data-wall="overview"] main', whole)).toBe(true);
		// In the type of larger screens its foot would be cut.
		await page.evaluate(() => (document.documentElement.style.fontSize = '16px'));
		expect(await page.$eval('[data-wall="overview"] main', whole)).toBe(false);
	});

	test('leaves a wall screen to itself: it rotates without names, pauses, and says since when it has no connection', async () => {
		const { page: list } = await visit('/stalled');
		const owners = await list
			.locator('tr[data-key-result-id] a[href^="/people/"]')
			.allTextContents();
		expect(owners.length).toBeGreaterThan(5);

		const { page, faults } = await visit('/?wall=5&as_of=2026-11-15');
		await page.locator('[data-wall="overview"] article[data-measure]').first().waitFor();
		const source = await (await page.request.get(page.url())).text();
		expect(source).toContain('data-wall');
		for (const owner of owners) expect(source).not.toContain(owner.trim());

		await page.locator('[data-wall="departments"] [data-matrix="confidence"]').waitFor();
		await page.getByRole('button', { name: 'Pause' }).click();
		await page.waitForTimeout(5_500);
		expect(await page.locator('[data-wall]').getAttribute('data-wall')).toBe('departments');
		await page.getByRole('button', { name: 'Next' }).click();
		await page.locator('[data-wall="discipline"]').waitFor();

		await page.context().setOffline(true);
		await page.locator('[data-lost-at]').waitFor();
		await page.getByRole('button', { name: 'Next' }).click();
		await page.locator('[data-wall="confidence"] [data-measure="avg_confidence"]').waitFor();
		await page.context().setOffline(false);
		await page.locator('[data-lost-at]').waitFor({ state: 'detached' });
		expect(await violationsOn(page)).toEqual([]);
		await page.getByRole('link', { name: 'Leave the wall screen' }).click();
		await page.waitForURL('**/confidence?as_of=2026-11-15');
		expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
	});
});
