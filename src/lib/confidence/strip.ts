/** Where the line and the marks of a confidence strip stand: x by its day, y fixed at 0..10, both in per cent of the box. */
import { daysBetween } from '../calendar/days.ts';

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
}

/** @param points oldest first */
export function stripOf(points: readonly StripPoint[]): Strip {
	const first = points[0]?.day ?? '';
	const last = points.at(-1)?.day ?? '';
	const span = first === last ? 1 : daysBetween(first, last);
	const placed = points.map((point, index): StripMark | null =>
		point.value === null
			? null
			: {
					x: first === last ? 50 : (100 * daysBetween(first, point.day)) / span,
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
		})
	};
}
