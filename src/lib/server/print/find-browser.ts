/** Which Chromium sets pages: the one that is named, or one that is installed for the whole machine. */
import { existsSync } from 'node:fs';

const INSTALLED = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** No browser, or none that starts. The message says what to do; whoever sees it may not be able to do it. */
export class NoBrowserError extends Error {
	override readonly name = 'NoBrowserError';
}

/** The path of one that is installed for the whole machine. */
export function installedBrowser(): string | undefined {
	return INSTALLED.find((path) => existsSync(path));
}

/** @param named CHROME_PATH @throws {NoBrowserError} */
export function findBrowser(named: string | null): string {
	if (named !== null) {
		if (existsSync(named)) return named;
		throw new NoBrowserError(
			`CHROME_PATH names ${named}, which does not exist. Name the program of Chromium or Chrome, or leave CHROME_PATH out.`
		);
	}
	const installed = installedBrowser();
	if (installed !== undefined) return installed;
	throw new NoBrowserError(
		'PDF files are set by Chromium or Chrome, and neither is installed here. Install one (for example: apt-get install chromium), or name its program in CHROME_PATH.'
	);
}
