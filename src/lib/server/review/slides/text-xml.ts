/** Text, boxes and tables of slides as DrawingML. */
import type { RelationKind } from '../../office/package.ts';
import { directionOf, xmlText } from '../../office/xml.ts';
import { INKS, LINE_COLOR } from './look.ts';
import { indentOf, lineHeight, PADDING, textOf } from './paragraphs.ts';
import { SLIDE, type Box, type CellOf, type Paragraph, type Run, type Shape } from './shapes.ts';

/** What the texts of one slide need to be written. */
export interface Ink {
	/** `zh-CN` */
	readonly tag: string;
	readonly isRightToLeft: boolean;
	/** Makes a relation of the slide, once for each target. @returns its id */
	readonly relate: (kind: RelationKind, target: string) => string;
	/** The address of a path of the product. */
	readonly address: (path: string) => string;
	/** The part of the first slide of a section. */
	readonly slideOf: (section: NonNullable<Run['section']>) => string;
}

export const EMU = 12_700;
export const emu = (points: number): number => Math.round(points * EMU);

/** Where it is: in languages from right to left from the other side. */
export function placeXml(name: 'a' | 'p', box: Box, isRightToLeft: boolean): string {
	const x = isRightToLeft ? SLIDE.width - box.x - box.width : box.x;
	const at = `<a:off x="${emu(x)}" y="${emu(box.y)}"/><a:ext cx="${emu(box.width)}" cy="${emu(box.height)}"/>`;
	return `<${name}:xfrm>${at}</${name}:xfrm>`;
}

export function textShapeXml(
	id: number,
	shape: Extract<Shape, { kind: 'text' }>,
	ink: Ink
): string {
	const { box, name, paragraphs, isTile = false } = shape;
	const inset = isTile ? emu(2 * PADDING) : 0;
	const line = isTile
		? `<a:ln w="9525"><a:solidFill><a:srgbClr val="${LINE_COLOR}"/></a:solidFill></a:ln>`
		: '<a:ln><a:noFill/></a:ln>';
	return (
		`<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xmlText(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>` +
		`<p:spPr>${placeXml('a', box, ink.isRightToLeft)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>${line}</p:spPr>` +
		`<p:txBody><a:bodyPr wrap="square" lIns="${inset}" tIns="${inset}" rIns="${inset}" bIns="${inset}"${ink.isRightToLeft ? ' rtlCol="1"' : ''} anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>` +
		`${paragraphsXml(paragraphs, ink)}</p:txBody></p:sp>`
	);
}

export function tableXml(id: number, shape: Extract<Shape, { kind: 'table' }>, ink: Ink): string {
	const { box, name, widths, rows } = shape;
	const columns = widths.map((width) => `<a:gridCol w="${emu(width)}"/>`).join('');
	const body = rows.map(
		({ height, cells }) =>
			`<a:tr h="${emu(height)}">${cells.map((cell) => cellXml(cell, ink)).join('')}</a:tr>`
	);
	return (
		`<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${xmlText(name)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>` +
		`${placeXml('p', box, ink.isRightToLeft)}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">` +
		`<a:tbl><a:tblPr firstRow="1"${ink.isRightToLeft ? ' rtl="1"' : ''}/><a:tblGrid>${columns}</a:tblGrid>${body.join('')}</a:tbl>` +
		'</a:graphicData></a:graphic></p:graphicFrame>'
	);
}

function cellXml({ paragraph, isHead }: CellOf, ink: Ink): string {
	const side = emu(PADDING);
	const none = (edge: string) => `<a:${edge} w="0"><a:noFill/></a:${edge}>`;
	const below = `<a:lnB w="9525"><a:solidFill><a:srgbClr val="${LINE_COLOR}"/></a:solidFill></a:lnB>`;
	const fill = isHead ? '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>' : '<a:noFill/>';
	return (
		`<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraphsXml([paragraph], ink)}</a:txBody>` +
		`<a:tcPr marL="${side}" marR="${side}" marT="${side}" marB="${side}"${isHead ? ' anchor="b"' : ''}>` +
		`${none('lnL')}${none('lnR')}${none('lnT')}${below}${fill}</a:tcPr></a:tc>`
	);
}

export function paragraphsXml(paragraphs: readonly Paragraph[], ink: Ink): string {
	return paragraphs.map((one, index) => paragraphXml(one, index === 0, ink)).join('');
}

function paragraphXml(paragraph: Paragraph, isFirst: boolean, ink: Ink): string {
	const { before = 0, isBullet = false, isForeign = false, align = 'start', size } = paragraph;
	const own = isForeign ? directionOf(textOf(paragraph)) : null;
	const isRightToLeft = own === null ? ink.isRightToLeft : own === 'rtl';
	// Where it begins is the document's matter; which way its words run is theirs.
	const isAtRight = ink.isRightToLeft === (align === 'start');
	const side = align === 'center' ? 'ctr' : isAtRight ? 'r' : 'l';
	const margin = emu(indentOf(paragraph));
	const hang = isBullet
		? ` indent="${-emu(indentOf(paragraph) - (paragraph.indent ?? 0))}"`
		: ' indent="0"';
	const space = isFirst ? 0 : Math.round(before * 100);
	const bullet = isBullet ? '<a:buChar char="•"/>' : '<a:buNone/>';
	const runs = paragraph.runs.map((run) => runXml(run, size, isForeign, ink)).join('');
	return (
		`<a:p><a:pPr marL="${margin}"${hang} algn="${side}" rtl="${isRightToLeft ? 1 : 0}">` +
		`<a:lnSpc><a:spcPts val="${Math.round(lineHeight(paragraph) * 100)}"/></a:lnSpc><a:spcBef><a:spcPts val="${space}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>${bullet}</a:pPr>` +
		`${runs}<a:endParaRPr lang="${ink.tag}" sz="${Math.round(size * 100)}"/></a:p>`
	);
}

function runXml(run: Run, size: number, isForeign: boolean, ink: Ink): string {
	const link = linkXml(run, ink);
	const language = isForeign ? '' : ` lang="${ink.tag}"`;
	const about =
		`<a:rPr${language} sz="${Math.round(size * 100)}" b="${run.isBold === true ? 1 : 0}" dirty="0">` +
		`<a:solidFill><a:schemeClr val="${INKS[run.ink ?? 'ink']}"/></a:solidFill>${link}</a:rPr>`;
	return run.text
		.replace(/\n$/, '')
		.split('\n')
		.map((line) => (line === '' ? '' : `<a:r>${about}<a:t>${xmlText(line)}</a:t></a:r>`))
		.join(`<a:br>${about}</a:br>`);
}

function linkXml({ href, section }: Run, ink: Ink): string {
	if (section !== undefined)
		return `<a:hlinkClick r:id="${ink.relate('slide', ink.slideOf(section))}" action="ppaction://hlinksldjump"/>`;
	if (href === undefined || href === null) return '';
	return `<a:hlinkClick r:id="${ink.relate('hyperlink', ink.address(href))}"/>`;
}
