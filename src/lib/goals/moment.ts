/** Which day of a goal's life a page shows. Facts of a later day than the one asked for are never shown. */
export type LifeMoment =
	| { readonly kind: 'live' }
	/** It had ended by then, or stood still between two lives; shown is its last day before. */
	| { readonly kind: 'ended'; readonly lastDay: string }
	| { readonly kind: 'not_yet'; readonly firstDay: string };

/** @param days the days of its life, oldest first, at least one */
export function momentOf(days: readonly string[], asked: string): LifeMoment {
	const lastDay = days.findLast((day) => day <= asked);
	if (lastDay === undefined) return { kind: 'not_yet', firstDay: days[0] ?? asked };
	return lastDay === asked ? { kind: 'live' } : { kind: 'ended', lastDay };
}
