/** A review as PDF: what its page says, with the rights of whoever asks. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import type { Page } from 'playwright-core';
import { printingBrowser } from '../support/browser.ts';
import { readPdf } from '../support/pdf-text.ts';
import { describeSeen, openVisitors } from './visitor.ts';

const { visit, url } = openVisitors();

/** Every figure and sentence of the page, without spaces, as the file has its text. */
function saidOn(page: Page): Promise<string[]> {
	return page.$$eval('.tiles li b, .tiles li .soft, .sentence, td[data-value]', (elements) =>
		elements
			.filter((element) => element.closest('details') === null)
			.map((element) => {
				const own = element.cloneNode(true) as HTMLElement;
				own.querySelector('.measure')?.remove();
				return own.textContent.replaceAll(/\s+/g, '');
			})
	);
}

async function fileFor(path: string, role: string) {
	const answer = await fetch(`${url}/export/review.pdf${path}`, {
		headers: { cookie: `view_as=${role}` }
	});
	expect(answer.headers.get('content-type')).toBe('application/pdf');
	return readPdf(new Uint8Array(await answer.arrayBuffer()));
}

describeSeen('a visitor of a review', { skip: printingBrowser() === undefined }, () => {
	test('gives up while it is made: its browser ends at once, and two others who wait get theirs', async () => {
		const { page } = await visit('/review?lang=en');
		const [, period = ''] = /\/review\/([^/?]+)/.exec(page.url()) ?? [];
		const below = page.locator(`.tools a[href*="/review/${period}/"]`).last();
		const [, department = ''] =
			/\/review\/[^/]+\/([^/?]+)/.exec((await below.getAttribute('href')) ?? '') ?? [];
		const query = `?period=${period}&lang=en`;
		const leaving = new AbortController();
		const gone = fetch(`${url}/export/review.pdf${query}`, { signal: leaving.signal });
		// Each browser has a folder of its own, and there is none before the first file.
		const browsers = () =>
			readdirSync(inject('appTemporary')).filter((name) => name.startsWith('okr-print-'));
		await expect.poll(browsers, { timeout: 60_000, interval: 20 }).toHaveLength(1);
		const [ended = ''] = browsers();
		const rights = { company_head: 'Chiefexecutive', employee: 'Employee' };
		const files = Object.entries(rights).map(async ([role, name]) => ({
			file: await fileFor(`${query}&department=${department}`, role),
			name
		}));
		leaving.abort();
		await expect(gone).rejects.toThrow(/abort/);
		await expect.poll(browsers, { timeout: 30_000, interval: 20 }).not.toContain(ended);
		for (const { file, name } of await Promise.all(files))
			expect(file.text).toContain(`Seenwiththerightsof${name}`);
		expect(browsers()).toHaveLength(1);
	});

	test('gets it as PDF by one click: tagged, with bookmarks, page numbers, and every figure of the page', async () => {
		const { page, faults } = await visit('/review?lang=en');
		const button = page.getByRole('link', { name: 'Download as PDF' });
		const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
		expect(download.suggestedFilename()).toMatch(/^Review of .+ 2026-09-30\.pdf$/);
		const file = readPdf(await readFile(await download.path()));
		expect(file).toMatchObject({ isTagged: true, language: 'en' });
		expect(file.pages).toBeGreaterThan(5);
		expect(file.bookmarks).toBeGreaterThan(12);
		const said = await saidOn(page);
		expect(said.length).toBeGreaterThan(100);
		expect(said.filter((text) => !file.text.includes(text))).toEqual([]);
		const hash = await page.getAttribute('[data-hash]', 'data-hash');
		for (const number of [1, file.pages]) expect(file.text).toContain(`${number}/${file.pages}`);
		expect(file.text).toContain(hash?.slice(0, 12));
		expect(faults).toEqual([]);
	});

	test('as an employee gets what an employee sees, and a department that there is not as no file', async () => {
		const { page } = await visit('/review?lang=en');
		await page.context().addCookies([{ name: 'view_as', value: 'employee', url }]);
		await page.reload();
		const file = await fileFor('?lang=en', 'employee');
		expect((await saidOn(page)).filter((text) => !file.text.includes(text))).toEqual([]);
		const name = await page.textContent('select[name="view_as"] option:checked');
		expect(file.text).toContain(name?.split(': ')[1]?.replaceAll(/\s+/g, ''));
		const answer = await fetch(`${url}/export/review.pdf?department=no-such&lang=en`);
		expect(answer.status).toBe(404);
	});
});
