/** A reader of CSV of its own, after RFC 4180, so that files are not judged by what wrote them. */

/** The fields of each line, without the byte order mark. @throws when a quote stands where none may */
export function parseCsv(text: string): string[][] {
	const lines: string[][] = [];
	let line: string[] = [];
	let at = text.startsWith('\uFEFF') ? 1 : 0;
	while (at < text.length) {
		const [field, end] = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
		line.push(field);
		at = end;
		if (text[at] === ',') {
			at += 1;
			// A comma at the very end has an empty field behind it.
			if (at === text.length) line.push('');
			continue;
		}
		if (!text.startsWith('\r\n', at)) throw new Error(`Neither comma nor line end at ${at}.`);
		lines.push(line);
		line = [];
		at += 2;
	}
	return lines;
}

function quotedField(text: string, start: number): [string, number] {
	let field = '';
	for (let at = start + 1; at < text.length; at += 1) {
		if (text[at] !== '"') field += text[at];
		else if (text[at + 1] === '"') {
			field += '"';
			at += 1;
		} else return [field, at + 1];
	}
	throw new Error(`The quote at ${start} is never closed.`);
}

function plainField(text: string, start: number): [string, number] {
	let at = start;
	while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
		if (text[at] === '"' || text[at] === '\n') throw new Error(`A stray sign at ${at}.`);
		at += 1;
	}
	return [text.slice(start, at), at];
}
