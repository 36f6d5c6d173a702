import type { ShareColumnsOf } from '$lib/charts/share-parts.ts';
import { formatDay, formatShortDay } from '$lib/format/dates.ts';
import { m } from '$lib/paraglide/messages.js';
import type { ConfidenceDay, ConfidenceTrend } from '$lib/server/queries/confidence-trend.ts';

/** Top down. */
export const PARTS = ['missing', 'stable', 'watch', 'red'] as const;
type Part = (typeof PARTS)[number];

export const BAND_NAMES: Readonly<Record<Part, () => string>> = {
	missing: m.band_missing,
	stable: m.band_stable,
	watch: m.band_watch,
	red: m.band_red
};

export function countOf(facts: ConfidenceDay, part: Part): number {
	return part === 'missing' ? facts.open - facts.withConfidence : facts[part];
}

/** How the open key results divide over the bands, week by week: each column is all that was open that day. */
export function bandShares(days: ConfidenceTrend['days']): ShareColumnsOf {
	return {
		label: m.shares_label(),
		totalName: m.shares_n(),
		parts: PARTS.map((part) => ({ key: part, name: BAND_NAMES[part](), look: part })),
		columns: days.map(({ day, facts }) => ({
			key: day,
			short: formatShortDay(day),
			full: formatDay(day),
			counts:
				facts === null
					? null
					: Object.fromEntries(PARTS.map((part) => [part, countOf(facts, part)])),
			total: facts?.open ?? 0
		}))
	};
}
