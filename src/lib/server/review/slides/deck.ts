/** A review as slides: real text, tables and charts, so that whoever presents it can change it. */
import { m } from '$lib/paraglide/messages.js';
import type { ReviewDocument, SectionId } from '$lib/review/document.ts';
import { corePart, packageOf, type Part } from '../../office/package.ts';
import { relations } from '../../office/relations.ts';
import { plainText, xmlText } from '../../office/xml.ts';
import { chartParts } from './chart-xml.ts';
import { definitionsOf, sectionSlides } from './flow.ts';
import { officeTag } from './look.ts';
import { commonParts, PLACES, SECTION_LAYOUT, TITLE_LAYOUT } from './master.ts';
import { cutTo } from '$lib/format/lines.ts';
import { cleaned, heightOfAll } from './paragraphs.ts';
import { MARGIN, TOP, WIDTH, type Paragraph, type Slide } from './shapes.ts';
import {
	chartFrameXml,
	footOf,
	notesPart,
	presentationPart,
	slidePath,
	slideXml
} from './slide-xml.ts';
import { tableXml, textShapeXml, type Ink } from './text-xml.ts';

/** @param address of a path of the product, as others open it */
export function deckOf(
	document: ReviewDocument,
	address: (path: string) => string
): Uint8Array<ArrayBuffer> {
	const slides = slidesOf(document, address);
	const tag = officeTag(document.language);
	const isRightToLeft = document.language === 'ar';
	const definitions = definitionsOf(document);
	const foot = footOf(document);
	const slideOf = (section: SectionId) =>
		slidePath(slides.findIndex((slide) => slide.section === section) + 1);
	let charts = 0;
	const parts = slides.flatMap((slide, index): Part[] => {
		const { list, relate } = relations();
		const ink: Ink = { tag, isRightToLeft, relate, address, slideOf };
		relate('slideLayout', slide.isTitle ? TITLE_LAYOUT : SECTION_LAYOUT);
		const ofCharts: Part[] = [];
		const shapes = slide.shapes.map((shape, at) => {
			const id = at + 5;
			if (shape.kind === 'text') return textShapeXml(id, shape, ink);
			if (shape.kind === 'table') return tableXml(id, shape, ink);
			charts += 1;
			ofCharts.push(...chartParts(shape.chart, charts, tag));
			const relation = relate('chart', `ppt/charts/chart${charts}.xml`);
			return chartFrameXml(id, shape, relation, isRightToLeft);
		});
		const notes = slide.measures.flatMap((measure) => definitions.get(measure) ?? []);
		const notesPath = `ppt/notesSlides/notesSlide${index + 1}.xml`;
		if (notes.length > 0) relate('notesSlide', notesPath);
		return [
			{
				path: slidePath(index + 1),
				type: 'officedocument.presentationml.slide',
				data: slideXml(slide, shapes.join(''), foot, ink),
				relations: list
			},
			...ofCharts,
			...(notes.length === 0 ? [] : [notesPart(notesPath, notes, index + 1, ink)])
		];
	});
	const creator = m.product_name();
	return packageOf(
		[
			presentationPart(slides.length, isRightToLeft),
			...parts,
			...commonParts(document.language, isRightToLeft),
			corePart({ title: document.title, creator, language: tag, day: document.day }),
			{
				path: 'docProps/app.xml',
				type: 'officedocument.extended-properties',
				data: `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>${xmlText(creator)}</Application></Properties>`
			}
		],
		[
			{ id: 'rId1', kind: 'officeDocument', target: 'ppt/presentation.xml' },
			{ id: 'rId2', kind: 'core-properties', target: 'docProps/core.xml' },
			{ id: 'rId3', kind: 'extended-properties', target: 'docProps/app.xml' }
		]
	);
}

function slidesOf(document: ReviewDocument, address: (path: string) => string): Slide[] {
	const sections = document.sections.flatMap(sectionSlides);
	return [cover(document, address), contents(document), ...sections];
}

function cover(
	{ title, department, asOf, coverage, viewer, published, warnings, href }: ReviewDocument,
	address: (path: string) => string
): Slide {
	const soft = (text: string, size: number): Paragraph => ({
		runs: [{ text, ink: 'soft' }],
		size,
		before: 6
	});
	const paragraphs = [
		{
			runs: [{ text: cutTo(plainText(department ?? m.scope_whole_company()), 3, WIDTH, 20) }],
			size: 20,
			isForeign: department !== null
		},
		{ runs: [{ text: asOf }], size: 16, before: 8 },
		soft(coverage, 12),
		...published.map((text) => soft(text, 12)),
		...warnings.map((text) => ({
			runs: [{ text, ink: 'warning' as const, isBold: true }],
			size: 14,
			before: 12
		})),
		...(viewer === '' ? [] : [soft(`${m.export_viewer()}: ${viewer}`, 12)]),
		// To be read on paper, too.
		{ runs: [{ text: address(href), href }], size: 10.5, before: 16, isForeign: true }
	].map(cleaned);
	const height = heightOfAll(paragraphs, WIDTH);
	const box = { x: MARGIN, y: PLACES.cover.y + PLACES.cover.height + 16, width: WIDTH, height };
	return {
		title,
		section: null,
		isTitle: true,
		shapes: [{ kind: 'text', name: m.scope_as_of(), box, paragraphs }],
		measures: []
	};
}

function contents({ sections }: ReviewDocument): Slide {
	const paragraphs = sections.map(({ id, title }, index) =>
		cleaned({
			runs: [{ text: `${index + 1}. ` }, { text: title, section: id }],
			size: 15,
			before: 6
		})
	);
	const box = { x: MARGIN, y: TOP, width: WIDTH, height: heightOfAll(paragraphs, WIDTH) };
	const title = m.review_contents();
	return {
		title,
		section: null,
		isTitle: false,
		shapes: [{ kind: 'text', name: title, box, paragraphs }],
		measures: []
	};
}
