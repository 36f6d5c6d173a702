import { formatCount, formatPercent } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Visibility } from '$lib/server/queries/transparency.ts';
import type { Field, Grid } from './grid.ts';

export interface VisibilityRow {
	readonly name: string;
	/** null: nothing is live there. */
	readonly facts: Visibility | null;
}

const LOOKS = {
	public: { fill: 'var(--scale-4)' },
	restricted: { fill: 'var(--surface-sunken)', stroke: 'var(--ink-faint)' },
	unknown: { fill: 'url(#hatch)', stroke: 'var(--line-strong)' }
} as const;
const PARTS = ['public', 'restricted', 'unknown'] as const;

/** Level or department: the shares as a bar, and their counts. */
export function visibilityGrid(rows: readonly VisibilityRow[]): Grid {
	const names = {
		public: m.visibility_public(),
		restricted: m.visibility_restricted(),
		unknown: m.visibility_not_known()
	};
	return {
		columns: [
			{ width: 260, head: m.transparency_shares() },
			...PARTS.map((part) => ({ width: 96, head: names[part] })),
			{ width: 130, head: m.transparency_rate() }
		],
		rows: rows.map(({ name, facts }) => ({ name, fields: fieldsOf(facts) })),
		rowHeight: 36,
		headLines: 3,
		legend: PARTS.map((part) => ({ field: LOOKS[part], name: names[part] }))
	};
}

function fieldsOf(facts: Visibility | null): Field[] {
	if (facts === null) return [{ text: m.transparency_nothing(), ink: 'var(--ink-soft)' }];
	return [
		{ bar: PARTS.map((part) => ({ share: facts[part] / facts.objectives, ...LOOKS[part] })) },
		...PARTS.map((part) => ({ text: formatCount(facts[part]) })),
		{
			text: facts.publicRate === null ? '–' : formatPercent(facts.publicRate),
			note: m.transparency_of_known({ shown: formatCount(facts.known) })
		}
	];
}
