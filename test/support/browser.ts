/**
 * A real browser for the journeys: the one that is named, the one that npm brings, or the one that is installed. That of npm is the
 * shell of Chromium without its windows, which takes less of the processor for the same pages.
 */
import { chromium, type Browser } from 'playwright-core';
import { installedBrowser } from '../../src/lib/server/print/find-browser.ts';

/** Nothing but our own pages: no updates, no telemetry, no first run. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run'
];

/**
 * A browser, or null when this machine has none.
 *
 * @throws when CI=true and there is none, or when the one that CHROME_PATH names does not start: a check that was left out
 *   must not look like one that passed
 */
export async function openBrowser(): Promise<Browser | null> {
	const named = process.env['CHROME_PATH'];
	if (named !== undefined && named !== '') return launch(named);

	const reasons: string[] = [];
	for (const [name, find] of [
		['@sparticuz/chromium', bundled],
		['installed', installedBrowser]
	] as const) {
		try {
			const path = await find();
			if (path !== undefined) return await launch(path);
			reasons.push(`${name}: none found`);
		} catch (error) {
			reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	const message = `No browser starts on this machine (${reasons.join('; ')}). Install Chromium or set CHROME_PATH.`;
	if (process.env['CI'] === 'true') throw new Error(message);
	console.warn(`The browser tests are not run: ${message}`);
	return null;
}

/**
 * The path of the browser by which the product sets PDF files: it knows nothing of the one that npm brings for tests.
 *
 * @returns undefined when this machine has none
 * @throws when CI=true and there is none
 */
export function printingBrowser(): string | undefined {
	const named = process.env['CHROME_PATH'];
	const path = named !== undefined && named !== '' ? named : installedBrowser();
	if (path === undefined && process.env['CI'] === 'true')
		throw new Error(
			'No browser sets PDF files on this machine. Install Chromium or set CHROME_PATH.'
		);
	return path;
}

function launch(executablePath: string): Promise<Browser> {
	return chromium.launch({
		executablePath,
		args: QUIET,
		// Without a locale Chromium cannot write a name that is not ASCII, and calls every such download "download".
		env: { ...process.env, LC_ALL: 'C.UTF-8' },
		timeout: 60_000
	});
}

/**
 * The path of the browser that npm brings; undefined: none for this platform. Without the flags that its package adds for small
 * machines: some of them take away what browsers refuse.
 */
export async function bundled(): Promise<string | undefined> {
	if (process.platform !== 'linux') return undefined;
	const { default: packed } = await import('@sparticuz/chromium');
	return packed.executablePath();
}
