import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { csvCell } from './csv.ts';
import { attachment, fileNameOf } from './file-name.ts';
import { parseCsv } from '../../../../test/support/csv.ts';
import { column, paged, tableOf, whole } from './table.ts';

const ZONE = 'Asia/Shanghai';
const RUNS = { seed: 20_261_126, numRuns: 400 };
const ABOUT = [{ name: 'Table', value: { kind: 'text', value: '=Stalled' } }] as const;

async function fileOf(texts: readonly (readonly (string | null)[])[]): Promise<string> {
	const width = texts[0]?.length ?? 0;
	const columns = Array.from({ length: width }, (_, index) =>
		column<readonly (string | null)[]>(`@${index}`, 'text', (row) => row[index] ?? null)
	);
	const table = tableOf(columns, whole(Promise.resolve(texts)));
	let file = '';
	for await (const chunk of csvFile(table, () => ABOUT, ZONE)) file += chunk;
	return file;
}

describe('CSV', () => {
	const anyText = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc
			.tuple(fc.constantFrom(...'=+-@\t\r\n＝＋－＠', ' =', '\u00a0-', '"'), fc.string())
			.map((parts) => parts.join(''))
	);

	it('comes back as it was written, and no text of it begins as a formula', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 4 }),
				async (texts) => {
					const lines = parseCsv(await fileOf(texts));
					const read = lines.slice(1, 1 + texts.length);
					for (const cell of lines.flat())
						expect(cell).not.toMatch(/^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/);
					const withoutSign = read.map((row) =>
						row.map((cell) =>
							/^'(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(cell) ? cell.slice(1) : cell
						)
					);
					const written = texts.map((row) =>
						row.map((cell) =>
							/^'(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(cell) ? cell.slice(1) : cell
						)
					);
					expect(withoutSign).toEqual(written);
				}
			),
			RUNS
		);
	});

	it('has as many fields in every line as the header, and what it says of itself behind an empty line', async () => {
		const file = await fileOf([['a', 'b', null]]);
		expect(file).toBe("\uFEFF'@0,'@1,'@2\r\na,b,\r\n,,\r\nTable,'=Stalled,\r\n");
	});

	it('keeps numbers as numbers, negative ones too, and leaves out what has no value', () => {
		const cells = ['count', 'number', 'ratio', 'progress', 'confidence'] as const;
		expect(cells.map((kind) => csvCell({ kind, value: -2.5 }, ZONE))).toEqual(
			Array(cells.length).fill('-2.5')
		);
		expect(csvCell({ kind: 'number', value: null }, ZONE)).toBe('');
		expect(csvCell({ kind: 'number', value: 0 }, ZONE)).toBe('0');
	});

	it('tells instants by the clocks of the organisation, from either form', () => {
		expect(csvCell({ kind: 'instant', value: '2026-11-21T22:10:05Z' }, ZONE)).toBe(
			'2026-11-22 06:10:05'
		);
		expect(csvCell({ kind: 'instant', value: Date.UTC(2026, 10, 21, 22, 10, 5) }, ZONE)).toBe(
			'2026-11-22 06:10:05'
		);
	});
});

describe('rows', () => {
	it('of a paged list are all of its pages, each asked for once', async () => {
		const asked: number[] = [];
		const all = Array.from({ length: 7 }, (_, index) => index);
		const found: number[] = [];
		for await (const rows of paged(async ({ offset, limit }) => {
			asked.push(offset);
			return all.slice(offset, offset + limit);
		}, 3))
			found.push(...rows);
		expect(found).toEqual(all);
		expect(asked).toEqual([0, 3, 6]);
	});
});

describe('the name of a file', () => {
	it('has the parts that are there, and nothing that systems refuse', () => {
		expect(fileNameOf(['Đình trệ', '', '2026-11-22'], 'csv')).toBe('Đình trệ 2026-11-22.csv');
		expect(fileNameOf(['../a/b:"c"\u202e\r\n*', 'x'], 'csv')).toBe('a b c x.csv');
	});

	it('never leaves its header, whatever a department is called', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (name) => {
				const header = attachment(fileNameOf([name, '2026-11-22'], 'csv'), 'stalled.csv');
				expect(header).toMatch(
					/^attachment; filename="stalled\.csv"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/
				);
				expect(() => new Headers({ 'content-disposition': header })).not.toThrow();
			}),
			RUNS
		);
	});
});
