import { escapeHtml } from '../options/tooltip.ts';

export interface TextLook {
	readonly size?: number;
	readonly color?: string;
	readonly anchor?: 'start' | 'middle' | 'end';
	readonly isBold?: boolean;
}

/** A line of text; its middle stands at `y`. */
export function textAt(
	x: number,
	y: number,
	text: string,
	{ size = 12, color = 'var(--ink)', anchor = 'start', isBold = false }: TextLook = {}
): string {
	const weight = isBold ? ' font-weight="600"' : '';
	return `<text x="${x}" y="${y}" dominant-baseline="central" text-anchor="${anchor}" font-size="${size}" fill="${color}"${weight}>${escapeHtml(clean(text))}</text>`;
}

export function boxAt(
	x: number,
	y: number,
	width: number,
	height: number,
	fill: string,
	stroke?: string
): string {
	const line = stroke === undefined ? '' : ` stroke="${stroke}"`;
	return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="${fill}"${line}/>`;
}

export function circleAt(x: number, y: number, radius: number, fill: string): string {
	return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" stroke="var(--ink)" stroke-width="1.25"/>`;
}

/** Fills for what has no value: hatched is missing, dotted is not known. */
export const PATTERNS =
	'<defs>' +
	'<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path d="M0 3h6" stroke="var(--hatch)" stroke-width="1.5"/></pattern>' +
	'<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1" fill="var(--line-strong)"/></pattern>' +
	'</defs>';

/** XML holds neither control characters nor halves of a sign; one of them would make the whole picture unreadable. */
function clean(text: string): string {
	return text.toWellFormed().replaceAll(/[\p{Cc}\ufffe\uffff]/gu, ' ');
}
