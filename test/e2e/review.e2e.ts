/** The review of a quarter: read, walked through in a meeting, decided on, and published. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeSeen, openDetails, openSearch, openVisitors, violationsOn } from './visitor.ts';

const { url, visit } = openVisitors();

/** The sections that are shown, by their ids. */
function sectionsOf(page: Page): Promise<string[]> {
	return page.$$eval('section.panel', (sections) => sections.map(({ id }) => id));
}

describeSeen('a reader of a review', () => {
	test.each([
		['en', 'Review of ', 'ltr'],
		['zh', ' 复盘', 'ltr'],
		['ar', 'مراجعة ', 'rtl']
	])(
		'reads it in %s, from the newest quarter that is over: every part of the contents is there',
		async (lang, words, direction) => {
			const { page, faults } = await visit(`/review?lang=${lang}`);
			expect(await page.locator('html').getAttribute('dir')).toBe(direction);
			expect(await page.locator('h1').textContent()).toContain(words);
			const contents = await page.$$eval('nav ol a', (links) =>
				links.map((link) => link.getAttribute('href')?.slice(1))
			);
			expect(contents).toHaveLength(13);
			expect(await sectionsOf(page)).toEqual(contents);
			// Each number of a sentence is defined in the appendix.
			const measures = await page.$$eval('.sentence .measure', (links) =>
				links.map((link) => link.getAttribute('href') ?? '')
			);
			expect(measures.length).toBeGreaterThan(10);
			for (const measure of new Set(measures))
				expect(await page.locator(`[id="${measure.slice(1)}"]`).count(), measure).toBe(1);
			expect(faults).toEqual([]);
		}
	);

	test('walks through it by keys, one part at a time, and comes back where the walk ended', async () => {
		const { page, faults } = await visit('/review?lang=en');
		await page.getByRole('link', { name: 'Walk through' }).click();
		await page.waitForURL(/walk=summary/);
		expect(await sectionsOf(page)).toEqual(['summary']);
		await expect
			.poll(async () => {
				// Lost until scripts run, and at the last part nothing more happens.
				if ((await sectionsOf(page))[0] === 'summary') await page.keyboard.press('ArrowRight');
				return sectionsOf(page);
			})
			.toEqual(['grades']);
		expect(page.url()).toContain('walk=grades');
		await page.keyboard.press('End');
		await expect.poll(() => sectionsOf(page)).toEqual(['appendix']);
		await page.keyboard.press('ArrowLeft');
		await expect.poll(() => sectionsOf(page)).toEqual(['decisions']);
		expect(await violationsOn(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.waitForURL(/#decisions$/);
		expect((await sectionsOf(page)).length).toBe(13);
		expect(faults).toEqual([]);
	});

	test('enters a decision and publishes: an employee reads the same figures, which are as they were', async () => {
		const { page, faults } = await visit('/review?lang=en');
		const decision = 'Two people of the <b>north</b> join the team of the south.';
		await page.getByLabel('A decision of this review').fill(decision);
		await page.getByRole('button', { name: 'Enter' }).click();
		await page.waitForSelector('[data-decision]');
		expect(await page.locator('[data-decision] p').textContent()).toBe(decision);

		await page.locator('summary', { hasText: 'Publish' }).first().click();
		await page.getByRole('button', { name: 'Publish' }).click();
		const notice = page.locator('[data-differences]');
		await notice.waitFor({ timeout: 60_000 });
		expect(await notice.getAttribute('data-intact')).toBe('true');
		expect(await notice.getAttribute('data-differences')).toBe('0');
		await openDetails(page);
		expect(await violationsOn(page)).toEqual([]);
		const hash = await page.getAttribute('[data-hash]', 'data-hash');
		const figures = await page.$$eval('.tiles li', (all) =>
			all.map(({ dataset }) => `${dataset['measure']}=${dataset['value']}/${dataset['base']}`)
		);
		expect(figures.length).toBeGreaterThan(4);

		const address = page.url();
		await page.context().addCookies([{ name: 'view_as', value: 'employee', url }]);
		await page.goto(address);
		expect(await page.getAttribute('[data-hash]', 'data-hash')).toBe(hash);
		expect(
			await page.$$eval('.tiles li', (all) =>
				all.map(({ dataset }) => `${dataset['measure']}=${dataset['value']}/${dataset['base']}`)
			)
		).toEqual(figures);
		expect(await page.locator('[data-decision] p').textContent()).toBe(decision);
		// To publish is not an employee's.
		await page.goto(`${url}/review?lang=en`);
		expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
		expect(faults).toEqual([]);
	});

	test('keeps what was typed before scripts began to run', async () => {
		const { page, faults } = await visit('/review?lang=en');
		let letRun = (): void => {};
		const held = new Promise<void>((done) => (letRun = done));
		await page.route(/\.js$/, async (route) => {
			await held;
			await route.continue();
		});
		await page.reload({ waitUntil: 'commit' });
		const missed = page.locator('#missed');
		await missed
			.locator('summary', { hasText: /Answer as a reviewer|Change/ })
			.first()
			.click();
		const note = missed.getByLabel('Why, in a note').first();
		await note.fill('Typed early.');
		const decision = page.getByLabel('A decision of this review').last();
		await decision.fill('Decided early.');
		await decision.blur();
		letRun();
		await openSearch(page);
		expect(await note.inputValue()).toBe('Typed early.');
		expect(await decision.inputValue()).toBe('Decided early.');
		expect(faults).toEqual([]);
	});

	test('answers a missed key result where its evidence stands, without scripts; what was published before and after stays', async () => {
		const { page, faults } = await visit('/review?lang=en', { javaScriptEnabled: false });
		// A department of its own: figures of the company are compared elsewhere meanwhile.
		await page.locator('summary', { hasText: 'Reviews of departments' }).click();
		await page.locator('.tools details[open] a').last().click();
		const missed = page.locator('#missed');
		const evidence = missed.locator('dl').first();
		const answer = evidence.locator('dd').first();
		const computed = await answer.textContent();
		const note = 'The tariff of <b>July</b>.';

		await missed.locator('summary', { hasText: 'Answer as a reviewer' }).first().click();
		await missed.locator('select').first().selectOption('market_moved');
		await missed.getByLabel('Why, in a note').first().fill(note);
		await missed.getByRole('button', { name: 'Save' }).click();
		expect(new URL(page.url()).hash).toBe(`#${await evidence.getAttribute('id')}`);
		expect(await answer.textContent()).toBe(
			`The market moved – A reviewer’s answer; computed was “${computed}”.`
		);
		expect(await missed.locator('blockquote p').first().textContent()).toBe(note);

		const address = page.url();
		await page.locator('summary', { hasText: 'Publish' }).first().click();
		await page.getByRole('button', { name: 'Publish' }).click();
		const published = page.url();
		expect(await missed.locator('select').count()).toBe(0);
		await page.goto(address);
		await missed.locator('summary', { hasText: 'Change' }).first().click();
		await page.getByRole('button', { name: 'Back to the computed answer' }).click();
		expect(await answer.textContent()).toBe(computed);
		await page.goto(published);
		expect(await missed.locator('blockquote p').first().textContent()).toBe(note);
		expect(await page.getAttribute('[data-differences]', 'data-intact')).toBe('true');
		expect(faults).toEqual([]);
	});
});
