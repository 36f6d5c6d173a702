import {
	buildConfidenceBands,
	type Band,
	type BandsOfDay
} from '$lib/charts/options/confidence-bands.ts';
import { formatShortDay } from '$lib/format/dates.ts';
import { formatCount } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { KeyResultTrend } from '$lib/server/queries/key-result-trend.ts';

export const BAND_NAMES: Readonly<Record<Band, () => string>> = {
	red: m.band_red,
	watch: m.band_watch,
	stable: m.band_stable
};

export function bandDays({ days }: KeyResultTrend): BandsOfDay[] {
	return days.map(({ day, facts }) => ({
		day,
		counts:
			facts === null ? null : { red: facts.redFlags, watch: facts.watch, stable: facts.stable }
	}));
}

/** How the open key results divide over the bands of confidence, week by week. */
export function bandsOption(trend: KeyResultTrend) {
	return buildConfidenceBands(bandDays(trend), {
		day: formatShortDay,
		band: (band) => BAND_NAMES[band](),
		count: formatCount
	});
}
