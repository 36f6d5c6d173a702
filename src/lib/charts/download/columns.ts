import { formatCount } from '$lib/format/numbers.ts';
import type { ShareColumn, ShareLook, SharePart } from '../share-parts.ts';
import type { Drawn } from './drawing.ts';
import { boxAt, textAt } from './svg.ts';

const LOOKS: Record<ShareLook, { fill: string; ink: string; stroke?: string }> = {
	stable: { fill: 'var(--stable)', ink: 'var(--stable-ink)' },
	watch: { fill: 'var(--watch)', ink: 'var(--watch-ink)' },
	red: { fill: 'var(--red)', ink: 'var(--red-ink)' },
	strong: { fill: 'var(--scale-4)', ink: 'var(--scale-ink)' },
	weak: { fill: 'var(--scale-2)', ink: 'var(--scale-ink)' },
	missing: { fill: 'url(#hatch)', ink: 'var(--ink)', stroke: 'var(--line)' },
	calm: { fill: 'var(--surface-sunken)', ink: 'var(--ink)' },
	plain: { fill: 'var(--surface)', ink: 'var(--ink-soft)', stroke: 'var(--line)' },
	dotted: { fill: 'url(#dots)', ink: 'var(--ink)', stroke: 'var(--line)' }
};
const WIDTH = 52;
const GAP = 4;
const HEIGHT = 240;
/** Each part that is there has room for its digit, as on the page. */
const LEAST = 15;
const ROW = 20;

/** Columns of equal height whose parts are shares, as on the page. */
export function drawColumns(
	parts: readonly SharePart[],
	columns: readonly ShareColumn[],
	totalName: string
): Drawn {
	const drawn = columns.map(({ counts, total, short }, index) => {
		const x = index * (WIDTH + GAP);
		const sizes = parts.map(({ key }) => counts?.[key] ?? 0);
		const heights = heightsOf(sizes);
		let y = 0;
		const boxes = parts.map(({ look }, part) => {
			const count = sizes[part] ?? 0;
			const height = heights[part] ?? 0;
			if (count === 0) return '';
			const { fill, ink, stroke } = LOOKS[look];
			const box = boxAt(x, y, WIDTH, Math.max(1, height - 1), fill, stroke);
			const digit = textAt(x + WIDTH / 2, y + height / 2, formatCount(count), {
				color: ink,
				anchor: 'middle'
			});
			y += height;
			return box + digit;
		});
		const below = { anchor: 'middle' } as const;
		return [
			...boxes,
			textAt(x + WIDTH / 2, HEIGHT + 12, counts === null ? '–' : formatCount(total), {
				...below,
				isBold: true
			}),
			textAt(x + WIDTH / 2, HEIGHT + 28, short, {
				...below,
				size: 11,
				color: 'var(--ink-soft)'
			})
		].join('');
	});
	const top = HEIGHT + 52;
	const legend = parts.toReversed().map(({ name, look }, index) => {
		const { fill, stroke = 'var(--line)' } = LOOKS[look];
		const y = top + index * ROW;
		return boxAt(0, y - 6, 18, 12, fill, stroke) + textAt(26, y, name);
	});
	const last = top + parts.length * ROW;
	return {
		svg: [...drawn, ...legend, textAt(0, last, totalName, { color: 'var(--ink-soft)' })].join(''),
		width: Math.max(480, columns.length * (WIDTH + GAP)),
		height: last + ROW / 2
	};
}

/** Shares of the height; what would be too low gets the least, and the others divide the rest. */
function heightsOf(counts: readonly number[]): number[] {
	const sum = counts.reduce((all, count) => all + count, 0);
	const isLow = (count: number) => count > 0 && (HEIGHT * count) / sum < LEAST;
	const low = counts.filter(isLow);
	const rest = HEIGHT - low.length * LEAST;
	const restSum = sum - low.reduce((all, count) => all + count, 0);
	return counts.map((count) => {
		if (count === 0) return 0;
		return isLow(count) ? LEAST : (rest * count) / restSum;
	});
}
