import type { Scope } from '../scope.ts';

export interface ReconciledFigure {
	/** head_count, objective_set_rate and so on. */
	readonly figure: string;
	/** A count, or a ratio 0..1. */
	readonly theirs: number | null;
	/** Likewise; null: we have none. */
	readonly ours: number | null;
	/** People or objectives that ours rests on. */
	readonly base: number;
	/** Objectives that ours leaves out, because their check-ins may not be read. */
	readonly leftOut: number;
	/** Why they differ: the key of a sentence. */
	readonly explanation: string;
}

export interface Reconciliation {
	readonly periodId: string;
	readonly periodName: string;
	/** Local day on which DingTalk was asked. */
	readonly day: string;
	readonly figures: readonly ReconciledFigure[];
}

const FIGURES = [
	'head_count',
	'objective_set_rate',
	'objective_align_rate',
	'update_rate_7',
	'update_rate_15',
	'update_rate_30'
];

/** Our figures beside those of DingTalk's own analysis, as of the last time that it was asked; the latest period first. */
export async function loadReconciliation({
	cube,
	periods
}: Pick<Scope, 'cube' | 'periods'>): Promise<Reconciliation[]> {
	const rows = await cube.rows({
		view: 'reconciliations',
		dimensions: [
			'day',
			'period_id',
			'figure',
			'theirs',
			'ours',
			'our_base',
			'our_left_out',
			'explanation'
		],
		limit: 500
	});
	return periods.flatMap(({ id, name }) => {
		const own = rows
			.filter((row) => row.period_id === id)
			.sort((a, b) => FIGURES.indexOf(a.figure ?? '') - FIGURES.indexOf(b.figure ?? ''));
		const [first] = own;
		if (first === undefined) return [];
		return {
			periodId: id,
			periodName: name,
			day: first.day,
			figures: own.map(({ figure, theirs, ours, our_base, our_left_out, explanation }) => ({
				figure: figure ?? '',
				theirs,
				ours,
				base: our_base ?? 0,
				leftOut: our_left_out ?? 0,
				explanation: explanation ?? ''
			}))
		};
	});
}
