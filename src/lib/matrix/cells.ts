/**
 * The cells of a matrix and of its table twin as HTML. 200 departments by 26 weeks are 5000 cells: as parts of a component, each with
 * effects of its own, they hold up a phone for seconds; as text they are there at once, and where the server drew them the browser
 * leaves them as they are. In them are numbers, days and our own words, nothing that anybody wrote: names stand in the rows' heads,
 * which are Svelte's.
 */
import { formatDay } from '$lib/format/dates.ts';
import { formatConfidence, formatCount, formatPercent } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { WeekCell } from '$lib/server/queries/check-in-weeks.ts';
import { complianceState, confidenceState, type CellState } from './cell-state.ts';

export type Shows = 'confidence' | 'compliance';
type Cells = readonly (WeekCell | null)[];

/** The column of the table, its week, and its place in the cells of a row. */
export interface Column {
	readonly week: string;
	readonly at: number;
}

/**
 * @param row from 0, as the keys of the grid count it (grid-focus.svelte.ts)
 * @param isWay a click leads somewhere
 */
export function matrixCells(
	cells: Cells,
	columns: readonly Column[],
	{ shows, row, isWay }: { readonly shows: Shows; readonly row: number; readonly isWay: boolean }
): string {
	const stateOf = shows === 'confidence' ? confidenceState : complianceState;
	return columns
		.map(({ week, at }, c) => {
			const cell = cells[at] ?? null;
			const found = stateOf(cell);
			const value = found.kind === 'value' ? found.value : '';
			const look = found.kind === 'value' ? found.band : found.kind;
			return (
				`<td role="gridcell" class="${look}${isWay ? ' way' : ''}" tabindex="-1" data-cell="${row}:${c + 1}"` +
				` data-week="${week}" data-value="${value}" data-state="${found.kind}"` +
				` data-due="${cell?.due ?? 0}" data-base="${cell?.base ?? 0}">` +
				`${sign(found, shows)}${forReaders(meaning(found, cell, shows))}</td>`
			);
		})
		.join('');
}

/** What the row of a cell says in the table of figures. */
export function figureCells(cell: WeekCell): string {
	const noConfidence = cell.due > 0 ? m.cell_missing({ due: cell.due }) : m.cell_not_due();
	return [
		formatDay(cell.week),
		cell.confidence === null ? dash(noConfidence) : formatConfidence(cell.confidence),
		formatCount(cell.withConfidence),
		cell.compliance === null ? dash(m.cell_not_due()) : formatPercent(cell.compliance),
		...[cell.due, cell.onTime, cell.late, cell.missed].map((count) => formatCount(count))
	]
		.map((text) => `<td>${text}</td>`)
		.join('');
}

/** A digit or a sign is in the cell: nothing rests on colour alone. */
function sign(found: CellState, shows: Shows): string {
	if (found.kind === 'not_due') return '<span aria-hidden="true">·</span>';
	if (found.kind !== 'value') return '';
	const shown =
		shows === 'confidence' ? formatConfidence(found.value) : formatCount(found.value * 100);
	return `<span aria-hidden="true">${shown}</span>`;
}

function meaning(found: CellState, cell: WeekCell | null, shows: Shows): string {
	switch (found.kind) {
		case 'value':
			return shows === 'confidence'
				? m.cell_confidence({
						value: formatConfidence(found.value),
						stated: cell?.withConfidence ?? 0,
						due: cell?.due ?? 0
					})
				: m.cell_compliance({
						value: formatPercent(found.value),
						onTime: cell?.onTime ?? 0,
						late: cell?.late ?? 0,
						missed: cell?.missed ?? 0
					});
		case 'missing':
			return m.cell_missing({ due: cell?.due ?? 0 });
		case 'not_due':
			return m.cell_not_due();
		case 'nothing':
			return m.cell_nothing();
	}
}

/** As Value.svelte draws what is not there. */
function dash(reason: string): string {
	return `<span aria-hidden="true">–</span>${forReaders(reason)}`;
}

function forReaders(text: string): string {
	const written = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return `<span class="visually-hidden">${written}</span>`;
}
