import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkbook, unzip } from '../../../../test/support/xlsx.ts';
import { counted } from './extent.ts';
import { sheetName } from './sheet-text.ts';
import { column, tableOf, whole, type Column } from './table.ts';
import { xlsxFile } from './xlsx-file.ts';

const PLACE = { title: 'Stalled: [all]', timezone: 'Asia/Shanghai', isRightToLeft: false };
const RUNS = { seed: 20_261_126, numRuns: 60 };

async function fileOf<Row>(columns: Column<Row>[], rows: readonly Row[]): Promise<Buffer> {
	const table = tableOf(columns, whole(Promise.resolve(rows)));
	const about = (extent: { rows: number }) => [
		{ name: 'Rows', value: { kind: 'count' as const, value: extent.rows } },
		{ name: 'Page', value: { kind: 'link' as const, value: 'http://localhost/stalled?a=1&b=2' } }
	];
	return Buffer.from(await xlsxFile(table, about, PLACE));
}

interface Row {
	readonly name: string | null;
	readonly share: number | null;
	readonly day: string;
	readonly at: string;
	readonly count: number;
	readonly link: string;
}
const COLUMNS: Column<Row>[] = [
	column('Name', 'text', (row) => row.name),
	column('Share', 'ratio', (row) => row.share),
	column('Day', 'day', (row) => row.day),
	column('At', 'instant', (row) => row.at),
	column('Count', 'count', (row) => row.count),
	column('Link', 'link', (row) => row.link)
];
const ROW: Row = {
	name: '=HYPERLINK("http://evil","x")',
	share: 0.725,
	day: '2026-11-22',
	at: '2026-11-21T22:10:05Z',
	count: -3,
	link: 'http://localhost/key-results/1?a=1&b=2'
};

describe('a workbook', () => {
	it('holds numbers as numbers with formats, days and instants as days, and texts never as formulas', async () => {
		const [sheet, about] = readWorkbook(
			await fileOf(COLUMNS, [ROW, { ...ROW, name: null, share: null }])
		);
		const cell = (address: string) => sheet?.cells.get(address);
		expect(sheet?.name).toBe('Stalled all');
		expect(['A1', 'B1', 'F1'].map((address) => cell(address)?.value)).toEqual([
			'Name',
			'Share',
			'Link'
		]);
		expect(cell('A2')).toMatchObject({ type: 's', value: ROW.name });
		expect(cell('B2')).toMatchObject({ type: 'n', value: '0.725', format: '0.0%' });
		// Days since 30 December 1899, as Excel counts.
		expect(cell('C2')).toMatchObject({ type: 'n', value: '46348', format: 'yyyy-mm-dd' });
		expect(Number(cell('D2')?.value)).toBeCloseTo(46_348 + (6 * 3600 + 10 * 60 + 5) / 86_400, 6);
		expect(cell('E2')).toMatchObject({ type: 'n', value: '-3', format: '#,##0' });
		expect(cell('F2')).toMatchObject({ value: ROW.link, link: ROW.link });
		expect(sheet?.cells.get('A3')?.value ?? '').toBe('');
		expect(sheet?.cells.get('B3')?.value ?? '').toBe('');
		expect(sheet?.xml).not.toContain('<f>');
		expect(sheet?.xml).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
		expect(sheet?.xml).toMatch(/<autoFilter ref="A1:F3"/);
		expect(about?.cells.get('A1')?.value).toBe('Rows');
		expect(about?.cells.get('B1')).toMatchObject({ type: 'n', value: '2' });
		expect(about?.cells.get('B2')?.link).toBe('http://localhost/stalled?a=1&b=2');
	});

	it('tells each cell of a mixed column in its own unit', async () => {
		const columns = [
			column<['ratio' | 'count', number]>(
				'Value',
				([kind]) => kind,
				([, value]) => value
			)
		];
		const [sheet] = readWorkbook(
			await fileOf(columns, [
				['ratio', 0.5],
				['count', 7]
			])
		);
		expect(sheet?.cells.get('A2')).toMatchObject({ value: '0.5', format: '0.0%' });
		expect(sheet?.cells.get('A3')).toMatchObject({ value: '7', format: '#,##0' });
	});

	it('comes back as it was written, but for signs that XML cannot hold', async () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom(
				'_x0041_',
				'_x005F_',
				'=1+1',
				'\ud800',
				'a\r\nb',
				'\u0000',
				'<![CDATA[',
				'&amp;'
			)
		);
		await fc.assert(
			fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
				const columns = [column<string>('Text', 'text', (row) => row)];
				const [sheet] = readWorkbook(await fileOf(columns, texts));
				const read = texts.map((_, index) => sheet?.cells.get(`A${index + 2}`)?.value ?? '');
				expect(read).toEqual(texts.map(holdable));
				for (const [, cell] of sheet?.cells ?? []) expect(cell.type).toMatch(/^[sn]$/);
			}),
			RUNS
		);
	});

	it('cuts a text that no cell of Excel holds, and says so with an ellipsis', async () => {
		const columns = [column<string>('Text', 'text', (row) => row)];
		const [sheet] = readWorkbook(await fileOf(columns, ['a'.repeat(40_000)]));
		expect(sheet?.cells.get('A2')?.value).toBe(`${'a'.repeat(32_766)}…`);
	});

	it('is an archive of the parts that Excel asks for', async () => {
		expect([...unzip(await fileOf(COLUMNS, [])).keys()]).toEqual(
			expect.arrayContaining(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'])
		);
	});
});

it('names sheets as Excel allows it', () => {
	expect(sheetName("a/b\\c[d]:e*f?g'")).toBe('a b c d e f g');
	expect(sheetName('x'.repeat(40))).toHaveLength(31);
});

it('the rows of a file end at its limit, which is known from one row more', async () => {
	async function* batches() {
		yield [[{ kind: 'count', value: 1 }], [{ kind: 'count', value: 2 }]] as const;
		yield [[{ kind: 'count', value: 3 }]] as const;
	}
	const extents = async (most: number) => {
		const found = [];
		for await (const { rows, extent } of counted(batches(), most))
			found.push([rows.length, extent.rows, extent.isCut]);
		return found;
	};
	expect(await extents(3)).toEqual([
		[2, 2, false],
		[1, 3, false]
	]);
	expect(await extents(2)).toEqual([
		[2, 2, false],
		[0, 2, true]
	]);
});

/** What of a text a workbook can hold. */
function holdable(text: string): string {
	return [...text.toWellFormed().replaceAll(/\r\n?/g, '\n')]
		.filter((sign) => /[\t\n]/.test(sign) || !/[\p{Cc}\ufffe\uffff]/u.test(sign))
		.join('');
}
