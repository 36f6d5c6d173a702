import { lookOf, PACES } from '$lib/contributions/pace-look.ts';
import { formatCount, formatProgress } from '$lib/format/numbers.ts';
import { paceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { ContributionMatrix } from '$lib/server/queries/contribution-matrix.ts';
import type { Contribution } from '$lib/server/queries/contributions.ts';
import type { Field, Grid } from './grid.ts';

/** As `.pace-…` of base.css. */
const GROUNDS: Record<ReturnType<typeof lookOf>['ground'], Field> = {
	'pace-risk': { fill: 'var(--red)', ink: 'var(--red-ink)' },
	'pace-behind': { fill: 'var(--red-soft)', ink: 'var(--red-ink)' },
	'pace-unknown': { fill: 'var(--watch)', ink: 'var(--watch-ink)' },
	'pace-fine': { fill: 'var(--stable)', ink: 'var(--stable-ink)' },
	'pace-early': { fill: 'var(--surface-sunken)' },
	'pace-unpaced': { fill: 'var(--surface)', stroke: 'var(--line-strong)', ink: 'var(--ink-soft)' }
};

/** Department x company objective: how many objectives, their mean progress, and the worst pace as ground and sign. */
export function contributionGrid({ columns, rows, objectives }: ContributionMatrix): Grid {
	return {
		columns: [
			{ width: 90, head: m.contributions_supported() },
			...columns.map(({ title, progress, periodName }) => ({
				width: 112,
				head: title,
				note: progress === null ? periodName : `${formatProgress(progress)} · ${periodName}`
			}))
		],
		rows: rows.map(({ kind, name, supported, cells }) => ({
			name: kind === 'own' ? m.matrix_own({ name: name ?? '' }) : (name ?? m.scope_whole_company()),
			isBold: kind === 'total',
			fields: [
				{
					text: m.alignment_part_of({
						part: formatCount(supported),
						base: formatCount(objectives)
					}),
					ink: 'var(--ink-soft)'
				},
				...columns.map((_, index) => fieldOf(cells[index] ?? null))
			]
		})),
		rowHeight: 40,
		headLines: 4,
		legend: [...PACES, null].map((pace) => {
			const { ground, sign } = lookOf(pace);
			return {
				field: { ...GROUNDS[ground], text: sign },
				name: pace === null ? m.contributions_unpaced() : paceWord(pace)
			};
		})
	};
}

function fieldOf(cell: Contribution | null): Field {
	if (cell === null) return { text: m.contributions_nobody(), ink: 'var(--ink-faint)' };
	const { ground, sign } = lookOf(cell.worstPace);
	return {
		...GROUNDS[ground],
		text: formatCount(cell.objectives),
		note: cell.progress === null ? sign : `${sign} ${formatProgress(cell.progress)}`
	};
}
