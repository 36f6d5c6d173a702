/** A review as a text for Word, to be edited further: headings, sentences with their links, tables, quotes, a foot on each page. */
import { m } from '$lib/paraglide/messages.js';
import type { Block, Cell, ReviewDocument } from '$lib/review/document.ts';
import { corePart, packageOf, type Part } from '../../office/package.ts';
import { footWords } from '../foot.ts';
import { relations } from '../../office/relations.ts';
import { officeTag } from '../slides/look.ts';
import { widthsOf } from '../slides/tables.ts';
import { tableOfChart, type PlainTable } from './tables.ts';
import {
	CELL,
	footXml,
	NAMESPACES,
	paragraph,
	stylesXml,
	table,
	WIDTH,
	type Pen,
	type Words
} from './word-xml.ts';

export function wordOf(
	document: ReviewDocument,
	address: (path: string) => string
): Uint8Array<ArrayBuffer> {
	const { list, relate } = relations();
	const tag = officeTag(document.language);
	const isRightToLeft = document.language === 'ar';
	const pen: Pen = {
		isRightToLeft,
		link: (path) => relate('hyperlink', address(path))
	};
	relate('styles', 'word/styles.xml');
	const foot = relate('footer', 'word/footer1.xml');
	const body = [
		...opening(document, pen, address),
		...document.sections.flatMap(({ title, blocks }) => [
			paragraph(pen, 'Heading1', { text: title }),
			...blocks.flatMap((block) => blockXml(block, title, pen))
		])
	];
	const bidi = isRightToLeft ? '<w:bidi/>' : '';
	const page = `<w:sectPr><w:footerReference w:type="default" r:id="${foot}"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1020" w:bottom="1134" w:left="1020" w:header="567" w:footer="567" w:gutter="0"/>${bidi}</w:sectPr>`;
	const { names, figures } = footWords(document);
	const parts: Part[] = [
		{
			path: 'word/document.xml',
			type: 'officedocument.wordprocessingml.document.main',
			data: `<w:document ${NAMESPACES}><w:body>${body.join('')}${page}</w:body></w:document>`,
			relations: list
		},
		{
			path: 'word/styles.xml',
			type: 'officedocument.wordprocessingml.styles',
			data: stylesXml(document.language)
		},
		{
			path: 'word/footer1.xml',
			type: 'officedocument.wordprocessingml.footer',
			data: footXml(pen, `${names} · ${figures}`)
		},
		corePart({ title: document.title, creator: m.product_name(), language: tag, day: document.day })
	];
	return packageOf(parts, [
		{ id: 'rId1', kind: 'officeDocument', target: 'word/document.xml' },
		{ id: 'rId2', kind: 'core-properties', target: 'docProps/core.xml' }
	]);
}

function opening(
	{ title, department, asOf, coverage, viewer, published, warnings, href }: ReviewDocument,
	pen: Pen,
	address: (path: string) => string
): string[] {
	return [
		paragraph(pen, 'Title', { text: title }),
		paragraph(
			pen,
			'Subtitle',
			department === null
				? { text: m.scope_whole_company() }
				: { text: department, isForeign: true }
		),
		paragraph(pen, 'Normal', { text: asOf }),
		paragraph(pen, 'Note', { text: coverage }),
		...(viewer === '' ? [] : [paragraph(pen, 'Note', { text: `${m.export_viewer()}: ${viewer}` })]),
		...published.map((text) => paragraph(pen, 'Normal', { text })),
		...warnings.map((text) => paragraph(pen, 'Normal', { text, isBold: true })),
		paragraph(pen, 'Note', { text: address(href), href, isForeign: true })
	];
}

function blockXml(block: Block, sectionTitle: string, pen: Pen): string[] {
	const write = (style: string, ...runs: readonly Words[]) => paragraph(pen, style, ...runs);
	switch (block.kind) {
		case 'sentence':
			return [write('Normal', { text: block.text, href: block.href })];
		case 'figures':
			return block.figures.map(({ title, text, note, href }) =>
				write(
					'Normal',
					{ text: title, href },
					{ text: ': ' },
					{ text, isBold: true },
					{ text: ` (${note})` }
				)
			);
		case 'heading':
			return [
				write('Heading2', { text: block.text, href: block.href, isForeign: block.isForeign })
			];
		case 'note':
			return [write('Note', { text: block.text })];
		case 'shares':
		case 'lines':
			return [write('Heading2', { text: block.title }), ...tableXml(tableOfChart(block), pen)];
		case 'table':
			return [
				...(block.title === sectionTitle ? [] : [write('Heading2', { text: block.title })]),
				...(block.about === null ? [] : [write('Note', { text: block.about })]),
				...tableXml(block, pen),
				...(block.more === null ? [] : [write('Note', { text: block.more, href: block.href })])
			];
		case 'points':
			return block.points.map(({ name, text }) =>
				write('Normal', { text: `${name}: `, isBold: true }, { text })
			);
		case 'quote':
		case 'decision':
			return [
				write(block.kind === 'quote' ? 'Quote' : 'Decision', { text: block.text, isForeign: true }),
				write('Source', { text: block.source })
			];
		case 'definition':
			return [write('Normal', { text: `${block.name}: `, isBold: true }, { text: block.text })];
	}
}

/** Columns from which on words are small, so that none breaks. */
const MANY = 6;

/** And an empty line, without which Word joins two tables. */
function tableXml({ columns, rows }: PlainTable, pen: Pen): string[] {
	const shared = columns.map(({ title, kind, ...column }) => ({
		title,
		kind,
		share: 'share' in column && typeof column.share === 'number' ? column.share : 1
	}));
	const isWide = columns.length > MANY;
	const widths = widthsOf(shared, rows, WIDTH, isWide ? CELL.small : CELL.usual);
	const heads = columns.map(({ title, kind }) => ({ text: title, isNumber: kind === 'number' }));
	const cells = rows.map((row) => row.map(cellOf));
	return [table(pen, widths, [heads, ...cells], isWide), paragraph(pen, 'Note')];
}

function cellOf(cell: Cell): Words & { readonly isNumber: boolean } {
	return cell.kind === 'number'
		? { text: cell.text, isNumber: true }
		: { text: cell.text, href: cell.href, isForeign: cell.isForeign, isNumber: false };
}
