/**
 * Reviews where goals are closed: no form of one names what its viewer may not open, be it made today or published when everybody
 * could still open it; and the figures that it keeps are those of everybody's.
 */
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { App } from '../support/app.ts';
import { printingBrowser } from '../support/browser.ts';
import { goalTextsOf, viewerIdOf } from '../support/cube-as.ts';
import { readOffice } from '../support/office-file.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import { readPdf } from '../support/pdf-text.ts';

const run = promisify(execFile);
const FILES = ['md', 'docx', 'pptx', ...(printingBrowser() === undefined ? [] : ['pdf'])];

/** A published review, as the address that publishing led to. */
export interface PublishedAddress {
	readonly path: string;
	readonly day: string;
	/** `data-hash` of its page. */
	readonly hash: string;
	readonly figures: readonly string[];
}

/** Publishes the newest review as administrator. */
export async function publishNewest(app: App): Promise<PublishedAddress> {
	const newest = await fetch(`${app.url}/review`, { redirect: 'manual' });
	const answer = await fetch(`${app.url}${newest.headers.get('location')}?/publish`, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie: 'view_as=admin', origin: app.url, accept: 'text/html' },
		body: new URLSearchParams()
	});
	expect(answer.status).toBe(303);
	const path = answer.headers.get('location') ?? '';
	const body = await pageOf(app, path, 'admin');
	return {
		path,
		day: new URL(path, app.url).searchParams.get('as_of') ?? '',
		hash: hashIn(body),
		figures: figuresIn(body)
	};
}

/** @param running an app whose goals are closed; when `published` was, all were open */
export function reviewTests(running: () => App, published: () => PublishedAddress): void {
	/** Others are the matter of permission-matrix.ts, which has every visitor in its long form. */
	const role = 'employee';

	/** Ids and titles of goals that the role may not open on the day of the review, without spaces. */
	async function closedTo(role: string): Promise<string[]> {
		const { day } = published();
		const open = await goalTextsOf(running(), role, [day]);
		const all = await goalTextsOf(running(), 'admin', [day]);
		return [...all].filter((text) => !open.has(text)).map(plain);
	}

	async function textOf(kind: string, query: string, role: string): Promise<string> {
		const answer = await patientFetch(`${running().url}/export/review.${kind}?${query}`, {
			headers: { cookie: `view_as=${role}` }
		});
		expect(answer.status, `${kind} ${role}`).toBe(200);
		const bytes = new Uint8Array(await answer.arrayBuffer());
		if (kind === 'md') return plain(new TextDecoder().decode(bytes).replaceAll('\\', ''));
		if (kind === 'pdf') return readPdf(bytes).text;
		const { paths, xml } = readOffice(bytes);
		return plain(
			paths
				.filter((path) => /\.(xml|rels)$/.test(path))
				.map(xml)
				.join(' ')
		);
	}

	it('published before goals were restricted names to the employee none that is closed to them, in no form, and keeps its figures', async () => {
		const { path, hash, figures } = published();
		const closed = await closedTo(role);
		expect(closed.length).toBeGreaterThan(30);
		const whole = await pageOf(running(), path, 'admin');
		const named = foundIn(plain(whole), closed);
		expect(named.length).toBeGreaterThan(30);
		for (const walk of ['', '&walk=grades', '&walk=missed']) {
			const page = await pageOf(running(), path + walk, role);
			expect(
				named.filter((text) => plain(page).includes(text)),
				walk
			).toEqual([]);
		}
		const page = await pageOf(running(), path, role);
		expect([hashIn(page), hashIn(whole)]).toEqual([hash, hash]);
		expect(page).toContain('data-intact="true"');
		expect(figuresIn(page)).toEqual(figures);
		expect(page).toContain('Goals that you may not open today are left out');
		expect(whole).not.toContain('Goals that you may not open today are left out');
		// Today nobody but the owners may open them: the kept figures say what they would be.
		expect(page).toContain('Goals that were open to everybody then are restricted today.');
		expect(page).toContain('Today: –');
		const { pathname, searchParams } = new URL(path, running().url);
		searchParams.set('period', pathname.split('/')[2] ?? '');
		searchParams.set('lang', 'en');
		for (const kind of FILES) {
			const text = await textOf(kind, String(searchParams), role);
			expect(foundIn(text, named), kind).toEqual([]);
			expect(text, kind).toContain(hash.slice(0, 12));
			expect(text, kind).toContain('Today:–');
			expect(text, kind).toContain(plain('as of 30 Sept'));
		}
		const own = await textOf('md', String(searchParams), 'admin');
		expect(foundIn(own, named).length).toBeGreaterThan(20);
	});

	it('made today holds for the employee in each file what the page holds, and nothing closed', async () => {
		const { path } = published();
		const period = new URL(path, running().url).pathname.split('/')[2] ?? '';
		const closed = await closedTo(role);
		const page = await pageOf(running(), `/review/${period}?lang=en`, role);
		for (const kind of FILES) {
			const text = await textOf(kind, `period=${period}&lang=en`, role);
			expect(foundIn(text, closed), kind).toEqual([]);
			expect(text, kind).toContain(hashIn(page).slice(0, 12));
			for (const figure of shownFigures(page)) expect(text, kind).toContain(figure);
		}
	});

	it('npm run report writes what its viewer may see, from the running product, and says what there is not', async () => {
		const { path } = published();
		const period = new URL(path, running().url).pathname.split('/')[2] ?? '';
		const viewer = await viewerIdOf(running(), 'employee');
		const report = (...args: readonly string[]) =>
			run(
				process.execPath,
				['--disable-warning=ExperimentalWarning', 'src/lib/server/runtime/report/cli.ts', ...args],
				{ env: { ...process.env, DATA_DIR: running().dataDir } }
			);
		const out = join(running().dataDir, 'own review.md');
		const { stdout } = await report('--period', period, '--viewer', viewer, '--out', out);
		expect(stdout).toContain('own review.md: the review of ');
		const text = plain((await readFile(out, 'utf8')).replaceAll('\\', ''));
		const page = await pageOf(running(), `/review/${period}?lang=en`, 'employee');
		expect(text).toContain(hashIn(page));
		expect(foundIn(text, await closedTo('employee'))).toEqual([]);
		// Nobody else on the machine reads what one person may see.
		expect((await stat(out)).mode & 0o077).toBe(0);
		const other = join(running().dataDir, 'other.md');
		await expect(report('--period', 'no such period', '--out', other)).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/There is no period no such period\. There are:/) as string
		});
		await expect(stat(other)).rejects.toMatchObject({ code: 'ENOENT' });
	});

	it('as a file is not there under an id that was never published, nor on another day', async () => {
		const { path } = published();
		const { pathname, searchParams } = new URL(path, running().url);
		const period = pathname.split('/')[2] ?? '';
		const id = searchParams.get('published') ?? '';
		for (const query of [`published=no-such`, `published=${id}&as_of=2026-09-01`]) {
			const answer = await fetch(`${running().url}/export/review.md?period=${period}&${query}`);
			expect(answer.status, query).toBe(404);
		}
	});
}

async function pageOf(app: App, path: string, role: string): Promise<string> {
	const answer = await patientFetch(app.url + path, {
		headers: { cookie: `view_as=${role}`, 'accept-language': 'en' }
	});
	expect(answer.status, path).toBe(200);
	return answer.text();
}

function foundIn(text: string, wanted: readonly string[]): string[] {
	return wanted.filter((one) => text.includes(one));
}

function hashIn(body: string): string {
	return /data-hash="([0-9a-f]{64})"/.exec(body)?.[1] ?? '';
}

/** The figures of the summary, raw. */
function figuresIn(body: string): string[] {
	const tiles = /<ul class="tiles[\s\S]*?<\/ul>/.exec(body)?.[0] ?? '';
	const found = [
		...tiles.matchAll(/data-measure="([^"]+)" data-value="([^"]*)" data-base="([^"]*)"/g)
	];
	expect(found.length).toBeGreaterThan(4);
	return found.map(([, ...parts]) => parts.join(' '));
}

/** As they are read. */
function shownFigures(body: string): string[] {
	const tiles = /<ul class="tiles[\s\S]*?<\/ul>/.exec(body)?.[0] ?? '';
	return [...tiles.matchAll(/<b[^>]*>([^<]+)<\/b>/g)].map(([, text]) => plain(text ?? ''));
}

/** Without spaces: where lines break is no part of what is said. */
function plain(text: string): string {
	return text
		.replaceAll('&amp;', '&')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll(/\s+/g, '');
}
