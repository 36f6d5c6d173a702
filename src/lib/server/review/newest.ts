import type { Period } from '../queries/periods.ts';

/**
 * The period whose review is most likely wanted: the quarter that ended last, else the running one; where nobody works in quarters,
 * the same of all periods. null: nothing has begun yet.
 * @param periods the latest first
 */
export function periodToReview(periods: readonly Period[], dataDay: string): Period | null {
	const begun = periods.filter(({ startsOn }) => startsOn <= dataDay);
	const quarters = begun.filter(({ kind }) => kind === 'quarter');
	const candidates = quarters.length > 0 ? quarters : begun;
	return candidates.find(({ endsOn }) => endsOn < dataDay) ?? candidates[0] ?? null;
}
