/** What people do with the product, in a real browser on the real product over the sandbox company. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type App } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { readWorkbook } from '../support/xlsx.ts';
import { measureFirstLoad } from '../support/first-load.ts';
import { speakPseudoLocale, whatDoesNotFit } from '../support/pseudo-locale.ts';

const browser = await openBrowser();
const PAGES = [
	'/',
	'/departments',
	'/departments/contributions',
	'/confidence',
	'/alignment',
	'/alignment/tree',
	'/alignment/dependencies',
	'/check-ins',
	'/transparency',
	'/stalled',
	'/search?q=khach',
	'/data',
	'/settings?save=%2Fstalled%3Freason%3Dsilent'
];
const TODAY = '2026-11-22';

afterAll(() => browser?.close());

describe.skipIf(browser === null)('a visitor', () => {
	let app: App;
	const opened: { close(): Promise<void> }[] = [];

	beforeAll(async () => {
		app = await startApp({ people: 120, seed: 7, today: TODAY });
	});
	afterAll(async () => {
		for (const one of opened) await one.close();
		await app?.close();
	});

	/** A page of a visitor who has never been here. Its faults fail the test that looks for them. */
	async function visit(
		path: string,
		options: BrowserContextOptions = {}
	): Promise<{ page: Page; faults: string[] }> {
		const context = await whenThere(browser).newContext({
			viewport: { width: 1280, height: 900 },
			locale: 'en-GB',
			...options
		});
		opened.push(context);
		const page = await context.newPage();
		const faults: string[] = [];
		page.on('console', (message) => {
			if (message.type() === 'error') faults.push(message.text());
		});
		page.on('pageerror', (error) => faults.push(String(error)));
		page.on('request', (request) => {
			if (!request.url().startsWith(app.url) && !request.url().startsWith('data:'))
				faults.push(`a request to ${request.url()}`);
		});
		await page.goto(app.url + path, { waitUntil: 'load' });
		return { page, faults };
	}

	/** What the page says in numbers: the marked values, independent of language and layout. */
	function figuresOf(page: Page): Promise<string[]> {
		return page.$$eval('[data-measure], [data-week], [data-key-result-id]', (elements) =>
			elements.map((element) => JSON.stringify({ ...(element as HTMLElement).dataset }))
		);
	}

	/** Client-side code has taken over when a control follows without a button. */
	async function untilAlive(page: Page): Promise<void> {
		await page.waitForFunction(() => document.querySelector('.stage svg') !== null, undefined, {
			timeout: 30_000
		});
	}

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
		const context = await whenThere(browser).newContext({ viewport: { width: 1280, height: 900 } });
		opened.push(context);
		const load = await measureFirstLoad(await context.newPage(), `${app.url}/?lang=${lang}`);
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
		const { page } = await visit('/');
		for (const lang of ['en', 'vi', 'zh', 'th', 'id', 'ms', 'ar']) {
			await page.goto(`${app.url}/?lang=${lang}`);
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

	test('chooses stalled key results by keyboard and copies them as a message with links', async () => {
		const { page, faults } = await visit('/stalled?as_of=2026-11-15', {
			permissions: ['clipboard-read', 'clipboard-write']
		});
		const rows = page.locator('tr[data-key-result-id]');
		const copy = page.getByRole('button', { name: 'Copy as Markdown' });
		await page.waitForFunction(() => document.querySelector('.stage svg, [data-chosen]') !== null);
		for (const index of [0, 2]) {
			await rows.nth(index).getByRole('checkbox').focus();
			await page.keyboard.press('Space');
		}
		await page.locator('[data-chosen="2"]').waitFor();
		await copy.click();
		await page.getByText('Copied').waitFor();
		const message = await page.evaluate(() => navigator.clipboard.readText());
		for (const index of [0, 2]) {
			const id = await rows.nth(index).getAttribute('data-key-result-id');
			expect(message).toContain(`](${app.url}/key-results/${id}?as_of=2026-11-15)`);
		}
		const left = await rows.nth(1).getAttribute('data-key-result-id');
		expect(message).not.toContain(`/key-results/${left}?`);
		expect(faults).toEqual([]);
	});

	test('offline keeps the page and says so, and goes on once there is a network again', async () => {
		const { page } = await visit('/');
		await untilAlive(page);
		await page.context().setOffline(true);
		await page.locator('[data-offline]').waitFor();
		await page.locator('#pages a[href="/stalled"]').click();
		expect(page.url()).toBe(`${app.url}/`);
		expect(await page.locator('article[data-measure]').count()).toBe(5);
		await page.context().setOffline(false);
		await page.locator('[data-offline]').waitFor({ state: 'hidden' });
		await page.locator('#pages a[href="/stalled"]').click();
		await page.waitForURL('**/stalled');
	});

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

	test('without JavaScript uses the same controls as a form', async () => {
		const { page } = await visit('/stalled?lang=en', { javaScriptEnabled: false });
		await page.locator('input[name="as_of"]').fill('2026-10-25');
		await page.locator('form[method="GET"] button').click();
		await page.waitForLoadState();
		expect(new URL(page.url()).searchParams.get('as_of')).toBe('2026-10-25');
		expect(await page.locator('[data-as-of]').getAttribute('data-as-of')).toBe('2026-10-25');
	});

	test('finds in the stalled list as many rows as the tile says', async () => {
		const { page } = await visit('/');
		const tile = await page
			.locator('article[data-measure="stalled_count"]')
			.getAttribute('data-value');
		await page.locator('article[data-measure="stalled_count"] h2 a').click();
		await page.waitForURL('**/stalled');
		expect(await page.locator('p[data-measure="stalled_count"]').getAttribute('data-value')).toBe(
			tile
		);
		const ids = new Set<string | null>();
		for (;;) {
			for (const row of await page.locator('tr[data-key-result-id]').all())
				ids.add(await row.getAttribute('data-key-result-id'));
			const next = page.locator('a[rel="next"]');
			if ((await next.count()) === 0) break;
			const href = await next.getAttribute('href');
			await page.goto(app.url + href);
		}
		expect(ids.size).toBe(Number(tile));
	});

	test('reads how confident the company is, turns the page of key results, goes down into the worst department and opens a fall', async () => {
		const { page, faults } = await visit('/');
		const red = await page
			.locator('article[data-measure="red_flag_count"]')
			.getAttribute('data-value');
		await page.locator('nav a[href="/confidence"]').click();
		await page.waitForURL('**/confidence');
		const figure = (measure: string) => page.locator(`article[data-measure="${measure}"]`);
		expect(await figure('red_flag_count').getAttribute('data-value')).toBe(red);
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

	test('reads how goals hang together: coverages, the worst department, its orphans, and one of them; and why links break', async () => {
		const { page, faults } = await visit('/');
		const rooted = await page
			.locator('article[data-measure="rooted_coverage"]')
			.getAttribute('data-value');
		await page.locator('nav a[href="/alignment"]').click();
		await page.waitForURL('**/alignment');
		await page.locator(`article[data-measure="rooted_coverage"][data-value="${rooted}"]`).waitFor();
		expect(await page.locator('article[data-measure]').count()).toBe(5);
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

	test('searches from any page by the key /, without accents, chooses with the arrow keys, and comes back to the field with Escape', async () => {
		const { page, faults } = await visit('/stalled?as_of=2026-11-08');
		await page.locator('[aria-keyshortcuts="/"]').waitFor();
		const field = page.locator('dialog input[role="combobox"]');
		// The key works as soon as scripts run.
		await expect
			.poll(async () => {
				await page.keyboard.press('/');
				return field.count();
			})
			.toBe(1);
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
			await page.goto(`${app.url}/search?q=%3F!${found}`);
			expect(await page.locator('main [data-found]').getAttribute('data-found')).toBe('0');
			expect(await page.locator('[data-finding]').count()).toBe(0);
		}
		await page.goto(`${app.url}/search?q=qqzzqq&found=gold`);
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
		await other.page.context().addCookies([{ name: 'view_as', value: 'employee', url: app.url }]);
		await other.page.reload();
		expect(await other.page.locator('[data-view]').count()).toBe(0);
		const settingsOf = (of: Page) =>
			of.locator('[data-setting]').evaluateAll((all) => all.map((one) => one.dataset['setting']));
		expect(await settingsOf(other.page)).not.toContain('DINGTALK_CALL_BUDGET');
		expect(await settingsOf(page)).toContain('DINGTALK_CALL_BUDGET');

		await page.goto(`${app.url}/confidence`);
		const field = page.locator('dialog input[role="combobox"]');
		await expect
			.poll(async () => {
				await page.keyboard.press('/');
				return field.count();
			})
			.toBe(1);
		await field.fill('im lang');
		const option = page.locator('dialog [role="option"]', { hasText: 'tháng 11' });
		await option.waitFor();
		expect(await option.locator('b').count()).toBe(0);
		await option.click();
		await page.waitForURL('**/stalled?reason=silent&as_of=2026-11-08');

		await page.goto(`${app.url}/settings`);
		await saved.locator('input[name="name"]').fill(' ');
		await saved.getByRole('button', { name: 'Rename' }).click();
		await page.locator('[data-problem="no_name"]').waitFor();
		await saved.locator('input[name="name"]').fill('November');
		await saved.getByRole('button', { name: 'Rename' }).click();
		await page.locator('[data-view] a', { hasText: 'November' }).waitFor();
		await saved.getByRole('button', { name: 'Delete' }).click();
		await saved.waitFor({ state: 'detached' });
		expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
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
		await page.goto(`${app.url}/alignment/dependencies?from=none&to=${to}`);
		expect(await page.locator('[data-notice="unknown_cell"]').textContent()).toContain('none');
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
		await page.waitForURL(`**/departments/${id}`);
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

	test.each([
		['en', 'Check-ins', 'Key results'],
		['vi', 'Các check-in', 'Các kết quả then chốt']
	])(
		'in %s goes from the stalled list to a key result, its objective and its owner, and back with the day kept',
		async (lang, checkIns, keyResults) => {
			const query = `as_of=2026-11-08&lang=${lang}`;
			const { page, faults } = await visit(`/stalled?${query}`);
			const row = page.locator('tr[data-key-result-id]').first();
			const id = await row.getAttribute('data-key-result-id');
			const title = await row.locator('.title').textContent();
			const progress = await row.getAttribute('data-progress');
			await row.locator('.title a').click();
			await page.waitForURL(`**/key-results/${id}?${query}`);
			await page.getByRole('heading', { level: 1, name: title?.trim() ?? '' }).waitFor();
			expect(await page.locator('[data-fact="progress"]').getAttribute('data-value')).toBe(
				progress
			);
			await page.getByRole('heading', { level: 2, name: checkIns }).waitFor();
			await untilAlive(page);

			await page.locator('.crumbs a[href^="/objectives/"]').click();
			await page.waitForURL(`**/objectives/*?${query}`);
			await page.getByRole('heading', { level: 2, name: keyResults }).waitFor();
			expect(await page.locator(`[data-key-result-id="${id}"]`).getAttribute('data-progress')).toBe(
				progress
			);

			await page.locator('main a[href^="/people/"]').first().click();
			await page.waitForURL(`**/people/*?${query}`);
			await page.locator(`[data-key-result-id="${id}"] a.title`).click();
			await page.waitForURL(`**/key-results/${id}?${query}`);
			await page.locator('.crumbs a[href^="/departments"]').first().click();
			await page.waitForURL(`**/departments?${query}`);
			expect(faults).toEqual([]);
		}
	);

	test('sees the chart of a key result before any script, and before its life is told when it began', async () => {
		const { page } = await visit('/stalled', { javaScriptEnabled: false });
		const href = await page.locator('.title a').first().getAttribute('href');
		const path = (href ?? '').split('?')[0] ?? '';
		await page.goto(app.url + path);
		expect(await page.locator('.picture svg path').count()).toBeGreaterThan(5);
		await page.goto(`${app.url}${path}?as_of=2025-01-10`);
		const first = await page.locator('[data-life="not_yet"]').getAttribute('data-first-day');
		expect(await page.locator('[data-check-in], [data-change], [data-fact]').count()).toBe(0);
		await page.locator('[data-life="not_yet"] a').click();
		await page.waitForURL(`**${path}?as_of=${first}`);
		expect(await page.locator('[data-fact="progress"]').count()).toBe(1);
	});

	test('on the pages of a key result, an objective and a person scrolls nothing sideways on a phone, and meets WCAG', async () => {
		const { page } = await visit('/stalled');
		const row = page.locator('tr[data-key-result-id]').first();
		const hrefs = await row
			.locator('.what a')
			.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
		const paths = hrefs.filter((href) => /^\/(key-results|objectives|people)\//.test(href));
		expect(paths).toHaveLength(3);
		for (const [index, path] of paths.entries()) {
			const { page: phone } = await visit(path, {
				viewport: { width: 360, height: 740 },
				colorScheme: index === 1 ? 'light' : 'dark'
			});
			await phone.locator('details').evaluateAll((all) => {
				for (const one of all) (one as HTMLDetailsElement).open = true;
			});
			expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
				360
			);
			expect(await violationsOn(phone)).toEqual([]);
		}
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

	test('reads Vietnamese, by link and by choice', async () => {
		const { page } = await visit('/?lang=vi');
		expect(await page.locator('html').getAttribute('lang')).toBe('vi');
		expect(await page.locator('h1').textContent()).toBe('Tổng quan');

		const { page: chooser } = await visit('/?lens=today');
		await untilAlive(chooser);
		await chooser.locator('select[name="lang"]').selectOption({ label: 'Tiếng Việt' });
		await chooser.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
		expect(chooser.url()).toBe(`${app.url}/?lens=today`);
		await chooser.goto(`${app.url}/departments`);
		expect(await chooser.locator('h1').textContent()).toBe('Phòng ban');
	});

	test('gets the words of the language of the page and of no other', async () => {
		const context = await whenThere(browser).newContext();
		opened.push(context);
		const page = await context.newPage();
		const scripts: Promise<string>[] = [];
		page.on('response', (response) => {
			if (response.url().endsWith('.js')) scripts.push(response.text());
		});
		await page.goto(`${app.url}/?lang=vi`, { waitUntil: 'load' });
		await untilAlive(page);
		const brought = (await Promise.all(scripts)).join('\n');
		const titles = ['Tổng quan', 'Departments', '总览', 'نظرة عامة', 'ภาพรวม', 'Ringkasan'];
		expect(titles.filter((title) => brought.includes(title))).toEqual(['Tổng quan']);
	});

	test('loads no font for a script that the page does not show', async () => {
		const context = await whenThere(browser).newContext();
		opened.push(context);
		const page = await context.newPage();
		const fonts: string[] = [];
		page.on('request', (request) => {
			if (request.resourceType() === 'font') fonts.push(request.url().split('/').at(-1) ?? '');
		});
		await page.goto(`${app.url}/?lang=en`, { waitUntil: 'networkidle' });
		expect(fonts.filter((font) => /arabic|thai|-ext-/.test(font))).toEqual([]);
		expect(fonts.filter((font) => font.includes('latin')).length).toBeLessThanOrEqual(1);
	});

	test('without JavaScript chooses a language by its button', async () => {
		const { page } = await visit('/stalled?lang=en', { javaScriptEnabled: false });
		const form = page.locator('form:has(select[name="lang"])');
		await form.locator('select').selectOption({ label: '简体中文' });
		await form.getByRole('button').click();
		expect(await page.locator('h1').textContent()).toBe('停滞');
		expect(await page.locator('html').getAttribute('lang')).toBe('zh');
		expect(page.url()).toBe(`${app.url}/stalled`);
	});

	test.each([
		['zh-CN', '总览'],
		['zh-Hans-SG', '总览'],
		['vi-VN', 'Tổng quan'],
		['th-TH', 'ภาพรวม'],
		['id-ID', 'Ringkasan'],
		['ms-MY', 'Ikhtisar'],
		['ar-AE', 'نظرة عامة'],
		['fr-FR', 'Overview']
	])('whose browser prefers %s reads %s', async (locale, title) => {
		const { page } = await visit('/', { locale });
		expect(await page.locator('h1').textContent()).toBe(title);
	});

	test('chooses dark colours, and they stay', async () => {
		const { page } = await visit('/');
		await page.locator('button[name="theme"]').click();
		await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
		await page.goto(`${app.url}/stalled`);
		expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
	});

	test('looks as an employee, who is named, keeps the page and may not start a sync', async () => {
		const { page, faults } = await visit('/data');
		const syncNow = page.getByRole('button', { name: 'Sync now' });
		expect(await syncNow.count()).toBe(1);
		// Nothing on this page shows that client-side code has taken over.
		await page.waitForTimeout(500);
		await page.locator('select[name="view_as"]').selectOption('employee');
		await page.waitForFunction(() =>
			document.querySelector('select[name="view_as"] option:checked')?.textContent?.includes(': ')
		);
		expect(new URL(page.url()).pathname).toBe('/data');
		expect(await syncNow.count()).toBe(0);
		expect(faults).toEqual([]);
	});

	test.each(PAGES)('on a phone never scrolls %s sideways', async (path) => {
		const { page } = await visit(path, { viewport: { width: 360, height: 740 } });
		await page.locator('details').evaluateAll((all) => {
			for (const one of all) (one as HTMLDetailsElement).open = true;
		});
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width).toBeLessThanOrEqual(360);
	});

	test.each([
		['zh', 'ltr', /^\p{Script=Han}+$/u],
		['ar', 'rtl', /^[\p{Script=Arabic} ]+$/u]
	])('reads every page in %s on a phone, from its own side', async (lang, direction, words) => {
		const { page, faults } = await visit(`/?lang=${lang}`, {
			viewport: { width: 360, height: 740 }
		});
		for (const path of PAGES) {
			await page.goto(`${app.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
			expect(await page.locator('html').getAttribute('dir')).toBe(direction);
			expect(await page.locator('h1').textContent(), path).toMatch(words);
			expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(360);
		}
		expect(faults).toEqual([]);
	});

	test('in Arabic sees time run from left to right, and moves through it with the arrow keys', async () => {
		const { page } = await visit('/departments?lang=ar');
		await untilHydrated(page);
		const placed = await page.$$eval(
			'[data-matrix="confidence"] tr[data-kind="total"] [data-week]',
			(cells) =>
				cells
					.map((cell) => ({
						week: (cell as HTMLElement).dataset['week'] ?? '',
						left: cell.getBoundingClientRect().left
					}))
					.sort((a, b) => a.left - b.left)
					.map(({ week }) => week)
		);
		expect(placed.length).toBeGreaterThan(10);
		expect(placed).toEqual(placed.toSorted());

		const latest = page.locator('[data-matrix="confidence"] [data-cell="1:1"]');
		expect(await latest.getAttribute('data-week')).toBe(placed.at(-1));
		await latest.focus();
		await page.keyboard.press('ArrowLeft');
		expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['week'])).toBe(
			placed.at(-2)
		);
	});

	test('finds room for longer words on every page, on a desk and on a phone', async () => {
		const { page } = await visit('/healthz');
		await speakPseudoLocale(page);
		// No page, but one that the browser draws: from here on nothing was drawn by the server in English.
		await page.goto(`${app.url}/nothing/here`, { waitUntil: 'networkidle' });
		const misfits: string[] = [];
		for (const path of PAGES) {
			await page.evaluate((href) => {
				const link = Object.assign(document.createElement('a'), { href });
				document.querySelector('.app')?.append(link);
				link.click();
				link.remove();
			}, path);
			await page.waitForURL(app.url + path);
			await page.locator('main h1').waitFor();
			await page.waitForFunction(() => document.querySelector('main[aria-busy="false"]') !== null);
			expect(await page.locator('h1').first().textContent(), path).toMatch(/[áëïöüÅÉÎØÜ]/);
			for (const width of [1280, 360]) {
				await page.setViewportSize({ width, height: 900 });
				for (const misfit of await whatDoesNotFit(page))
					misfits.push(`${path} at ${width}: ${misfit}`);
			}
		}
		expect(misfits).toEqual([]);
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

	test.each(
		PAGES.flatMap((path) => (['light', 'dark'] as const).map((scheme) => [path, scheme] as const))
	)('meets WCAG 2.2 AA as far as a machine can see on %s in %s', async (path, colorScheme) => {
		const { page } = await visit(path, { colorScheme });
		await page.locator('details').evaluateAll((all) => {
			for (const one of all) (one as HTMLDetailsElement).open = true;
		});
		expect(await violationsOn(page)).toEqual([]);
	});

	/** What of WCAG 2.2 AA a machine can see to be missed. */
	async function violationsOn(page: Page): Promise<string[]> {
		// What is fading in has no contrast yet.
		await page.evaluate(() =>
			Promise.allSettled(
				document
					.getAnimations()
					.filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
					.map(({ finished }) => finished)
			)
		);
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
			.analyze();
		return violations.map(
			({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} (${nodes.length})`
		);
	}

	test('sees on the data page what every sync did, starts one and follows it to its end', async () => {
		const { page, faults } = await visit('/');
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
		expect(Number(await answered.getAttribute('data-value'))).toBeGreaterThan(100);
		expect(await answered.getAttribute('data-value')).toBe(
			await answered.getAttribute('data-base')
		);

		await page.getByRole('button', { name: 'Sync now' }).click();
		await page.locator('[data-sync-state="running"]').waitFor();
		// Only the event stream moves the steps on.
		await page.locator('[data-phase="marts"]').waitFor({ timeout: 60_000 });
		await page.locator('[data-sync-state="complete"]').waitFor({ timeout: 60_000 });
		expect(await runs.count()).toBe(2);
		expect(page.url()).toBe(`${app.url}/data`);
		expect(faults).toEqual([]);
	});

	test('without JavaScript starts a sync and stops it, and the link keeps its state', async () => {
		const { page } = await visit('/data?lens=today', { javaScriptEnabled: false });
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

	/** The grid is alive when it reacts; before that a key is simply lost. */
	async function untilHydrated(page: Page): Promise<void> {
		const reacts = () => {
			const cell = document.querySelector<HTMLElement>('[data-cell="0:1"]');
			cell?.blur();
			cell?.focus();
			return cell?.tabIndex === 0;
		};
		await page.waitForFunction(reacts, undefined, { timeout: 30_000 });
	}
});

describe.skipIf(browser === null)('before the first sync has finished, a visitor', () => {
	test('sees its progress, and the overview opens by itself', async () => {
		const app = await startApp({ people: 300, seed: 7, today: TODAY, untilReady: false });
		const page = await whenThere(browser).newPage();
		try {
			await page.goto(app.url, { waitUntil: 'commit' });
			await page
				.getByRole('heading', { level: 1, name: /first time/ })
				.waitFor({ timeout: 60_000 });
			await page.locator('article[data-measure]').first().waitFor({ timeout: 120_000 });
			expect(await page.locator('article[data-measure]').count()).toBe(5);
		} finally {
			await page.close();
			await app.close();
		}
	});
});

/** Tests are skipped without a browser; here there is one. */
function whenThere(found: Browser | null): Browser {
	if (found === null) throw new Error('No browser.');
	return found;
}
