import { formatCount, formatPercent } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { DepartmentCoverage, Share } from '$lib/server/queries/coverage.ts';
import type { Field, Grid } from './grid.ts';

/** Department: rooted and aligned as bars with what they rest on, and what hangs loose. */
export function coverageGrid(rows: readonly DepartmentCoverage[]): Grid {
	const rate = { width: 110, head: '' } as const;
	return {
		columns: [
			{ width: 180, head: m.rooted_title() },
			rate,
			{ width: 180, head: m.aligned_title() },
			rate,
			{ width: 100, head: m.orphans_title() },
			{ width: 100, head: m.broken_title() }
		],
		rows: rows.map(({ kind, name, facts }) => ({
			name: kind === 'own' ? m.matrix_own({ name }) : name,
			fields:
				facts === null
					? [{ text: m.transparency_nothing(), ink: 'var(--ink-soft)' }]
					: [
							...fieldsOf(facts.rooted),
							...fieldsOf(facts.aligned),
							{ text: formatCount(facts.orphans) },
							{ text: formatCount(facts.brokenLinks) }
						]
		})),
		rowHeight: 36,
		headLines: 3,
		legend: []
	};
}

function fieldsOf({ value, part, base }: Share): Field[] {
	const of = m.alignment_part_of({ part: formatCount(part), base: formatCount(base) });
	const track = { fill: 'var(--surface-sunken)', stroke: 'var(--line)' };
	return [
		{
			bar: [
				{ share: value ?? 0, fill: 'var(--scale-5)' },
				{ share: 1 - (value ?? 0), ...track }
			]
		},
		{ text: value === null ? '–' : formatPercent(value), note: of }
	];
}
