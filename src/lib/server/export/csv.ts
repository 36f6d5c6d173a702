/** CSV for spreadsheets and programs: RFC 4180, UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8. */
import type { Cell } from './table.ts';
import { wallTime } from './wall-time.ts';

export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What spreadsheets take for a formula (OWASP, CSV Injection): the signs, also full-width ones and behind spaces, and the control
 * characters at the beginning.
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

export function csvLine(cells: readonly string[]): string {
	return `${cells.join(',')}\r\n`;
}

/** Numbers as they are, with a point and all their digits; days and instants as ISO 8601, instants in the organisation's zone. */
export function csvCell({ kind, value }: Cell, timezone: string): string {
	if (value === null) return '';
	switch (kind) {
		case 'text':
			return csvText(String(value));
		case 'instant':
			return wallTime(value, timezone);
		case 'link':
			return quoted(String(value));
		case 'count':
		case 'number':
		case 'ratio':
		case 'progress':
		case 'confidence':
		case 'day':
			return String(value);
	}
}

/** A text that no spreadsheet runs. The apostrophe is what Excel itself shows a text by. */
export function csvText(text: string): string {
	return quoted(FORMULA.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
