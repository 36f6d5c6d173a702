/** A drawing as a file of its own: light colours, its title, what part of the data it shows, and where it comes from. */
import { linesOf } from '$lib/format/lines.ts';
import tokens from '$lib/styles/tokens.css?raw';
import { pictureOf } from '../picture.ts';
import { drawCards } from './cards.ts';
import { drawColumns } from './columns.ts';
import { contributionGrid } from './contribution-grid.ts';
import { coverageGrid } from './coverage-grid.ts';
import { dependencyGrid } from './dependency-grid.ts';
import type { Drawing, Drawn } from './drawing.ts';
import { drawGrid } from './grid.ts';
import { boxAt, PATTERNS, textAt } from './svg.ts';
import { visibilityGrid } from './visibility-grid.ts';
import { weekGrid } from './week-grid.ts';
import { weekStateGrid } from './week-state-grid.ts';

export interface Words {
	readonly title: string;
	/** Place, period, as-of day and filters. */
	readonly scope: string;
	/** What the values mean. */
	readonly definitions: readonly string[];
	/** The product and the address that opens the page again. */
	readonly source: string;
	readonly isRightToLeft: boolean;
}

const MARGIN = 24;
const LINE = 18;
const SMALL = { size: 11, color: 'var(--ink-soft)' } as const;

export function framedSvg(drawing: Drawing, words: Words): string {
	const { isRightToLeft } = words;
	const { svg, width: inner, height: innerHeight } = draw(drawing, isRightToLeft);
	const width = inner + 2 * MARGIN;
	const x = isRightToLeft ? width - MARGIN : MARGIN;
	const direction = isRightToLeft ? ' direction="rtl"' : '';
	const title = linesOf(words.title, 2, inner, 16, true);
	const scope = linesOf(words.scope, 3, inner, 12);
	const definitions = words.definitions.flatMap((text) => linesOf(text, 6, inner, 11));
	const head = 24 + title.length * 22 + scope.length * LINE;
	const foot = head + innerHeight + 16;
	const height = foot + definitions.length * 16 + 34;
	return inLight(
		[
			`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="var(--font)">`,
			PATTERNS,
			`<rect width="${width}" height="${height}" fill="var(--surface)"/>`,
			`<g${direction}>`,
			...title.map((line, row) => textAt(x, 24 + row * 22, line, { size: 16, isBold: true })),
			...scope.map((line, row) =>
				textAt(x, 24 + title.length * 22 + row * LINE, line, { color: 'var(--ink-soft)' })
			),
			...definitions.map((line, row) => textAt(x, foot + row * 16, line, SMALL)),
			'</g>',
			`<g transform="translate(${MARGIN} ${head})"${drawing.kind === 'chart' || drawing.kind === 'columns' ? '' : direction}>${svg}</g>`,
			textAt(MARGIN, height - 16, linesOf(words.source, 1, inner, 10)[0] ?? '', {
				size: 10,
				color: 'var(--ink-faint)'
			}),
			'</svg>'
		].join('')
	);
}

function draw(drawing: Drawing, isRightToLeft: boolean): Drawn {
	switch (drawing.kind) {
		case 'chart': {
			const { option, width, height, legend } = drawing;
			const entries = legend.map(
				({ color, name }, index) =>
					boxAt(0, height + 8 + index * 20, 14, 12, color) +
					textAt(22, height + 14 + index * 20, name)
			);
			return {
				svg: pictureOf(option, width, height) + entries.join(''),
				width,
				height: height + 8 + legend.length * 20
			};
		}
		case 'columns':
			return drawColumns(drawing.parts, drawing.columns, drawing.totalName);
		case 'weeks':
			return drawGrid(weekGrid(drawing.matrix, drawing.shows, isRightToLeft), isRightToLeft);
		case 'contributions':
			return drawGrid(contributionGrid(drawing.matrix), isRightToLeft);
		case 'dependencies':
			return drawGrid(dependencyGrid(drawing.matrix, drawing.anywhere), isRightToLeft);
		case 'visibility':
			return drawGrid(visibilityGrid(drawing.rows), isRightToLeft);
		case 'coverage':
			return drawGrid(coverageGrid(drawing.rows), isRightToLeft);
		case 'week_states':
			return drawGrid(weekStateGrid(drawing.weeks, isRightToLeft), isRightToLeft);
		case 'cards':
			return drawCards(drawing.cards, isRightToLeft);
	}
}

/** Outside a page there are no tokens: each becomes its value in the light colours, which also print. */
function inLight(svg: string): string {
	const light = new Map(
		[...(/:root \{([\s\S]*?)\n\}/.exec(tokens)?.[1] ?? '').matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
			([, name, value]) => [name, value?.replaceAll(/\s+/g, ' ').replaceAll('"', "'") ?? '']
		)
	);
	return svg.replaceAll(/var\((--[\w-]+)\)/g, (all, name: string) => light.get(name) ?? all);
}
