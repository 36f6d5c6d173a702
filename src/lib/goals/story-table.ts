import { addDays, mondayOf } from '$lib/calendar/days.ts';
import type { StoryEvent, StoryPoint } from '$lib/charts/options/goal-story.ts';

export interface TellingDay {
	readonly point: StoryPoint;
	readonly told: readonly string[];
}

/**
 * The days that say all that the chart says, the latest first: the first and the last, every Sunday, and those on which something
 * changed. In between only the expected progress moves, by the same step each day.
 */
export function tellingDays(
	points: readonly StoryPoint[],
	events: readonly StoryEvent[]
): TellingDay[] {
	const toldOn = Map.groupBy(events, (event) => event.day);
	return points
		.filter((point, index) => {
			const before = points[index - 1];
			return (
				before === undefined ||
				index === points.length - 1 ||
				mondayOf(addDays(point.day, 1)) !== mondayOf(point.day) ||
				toldOn.has(point.day) ||
				point.isStated === true ||
				point.progress !== before.progress ||
				point.confidence !== before.confidence
			);
		})
		.toReversed()
		.map((point) => ({
			point,
			told: (toldOn.get(point.day) ?? []).map((event) => event.text)
		}));
}
