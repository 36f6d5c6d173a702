/** A file gives a viewer what the page gives, and nothing else: the same figures, and no trace of what is not open. */
import { expect, it } from 'vitest';
import type { App } from '../support/app.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import { readWorkbook } from '../support/xlsx.ts';
import { cubeRowsAs, goalTextsOf } from '../support/cube-as.ts';
import { exportedFile } from '../support/exported-file.ts';

const ROLES = ['admin', 'company_head', 'department_head', 'employee'];

/** @param today the day of the app's data @param running an app whose goals are closed unless DingTalk says that they are public */
export function exportTests(today: string, running: () => App): void {
	async function pageOf(path: string, role: string): Promise<string> {
		const answer = await patientFetch(running().url + path, {
			headers: { cookie: `view_as=${role}`, 'accept-language': 'en' }
		});
		return answer.text();
	}

	/** The names of all files, as an unknown one tells them. */
	async function names(): Promise<string[]> {
		const { status, body } = await exportedFile(running(), 'no-such-table', '', 'admin');
		expect(status).toBe(404);
		return body.trim().split('\n').slice(1);
	}

	/** Attributes of the elements that have the first of them. */
	function attributes(body: string, ...wanted: string[]): string[][] {
		return [...body.matchAll(/<[a-z]+\b[^>]*>/g)]
			.map(([tag]) => wanted.map((name) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]))
			.filter(([first]) => first !== undefined)
			.map((found) => found.map((value) => value ?? ''));
	}

	it.each(ROLES)('tells the %s the figures of their overview', async (role) => {
		const page = await pageOf('/', role);
		const file = await exportedFile(running(), 'overview', '', role);
		expect(file.rows.map((row) => [row['Value'], row['Base'], row['Change']].map(exact))).toEqual(
			attributes(page, 'data-base-measure', 'data-value', 'data-base', 'data-change').map(
				([, ...figures]) => figures.map(exact)
			)
		);
		const [leftOut] = attributes(page, 'data-left-out');
		expect(file.about['Left out']?.[0]?.match(/\d+/)?.[0]).toBe(leftOut?.[0]);
		expect(file.about['As of']).toEqual([today]);
	});

	it.each(['admin', 'employee'])('tells the %s every cell of their matrices', async (role) => {
		const page = await pageOf('/departments', role);
		const cells = attributes(page, 'data-week', 'data-value', 'data-due');
		const file = await exportedFile(running(), 'department-weeks', '', role);
		const half = cells.length / 2;
		expect(half).toBeGreaterThan(26);
		// First the matrix of confidence, then that of compliance.
		const told = (title: string) =>
			file.rows.map((row) => [row['Week from'], exact(row[title]), row['Due'] || '0']);
		expect(told('Confidence')).toEqual(cells.slice(0, half).map(dueOrNone));
		expect(told('Compliance')).toEqual(cells.slice(half).map(dueOrNone));
	});

	it.each(['admin', 'employee'])('has all pages of what stalls for the %s', async (role) => {
		for (const query of ['', '?reason=silent']) {
			const ids: string[] = [];
			for (let number = 1; number <= 9; number += 1) {
				const page = await pageOf(
					`/stalled${query === '' ? '?' : `${query}&`}page=${number}`,
					role
				);
				const rows = attributes(page, 'data-stall-reason', 'data-key-result-id');
				if (rows.length === 0 || ids.includes(rows[0]?.[1] ?? '')) break;
				ids.push(...rows.map(([, id]) => id ?? ''));
			}
			const file = await exportedFile(running(), 'stalled', query, role);
			expect(file.rows.map((row) => idIn(row['Link'] ?? ''))).toEqual(ids);
			expect(file.about['Rows']).toEqual([String(ids.length)]);
		}
	});

	it.each(['admin', 'employee'])('has the numbers that Cube gives the %s', async (role) => {
		const measures = ['delivery_score', 'red_flag_count', 'stalled_count', 'open_count'];
		const [cube] = await cubeRowsAs(running(), role, {
			measures: measures.map((name) => `key_results.${name}`),
			filters: [{ member: 'key_results.as_of', operator: 'equals', values: [today] }]
		});
		const file = await exportedFile(running(), 'overview', '', role);
		const told = file.rows.slice(0, 3).map((row) => exact(row['Value']));
		expect([...told, exact(file.rows[1]?.['Base'])]).toEqual(
			measures.map((name) => exact(cube?.[`key_results.${name}`]))
		);
	});

	it('tells an employee nothing of goals that are closed to them, in no file', async () => {
		const open = await textsFor('employee');
		const closed = new Set([...(await textsFor('admin'))].filter((text) => !open.has(text)));
		expect(closed.size).toBeGreaterThan(60);
		const whole = await exportedFile(running(), 'confidence-key-results', '', 'admin');
		expect([...closed].filter((text) => whole.body.includes(text)).length).toBeGreaterThan(30);
		const id = await closedKeyResult();
		const objectiveId = await objectiveOf(id);
		for (const name of await names()) {
			const asked = /^key-result-(?!weeks)/.test(name)
				? [`?id=${id}`]
				: /^objective-(?!tree)/.test(name)
					? [`?id=${objectiveId}`]
					: ['', `?lens=today&level=individual&broken=dangling&open=${objectiveId}`];
			for (const query of asked) {
				const { status, body } = await exportedFile(running(), name, query, 'employee');
				expect([200, 404], name).toContain(status);
				// The address of the page repeats what was asked for.
				const told = body.replaceAll(objectiveId, '');
				const found = [...closed].filter((text) => told.includes(text));
				expect(found, `${name}${query}`).toEqual([]);
			}
		}
	});

	it.each(['key-result-check-ins', 'objective-days'])(
		'answers %s of a closed goal as of one that does not exist',
		async (name) => {
			const keyResult = await closedKeyResult();
			const id = name.startsWith('objective') ? await objectiveOf(keyResult) : keyResult;
			expect((await exportedFile(running(), name, `?id=${id}`, 'admin')).status).toBe(200);
			const closed = await exportedFile(running(), name, `?id=${id}`, 'employee');
			const unknown = await exportedFile(running(), name, '?id=no-such-goal', 'employee');
			expect(closed).toEqual(unknown);
			expect(closed.status).toBe(404);
		}
	);

	it.each(['admin', 'employee'])('has the same rows as a workbook for the %s', async (role) => {
		for (const name of ['overview', 'stalled', 'department-weeks', 'check-ins']) {
			const file = await exportedFile(running(), name, '', role);
			const answer = await patientFetch(`${running().url}/export/${name}.xlsx`, {
				headers: { cookie: `view_as=${role}`, 'accept-language': 'en' }
			});
			expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
			const [sheet, about] = readWorkbook(Buffer.from(await answer.arrayBuffer()));
			const titles = Object.keys(file.rows[0] ?? {});
			expect(titles.map((_, index) => sheet?.cells.get(`${letter(index)}1`)?.value)).toEqual(
				titles
			);
			for (const [number, row] of file.rows.entries())
				for (const [index, title] of titles.entries()) {
					const cell = sheet?.cells.get(`${letter(index)}${number + 2}`);
					// Days are numbers there; how they are counted has a test of its own.
					if (cell?.format.startsWith('yyyy') === true) continue;
					expect(plain(cell?.value), `${name} ${title} ${number}`).toBe(plain(row[title]));
				}
			const told = [...(about?.cells.values() ?? [])].map(({ value }) => value);
			expect(told).toContain(file.about['Table']?.[0]);
			expect(told).toContain(file.about['Rows']?.[0]);
		}
	});

	it('explains a bad parameter in the file and takes the default', async () => {
		const file = await exportedFile(running(), 'stalled', '?period=zzz&as_of=2026-13-45', 'admin');
		expect(file.about['Note']?.join()).toMatch(/“zzz”.*“2026-13-45”/s);
		expect(file.rows).toEqual((await exportedFile(running(), 'stalled', '', 'admin')).rows);
	});

	it('speaks the language of the link, and names the file after table, department and day', async () => {
		const answer = await fetch(`${running().url}/export/stalled.csv?lang=vi&as_of=2026-11-15`);
		expect(await answer.text()).toMatch(/^Kết quả then chốt,/);
		expect(answer.headers.get('content-disposition')).toContain(
			`filename*=UTF-8''${encodeURIComponent('Đình trệ 2026-11-15.csv')}`
		);
		expect(answer.headers.get('cache-control')).toBe('no-store');
	});

	it('answers HEAD as GET without the body, and refuses what would change something', async () => {
		const head = await fetch(`${running().url}/export/stalled.csv`, { method: 'HEAD' });
		expect([head.status, await head.text()]).toEqual([200, '']);
		expect(head.headers.get('content-type')).toMatch(/^text\/csv/);
		const sent = await fetch(`${running().url}/export/stalled.csv`, { method: 'DELETE' });
		expect(sent.status).toBe(405);
	});

	/** Of the Sundays that files look back on. */
	function textsFor(role: string): Promise<Set<string>> {
		const days = Array.from({ length: 15 }, (_, weeks) =>
			new Date(Date.parse(today) - weeks * 7 * 86_400_000).toISOString().slice(0, 10)
		);
		return goalTextsOf(running(), role, days);
	}

	async function closedKeyResult(): Promise<string> {
		const idsFor = async (role: string) => {
			const { rows } = await exportedFile(running(), 'confidence-key-results', '', role);
			return new Set(rows.map((row) => idIn(row['Link'] ?? '')));
		};
		const open = await idsFor('employee');
		return [...(await idsFor('admin'))].find((id) => !open.has(id)) ?? '';
	}

	/** The objective of a key result, from the page that an administrator sees. */
	async function objectiveOf(keyResultId: string): Promise<string> {
		const page = await pageOf(`/key-results/${keyResultId}`, 'admin');
		return /href="\/objectives\/([^"?]+)/.exec(page)?.[1] ?? '';
	}
}

/** To 12 digits: in which order ClickHouse adds up, only chance decides. null: there is no value. */
const exact = (value: string | null | undefined): number | null =>
	value == null || value === '' ? null : Number(Number(value).toPrecision(12));
const letter = (index: number): string => String.fromCharCode(65 + index);
/** Numbers by their value, and texts without the apostrophe that keeps CSV from being run. */
const plain = (value = ''): string =>
	value !== '' && Number.isFinite(Number(value))
		? Number(value).toPrecision(12)
		: value.replace(/^'/, '').replaceAll('\r\n', '\n');
const idIn = (link: string): string => /\/([^/?]+)(?:\?.*)?$/.exec(link)?.[1] ?? '';
const dueOrNone = ([week, value, due]: string[]) => [week, exact(value), due || '0'];
