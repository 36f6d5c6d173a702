/** A table as a workbook for Excel: rows with real numbers and days on the first sheet, what it says of itself on the second. */
import { writeXlsx, type Cell as SheetCell, type CellValue, type WriteSheet } from 'hucre/xlsx';
import { m } from '$lib/paraglide/messages.js';
import type { AboutLine, Extent } from './about.ts';
import { counted } from './extent.ts';
import { sheetName, sheetText } from './sheet-text.ts';
import type { Cell, Head, Kind, Table } from './table.ts';
import { wallTime } from './wall-time.ts';

/** A workbook is packed at once, and while that takes nobody is answered: half a second for so many rows. Said in the file. */
export const MOST_ROWS = 20_000;

const FORMATS: Partial<Record<Kind, string>> = {
	count: '#,##0',
	number: '#,##0.0##',
	ratio: '0.0%',
	progress: '0.0',
	// Two decimals, so that 2.97, which is red, does not read 3.0 (metrics.md 4).
	confidence: '0.0#',
	day: 'yyyy-mm-dd',
	instant: 'yyyy-mm-dd hh:mm:ss'
};

export interface Presentation {
	readonly title: string;
	readonly timezone: string;
	readonly isRightToLeft: boolean;
}

export async function xlsxFile(
	{ heads, batches }: Table,
	about: (extent: Extent) => readonly AboutLine[],
	{ title, timezone, isRightToLeft }: Presentation
): Promise<Uint8Array<ArrayBuffer>> {
	const rows: (readonly Cell[])[] = [];
	let extent: Extent = { rows: 0, isCut: false };
	for await (const part of counted(batches, MOST_ROWS)) {
		rows.push(...part.rows);
		extent = part.extent;
	}
	const view = { rightToLeft: isRightToLeft };
	const aboutName = sheetName(m.export_about());
	const name = sheetName(title);
	const workbook = await writeXlsx({
		properties: { title: sheetText(title), creator: m.product_name() },
		defaultFont: { name: 'Calibri', size: 11 },
		sheets: [
			{
				...tableSheet(heads, rows, timezone),
				name: name === aboutName ? `${name} 1` : name,
				view,
				freezePane: { rows: 1 },
				autoFilter: { range: `A1:${columnLetters(heads.length)}${rows.length + 1}` }
			},
			{ ...aboutSheet(about(extent), timezone), name: aboutName, view }
		]
	});
	return new Uint8Array(workbook);
}

function tableSheet(
	heads: readonly Head[],
	rows: readonly (readonly Cell[])[],
	timezone: string
): Omit<WriteSheet, 'name'> {
	const cells = new Map<string, Partial<SheetCell>>();
	heads.forEach(({ title }, column) =>
		cells.set(`0,${column}`, {
			value: sheetText(title),
			type: 'string',
			style: { font: { bold: true } }
		})
	);
	rows.forEach((row, index) =>
		row.forEach((cell, column) => {
			if (cell.kind === 'link') setLink(cells, index + 1, column, cell);
			else if (heads[column]?.kind === null && FORMATS[cell.kind] !== undefined)
				cells.set(`${index + 1},${column}`, styled(cell, timezone));
		})
	);
	return {
		columns: heads.map(({ title, kind }, column) => ({
			width: widthOf(
				title,
				rows.slice(0, 100).map((row) => row[column])
			),
			...(kind === null || FORMATS[kind] === undefined ? {} : { numFmt: FORMATS[kind] })
		})),
		rows: [
			heads.map(({ title }) => sheetText(title)),
			...rows.map((row) => row.map((cell) => sheetValue(cell, timezone)))
		],
		cells
	};
}

function aboutSheet(lines: readonly AboutLine[], timezone: string): Omit<WriteSheet, 'name'> {
	const cells = new Map<string, Partial<SheetCell>>();
	lines.forEach(({ name, value }, index) => {
		cells.set(`${index},0`, {
			value: sheetText(name),
			type: 'string',
			style: { font: { bold: true }, alignment: { vertical: 'top', wrapText: true } }
		});
		if (value.kind === 'link') setLink(cells, index, 1, value);
		else cells.set(`${index},1`, styled(value, timezone));
	});
	return {
		columns: [{ width: 30 }, { width: 100 }],
		rows: lines.map(({ name, value }) => [sheetText(name), sheetValue(value, timezone)]),
		cells
	};
}

function styled(cell: Cell, timezone: string): Partial<SheetCell> {
	const numFmt = FORMATS[cell.kind];
	return {
		value: sheetValue(cell, timezone),
		style: {
			alignment: { vertical: 'top', horizontal: 'left', wrapText: true },
			...(numFmt === undefined ? {} : { numFmt })
		}
	};
}

function setLink(
	cells: Map<string, Partial<SheetCell>>,
	row: number,
	column: number,
	{ value }: Cell
): void {
	if (value === null) return;
	cells.set(`${row},${column}`, {
		value: String(value),
		type: 'string',
		hyperlink: { target: String(value) },
		style: { font: { color: { rgb: '0563C1' }, underline: true } }
	});
}

/** Excel knows no zones: an instant is written as the organisation's clocks showed it. */
function sheetValue({ kind, value }: Cell, timezone: string): CellValue {
	if (value === null) return null;
	switch (kind) {
		case 'text':
		case 'link':
			return sheetText(String(value));
		case 'day':
			return new Date(`${value}T00:00:00Z`);
		case 'instant':
			return new Date(`${wallTime(value, timezone).replace(' ', 'T')}Z`);
		case 'count':
		case 'number':
		case 'ratio':
		case 'progress':
		case 'confidence':
			return Number(value);
	}
}

/** A: 1, Z: 26, AA: 27. */
function columnLetters(number: number): string {
	const letter = String.fromCharCode(65 + ((number - 1) % 26));
	return number > 26 ? columnLetters(Math.floor((number - 1) / 26)) + letter : letter;
}

const NARROWEST = 11;
const WIDEST = 48;

/** Room for the head with the arrow of its filter and for the first rows, in digits; Chinese and the like take two. */
function widthOf(title: string, cells: readonly (Cell | undefined)[]): number {
	const texts = cells.map((cell) => {
		if (cell?.kind === 'instant') return '2026-11-22 06:10:05';
		return cell?.kind === 'text' ? String(cell.value ?? '') : '';
	});
	const digits = (text: string) =>
		[...text].reduce((sum, sign) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(sign) ? 2 : 1), 0);
	return Math.min(WIDEST, Math.max(NARROWEST, digits(title) + 3, ...texts.map(digits)));
}
