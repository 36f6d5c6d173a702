/** Runs once before the browser tests: the product that all of them look at, and none of them changes for the others. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
		/** Where that product keeps what it needs for a while. */
		appTemporary: string;
	}
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const browser = await openBrowser();
	if (browser === null) {
		project.provide('appUrl', null);
		project.provide('appTemporary', '');
		return async () => {};
	}
	await browser.close();
	const temporary = mkdtempSync(join(tmpdir(), 'okr-e2e-'));
	// Its first sync runs beside other tests: visitors wait for it (visitor.ts).
	const app = await startApp({ ...COMPANY, env: { TMPDIR: temporary }, untilReady: false });
	project.provide('appUrl', app.url);
	project.provide('appTemporary', temporary);
	return async () => {
		await app.close();
		rmSync(temporary, { recursive: true, force: true });
	};
}
