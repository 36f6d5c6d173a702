/** How old what is known of people is, in the steps that matter: within 4 days everybody is answered for. */
import type { AnswerAge } from '$lib/server/queries/answers.ts';

export const ANSWER_BINS = ['on_day', 'one', 'two', 'four', 'older', 'never'] as const;
export type AnswerBin = (typeof ANSWER_BINS)[number];

/** People per step; `four` are 3 or 4 days. */
export function answerBins(ages: readonly AnswerAge[]): Readonly<Record<AnswerBin, number>> {
	const bins = { on_day: 0, one: 0, two: 0, four: 0, older: 0, never: 0 };
	for (const { days, people } of ages) bins[binOf(days)] += people;
	return bins;
}

function binOf(days: number | null): AnswerBin {
	if (days === null) return 'never';
	if (days <= 0) return 'on_day';
	if (days === 1) return 'one';
	if (days === 2) return 'two';
	return days <= 4 ? 'four' : 'older';
}
