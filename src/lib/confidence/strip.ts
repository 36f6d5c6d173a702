/** Where the line and the marks of a confidence strip stand: x by its day, y fixed at 0..10, both in per cent of the box. */
import { daysBetween } from '../calendar/days.ts';
import type { StoryEvent } from '../charts/options/goal-story.ts';
import type { DepartmentConfidence } from '../server/queries/confidence-trend.ts';

export interface StripPoint {
	readonly day: string;
	/** 0..10; null: a gap, never a 0. */
	readonly value: number | null;
	/** An older value that nobody stated anew: its mark is hollow. */
	readonly isCarried: boolean;
}

export interface StripMark {
	readonly x: number;
	readonly y: number;
	readonly point: StripPoint & { readonly value: number };
	readonly isLast: boolean;
}

export interface Strip {
	readonly marks: readonly StripMark[];
	/** Between neighbours that both have a value. */
	readonly lines: readonly { readonly from: StripMark; readonly to: StripMark }[];
	/** Days on which something happened, one for each kind. */
	readonly ticks: readonly {
		readonly x: number;
		readonly day: string;
		readonly kind: StoryEvent['kind'];
		readonly texts: readonly string[];
	}[];
}

/** @param points oldest first */
export function stripOf(points: readonly StripPoint[], events: readonly StoryEvent[] = []): Strip {
	const first = points[0]?.day ?? '';
	const last = points.at(-1)?.day ?? '';
	const span = first === last ? 1 : daysBetween(first, last);
	const xOf = (day: string) => (first === last ? 50 : (100 * daysBetween(first, day)) / span);
	const shown = events.filter(({ day }) => first <= day && day <= last);
	const placed = points.map((point, index): StripMark | null =>
		point.value === null
			? null
			: {
					x: xOf(point.day),
					y: 100 - 10 * point.value,
					point: { ...point, value: point.value },
					isLast: index === points.length - 1
				}
	);
	return {
		marks: placed.filter((mark) => mark !== null),
		lines: placed.flatMap((to, index) => {
			const from = placed[index - 1] ?? null;
			return from === null || to === null ? [] : [{ from, to }];
		}),
		ticks: [...Map.groupBy(shown, ({ day, kind }) => `${day} ${kind}`).values()].flatMap((group) =>
			group.slice(0, 1).map(({ day, kind }) => ({
				...{ x: xOf(day), day, kind },
				texts: group.map(({ text }) => text)
			}))
		)
	};
}

/** A mean that was there is one of that day: nothing of it is carried as a whole. */
export function departmentPoints(days: DepartmentConfidence['days']): StripPoint[] {
	return days.map(({ day, facts }) => ({ day, value: facts?.mean ?? null, isCarried: false }));
}
