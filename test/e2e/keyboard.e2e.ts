/** The keyboard alone, on every page: where one is can always be seen, lies below nothing, and is never lost. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PAGES } from './pages.ts';
import { describeSeen, openVisitors, untilHydrated } from './visitor.ts';

const { url, visit } = openVisitors();

/** Further down the stops of a page are of the kinds that came before. */
const STOPS = 20;

describeSeen('a visitor without a mouse', () => {
	test('skips to the content, and sees every place that Tab leads to', async () => {
		const { page, faults } = await visit('/', { reducedMotion: 'reduce' });
		// The header is the same on all of them.
		await page.keyboard.press('Tab');
		await walk(page, '/');
		for (const path of PAGES) {
			await page.goto(`${url}${path}`, { waitUntil: 'load' });
			await page.keyboard.press('Tab');
			expect(await nameOfStop(page), path).toBe('#content');
			await page.keyboard.press('Enter');
			await page.keyboard.press('Tab');
			const isInContent = () => document.activeElement?.closest('#content') !== null;
			expect(await page.evaluate(isInContent), path).toBe(true);
			await walk(page, path);
		}
		expect(faults).toEqual([]);
	});

	test('on a phone walks back through a matrix, and no cell lies below the heads', async () => {
		const { page } = await visit('/departments?sort=problem', {
			reducedMotion: 'reduce',
			viewport: { width: 360, height: 740 }
		});
		await untilHydrated(page);
		await page.keyboard.press('End');
		for (let step = 0; step < 13; step += 1) {
			expect(await faultOfStop(page), `step ${step}`).toBe('');
			await page.keyboard.press('ArrowLeft');
		}
		expect(new URL(page.url()).search).toBe('?sort=problem');
	});
});

async function walk(page: Page, path: string): Promise<void> {
	for (let stop = 0; stop < STOPS; stop += 1) {
		const fault = await faultOfStop(page);
		if (fault === null) return;
		if (fault !== '') expect.fail(`${path}, ${await nameOfStop(page)}: ${fault}`);
		await page.keyboard.press('Tab');
	}
}

/** Where a link leads, or what else has the focus. */
function nameOfStop(page: Page): Promise<string> {
	return page.evaluate(() => {
		const { activeElement } = document;
		return activeElement?.getAttribute('href') ?? activeElement?.outerHTML.slice(0, 120) ?? '';
	});
}

/** Why the place that has the focus cannot be seen; '' if it can, null if the page has no further one. */
function faultOfStop(page: Page): Promise<string | null> {
	return page.evaluate(() => {
		const place = document.activeElement;
		if (place === null || place === document.body) return null;
		const { outlineStyle } = getComputedStyle(place);
		if (outlineStyle === 'none') return 'no outline';
		const { left, top, right, bottom, width, height } = place.getBoundingClientRect();
		if (width === 0 || height === 0) return 'no size';
		if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight)
			return 'out of sight';
		const x = Math.min(innerWidth - 1, Math.max(0, left + Math.min(width / 2, 60)));
		const y = Math.min(innerHeight - 1, Math.max(0, top + Math.min(height / 2, 12)));
		const above = document.elementFromPoint(x, y);
		return above !== null && (place.contains(above) || above.contains(place))
			? ''
			: 'below something';
	});
}
