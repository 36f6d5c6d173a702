import { addDays } from '$lib/calendar/days.ts';

/**
 * Which check-ins came late, and for which week (by its Monday): the first on Monday to Wednesday after a week that is `late`
 * (metrics.md 6). By check-in id.
 */
export function lateCheckIns(
	weeks: readonly { readonly week: string; readonly state: string }[],
	checkIns: readonly { readonly id: string; readonly day: string; readonly at: string }[]
): Map<string, string> {
	const late = new Map<string, string>();
	const inOrder = checkIns.toSorted((a, b) => a.at.localeCompare(b.at));
	for (const { week, state } of weeks) {
		if (state !== 'late') continue;
		const monday = addDays(week, 7);
		const wednesday = addDays(week, 9);
		const first = inOrder.find(({ day }) => monday <= day && day <= wednesday);
		if (first !== undefined) late.set(first.id, week);
	}
	return late;
}
