/** Paragraphs, tables and styles of a text for Word (WordprocessingML). */
import { directionOf, plainText, xmlText } from '../../office/xml.ts';
import { fontsOf, LINE_COLOR, officeTag, THEME_COLORS } from '../slides/look.ts';

export const NAMESPACES =
	'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export interface Pen {
	readonly isRightToLeft: boolean;
	/** @returns the id of a relation to the page at that path */
	readonly link: (path: string) => string;
}

export interface Words {
	readonly text: string;
	readonly isBold?: boolean;
	/** Of people: they run in their own direction. */
	readonly isForeign?: boolean;
	readonly href?: string | null;
}

/** Between the margins, in points. */
export const WIDTH = 493;
/** Sizes of words in tables, in points. */
export const CELL = { usual: 8.5, small: 7 } as const;

export function paragraph(pen: Pen, style: string, ...runs: readonly Words[]): string {
	return withLook(pen, style, '', runs);
}

function withLook(pen: Pen, style: string, align: string, runs: readonly Words[]): string {
	const own = runs.length === 1 && runs[0]?.isForeign === true ? directionOf(runs[0].text) : null;
	const isRightToLeft = own === null ? pen.isRightToLeft : own === 'rtl';
	// `start` and `end` are those of the paragraph; where it begins is the document's matter.
	const side = align === '' && isRightToLeft !== pen.isRightToLeft ? 'end' : align;
	const look = `${isRightToLeft ? '<w:bidi/>' : ''}${side === '' ? '' : `<w:jc w:val="${side}"/>`}`;
	return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${look}</w:pPr>${runs.map((run) => runXml(run, pen)).join('')}</w:p>`;
}

function runXml({ text, isBold = false, isForeign = false, href = null }: Words, pen: Pen): string {
	const own = isForeign ? directionOf(text) : null;
	const isRightToLeft = own === null ? pen.isRightToLeft : own === 'rtl';
	const look =
		(href === null ? '' : '<w:rStyle w:val="Hyperlink"/>') +
		(isBold ? '<w:b/><w:bCs/>' : '') +
		(isRightToLeft ? '<w:rtl/>' : '');
	const lines = plainText(text)
		.split('\n')
		.map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`)
		.join('<w:br/>');
	const run = `<w:r><w:rPr>${look}</w:rPr>${lines}</w:r>`;
	return href === null ? run : `<w:hyperlink r:id="${pen.link(href)}">${run}</w:hyperlink>`;
}

type CellWords = Words & { readonly isNumber: boolean };

/** @param widths in points @param rows the heads first */
export function table(
	pen: Pen,
	widths: readonly number[],
	rows: readonly (readonly CellWords[])[],
	isSmall: boolean
): string {
	const twips = widths.map((width) => Math.floor(width * 20));
	const rowXml = (cells: readonly CellWords[], index: number) => {
		const isHead = index === 0;
		const about = `<w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>`;
		const style = isSmall ? 'CellSmall' : 'Cell';
		return `<w:tr>${about}${cells.map((cell, at) => cellXml(pen, cell, { width: twips[at] ?? 0, isHead, style })).join('')}</w:tr>`;
	};
	const line = (edge: string) =>
		`<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="${LINE_COLOR}"/>`;
	return (
		`<w:tbl><w:tblPr>${pen.isRightToLeft ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${twips.reduce((sum, one) => sum + one, 0)}" w:type="dxa"/>` +
		`<w:tblBorders>${['top', 'bottom', 'insideH'].map(line).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
		`<w:tblGrid>${twips.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
		`${rows.map(rowXml).join('')}</w:tbl>`
	);
}

function cellXml(
	pen: Pen,
	cell: CellWords,
	{ width, isHead, style }: { width: number; isHead: boolean; style: string }
): string {
	const shade = isHead ? `<w:shd w:val="clear" w:color="auto" w:fill="${THEME_COLORS.lt2}"/>` : '';
	const words = { ...cell, isBold: isHead };
	return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade}</w:tcPr>${withLook(pen, style, cell.isNumber ? 'end' : '', [words])}</w:tc>`;
}

/** On every page, with its number. */
export function footXml(pen: Pen, text: string): string {
	const field = ['begin', 'end'].map((kind) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`);
	const number = field.join('<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>');
	const line = paragraph(pen, 'Footer', { text: `${text} · ` }).replace(
		'</w:p>',
		`${number}</w:p>`
	);
	return `<w:ftr ${NAMESPACES}>${line}</w:ftr>`;
}

interface Style {
	readonly id: string;
	/** Half points. */
	readonly size: number;
	readonly before?: number;
	readonly after?: number;
	readonly isBold?: boolean;
	readonly isSoft?: boolean;
	readonly isIndented?: boolean;
	/** Of a heading, from 1. */
	readonly level?: number;
}

const STYLES: readonly Style[] = [
	{ id: 'Title', size: 44, isBold: true, after: 120 },
	{ id: 'Subtitle', size: 28, after: 120 },
	{ id: 'Heading1', size: 32, isBold: true, before: 480, after: 120, level: 1 },
	{ id: 'Heading2', size: 24, isBold: true, before: 280, after: 80, level: 2 },
	{ id: 'Note', size: 18, isSoft: true, after: 80 },
	{ id: 'Quote', size: 20, before: 120, isIndented: true },
	{ id: 'Decision', size: 22, before: 160, isIndented: true },
	{ id: 'Source', size: 17, isSoft: true, isIndented: true, after: 120 },
	{ id: 'Cell', size: 2 * CELL.usual, before: 30, after: 30 },
	{ id: 'CellSmall', size: 2 * CELL.small, before: 30, after: 30 },
	{ id: 'Footer', size: 16, isSoft: true }
];

export function stylesXml(language: string): string {
	const { latin, asian, complex } = fontsOf(language);
	const tag = officeTag(language);
	const spoken = `<w:lang w:val="${tag}" w:eastAsia="zh-CN" w:bidi="${language === 'th' ? 'th-TH' : 'ar-SA'}"/>`;
	return (
		`<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:eastAsia="${asian}" w:cs="${complex}"/><w:sz w:val="21"/><w:szCs w:val="21"/>${spoken}</w:rPr></w:rPrDefault>` +
		'<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>' +
		'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
		`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="${THEME_COLORS.hlink}"/><w:u w:val="single"/></w:rPr></w:style>` +
		`${STYLES.map(styleXml).join('')}</w:styles>`
	);
}

function styleXml({ id, size, before = 0, after = 0, level, ...look }: Style): string {
	const name = level === undefined ? id : `heading ${level}`;
	const outline = level === undefined ? '' : `<w:outlineLvl w:val="${level - 1}"/>`;
	return (
		`<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
		`<w:pPr>${level === undefined ? '' : '<w:keepNext/>'}<w:spacing w:before="${before}" w:after="${after}"/>${look.isIndented === true ? '<w:ind w:start="400"/>' : ''}${outline}</w:pPr>` +
		`<w:rPr>${look.isBold === true ? '<w:b/><w:bCs/>' : ''}${look.isSoft === true ? `<w:color w:val="${THEME_COLORS.dk2}"/>` : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`
	);
}
