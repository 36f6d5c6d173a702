import { linesOf } from '$lib/format/lines.ts';
import type { StoryEvent } from '../options/goal-story.ts';
import { stripOf, type StripPoint } from '$lib/confidence/strip.ts';
import { m } from '$lib/paraglide/messages.js';
import { drawSparkline, type SparklinePoint } from '../options/sparkline.ts';
import type { Drawn } from './drawing.ts';
import { drawLegend } from './grid.ts';
import { boxAt, circleAt, textAt } from './svg.ts';

/** A small multiple: what it is about, where it stands now, how it came there. */
export interface Card {
	readonly title: string;
	readonly value: string;
	/** Below the plot. */
	readonly notes: readonly string[];
	readonly plot:
		| {
				/** 0 to 10 before the three bands. */
				readonly kind: 'strip';
				readonly points: readonly StripPoint[];
				readonly events: readonly StoryEvent[];
		  }
		| { readonly kind: 'line'; readonly points: readonly SparklinePoint[] };
}

const WIDTH = 280;
const PLOT = 76;
const GAP = 28;
const LINE = 16;
/** The title beside its value. */
const TITLE_LINES = 2;
const VALUE = 64;
const NOTE_LINES = 2;

export function drawCards(cards: readonly Card[], isRightToLeft: boolean): Drawn {
	const perRow = Math.max(2, Math.min(3, cards.length));
	const width = perRow * WIDTH + (perRow - 1) * GAP;
	const noteLines = cards.map(({ notes }) =>
		notes.flatMap((note) => linesOf(note, NOTE_LINES, WIDTH, 11))
	);
	const most = Math.max(0, ...noteLines.map((lines) => lines.length));
	const height = TITLE_LINES * LINE + 8 + PLOT + 10 + most * LINE + 14;
	const drawn = cards.map((card, index) => {
		const column = index % perRow;
		const x = (isRightToLeft ? perRow - 1 - column : column) * (WIDTH + GAP);
		const y = Math.floor(index / perRow) * height;
		const start = isRightToLeft ? x + WIDTH : x;
		const end = isRightToLeft ? x : x + WIDTH;
		const top = y + TITLE_LINES * LINE + 8;
		return [
			...linesOf(card.title, TITLE_LINES, WIDTH - VALUE, 12, true).map((line, row) =>
				textAt(start, y + 8 + row * LINE, line, { isBold: true })
			),
			textAt(end, y + 8, card.value, { size: 14, isBold: true, anchor: 'end' }),
			`<g transform="translate(${x} ${top})" direction="ltr">${plotOf(card)}</g>`,
			...(noteLines[index] ?? []).map((line, row) =>
				textAt(start, top + PLOT + 14 + row * LINE, line, { size: 11, color: 'var(--ink-soft)' })
			)
		].join('');
	});
	const top = Math.ceil(cards.length / perRow) * height;
	const legend = drawLegend(legendOf(cards), { top, width, isRightToLeft });
	return { svg: drawn.join('') + legend.svg, width, height: legend.bottom };
}

function plotOf({ plot }: Card): string {
	if (plot.kind === 'line') return drawSparkline(plot.points, WIDTH, PLOT);
	const { marks, lines, ticks } = stripOf(plot.points, plot.events);
	// What stands at an edge is not cut.
	const x = (percent: number) => 5 + (percent * (WIDTH - 10)) / 100;
	const y = (percent: number) => (percent * PLOT) / 100;
	return [
		band('stable', 0, 30),
		band('watch', 30, 40),
		band('red', 70, 30),
		...lines.map(
			({ from, to }) =>
				`<line x1="${x(from.x)}" y1="${y(from.y)}" x2="${x(to.x)}" y2="${y(to.y)}" stroke="var(--ink)" stroke-width="1.75" stroke-linecap="round"/>`
		),
		...marks.map((mark) =>
			circleAt(
				x(mark.x),
				y(mark.y),
				mark.isLast ? 3.5 : 2.25,
				mark.point.isCarried ? 'var(--surface)' : 'var(--ink)'
			)
		),
		...ticks.map(({ x: at, kind }) => tick(kind, x(at), PLOT - 3))
	].join('');
}

function band(name: 'stable' | 'watch' | 'red', from: number, height: number): string {
	return `<rect y="${(from * PLOT) / 100}" width="${WIDTH}" height="${(height * PLOT) / 100}" fill="var(--${name})" fill-opacity="0.7"/>`;
}

function tick(kind: StoryEvent['kind'], x: number, y: number): string {
	return kind === 'edit'
		? `<rect x="${x - 1.5}" y="${y - 5}" width="3" height="10" fill="var(--accent)"/>`
		: `<path d="M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5-4.5z" fill="var(--ink)"/>`;
}

/** Of the strips; a line has its first and its last value in words. */
function legendOf(cards: readonly Card[]) {
	const strips = cards.flatMap(({ plot }) => (plot.kind === 'strip' ? [plot] : []));
	if (strips.length === 0) return [];
	const has = (kind: StoryEvent['kind']) =>
		strips.some(({ events }) => events.some((event) => event.kind === kind));
	const ground = (name: string) => (x: number, y: number) =>
		boxAt(x + 10, y + 3, 24, 16, `var(--${name})`);
	const middle = { x: 22, y: 11 };
	return [
		{ name: m.legend_stable(), sign: ground('stable') },
		{ name: m.legend_watch(), sign: ground('watch') },
		{ name: m.legend_red(), sign: ground('red') },
		{
			name: m.strip_stated(),
			sign: (x: number, y: number) => circleAt(x + middle.x, y + middle.y, 3.5, 'var(--ink)')
		},
		...(strips.some(({ points }) => points.some((point) => point.isCarried))
			? [
					{
						name: m.strip_carried(),
						sign: (x: number, y: number) =>
							circleAt(x + middle.x, y + middle.y, 3.5, 'var(--surface)')
					}
				]
			: []),
		...(['edit', 'owner'] as const).filter(has).map((kind) => ({
			name: kind === 'edit' ? m.story_edit() : m.story_owner(),
			sign: (x: number, y: number) => tick(kind, x + middle.x, y + middle.y)
		})),
		{ name: m.strip_gap(), sign: () => '' }
	];
}
