/** A table as CSV, batch by batch. */
import type { AboutLine, Extent } from './about.ts';
import { BYTE_ORDER_MARK, csvCell, csvLine, csvText } from './csv.ts';
import { counted } from './extent.ts';
import type { Table } from './table.ts';

/** Said in the file when it is reached. */
export const MOST_ROWS = 100_000;

/**
 * Header, rows, an empty line, and what the file says of itself. That stands behind the rows, because in front of them it would take
 * the place of the header for every program that reads CSV; and behind an empty line, because there spreadsheets end a table when
 * they sort, filter or pivot it. Every line has as many fields as the header, as RFC 4180 asks.
 */
export async function* csvFile(
	{ heads, batches }: Table,
	about: (extent: Extent) => readonly AboutLine[],
	timezone: string
): AsyncGenerator<string, void> {
	yield BYTE_ORDER_MARK + csvLine(heads.map(({ title }) => csvText(title)));
	let extent: Extent = { rows: 0, isCut: false };
	for await (const part of counted(batches, MOST_ROWS)) {
		extent = part.extent;
		yield part.rows.map((row) => csvLine(row.map((cell) => csvCell(cell, timezone)))).join('');
	}
	const width = Math.max(2, heads.length);
	const line = (...cells: string[]) =>
		csvLine([...cells, ...Array<string>(width - cells.length).fill('')]);
	yield (
		line() +
		about(extent)
			.map(({ name, value }) => line(csvText(name), csvCell(value, timezone)))
			.join('')
	);
}
