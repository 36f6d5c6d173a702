import { formatShortDay } from '$lib/format/dates.ts';
import { formatConfidence, formatCount } from '$lib/format/numbers.ts';
import {
	complianceState,
	confidenceState,
	type Band,
	type CellState
} from '$lib/matrix/cell-state.ts';
import { m } from '$lib/paraglide/messages.js';
import type { MatrixRow, WeekMatrix } from '$lib/server/queries/week-matrix.ts';
import type { Drawn } from './drawing.ts';
import { boxAt, shortened, textAt } from './svg.ts';

const NAMES = 240;
const CELL = 44;
const ROW = 28;
const INKS: Record<Band, string> = {
	red: 'var(--red-ink)',
	watch: 'var(--watch-ink)',
	stable: 'var(--stable-ink)',
	'scale-1': 'var(--scale-ink)',
	'scale-2': 'var(--scale-ink)',
	'scale-3': 'var(--scale-ink)',
	'scale-4': 'var(--scale-ink)',
	'scale-5': 'var(--scale-ink-strong)'
};

/** Department or key result x week; each cell with its digit or sign, as on the page. */
export function drawMatrix({ weeks, rows }: WeekMatrix, shows: 'confidence' | 'compliance'): Drawn {
	const stateOf = shows === 'confidence' ? confidenceState : complianceState;
	const format =
		shows === 'confidence' ? formatConfidence : (value: number) => formatCount(value * 100);
	const middleOf = (column: number) => NAMES + column * CELL + CELL / 2;
	const heads = weeks.map((week, column) =>
		textAt(middleOf(column), ROW / 2, formatShortDay(week), {
			size: 11,
			anchor: 'middle',
			color: 'var(--ink-soft)'
		})
	);
	const body = rows.flatMap((row, index) => {
		const y = (index + 1) * ROW;
		return [
			textAt(0, y + ROW / 2, shortened(nameOf(row), 32), { isBold: row.kind === 'total' }),
			...row.cells.map((cell, column) => drawCell(stateOf(cell), NAMES + column * CELL, y, format))
		];
	});
	const top = (rows.length + 1) * ROW + 18;
	const signs = [
		{ state: { kind: 'missing' }, name: m.legend_missing() },
		{ state: { kind: 'not_due' }, name: m.legend_not_due() },
		{ state: { kind: 'nothing' }, name: m.legend_nothing() }
	] as const;
	const legend = signs.map(
		({ state, name }, index) =>
			drawCell(state, index * 190, top, format) +
			textAt(index * 190 + CELL + 6, top + ROW / 2, name)
	);
	return {
		svg: [...heads, ...body, ...legend].join(''),
		width: Math.max(580, NAMES + weeks.length * CELL),
		height: top + ROW
	};
}

function nameOf({ kind, name }: MatrixRow): string {
	const place = name ?? m.scope_whole_company();
	return kind === 'own' ? m.matrix_own({ name: place }) : place;
}

function drawCell(
	state: CellState,
	x: number,
	y: number,
	format: (value: number) => string
): string {
	const box = (fill: string, stroke?: string) =>
		boxAt(x + 1, y + 1, CELL - 2, ROW - 2, fill, stroke);
	const sign = (text: string, color: string) =>
		textAt(x + CELL / 2, y + ROW / 2, text, { anchor: 'middle', color });
	switch (state.kind) {
		case 'value':
			return box(`var(--${state.band})`) + sign(format(state.value), INKS[state.band]);
		case 'missing':
			return box('url(#hatch)', 'var(--line)');
		case 'not_due':
			return sign('·', 'var(--ink-soft)');
		case 'nothing':
			return box('var(--surface)', 'var(--line)');
	}
}
