/** From the list of stalled key results to a key result, its objective and its owner. */
import { expect, test } from 'vitest';
import { untilAlive } from '../support/first-load.ts';
import { describeSeen, openDetails, openVisitors, violationsOn } from './visitor.ts';

const { url, visit } = openVisitors();

describeSeen('a visitor of goals', () => {
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
			expect(message).toContain(`](${url}/key-results/${id}?as_of=2026-11-15)`);
		}
		const left = await rows.nth(1).getAttribute('data-key-result-id');
		expect(message).not.toContain(`/key-results/${left}?`);
		expect(faults).toEqual([]);
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
			await page.goto(url + href);
		}
		expect(ids.size).toBe(Number(tile));
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
		await page.goto(url + path);
		expect(await page.locator('.picture svg path').count()).toBeGreaterThan(5);
		await page.goto(`${url}${path}?as_of=2025-01-10`);
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
			await openDetails(phone);
			expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
				360
			);
			expect(await violationsOn(phone)).toEqual([]);
		}
	});
});
