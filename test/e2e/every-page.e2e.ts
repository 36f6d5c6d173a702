/** What holds for every page: WCAG in both colour schemes, and phones in languages of either direction. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PAGES } from './pages.ts';
import { describeSeen, openDetails, openVisitors, violationsOn } from './visitor.ts';

const { url, visit } = openVisitors();

describeSeen('a visitor of any page', () => {
	test.each(PAGES)('%s fits, and meets WCAG 2.2 AA as far as a machine can see', async (path) => {
		const { page } = await visit(path, { colorScheme: 'light' });
		await openDetails(page);
		expect(await cutOnPaper(page)).toEqual([]);
		const desk = page.viewportSize() ?? PHONE;
		await page.setViewportSize(PHONE);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
		await page.setViewportSize(desk);
		expect(await violationsOn(page)).toEqual([]);
		// Nothing but the colours differs.
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await violationsOn(page, CONTRAST)).toEqual([]);
	});

	test.each([
		['zh', 'ltr', /^\p{Script=Han}+$/u],
		['ar', 'rtl', /^[\p{Script=Arabic} ]+$/u]
	])('reads every page in %s on a phone, from its own side', async (lang, direction, words) => {
		const { page, faults } = await visit(`/?lang=${lang}`, { viewport: PHONE });
		for (const path of PAGES) {
			await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
			expect(await page.locator('html').getAttribute('dir')).toBe(direction);
			// The title of a review is the name of a period, too: review.e2e.ts.
			if (path !== '/review') expect(await page.locator('h1').textContent(), path).toMatch(words);
			await openDetails(page);
			expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(
				PHONE.width
			);
			// Of columns that do not all have room the latest are in sight, and the others can be scrolled to.
			expect(await page.$$eval('.scroll[dir="rtl"]', farthestColumns), path).toEqual([]);
			expect(await cutOnPaper(page), path).toEqual([]);
		}
		expect(faults).toEqual([]);
	});
});

/** The narrowest that everything fits on. */
const PHONE = { width: 360, height: 740 };

/** The rules of axe that look at colours. */
const CONTRAST = ['color-contrast', 'link-in-text-block'];

/** What of a page does not fit on a sheet of A4 (704 px between its margins), or is for a screen only. */
async function cutOnPaper(page: Page): Promise<string[]> {
	const phone = page.viewportSize();
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: 704, height: 1030 });
	const cut = await page.$$eval('main, .matrix-box, .chart .date, main .button', (boxes) =>
		boxes
			.filter(
				(box) =>
					box.scrollWidth > box.clientWidth + 1 || (box.matches('.button') && box.clientWidth)
			)
			.map((box) => `${box.className}: ${box.textContent.trim().slice(0, 40)}`)
	);
	await page.emulateMedia({ media: null });
	if (phone !== null) await page.setViewportSize(phone);
	return cut;
}

/** How far columns stand outside of all that can be scrolled to, in px; empty: none does. */
function farthestColumns(boxes: Element[]): number[] {
	return boxes.flatMap((box) => {
		const right = box.getBoundingClientRect().right;
		const last = box.querySelector('.one:last-child')?.getBoundingClientRect().right ?? right;
		return last - right > 1 ? [Math.round(last - right)] : [];
	});
}
