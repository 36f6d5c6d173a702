import { formatDay, formatShortDay } from '$lib/format/dates.ts';
import { signOf, WEEK_SIGNS } from '$lib/goals/week-signs.ts';
import { weekStateWord } from '$lib/goals/words.ts';
import type { WeekState } from '$lib/server/queries/check-in-states.ts';
import type { Field, Grid } from './grid.ts';

const PER_ROW = 13;

/** As WeekStrip.svelte colours them. */
const GROUNDS: Readonly<Record<string, Field>> = {
	on_time: { fill: 'var(--scale-4)', ink: 'var(--scale-ink)' },
	late: { fill: 'var(--scale-2)', ink: 'var(--scale-ink)' },
	missed: { fill: 'url(#hatch)', stroke: 'var(--line)' },
	unknown: { fill: 'url(#hatch)', stroke: 'var(--line)' }
};

/** The weeks of one key result in the order of time, a quarter to a row. */
export function weekStateGrid(weeks: readonly WeekState[], isRightToLeft: boolean): Grid {
	const rows = Array.from({ length: Math.ceil(weeks.length / PER_ROW) }, (_, row) =>
		weeks.slice(row * PER_ROW, (row + 1) * PER_ROW)
	);
	// Time runs from left to right in every language.
	const inOrder = (fields: Field[]) => (isRightToLeft ? fields.toReversed() : fields);
	const used = Object.keys(WEEK_SIGNS).filter((state) => weeks.some((one) => one.state === state));
	return {
		columns: Array.from({ length: Math.min(PER_ROW, weeks.length) }, () => ({
			width: 60,
			head: ''
		})),
		rows: rows.map((row) => ({
			name: [...new Set([row[0], row.at(-1)].map((one) => formatDay(one?.week ?? '')))].join(' – '),
			fields: inOrder(
				row.map(({ week, state }) => ({
					...GROUNDS[state],
					text: signOf(state),
					note: formatShortDay(week)
				}))
			)
		})),
		rowHeight: 44,
		headLines: 'whole',
		legend: used.map((state) => ({
			field: { ...GROUNDS[state], text: signOf(state) },
			name: weekStateWord(state)
		}))
	};
}
