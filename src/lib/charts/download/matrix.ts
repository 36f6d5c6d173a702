import { formatDayOfMonth, formatMonth } from '$lib/format/dates.ts';
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
const HEAD = 38;
/** Room for one thing that the legend explains. */
const ENTRY = 190;
const SMALL = { size: 11, anchor: 'middle', color: 'var(--ink-soft)' } as const;
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
	// A month is named over its first week only, as on the page: whole dates are too wide in some languages.
	const heads = weeks.map((week, column) => {
		const isFirst = week.slice(0, 7) !== weeks[column - 1]?.slice(0, 7);
		const x = middleOf(column);
		return (
			(isFirst ? textAt(x, 8, formatMonth(week), { ...SMALL, isBold: true }) : '') +
			textAt(x, 24, formatDayOfMonth(week), SMALL)
		);
	});
	const body = rows.flatMap((row, index) => {
		const y = HEAD + index * ROW;
		return [
			textAt(0, y + ROW / 2, shortened(nameOf(row), 32), { isBold: row.kind === 'total' }),
			...row.cells.map((cell, column) => drawCell(stateOf(cell), NAMES + column * CELL, y, format))
		];
	});
	const top = HEAD + rows.length * ROW + 14;
	const width = Math.max(NAMES + 3 * ENTRY - CELL, NAMES + weeks.length * CELL);
	const perRow = Math.floor(width / ENTRY);
	const entries = legendOf(shows);
	const legend = entries.map(({ drawn, name }, index) => {
		const x = (index % perRow) * ENTRY;
		const y = top + Math.floor(index / perRow) * ROW;
		return drawn(x, y) + textAt(x + CELL + 6, y + ROW / 2, name);
	});
	return {
		svg: [...heads, ...body, ...legend].join(''),
		width,
		height: top + Math.ceil(entries.length / perRow) * ROW
	};
}

function nameOf({ kind, name }: MatrixRow): string {
	const place = name ?? m.scope_whole_company();
	return kind === 'own' ? m.matrix_own({ name: place }) : place;
}

/** What the colours and signs stand for. */
function legendOf(shows: 'confidence' | 'compliance') {
	const band = (name: Band) => (x: number, y: number) =>
		boxAt(x + 1, y + 1, CELL - 2, ROW - 2, `var(--${name})`);
	const sign = (state: CellState) => (x: number, y: number) => drawCell(state, x, y, String);
	return [
		...(shows === 'confidence'
			? [
					{ drawn: band('red'), name: m.legend_red() },
					{ drawn: band('watch'), name: m.legend_watch() },
					{ drawn: band('stable'), name: m.legend_stable() },
					{ drawn: sign({ kind: 'missing' }), name: m.legend_missing() }
				]
			: [{ drawn: band('scale-3'), name: m.legend_compliance() }]),
		{ drawn: sign({ kind: 'not_due' }), name: m.legend_not_due() },
		{ drawn: sign({ kind: 'nothing' }), name: m.legend_nothing() }
	];
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
