/** The sheet inside a chart: what people see when they choose to edit its data. */
import { packageOf } from './package.ts';
import { xmlText } from './xml.ts';

export const SHEET = 'Sheet1';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export type SheetValue = string | number | null;

/** Rows of one sheet, the titles first. */
export function workbookOf(rows: readonly (readonly SheetValue[])[]): Uint8Array {
	const cells = rows.map((row, index) => {
		const inRow = row.map((value, column) => cellXml(`${letter(column)}${index + 1}`, value));
		return `<row r="${index + 1}">${inRow.join('')}</row>`;
	});
	return packageOf(
		[
			{
				path: 'xl/workbook.xml',
				type: 'officedocument.spreadsheetml.sheet.main',
				data: `<workbook xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
				relations: [{ id: 'rId1', kind: 'worksheet', target: 'xl/worksheets/sheet1.xml' }]
			},
			{
				path: 'xl/worksheets/sheet1.xml',
				type: 'officedocument.spreadsheetml.worksheet',
				data: `<worksheet xmlns="${MAIN}"><sheetData>${cells.join('')}</sheetData></worksheet>`
			}
		],
		[{ id: 'rId1', kind: 'officeDocument', target: 'xl/workbook.xml' }]
	);
}

/** A text is a text, whatever it begins with: no formula comes from a title. */
function cellXml(address: string, value: SheetValue): string {
	if (value === null) return '';
	return typeof value === 'number'
		? `<c r="${address}"><v>${value}</v></c>`
		: `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
}

/** A, B, C: charts have few lines. */
export function letter(column: number): string {
	return String.fromCharCode(65 + column);
}
