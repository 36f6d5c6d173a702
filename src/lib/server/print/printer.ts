/**
 * Who prints: one page at a time, because a browser fills a core while it sets pages, and those who come meanwhile wait in a short
 * line. The browser starts with the first page and ends when nobody has wanted one for a while, which gives its memory back.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Chromium } from './devtools.ts';
import { findBrowser } from './find-browser.ts';
import { pageToPdf, type LoadFile, type PrintedPage } from './page-to-pdf.ts';

/** Everybody's turn is too far away. */
export class LineFullError extends Error {
	override readonly name = 'LineFullError';
}

export interface PrinterOptions {
	/** CHROME_PATH. */
	readonly browserPath: string | null;
	readonly loadFile: LoadFile;
	readonly mostWaiting?: number;
	/** For one page, in ms. */
	readonly limit?: number;
	readonly idle?: number;
}

export interface PrintRequest {
	readonly signal: AbortSignal;
	/** How many are before this one, whenever that changes; 0: its pages are being set. */
	readonly onPlace?: (place: number) => void;
}

const KEPT_BYTES = 32 * 1024 * 1024;

/** The library of charts numbers its clips through the life of the process: that is all in which the same page differs. */
function keyOf({ url, html }: PrintedPage): string {
	const same = html.replaceAll(/\bzr\d+-/g, 'zr-');
	return createHash('sha256').update(url).update('\0').update(same).digest('hex');
}

export class Printer {
	readonly #options: Required<PrinterOptions>;
	readonly #line: { readonly start: () => void; readonly tell: (place: number) => void }[] = [];
	/** By the page itself: the same page is the same file, for whomever it was made. */
	readonly #kept = new LRUCache<string, Uint8Array<ArrayBuffer>>({
		maxSize: KEPT_BYTES,
		sizeCalculation: ({ byteLength }) => byteLength
	});
	readonly #stop = new AbortController();
	#browser: Chromium | null = null;
	#isAtWork = false;
	#idle: NodeJS.Timeout | undefined;

	constructor(options: PrinterOptions) {
		this.#options = { mostWaiting: 12, limit: 120_000, idle: 60_000, ...options };
	}

	/**
	 * @returns the page as PDF
	 * @throws {NoBrowserError} {LineFullError}, the reason of the signal, or what went wrong in the browser
	 */
	async print(
		page: PrintedPage,
		{ signal, onPlace }: PrintRequest
	): Promise<Uint8Array<ArrayBuffer>> {
		const key = keyOf(page);
		const either = AbortSignal.any([signal, this.#stop.signal]);
		const kept = this.#kept.get(key);
		if (kept !== undefined) return kept;
		// Nobody waits for a browser that is not there.
		const path = findBrowser(this.#options.browserPath);
		await this.#turn(either, onPlace ?? (() => {}));
		try {
			const made = this.#kept.get(key) ?? (await this.#set(path, page, either));
			this.#kept.set(key, made);
			return made;
		} finally {
			this.#isAtWork = false;
			this.#next();
		}
	}

	/** Ends the browser and whoever waits. */
	async close(): Promise<void> {
		this.#stop.abort(new Error('The product is stopping.'));
		clearTimeout(this.#idle);
		await this.#browser?.close();
	}

	async #set(
		path: string,
		page: PrintedPage,
		signal: AbortSignal
	): Promise<Uint8Array<ArrayBuffer>> {
		clearTimeout(this.#idle);
		const { limit, loadFile } = this.#options;
		const late = new AbortController();
		const timer = setTimeout(
			() => late.abort(new Error(`The pages were not set within ${limit / 1000} s.`)),
			limit
		);
		try {
			if (this.#browser?.hasEnded !== false) this.#browser = await Chromium.start(path);
			const either = AbortSignal.any([signal, late.signal]);
			return await pageToPdf(this.#browser, page, loadFile, either);
		} catch (error) {
			// It may still be at work on what nobody waits for: another one is there in half a second.
			await this.#browser?.close();
			this.#browser = null;
			throw error;
		} finally {
			clearTimeout(timer);
		}
	}

	/** @throws {LineFullError}, or the reason of the signal while it waits */
	#turn(signal: AbortSignal, tell: (place: number) => void): Promise<void> {
		signal.throwIfAborted();
		if (!this.#isAtWork) {
			this.#isAtWork = true;
			tell(0);
			return Promise.resolve();
		}
		if (this.#line.length >= this.#options.mostWaiting)
			throw new LineFullError('Too many files are waiting to be made.');
		return new Promise((resolve, reject) => {
			const leave = (): void => {
				this.#line.splice(this.#line.indexOf(one), 1);
				this.#tellAll();
				reject(signal.reason as Error);
			};
			const one = {
				start: (): void => {
					signal.removeEventListener('abort', leave);
					tell(0);
					resolve();
				},
				tell
			};
			signal.addEventListener('abort', leave, { once: true });
			this.#line.push(one);
			tell(this.#line.length);
		});
	}

	#next(): void {
		const next = this.#line.shift();
		if (next === undefined) {
			this.#idle = setTimeout(() => {
				void this.#browser?.close();
				this.#browser = null;
			}, this.#options.idle).unref();
			return;
		}
		this.#isAtWork = true;
		next.start();
		this.#tellAll();
	}

	#tellAll(): void {
		for (const [index, { tell }] of this.#line.entries()) tell(index + 1);
	}
}
