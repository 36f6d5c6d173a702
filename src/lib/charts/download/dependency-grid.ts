import { formatCount } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { DependencyCell, DependencyMatrix } from '$lib/server/queries/dependency-matrix.ts';
import type { Field, Grid } from './grid.ts';

const RISK: Field = { fill: 'var(--red)', ink: 'var(--red-ink)' };
const FINE: Field = { fill: 'var(--stable)', ink: 'var(--stable-ink)' };
const UNJUDGED: Field = { fill: 'var(--watch)', ink: 'var(--watch-ink)' };

/** Department x department: how many dependencies, and how many of them are at risk. */
export function dependencyGrid({ places, cells }: DependencyMatrix, anywhere: string): Grid {
	const ends = [
		...places.map(({ id, kind, name }) => ({
			id,
			name: kind === 'own' ? m.matrix_own({ name }) : name
		})),
		{ id: anywhere, name: m.dependencies_anywhere() }
	];
	return {
		corner: m.dependencies_corner(),
		columns: ends.map(({ name }) => ({ width: 112, head: name })),
		rows: ends.map((from) => ({
			name: from.name,
			isBold: from.id === anywhere,
			fields: ends.map((to) =>
				from.id === anywhere && to.id === anywhere ? {} : fieldOf(cells[from.id]?.[to.id])
			)
		})),
		rowHeight: 36,
		headLines: 4,
		legend: [
			{ field: { ...RISK, text: '▲' }, name: m.dependencies_legend_risk() },
			{ field: FINE, name: m.dependencies_legend_fine() },
			{ field: UNJUDGED, name: m.dependencies_legend_unjudged() }
		]
	};
}

function fieldOf(cell: DependencyCell | undefined): Field {
	if (cell === undefined) return { text: formatCount(0), ink: 'var(--ink-faint)' };
	const { count, judged, atRisk } = cell;
	if (atRisk > 0) return { ...RISK, text: formatCount(count), note: `▲ ${formatCount(atRisk)}` };
	return { ...(judged > 0 ? FINE : UNJUDGED), text: formatCount(count) };
}
