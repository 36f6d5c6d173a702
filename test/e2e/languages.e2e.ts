/** Seven languages, their scripts and directions. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { speakPseudoLocale, whatDoesNotFit } from '../support/pseudo-locale.ts';
import { PAGES } from './pages.ts';
import { untilAlive } from '../support/first-load.ts';
import { describeSeen, openVisitors, untilHydrated } from './visitor.ts';

/** Only a browser that was given the pseudo-locale writes so. */
const ACCENTED = /[áëïöüÅÉÎØÜ]/;

const { newPage, url, visit } = openVisitors();

describeSeen('a visitor in their own language', () => {
	test('reads Vietnamese, by link and by choice', async () => {
		const { page } = await visit('/?lang=vi');
		expect(await page.locator('html').getAttribute('lang')).toBe('vi');
		expect(await page.locator('h1').textContent()).toBe('Tổng quan');

		const { page: chooser } = await visit('/?lens=today');
		await untilAlive(chooser);
		await chooser.locator('select[name="lang"]').selectOption({ label: 'Tiếng Việt' });
		await chooser.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
		expect(chooser.url()).toBe(`${url}/?lens=today`);
		await chooser.goto(`${url}/departments`);
		expect(await chooser.locator('h1').textContent()).toBe('Phòng ban');
	});

	test('gets the words of the language of the page and of no other', async () => {
		const page = await newPage();
		const scripts: Promise<string>[] = [];
		page.on('response', (response) => {
			if (response.url().endsWith('.js')) scripts.push(response.text());
		});
		await page.goto(`${url}/?lang=vi`, { waitUntil: 'load' });
		await untilAlive(page);
		const brought = (await Promise.all(scripts)).join('\n');
		const titles = ['Tổng quan', 'Departments', '总览', 'نظرة عامة', 'ภาพรวม', 'Ringkasan'];
		expect(titles.filter((title) => brought.includes(title))).toEqual(['Tổng quan']);
	});

	test('loads no font for a script that the page does not show', async () => {
		const page = await newPage();
		const fonts: string[] = [];
		page.on('request', (request) => {
			if (request.resourceType() === 'font') fonts.push(request.url().split('/').at(-1) ?? '');
		});
		await page.goto(`${url}/?lang=en`, { waitUntil: 'load' });
		await untilAlive(page);
		await page.evaluate(() => document.fonts.ready);
		expect(fonts.filter((font) => /arabic|thai|-ext-/.test(font))).toEqual([]);
		expect(fonts.filter((font) => font.includes('latin')).length).toBeLessThanOrEqual(1);
	});

	test.each([
		['Thai', 'th', /[\u0E00-\u0E7F]/],
		['Chinese', 'zh', /\p{Script=Han}/u]
	])(
		'reads every %s word where the device has no such letters: no box of before they came is left',
		async (_language, lang, letters) => {
			const page = await newPage();
			await page.goto(`${url}/?lang=${lang}`, { waitUntil: 'load' });
			await untilAlive(page);
			await page.evaluate(() => document.fonts.ready);
			await expect.poll(() => boxesOn(page, letters), { timeout: 30_000 }).toEqual([]);
		}
	);

	test('without JavaScript chooses a language by its button', async () => {
		const { page } = await visit('/stalled?lang=en', { javaScriptEnabled: false });
		const form = page.locator('form:has(select[name="lang"])');
		await form.locator('select').selectOption({ label: '简体中文' });
		await form.getByRole('button').click();
		expect(await page.locator('h1').textContent()).toBe('停滞');
		expect(await page.locator('html').getAttribute('lang')).toBe('zh');
		expect(page.url()).toBe(`${url}/stalled`);
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
		await page.goto(`${url}/nothing/here`);
		await page.locator('main h1', { hasText: ACCENTED }).waitFor();
		const misfits: string[] = [];
		for (const path of PAGES) {
			await page.evaluate((href) => {
				const link = Object.assign(document.createElement('a'), { href });
				document.querySelector('.app')?.append(link);
				link.click();
				link.remove();
			}, path);
			// A review leads on to that of the newest period.
			await page.waitForURL(({ href }) => href.startsWith(url + path));
			await page.locator('main h1').waitFor();
			await page.waitForFunction(() => document.querySelector('main[aria-busy="false"]') !== null);
			// The words of a review are the server's.
			if (path !== '/review')
				expect(await page.locator('h1').first().textContent(), path).toMatch(ACCENTED);
			for (const width of [1280, 360]) {
				await page.setViewportSize({ width, height: 900 });
				for (const misfit of await whatDoesNotFit(page))
					misfits.push(`${path} at ${width}: ${misfit}`);
			}
		}
		expect(misfits).toEqual([]);
	});
});

/** Texts with such letters that are not as wide as the same words drawn now, with another care: of boxes they are far from it. */
function boxesOn(page: Page, letters: RegExp): Promise<string[]> {
	return page.$$eval(
		'nav a, button, h1, h2, [data-sandbox] p, select[name="lang"]',
		(elements, [source, flags]) =>
			elements.flatMap((element) => {
				const text =
					element instanceof HTMLSelectElement
						? (element.selectedOptions[0]?.text ?? '')
						: element.textContent;
				if (text.search(new RegExp(source, flags)) < 0) return [];
				const widthOf = (one: Element): number => {
					// The language is as wide as its name.
					if (one instanceof HTMLSelectElement) return one.getBoundingClientRect().width;
					const range = document.createRange();
					range.selectNodeContents(one);
					return range.getBoundingClientRect().width;
				};
				const before = widthOf(element);
				const copy = element.cloneNode(true) as HTMLElement;
				copy.style.textRendering = 'optimizeLegibility';
				element.after(copy);
				const now = widthOf(copy);
				copy.remove();
				return Math.abs(before - now) > 0.05 * now ? [`${text.trim()} ${before} ${now}`] : [];
			}),
		[letters.source, letters.flags] as const
	);
}
