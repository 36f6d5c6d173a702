/**
 * How much room a text takes in a slide or a picture, in the unit of its font size. Nobody knows which font a device will show, so the
 * widths are those of a wide one, and a bit more: what fits here fits there.
 */

/** Height of a line for each unit of its font; slides say it exactly, so that no font's own height counts. */
export const LINE = 1.4;
const SPARE = 1.06;
const BOLD = 1.07;

const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const THAI = /\p{Script=Thai}/u;

/** Where each line ends: offsets in the text, the last one its length. */
export function lineEnds(text: string, width: number, size: number, isBold = false): number[] {
	const most = width / (size * SPARE * (isBold ? BOLD : 1));
	const ends: number[] = [];
	let at = 0;
	let used = 0;
	for (const piece of piecesOf(text)) {
		const wide = widthOf(piece.trimEnd());
		if (used > 0 && used + wide > most) {
			ends.push(at);
			used = 0;
		}
		if (wide > most)
			for (const sign of piece) {
				const one = signWidth(sign);
				if (used > 0 && used + one > most) {
					ends.push(at);
					used = 0;
				}
				used += one;
				at += sign.length;
			}
		else {
			used += widthOf(piece);
			at += piece.length;
		}
		if (piece.endsWith('\n')) {
			ends.push(at);
			used = 0;
		}
	}
	if (ends.at(-1) !== text.length || ends.length === 0) ends.push(text.length);
	return ends;
}

/** Of the text on one line. */
export function lineWidth(text: string, size: number, isBold = false): number {
	return widthOf(text) * size * SPARE * (isBold ? BOLD : 1);
}

/** The lines of the text, so many at most, with … where something is left out. */
export function linesOf(
	text: string,
	most: number,
	width: number,
	size: number,
	isBold = false
): string[] {
	const shown = cutTo(text, most, width, size, isBold);
	const ends = lineEnds(shown, width, size, isBold);
	return ends.map((end, index) => shown.slice(ends[index - 1] ?? 0, end).trim());
}

/** Of the longest piece that no line breaks. */
export function longestPiece(text: string, size: number, isBold = false): number {
	const widths = piecesOf(text).map((piece) => widthOf(piece.trim()));
	return Math.max(0, ...widths) * size * SPARE * (isBold ? BOLD : 1);
}

/** The text on so many lines at most, with … where something is left out. */
export function cutTo(
	text: string,
	lines: number,
	width: number,
	size: number,
	isBold = false
): string {
	const ends = lineEnds(text, width, size, isBold);
	if (ends.length <= lines) return text;
	const kept = [...text.slice(0, ends[lines - 1])];
	return `${kept.slice(0, -2).join('').trimEnd()}…`;
}

/** What stays together on a line, with the spaces after it. */
function piecesOf(text: string): string[] {
	return text.split(/(?<=[\s\u200b])(?=\S)|(?<=\n)/u).flatMap((word) => {
		if (THAI.test(word)) return [...thai.segment(word)].map(({ segment }) => segment);
		return WIDE.test(word) ? [...word] : [word];
	});
}

const thai = new Intl.Segmenter('th', { granularity: 'word' });

/** In ems. */
function widthOf(text: string): number {
	let sum = 0;
	for (const sign of text) sum += signWidth(sign);
	return sum;
}

function signWidth(sign: string): number {
	if (/[\n\p{Mn}\p{Cf}]/u.test(sign)) return 0;
	if (WIDE.test(sign)) return 1.02;
	if (/[\s.,:;'|!ijlI()[\]/·-]/.test(sign)) return 0.34;
	if (/[mwMW%@—…]/.test(sign)) return 0.95;
	if (/\p{Lu}/u.test(sign)) return 0.7;
	if (THAI.test(sign)) return 0.64;
	return 0.59;
}
