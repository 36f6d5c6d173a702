import { describe, expect, it } from 'vitest';
import {
	contentOf,
	elements,
	readOffice,
	serialized
} from '../../../../../test/support/office-file.ts';
import {
	address,
	HOSTILE,
	LONG,
	sampleReview,
	SENTENCES
} from '../../../../../test/support/sample-review.ts';
import { readWorkbook } from '../../../../../test/support/xlsx.ts';
import { plainText } from '../../office/xml.ts';
import { deckOf } from './deck.ts';
import { LINE, lineEnds } from '$lib/format/lines.ts';

const bytes = deckOf(sampleReview('en'), address);
const file = readOffice(bytes);
const slides = file.paths.filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path));
const textOf = (xml: string) =>
	elements(xml, 'a:p')
		.map((one) => elements(serialized(one), 'a:t').map(contentOf).join(''))
		.join('\n');

describe('the slides of a review', () => {
	it('are a complete package of well-formed parts, whatever people have written', () => {
		expect(file.problems).toEqual([]);
		expect(slides.length).toBeGreaterThan(8);
		const listed = elements(file.xml('ppt/presentation.xml'), 'p:sldId');
		const targets = file.relations('ppt/presentation.xml');
		expect(listed.map(({ attribs }) => targets.get(attribs['r:id'] ?? ''))).toEqual(slides);
	});

	it('hold every sentence, title and quote', () => {
		const all = slides.map((path) => textOf(file.xml(path))).join('\n');
		for (const sentence of SENTENCES) expect(all).toContain(sentence);
		expect(all).toContain(plainText(HOSTILE));
		expect(all).toContain('These are the first 40 of 90.');
		for (let index = 2; index < 40; index += 1) expect(all).toContain(`Goal ${index}`);
		// Twice, over the lines that slides and rows of tables end with.
		const words = all.replaceAll(/\s/g, '');
		expect(words.split(LONG.slice(-200).replaceAll(/\s/g, '')).length - 1).toBeGreaterThanOrEqual(
			1
		);
		expect(words.match(/最/g)).toHaveLength(1900);
		expect(words.match(/goesonandon/g)?.length).toBeGreaterThanOrEqual(118);
	});

	it('lead from sentences and goals to their pages', () => {
		const targets = slides.flatMap((path) => [...file.relations(path).values()]);
		expect(targets).toContain('https://okr.example.com/?period=q4&as_of=2026-11-22');
		expect(targets).toContain('https://okr.example.com/objectives/o39');
		expect(targets).toContain('https://okr.example.com/review/q4/d1?as_of=2026-11-22');
	});

	it('have no text that is longer than its box, and no boxes over one another', () => {
		for (const path of slides) {
			const boxes = boxesOf(file.xml(path));
			for (const box of boxes) {
				expect(box.needs, `${path} ${box.name}`).toBeLessThanOrEqual(box.height + 0.1);
				expect(box.x >= 39 && box.x + box.width <= 921, `${path} ${box.name}`).toBe(true);
				expect(box.y >= 80 && box.y + box.height <= 500, `${path} ${box.name}`).toBe(true);
				const over = boxes.filter((other) => other !== box && overlap(box, other));
				expect(
					over.map(({ name }) => name),
					`${path} ${box.name}`
				).toEqual([]);
			}
		}
	});

	it('have charts whose numbers and sheets are those of the review', () => {
		const read = (number: number) => {
			const path = `ppt/charts/chart${number}.xml`;
			const xml = file.xml(path);
			const [sheet] = readWorkbook(file.bytes([...file.relations(path).values()][0] ?? ''));
			return elements(xml, 'c:ser').map((one) => {
				const own = serialized(one);
				const points = (name: string) =>
					elements(own, name).flatMap((part) =>
						elements(serialized(part), 'c:pt').map((point) => ({
							at: Number(point.attribs['idx']),
							value: contentOf(point)
						}))
					);
				const [, column = ''] = /Sheet1!\$([A-Z])\$1</.exec(own) ?? [];
				const values = points('c:val');
				for (const { at, value } of values)
					expect(sheet?.cells.get(`${column}${at + 2}`)).toMatchObject({ type: 'n', value });
				expect(sheet?.cells.get(`${column}5`)).toBeUndefined();
				return [points('c:tx')[0]?.value, values.map(({ at, value }) => `${at}:${value}`).join()];
			});
		};
		expect(read(1)).toEqual([
			['Red <3', '0:0,2:3'],
			['Stable', '0:9,2:7'],
			['Not stated', '0:2,2:0']
		]);
		expect(read(2)).toEqual([
			['Expected', '0:10,1:20.5,2:30'],
			['Progress', '0:5,2:24']
		]);
	});

	it('say at their foot which figures these are, and in their notes what they mean', () => {
		for (const path of slides)
			expect(textOf(file.xml(path))).toMatch(
				/2026 Q4 · .* · As of 22 November 2026 · Data version 7 · abcdef012345(?!\d)/
			);
		const notes = file.paths.filter((path) => /notesSlides\/notesSlide\d+\.xml$/.test(path));
		expect(notes.map((path) => textOf(file.xml(path))).join()).toContain(
			'Delivery score: Mean of reached over expected.'
		);
	});

	it('are the same bytes for the same review', () => {
		expect(Buffer.compare(deckOf(sampleReview('en'), address), bytes)).toBe(0);
	});

	it('run from right to left in Arabic, with its own font', () => {
		const arabic = readOffice(deckOf(sampleReview('ar'), address));
		expect(arabic.problems).toEqual([]);
		expect(arabic.xml('ppt/presentation.xml')).toContain(' rtl="1"');
		expect(arabic.xml('ppt/theme/theme1.xml')).toContain('<a:cs typeface="Noto Sans Arabic"/>');
		const xml = slides.map((path) => arabic.xml(path)).join('');
		expect(xml).toContain('<a:tblPr firstRow="1" rtl="1"/>');
		expect(xml).toMatch(/algn="r" rtl="1"/);
		expect(xml).toContain('lang="ar-SA"');
		// Boxes stand at the right: what is narrower than a slide begins there.
		const [tile] = boxesOf(arabic.xml('ppt/slides/slide3.xml'));
		expect((tile?.x ?? 0) + (tile?.width ?? 0)).toBeCloseTo(920, 0);
	});
});

interface PlacedBox {
	readonly name: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** How high its text is. */
	readonly needs: number;
}

/** What stands between title and foot, in points. */
function boxesOf(xml: string): PlacedBox[] {
	return ['p:sp', 'p:graphicFrame'].flatMap((kind) =>
		elements(xml, kind).flatMap((one) => {
			const own = serialized(one);
			const [off] = elements(own, 'a:off');
			const [ext] = elements(own, 'a:ext');
			if (off === undefined || ext === undefined) return [];
			const width = Number(ext.attribs['cx']) / 12_700;
			const columns = elements(own, 'a:gridCol').map(
				({ attribs }) => Number(attribs['w']) / 12_700
			);
			const inset = Number(/lIns="(\d+)"/.exec(own)?.[1] ?? 0) / 12_700;
			const needs = elements(own, 'a:tr').map((row) =>
				Math.max(
					...elements(serialized(row), 'a:tc').map(
						(cell, at) => textHeight(serialized(cell), (columns[at] ?? 0) - 8) + 8
					)
				)
			);
			return [
				{
					name: elements(own, 'p:cNvPr')[0]?.attribs['name'] ?? '',
					x: Number(off.attribs['x']) / 12_700,
					y: Number(off.attribs['y']) / 12_700,
					width,
					height: Number(ext.attribs['cy']) / 12_700,
					needs:
						needs.length > 0
							? needs.reduce((sum, height) => sum + height, 0)
							: kind === 'p:sp'
								? textHeight(own, width - 2 * inset) + 2 * inset
								: 0
				}
			];
		})
	);
}

function textHeight(xml: string, width: number): number {
	return elements(xml, 'a:p').reduce((sum, paragraph, index) => {
		const own = serialized(paragraph).replaceAll(/<a:br>.*?<\/a:br>/g, '<a:t>\n</a:t>');
		const size = Number(/endParaRPr[^>]* sz="(\d+)"/.exec(own)?.[1] ?? 0) / 100;
		const margin = Number(/marL="(\d+)"/.exec(own)?.[1] ?? 0) / 12_700;
		const before = Number(/<a:spcBef><a:spcPts val="(\d+)"/.exec(own)?.[1] ?? 0) / 100;
		const isBold = / b="1"/.test(own);
		const text = elements(own, 'a:t').map(contentOf).join('');
		const lines = lineEnds(text, width - margin, size, isBold).length;
		return sum + (index === 0 ? 0 : before) + lines * size * LINE;
	}, 0);
}

function overlap(a: PlacedBox, b: PlacedBox): boolean {
	const apart =
		a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
	return !apart;
}
