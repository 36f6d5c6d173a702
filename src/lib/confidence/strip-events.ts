import type { StoryEvent } from '$lib/charts/options/goal-story.ts';
import { storyEvents } from '$lib/goals/story-events.ts';
import type { KeyResultConfidence } from '$lib/server/queries/confidence-key-results.ts';
import type { GoalMarks } from '$lib/server/queries/goal-marks.ts';

/** What happened to a key result while its strip runs. */
export function eventsOf(
	marks: Readonly<Record<string, GoalMarks>>,
	{ id, points }: KeyResultConfidence
): StoryEvent[] {
	const found = marks[id];
	return found === undefined ? [] : storyEvents(found, points.at(-1)?.day);
}
