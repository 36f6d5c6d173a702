/** Texts as a workbook can hold them (ECMA-376, and Excel's own limits). */

const LONGEST_CELL = 32_767;
const LONGEST_NAME = 31;

/** Without what no XML can hold; what would read as an escaped sign (`_x0041_`) stays what it is. */
export function sheetText(text: string): string {
	const clean = text
		.toWellFormed()
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll(/[\ufffe\uffff]|(?![\t\n])[\p{Cc}]/gu, '')
		.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
	return clean.length <= LONGEST_CELL
		? clean
		: `${clean.slice(0, LONGEST_CELL - 1)}…`.toWellFormed();
}

/** At most 31 signs, none of those that formulas use for names of sheets. */
export function sheetName(title: string): string {
	const name = sheetText(title)
		.replaceAll(/[[\]:*?/\\']+/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
	return name.slice(0, LONGEST_NAME).toWellFormed().trim();
}
