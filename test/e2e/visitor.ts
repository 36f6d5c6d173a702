/** Visitors of the product, each with a browser profile of their own, and what they look at. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest';
import { untilReady } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';

/** Left out on a machine without a browser, if that is allowed (openBrowser). */
export const describeSeen = describe.skipIf(inject('appUrl') === null);

export interface Visit {
	readonly page: Page;
	/** What the browser complained about. It fails the test that looks for it. */
	readonly faults: string[];
}

export interface Visitors {
	/** Origin of the product that all files share. */
	readonly url: string;
	/** A page of somebody who has never been here; `path` with an origin is of another product. */
	readonly visit: (path: string, options?: BrowserContextOptions) => Promise<Visit>;
	/** A page that has not been anywhere yet. */
	readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
}

/** To be called once in a file. Profiles are closed after each test: an open page follows every sync and asks for its figures. */
export function openVisitors(): Visitors {
	const url = inject('appUrl') ?? '';
	let browser: Browser | null = null;
	const contexts: BrowserContext[] = [];
	beforeAll(async () => {
		browser = await openBrowser();
		if (browser !== null) await untilReady(url);
	});
	afterEach(async () => {
		for (const context of contexts.splice(0)) await context.close();
	});
	afterAll(() => browser?.close());

	const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
		if (browser === null) throw new Error('No browser.');
		const context = await browser.newContext({
			viewport: { width: 1280, height: 900 },
			locale: 'en-GB',
			...options
		});
		contexts.push(context);
		return context.newPage();
	};
	return {
		url,
		newPage,
		async visit(path, options) {
			const address = new URL(path, url);
			const page = await newPage(options);
			const faults: string[] = [];
			page.on('console', (message) => {
				if (message.type() === 'error') faults.push(message.text());
			});
			page.on('pageerror', (error) => faults.push(String(error)));
			page.on('request', (request) => {
				if (!request.url().startsWith(address.origin) && !request.url().startsWith('data:'))
					faults.push(`a request to ${request.url()}`);
			});
			await page.goto(address.href, { waitUntil: 'load' });
			return { page, faults };
		}
	};
}

/** What the page says in numbers: the marked values, independent of language and layout. */
export function figuresOf(page: Page): Promise<string[]> {
	return page.$$eval('[data-measure], [data-week], [data-key-result-id]', (elements) =>
		elements.map((element) => JSON.stringify({ ...(element as HTMLElement).dataset }))
	);
}

/** The grid of a matrix is alive when it reacts; before that a key is simply lost. */
export async function untilHydrated(page: Page): Promise<void> {
	const reacts = () => {
		const cell = document.querySelector<HTMLElement>('[data-cell="0:1"]');
		cell?.blur();
		cell?.focus();
		return cell?.tabIndex === 0;
	};
	await page.waitForFunction(reacts, undefined, { timeout: 30_000 });
}

/** Opens whatever can be opened, as somebody who reads everything does. */
export async function openDetails(page: Page): Promise<void> {
	await page.locator('details').evaluateAll((all) => {
		for (const one of all) (one as HTMLDetailsElement).open = true;
	});
	// Some draw what they unfold when they are opened (Unfolded.svelte).
	await page.waitForFunction(() =>
		Array.from(document.querySelectorAll('details')).every(
			({ childElementCount }) => childElementCount > 1
		)
	);
}

/**
 * What of WCAG 2.2 AA a machine can see to be missed. Rows that look like an earlier one are
 * taken out of tables for it, and cells of grids emptied: look at nothing else of the page afterwards.
 * @param rules only these rules of axe
 */
export async function violationsOn(page: Page, rules?: string[]): Promise<string[]> {
	// All of it, not only what is near the screen (base.css).
	await page.evaluate(() => document.documentElement.toggleAttribute('data-went-on', true));
	// Of rows, and of cells of a grid, that are built and styled alike one tells what all do: each text is asked whether it can be told
	// from its ground.
	await page.evaluate(() => {
		// A row can give its cells another ground.
		const lookOf = (part: Element): string =>
			[part.parentElement ?? part, part, ...part.querySelectorAll('*')]
				.map((each) => `${each.tagName} ${each.getAttribute('class') ?? ''}`)
				.join();
		const repeated = (parts: Iterable<Element>): Element[] => {
			const seen = new Set<string>();
			return [...parts].filter((part) => seen.has(lookOf(part)) || !seen.add(lookOf(part)));
		};
		for (const body of document.querySelectorAll('table:not([role="grid"]) tbody'))
			for (const row of repeated(body.children)) row.remove();
		for (const grid of document.querySelectorAll('[role="grid"]'))
			for (const cell of repeated(grid.querySelectorAll('[role="gridcell"]')))
				cell.replaceChildren();
	});
	// What is fading in has no contrast yet.
	await page.evaluate(() =>
		Promise.allSettled(
			document
				.getAnimations()
				.filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
				.map(({ finished }) => finished)
		)
	);
	// Of what passes nothing is told, and in the page itself, which has no frames: a quarter of the time.
	const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	if (rules === undefined)
		axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
	else axe.withRules(rules);
	const { violations } = await axe.analyze();
	return violations.map(
		({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} (${nodes.length})`
	);
}

/** Opens the search with its key, which works as soon as scripts run. @returns its field */
export async function openSearch(page: Page): Promise<ReturnType<Page['locator']>> {
	const field = page.locator('dialog input[role="combobox"]');
	await expect
		.poll(
			async () => {
				await page.keyboard.press('/');
				return field.count();
			},
			{ timeout: 30_000 }
		)
		.toBe(1);
	return field;
}
