/** Runs once before the browser tests: the product that all of them look at, and none of them changes for the others. */
import type { TestProject } from 'vitest/node';
import { startApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';

/** As-of day of every app that browser tests look at. */
export const TODAY = '2026-11-22';
/** Enough people for a second page of everything that has pages. */
export const COMPANY = { people: 120, seed: 7, today: TODAY } as const;

declare module 'vitest' {
	interface ProvidedContext {
		/** Origin of the product; null when this machine has no browser to look at it. */
		appUrl: string | null;
	}
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const browser = await openBrowser();
	if (browser === null) {
		project.provide('appUrl', null);
		return async () => {};
	}
	await browser.close();
	const app = await startApp(COMPANY);
	project.provide('appUrl', app.url);
	return () => app.close();
}
