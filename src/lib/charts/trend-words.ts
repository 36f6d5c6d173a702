import { formatDay } from '$lib/format/dates.ts';
import { m } from '$lib/paraglide/messages.js';
import type { SparklinePoint } from './options/sparkline.ts';

/** A line in one sentence: its first and its last value. */
export function trendWords(
	points: readonly SparklinePoint[],
	format: (value: number) => string
): string {
	const shown = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
	const [first, last] = [shown[0], shown.at(-1)];
	if (first === undefined || last === undefined) return m.tile_trend_none();
	return m.tile_trend({
		from: format(first.value),
		first: formatDay(first.day),
		to: format(last.value),
		last: formatDay(last.day)
	});
}
