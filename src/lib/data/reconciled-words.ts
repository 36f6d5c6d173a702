/** What the figures of DingTalk's own analysis are called, what ours rest on, and why the two differ. */
import { formatCount } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { ReconciledFigure } from '$lib/server/queries/reconciliation.ts';

interface Words {
	readonly name: () => string;
	/** What ours counts. */
	readonly definition: () => string;
	/** null: it is a count, and its own base. */
	readonly base: ((inputs: { count: number; shown: string }) => string) | null;
	/** The page where ours is shown. */
	readonly path: '/alignment' | '/check-ins';
}

const UPDATES = {
	definition: m.explain_update_rate,
	base: m.reconciliation_readable,
	path: '/check-ins'
} as const;
const FIGURES: Readonly<Record<string, Words>> = {
	head_count: {
		...{ name: m.figure_head_count, definition: m.explain_head_count, base: null },
		path: '/alignment'
	},
	objective_set_rate: {
		...{ name: m.figure_set_rate, definition: m.explain_set_rate, base: m.adoption_base },
		path: '/alignment'
	},
	objective_align_rate: {
		...{ name: m.figure_align_rate, definition: m.explain_align_rate, base: m.rooted_base },
		path: '/alignment'
	},
	update_rate_7: { name: m.figure_update_seven, ...UPDATES },
	update_rate_15: { name: m.figure_update_fifteen, ...UPDATES },
	update_rate_30: { name: m.figure_update_thirty, ...UPDATES }
};

const EXPLANATIONS: Readonly<Record<string, () => string>> = {
	same: m.explain_same,
	no_value: m.explain_no_value,
	partial_people: m.explain_partial_people,
	partial_objectives: m.explain_partial_objectives,
	partial_check_ins: m.explain_partial_check_ins,
	unreadable_check_ins: m.explain_unreadable
};

export function figureName(figure: string): string {
	return FIGURES[figure]?.name() ?? figure;
}

/** Of those figures, each once. */
export function figureDefinitions(figures: readonly string[]): { name: string; text: string }[] {
	return [...new Set(figures)].flatMap((figure) => {
		const words = FIGURES[figure];
		return words === undefined ? [] : { name: words.name(), text: words.definition() };
	});
}

/** Why they differ; where both rest on everything and still do: what ours counts. */
export function whyDifferent({ figure, explanation }: ReconciledFigure): string {
	return (EXPLANATIONS[explanation] ?? FIGURES[figure]?.definition)?.() ?? '';
}

/** What ours rests on and what it leaves out; null: nothing more than it says itself. */
export function baseWords({ figure, ours, base, leftOut }: ReconciledFigure): string | null {
	const words = FIGURES[figure]?.base;
	if (words == null || ours === null) return null;
	const left = leftOut === 0 ? [] : [m.reconciliation_left_out({ shown: formatCount(leftOut) })];
	return [words({ count: base, shown: formatCount(base) }), ...left].join(' · ');
}

export function pageOf(figure: string): string | null {
	return FIGURES[figure]?.path ?? null;
}
