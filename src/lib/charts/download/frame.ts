/** A drawing as a file of its own: light colours, its title, what part of the data it shows, and where it comes from. */
import tokens from '$lib/styles/tokens.css?raw';
import { pictureOf } from '../picture.ts';
import { drawColumns } from './columns.ts';
import type { Drawing, Drawn } from './drawing.ts';
import { drawMatrix } from './matrix.ts';
import { boxAt, PATTERNS, shortened, textAt } from './svg.ts';

export interface Words {
	readonly title: string;
	/** Place, period and as-of day. */
	readonly scope: string;
	/** The product and the address that opens the page again. */
	readonly source: string;
	readonly isRightToLeft: boolean;
}

const MARGIN = 24;
const HEAD = 62;
const FOOT = 34;

export function framedSvg(drawing: Drawing, words: Words): string {
	const { svg, width: inner, height: innerHeight } = draw(drawing);
	const width = inner + 2 * MARGIN;
	const height = HEAD + innerHeight + FOOT;
	const x = words.isRightToLeft ? width - MARGIN : MARGIN;
	const anchor = 'start' as const;
	const direction = words.isRightToLeft ? ' direction="rtl"' : '';
	const room = Math.floor(inner / 7);
	return inLight(
		[
			`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="var(--font)">`,
			PATTERNS,
			`<rect width="${width}" height="${height}" fill="var(--surface)"/>`,
			`<g${direction}>`,
			textAt(x, 24, words.title, { size: 16, isBold: true, anchor }),
			textAt(x, 46, shortened(words.scope, room), { color: 'var(--ink-soft)', anchor }),
			'</g>',
			`<g transform="translate(${MARGIN} ${HEAD})">${svg}</g>`,
			textAt(MARGIN, height - 16, shortened(words.source, Math.floor(inner / 5.5)), {
				size: 10,
				color: 'var(--ink-faint)'
			}),
			'</svg>'
		].join('')
	);
}

function draw(drawing: Drawing): Drawn {
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
		case 'matrix':
			return drawMatrix(drawing.matrix, drawing.shows);
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
