import {
	buildGoalStory,
	type StoryEvent,
	type StoryPoint
} from '$lib/charts/options/goal-story.ts';
import { formatDay, formatShortDay } from '$lib/format/dates.ts';
import { formatConfidence, formatProgress } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';

/** What the lines of the story are called. @param isMean the points are means over several key results */
export function storyNames(isMean: boolean) {
	return {
		progress: m.story_progress(),
		expected: m.story_expected(),
		confidence: isMean ? m.story_mean_confidence() : m.column_confidence(),
		carried: m.story_carried(),
		nobody: m.story_no_confidence()
	};
}

/** Progress against expected with the confidence strip under it, in the words of the page. */
export function storyOption(
	points: readonly StoryPoint[],
	events: readonly StoryEvent[],
	lastDay: string,
	isMean: boolean
) {
	return buildGoalStory(points, events, lastDay, {
		...storyNames(isMean),
		day: formatDay,
		shortDay: formatShortDay,
		percent: formatProgress,
		grade: formatConfidence
	});
}
