/** A review laid out on slides: its blocks one below the other, on as many slides as they need. Nothing is cut, nothing overflows. */
import type { Block, MeasureName, ReviewDocument, Section } from '$lib/review/document.ts';
import { cleaned, heightOf, heightOfAll, lineHeight, PADDING, splitAt } from './paragraphs.ts';
import {
	BOTTOM,
	MARGIN,
	TOP,
	WIDTH,
	type Paragraph,
	type Run,
	type Shape,
	type Slide
} from './shapes.ts';
import { tableOf, type TableRow } from './tables.ts';

const GAP = 10;
/** What a heading wants below it on the same slide. */
const COMPANY = 90;
const CHART = { least: 230, most: 330 } as const;
const TILES = 5;

export function sectionSlides(section: Section): Slide[] {
	const flow = new Flow(section);
	section.blocks.forEach((block, at) => flow.add(block, section.blocks.slice(at + 1)));
	return flow.slides();
}

class Flow {
	readonly #section: Section;
	#pages: { shapes: Shape[]; measures: Set<MeasureName> }[] = [];
	#y = BOTTOM;
	/** The paragraphs of the text box that is not full yet. */
	#open: Paragraph[] = [];

	constructor(section: Section) {
		this.#section = section;
		this.#turn();
	}

	slides(): Slide[] {
		this.#close();
		const { id, title } = this.#section;
		return this.#pages.map(({ shapes, measures }, index) => ({
			title: index === 0 ? title : `${title} (${index + 1})`,
			section: id,
			isTitle: false,
			shapes,
			measures: [...measures]
		}));
	}

	/** @param after the blocks that follow it */
	add(block: Block, after: readonly Block[]): void {
		switch (block.kind) {
			case 'figures':
				return this.#figures(block.figures);
			case 'table':
				return this.#table(block);
			case 'shares':
				return this.#chart(`${block.title} · ${block.shares.totalName}`, block.shares.label, {
					kind: 'shares',
					shares: block.shares
				});
			case 'lines':
				return this.#chart(block.title, block.label, { kind: 'lines', lines: block.lines });
			case 'sentence':
			case 'heading':
			case 'note':
			case 'points':
			case 'quote':
			case 'decision':
			case 'definition':
				paragraphsOf(block).forEach((paragraph, at, all) => {
					const next = all[at + 1];
					const follows = next === undefined ? 0 : lineHeight(next) + (next.before ?? 0);
					this.#write(paragraph, block.kind === 'heading' ? companyOf(after) : follows);
				});
				if (block.kind === 'sentence') this.#tell(block.evidence.map(({ measure }) => measure));
		}
	}

	/** @param company the room that must be left below it on the same slide */
	#write(dirty: Paragraph, company = 0): void {
		const paragraph = cleaned(dirty);
		const height = heightOf(paragraph, WIDTH);
		if (this.#room(paragraph) < height + company && !this.#isEmpty() && height < BOTTOM - TOP)
			this.#turn();
		const lines = Math.floor(this.#room(paragraph) / lineHeight(paragraph));
		const [part, rest] = splitAt(paragraph, WIDTH, Math.max(1, lines));
		this.#open.push(part);
		if (rest === null) return;
		this.#turn();
		this.#write(rest);
	}

	#figures(figures: Extract<Block, { kind: 'figures' }>['figures']): void {
		this.#close();
		for (let at = 0; at < figures.length; at += TILES) {
			const row = figures.slice(at, at + TILES);
			const width = (WIDTH - (TILES - 1) * GAP) / TILES;
			const tiles = row.map((figure) => [
				cleaned({ runs: [{ text: figure.title, href: figure.href, isBold: true }], size: 12 }),
				cleaned({ runs: [{ text: figure.text, isBold: true }], size: 28 }),
				cleaned({ runs: [{ text: figure.note, ink: 'soft' }], size: 10.5 })
			]);
			const inner = width - 4 * PADDING;
			const height = Math.max(...tiles.map((tile) => heightOfAll(tile, inner))) + 4 * PADDING;
			this.#make(height);
			tiles.forEach((paragraphs, index) =>
				this.#put({
					kind: 'text',
					name: row[index]?.title ?? '',
					box: { x: MARGIN + index * (width + GAP), y: this.#y, width, height },
					paragraphs,
					isTile: true
				})
			);
			this.#y += height + GAP;
			this.#tell(row.map(({ evidence }) => evidence.measure));
		}
	}

	#table(block: Extract<Block, { kind: 'table' }>): void {
		const isTitled = block.title === this.#section.title;
		const caption: Paragraph = { ...HEADING, runs: [{ text: block.title, isBold: true }] };
		const about: Paragraph = { ...NOTE, runs: [{ text: block.about ?? '', ink: 'soft' }] };
		const above = [...(isTitled ? [] : [caption]), ...(block.about === null ? [] : [about])];
		const { widths, head, rows } = tableOf(block, BOTTOM - TOP - lineHeight(HEADING) - GAP);
		this.#keepWhole(above, [head, ...rows]);
		above.forEach((paragraph) => this.#write(paragraph, COMPANY));
		this.#close();
		let rest: readonly TableRow[] = rows;
		do {
			const [first] = rest;
			this.#make(head.height + (first?.height ?? 0), () => {
				if (isTitled || rest === rows) return;
				this.#write(caption);
				this.#close();
			});
			const count = this.#fitting(head, rest);
			this.#putTable(block.title, widths, [head, ...rest.slice(0, count)]);
			rest = rest.slice(count);
		} while (rest.length > 0);
		if (block.more === null) return;
		this.#write({ ...NOTE, runs: [{ text: block.more, ink: 'soft', href: block.href }] });
	}

	/** A table that fits a slide is not torn: it begins on the next one. */
	#keepWhole(above: readonly Paragraph[], rows: readonly TableRow[]): void {
		const words = heightOfAll(above, WIDTH) + (above[0]?.before ?? 0) + GAP;
		const height = words + rows.reduce((sum, row) => sum + row.height, 0);
		const isShort = height <= BOTTOM - TOP;
		if (isShort && height > this.#room({ before: 0 }) && !this.#isEmpty()) this.#turn();
	}

	#fitting(head: TableRow, rows: readonly TableRow[]): number {
		let height = this.#y + head.height;
		const over = rows.findIndex((row) => (height += row.height) > BOTTOM);
		return over < 0 ? rows.length : Math.max(1, over);
	}

	#putTable(name: string, widths: readonly number[], rows: readonly TableRow[]): void {
		const width = widths.reduce((sum, one) => sum + one, 0);
		const height = rows.reduce((sum, one) => sum + one.height, 0);
		const box = { x: MARGIN, y: this.#y, width, height };
		this.#put({ kind: 'table', name, box, widths, rows });
		this.#y += height + GAP;
	}

	#chart(title: string, label: string, chart: Extract<Shape, { kind: 'chart' }>['chart']): void {
		this.#write({ ...HEADING, runs: [{ text: title, isBold: true }] }, CHART.least + GAP);
		this.#close();
		this.#make(CHART.least);
		const height = Math.min(CHART.most, BOTTOM - this.#y);
		const box = { x: MARGIN, y: this.#y, width: WIDTH, height };
		this.#put({ kind: 'chart', name: title, box, label, chart });
		this.#y += height + GAP;
	}

	/** Room for something of this height: here, or on the next slide. */
	#make(height: number, onNext: () => void = () => undefined): void {
		if (this.#y + height <= BOTTOM || this.#isEmpty()) return;
		this.#turn();
		onNext();
	}

	#put(shape: Shape): void {
		this.#pages.at(-1)?.shapes.push(shape);
	}

	#tell(measures: readonly MeasureName[]): void {
		measures.forEach((measure) => this.#pages.at(-1)?.measures.add(measure));
	}

	#isEmpty(): boolean {
		return this.#open.length === 0 && this.#pages.at(-1)?.shapes.length === 0;
	}

	/** What is left for one more paragraph. */
	#room({ before = 0 }: Pick<Paragraph, 'before'>): number {
		const used = heightOfAll(this.#open, WIDTH) + (this.#open.length === 0 ? 0 : before);
		return BOTTOM - this.#y - used;
	}

	/** The text box ends here. */
	#close(): void {
		if (this.#open.length === 0) return;
		const height = heightOfAll(this.#open, WIDTH);
		const box = { x: MARGIN, y: this.#y, width: WIDTH, height };
		this.#put({ kind: 'text', name: this.#section.title, box, paragraphs: this.#open });
		this.#open = [];
		this.#y += height + GAP;
	}

	#turn(): void {
		this.#close();
		this.#pages.push({ shapes: [], measures: new Set() });
		this.#y = TOP;
	}
}

const HEADING = { size: 14, before: 12 } as const;
const NOTE = { size: 12, before: 4 } as const;

function paragraphsOf(block: TextBlock): Paragraph[] {
	switch (block.kind) {
		case 'sentence':
			return [
				{ runs: [{ text: block.text }, ...linkTo(block.href)], size: 15, before: 5, isBullet: true }
			];
		case 'heading':
			return [
				{
					...HEADING,
					runs: [{ text: block.text, isBold: true, href: block.href }],
					isForeign: block.isForeign
				}
			];
		case 'note':
			return [{ ...NOTE, runs: [{ text: block.text, ink: 'soft' }] }];
		case 'points':
			return block.points.map(({ name, text }) => ({
				runs: [{ text: `${name}: `, ink: 'soft' as const }, { text }],
				size: 12,
				before: 3
			}));
		case 'quote':
		case 'decision':
			return [
				{
					runs: [{ text: block.text }],
					size: block.kind === 'decision' ? 15 : 12,
					before: 8,
					indent: 16,
					isForeign: true
				},
				{ runs: [{ text: block.source, ink: 'soft' }], size: 10.5, before: 1, indent: 16 }
			];
		case 'definition':
			return [
				{ runs: [{ text: block.name, isBold: true }], size: 11, before: 6 },
				{ runs: [{ text: block.text }], size: 11, before: 0, isForeign: true }
			];
	}
}

/** What belongs to a heading stands below it on the same slide, as long as one slide holds it. */
function companyOf(after: readonly Block[]): number {
	const end = after.findIndex((block) => !isText(block) || block.kind === 'heading');
	const own = after.slice(0, end < 0 ? after.length : end).filter(isText);
	const height = own
		.flatMap(paragraphsOf)
		.reduce((sum, one) => sum + (one.before ?? 0) + heightOf(cleaned(one), WIDTH), 0);
	const isShort = height > 0 && height <= BOTTOM - TOP - 2 * lineHeight(HEADING);
	return isShort ? height : COMPANY;
}

type TextBlock = Exclude<Block, { kind: 'figures' | 'table' | 'shares' | 'lines' }>;

function isText(block: Block): block is TextBlock {
	return !['figures', 'table', 'shares', 'lines'].includes(block.kind);
}

/** A mark after a sentence: a whole one, underlined, is hard to read from afar, and LibreOffice sets it in one direction only. */
function linkTo(href: string | null): Run[] {
	return href === null ? [] : [{ text: ' ' }, { text: '↗', href }];
}

/** The measures of a document as it defines them, for the notes of its slides. */
export function definitionsOf({ sections }: ReviewDocument): Map<MeasureName, string> {
	return new Map(
		sections.flatMap(({ blocks }) =>
			blocks.flatMap((block) =>
				block.kind === 'definition'
					? [[block.measure, `${block.name}: ${block.text}`] as const]
					: []
			)
		)
	);
}
