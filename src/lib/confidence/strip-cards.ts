/** Strips as pictures to download: the same order, values and events as on the page. */
import type { Card } from '$lib/charts/download/cards.ts';
import {
	formatConfidence,
	formatCount,
	formatSignedConfidence,
	formatSignedCount
} from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import { getTextDirection } from '$lib/paraglide/runtime.js';
import type { KeyResultConfidence } from '$lib/server/queries/confidence-key-results.ts';
import type { DepartmentConfidence } from '$lib/server/queries/confidence-trend.ts';
import type { GoalMarks } from '$lib/server/queries/goal-marks.ts';
import { eventsOf } from './strip-events.ts';
import { departmentPoints } from './strip.ts';

type Marks = Readonly<Record<string, GoalMarks>>;

/** In a picture no style can turn it: "from → to" is read from the right in Arabic. */
const arrow = () => (getTextDirection() === 'rtl' ? '←' : '→');

const grade = (value: number | null) => (value === null ? '–' : formatConfidence(value));

export function departmentCards(departments: readonly DepartmentConfidence[]): Card[] {
	return departments.map(({ name, now, days }) => ({
		title: name,
		value: grade(now?.mean ?? null),
		notes:
			now === null
				? [m.cell_nothing()]
				: [
						...(now.net === null ? [] : [`${m.confidence_net()} ${formatSignedCount(now.net)}`]),
						m.confidence_stated_of({
							stated: formatCount(now.withConfidence),
							open: formatCount(now.open)
						})
					],
		plot: { kind: 'strip', points: departmentPoints(days), events: [] }
	}));
}

export function keyResultCards(keyResults: readonly KeyResultConfidence[], marks: Marks): Card[] {
	return keyResults.map((one) => ({
		title: one.title,
		value: grade(one.now),
		notes: [ownerOf(one)],
		plot: { kind: 'strip', points: one.points, events: eventsOf(marks, one) }
	}));
}

export function fallCards(
	falls: readonly { readonly keyResult: KeyResultConfidence; readonly change: number }[],
	marks: Marks
): Card[] {
	return falls.map(({ keyResult, change }) => ({
		title: keyResult.title,
		value: formatSignedConfidence(change),
		notes: [ownerOf(keyResult), `${grade(keyResult.before)} ${arrow()} ${grade(keyResult.now)}`],
		plot: { kind: 'strip', points: keyResult.points, events: eventsOf(marks, keyResult) }
	}));
}

function ownerOf({ ownerName, departmentName }: KeyResultConfidence): string {
	return [ownerName, departmentName].filter((name) => name !== '').join(' · ');
}
