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
import type { Field, Grid } from './grid.ts';

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
export function weekGrid(
	{ weeks, rows }: WeekMatrix,
	shows: 'confidence' | 'compliance',
	isRightToLeft: boolean
): Grid {
	const stateOf = shows === 'confidence' ? confidenceState : complianceState;
	const format =
		shows === 'confidence' ? formatConfidence : (value: number) => formatCount(value * 100);
	// Time runs from left to right in every language: where a row begins at its right end, the latest week comes first.
	const inOrder = <One>(all: readonly One[]) => (isRightToLeft ? all.toReversed() : [...all]);
	return {
		columns: inOrder(
			weeks.map((week, index) => ({
				width: 44,
				// A month is named over its first week only, as on the page: whole dates are too wide in some languages.
				head: week.slice(0, 7) === weeks[index - 1]?.slice(0, 7) ? '' : formatMonth(week),
				note: formatDayOfMonth(week)
			}))
		),
		rows: rows.map((row) => ({
			name: nameOf(row),
			isBold: row.kind === 'total',
			fields: inOrder(row.cells.map((cell) => fieldOf(stateOf(cell), format)))
		})),
		rowHeight: 28,
		headLines: 'whole',
		legend: legendOf(shows)
	};
}

function nameOf({ kind, name }: MatrixRow): string {
	const place = name ?? m.scope_whole_company();
	return kind === 'own' ? m.matrix_own({ name: place }) : place;
}

/** What the colours and signs stand for. */
function legendOf(shows: 'confidence' | 'compliance'): Grid['legend'] {
	const band = (name: Band): Field => ({ fill: `var(--${name})` });
	const sign = (kind: 'missing' | 'not_due' | 'nothing') => fieldOf({ kind }, String);
	return [
		...(shows === 'confidence'
			? [
					{ field: band('red'), name: m.legend_red() },
					{ field: band('watch'), name: m.legend_watch() },
					{ field: band('stable'), name: m.legend_stable() },
					{ field: sign('missing'), name: m.legend_missing() }
				]
			: [{ field: band('scale-3'), name: m.legend_compliance() }]),
		{ field: sign('not_due'), name: m.legend_not_due() },
		{ field: sign('nothing'), name: m.legend_nothing() }
	];
}

function fieldOf(state: CellState, format: (value: number) => string): Field {
	switch (state.kind) {
		case 'value':
			return {
				fill: `var(--${state.band})`,
				ink: INKS[state.band],
				text: format(state.value)
			};
		case 'missing':
			return { fill: 'url(#hatch)', stroke: 'var(--line)' };
		case 'not_due':
			return { text: '·', ink: 'var(--ink-soft)' };
		case 'nothing':
			return { fill: 'var(--surface)', stroke: 'var(--line)' };
	}
}
