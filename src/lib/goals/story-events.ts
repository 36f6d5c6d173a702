/** What marks the days of a goal, in the language of the page: changes of the goal, new owners, and edits of what had been said. */
import type { StoryEvent } from '$lib/charts/options/goal-story.ts';
import { formatDay } from '$lib/format/dates.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Change } from '$lib/server/queries/goal-changes.ts';
import type { EditedCheckIn, GoalMarks } from '$lib/server/queries/goal-marks.ts';
import { changeSentence } from './change-words.ts';

/** @param until the day that is shown: what came later is not told */
export function storyEvents(
	{ owners, changes, edited }: GoalMarks,
	until: string | undefined
): StoryEvent[] {
	return [
		...owners.map(({ day, from, to }): StoryEvent => ({
			day,
			kind: 'owner',
			text: m.story_new_owner({ from, to })
		})),
		...changes.filter(isEdit).map((change): StoryEvent => ({
			day: change.day,
			kind: 'edit',
			text: changeSentence(change)
		})),
		...edited.map(({ day, editedOn, editedBy }): StoryEvent => ({
			day: editedOn,
			kind: 'edit',
			text: m.story_edited({ day: formatDay(day), name: editedBy })
		}))
	].filter(({ day }) => day <= (until ?? ''));
}

/** A new owner is a mark of its own, and a beginning or an end no edit. */
function isEdit({ kind, field }: Change): boolean {
	return kind === 'changed' && field !== 'owner';
}

/** Which check-ins of a list were edited. */
export function editedOf(
	checkIns: readonly {
		readonly day: string;
		readonly isEdited: boolean;
		readonly editedOn: string;
		readonly said: { readonly by: string };
	}[]
): EditedCheckIn[] {
	return checkIns
		.filter(({ isEdited }) => isEdited)
		.map(({ day, editedOn, said }) => ({ day, editedOn, editedBy: said.by }));
}
