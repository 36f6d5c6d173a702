import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { printingBrowser } from '../../../../test/support/browser.ts';
import { readPdf } from '../../../../test/support/pdf-text.ts';
import { Printer, type PrinterOptions } from './printer.ts';
import { Tickets } from './tickets.ts';
import { ADMIN } from '../view-as.ts';

const browser = printingBrowser();
const opened: Printer[] = [];

function printer(options: Partial<PrinterOptions> = {}): Printer {
	const loadFile = () => Promise.resolve(new Response('', { status: 404 }));
	const made = new Printer({ browserPath: browser ?? null, loadFile, ...options });
	opened.push(made);
	return made;
}

const page = (text: string) => ({
	url: 'http://localhost:1/review/q3',
	html: `<!doctype html><html lang="en"><title>${text}</title><h1>${text}</h1>`
});
const never = new AbortController().signal;

afterEach(async () => {
	for (const one of opened.splice(0)) await one.close();
});

describe('without a browser', () => {
	it.each([
		['/nowhere/chromium', /CHROME_PATH names \/nowhere\/chromium, which does not exist/],
		['/bin/false', /The browser \/bin\/false does not start: .*CHROME_PATH/]
	])('a file is refused with what to do: %s', async (path, said) => {
		const refused = printer({ browserPath: path }).print(page('x'), { signal: never });
		await expect(refused).rejects.toMatchObject({
			name: 'NoBrowserError',
			message: expect.stringMatching(said) as string
		});
	});
});

describe.skipIf(browser === undefined)('a printer', () => {
	it('sets tagged pages of A4 with text, in turn, tells each its place, and leaves out who went away', async () => {
		const one = printer({ mostWaiting: 2 });
		const gone = new AbortController();
		const places: Record<string, number[]> = { first: [], second: [], third: [] };
		const print = (name: string, signal = never) =>
			one.print(page(name), { signal, onPlace: (place) => places[name]?.push(place) });
		const first = print('first');
		const second = print('second', gone.signal);
		const third = print('third');
		await expect(print('fourth')).rejects.toMatchObject({ name: 'LineFullError' });
		gone.abort(new DOMException('gone', 'AbortError'));
		await expect(second).rejects.toMatchObject({ name: 'AbortError' });
		const file = readPdf(await first);
		expect(file).toMatchObject({ pages: 1, isTagged: true, language: 'en', text: 'first' });
		expect(readPdf(await third).text).toBe('third');
		expect(places).toEqual({ first: [0], second: [1], third: [2, 1, 0] });
		// The same page again is the same file.
		expect(await print('first')).toBe(await first);
	});

	it('lets a page run no script and ask for nothing elsewhere', async () => {
		const asked: string[] = [];
		const other = createServer((request, response) => {
			asked.push(request.url ?? '');
			response.end();
		});
		await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
		afterAll(() => other.close());
		const address = other.address();
		const port = typeof address === 'object' ? address?.port : 0;
		const hostile = page('seen');
		hostile.html += `<img src="http://127.0.0.1:${port}/picture"><iframe src="http://127.0.0.1:${port}/frame"></iframe><iframe src="/cubejs-api/v1/load"></iframe><script>document.write('unseen')</script>`;
		const loadFile = vi.fn(() => Promise.resolve(new Response('', { status: 404 })));
		const file = await printer({ loadFile }).print(hostile, { signal: never });
		expect(readPdf(file).text).toBe('seen');
		expect(asked).toEqual([]);
		expect(loadFile).not.toHaveBeenCalled();
	});

	it('gives its memory back when nobody prints, and takes no longer than it may', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'okr-idle-'));
		vi.stubEnv('TMPDIR', folder);
		const one = printer({ idle: 50 });
		await one.print(page('short'), { signal: never });
		// A running browser has a folder of its own.
		await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), { timeout: 5_000 });
		const slow = printer({ limit: 1, loadFile: () => new Promise(() => {}) });
		await expect(slow.print(page('long'), { signal: never })).rejects.toThrow(/not set within/);
		expect(readdirSync(folder)).toEqual([]);
		vi.unstubAllEnvs();
		rmSync(folder, { recursive: true });
	});
});

describe('a ticket', () => {
	it('opens one page, once, as one viewer', () => {
		const tickets = new Tickets();
		const viewer = { ...ADMIN, userId: 'u7', isAdmin: false };
		const ticket = tickets.issue(viewer, '/review/q3?lang=en');
		expect(tickets.take('guess', '/review/q3?lang=en')).toBeNull();
		expect(tickets.take(ticket, '/review/q3?lang=en')).toEqual(viewer);
		expect(tickets.take(ticket, '/review/q3?lang=en')).toBeNull();
		const other = tickets.issue(viewer, '/review/q3');
		expect(tickets.take(other, '/review/q2')).toBeNull();
		expect(tickets.take(other, '/review/q3')).toBeNull();
	});
});
