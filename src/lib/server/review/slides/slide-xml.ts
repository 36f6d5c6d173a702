/** Slides, their notes and the list of them. */
import type { ReviewDocument } from '$lib/review/document.ts';
import type { Part } from '../../office/package.ts';
import { directionOf, plainText, xmlText } from '../../office/xml.ts';
import { footWords } from '../foot.ts';
import {
	defaultTextStyle,
	FOOT_SIZE,
	GROUP,
	MASTER,
	NAMESPACES,
	NOTES_MASTER,
	numberField,
	placeholderXml,
	PLACEHOLDERS,
	PLACES
} from './master.ts';
import { cutTo, lineEnds } from '$lib/format/lines.ts';
import { SLIDE, type Shape, type Slide } from './shapes.ts';
import { emu, placeXml, type Ink } from './text-xml.ts';

const PLAIN_BODY = '<a:bodyPr/><a:lstStyle/>';
const COLORS = '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>';
/** LibreOffice takes neither size nor font of a foot from the layout. */
const FOOT_FONTS =
	'<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>';
/** From the size that it should have to the least that is legible. */
const TITLE_SIZES = { cover: [36, 30, 24, 20], section: [24, 20, 16] } as const;

export function slidePath(number: number): string {
	return `ppt/slides/slide${number}.xml`;
}

/** One line: what people named gives way to what identifies the figures. */
export function footOf(document: ReviewDocument): string {
	const { names, figures } = footWords(document);
	const all = (names: string) => [names, figures].join(' · ');
	const { width } = PLACES.foot;
	const plain = plainText(names);
	if (lineEnds(all(plain), width, FOOT_SIZE).length === 1) return all(plain);
	const rest = width - figures.length * FOOT_SIZE * 0.75;
	return all(cutTo(plain, 1, rest, FOOT_SIZE));
}

export function slideXml(slide: Slide, shapes: string, foot: string, ink: Ink): string {
	const place = slide.isTitle ? PLACES.cover : PLACES.title;
	const kind = slide.isTitle ? PLACEHOLDERS.cover : PLACEHOLDERS.title;
	const { text, size } = titleOf(slide, place.width);
	const title = placeholderXml(
		2,
		'Title',
		kind,
		null,
		`${PLAIN_BODY}<a:p>${lineOf(text, ink, ` sz="${size * 100}"`)}</a:p>`
	);
	const footer = placeholderXml(
		3,
		'Footer',
		PLACEHOLDERS.foot,
		null,
		`${PLAIN_BODY}<a:p><a:pPr algn="${ink.isRightToLeft ? 'r' : 'l'}"/>${lineOf(foot, ink, ` sz="${FOOT_SIZE * 100}"`, FOOT_FONTS)}</a:p>`
	);
	const number = placeholderXml(
		4,
		'Number',
		PLACEHOLDERS.number,
		null,
		`${PLAIN_BODY}<a:p>${numberField(ink.tag)}</a:p>`
	);
	return `<p:sld ${NAMESPACES}><p:cSld><p:spTree>${GROUP}${title}${shapes}${footer}${number}</p:spTree></p:cSld>${COLORS}</p:sld>`;
}

function titleOf({ title, isTitle }: Slide, width: number): { text: string; size: number } {
	const sizes = isTitle ? TITLE_SIZES.cover : TITLE_SIZES.section;
	const lines = isTitle ? 2 : 1;
	const plain = plainText(title).replaceAll('\n', ' ');
	const last = sizes.at(-1) ?? 16;
	const size = sizes.find((one) => lineEnds(plain, width, one, true).length <= lines) ?? last;
	return { text: cutTo(plain, lines + 1, width * 0.9, size), size };
}

function lineOf(text: string, { tag }: Ink, attributes = '', fonts = ''): string {
	return `<a:r><a:rPr lang="${tag}"${attributes} dirty="0">${fonts}</a:rPr><a:t>${xmlText(text)}</a:t></a:r>`;
}

export function chartFrameXml(
	id: number,
	{ name, box, label }: Extract<Shape, { kind: 'chart' }>,
	relation: string,
	isRightToLeft: boolean
): string {
	return (
		`<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${xmlText(name)}" descr="${xmlText(label)}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>` +
		`${placeXml('p', box, isRightToLeft)}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">` +
		`<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${relation}"/></a:graphicData></a:graphic></p:graphicFrame>`
	);
}

/** What the figures of a slide mean, for whoever is asked. */
export function notesPart(path: string, texts: readonly string[], slide: number, ink: Ink): Part {
	const paragraphs = texts.map((text) => {
		const direction = directionOf(text) ?? (ink.isRightToLeft ? 'rtl' : 'ltr');
		const look = direction === 'rtl' ? ' algn="r" rtl="1"' : ' algn="l" rtl="0"';
		return `<a:p><a:pPr${look}/>${lineOf(text.replaceAll('\n', ' '), ink)}</a:p>`;
	});
	const body = placeholderXml(
		3,
		'Notes',
		PLACEHOLDERS.notes,
		null,
		`${PLAIN_BODY}${paragraphs.join('')}`
	);
	const picture =
		'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>';
	return {
		path,
		type: 'officedocument.presentationml.notesSlide',
		data: `<p:notes ${NAMESPACES}><p:cSld><p:spTree>${GROUP}${picture}${body}</p:spTree></p:cSld>${COLORS}</p:notes>`,
		relations: [
			{ id: 'rId1', kind: 'notesMaster', target: NOTES_MASTER },
			{ id: 'rId2', kind: 'slide', target: slidePath(slide) }
		]
	};
}

export function presentationPart(slides: number, isRightToLeft: boolean): Part {
	const numbers = Array.from({ length: slides }, (_, index) => index + 1);
	const ids = numbers.map((number) => `<p:sldId id="${255 + number}" r:id="rId${number + 2}"/>`);
	return {
		path: 'ppt/presentation.xml',
		type: 'officedocument.presentationml.presentation.main',
		data:
			`<p:presentation ${NAMESPACES} saveSubsetFonts="1"${isRightToLeft ? ' rtl="1"' : ''}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>` +
			`<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>${ids.join('')}</p:sldIdLst>` +
			`<p:sldSz cx="${emu(SLIDE.width)}" cy="${emu(SLIDE.height)}"/><p:notesSz cx="6858000" cy="9144000"/>${defaultTextStyle(isRightToLeft)}</p:presentation>`,
		relations: [
			{ id: 'rId1', kind: 'slideMaster', target: MASTER },
			{ id: 'rId2', kind: 'notesMaster', target: NOTES_MASTER },
			...numbers.map((number) => ({
				id: `rId${number + 2}`,
				kind: 'slide' as const,
				target: slidePath(number)
			}))
		]
	};
}
