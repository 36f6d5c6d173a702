/**
 * How progress unfolds, and what people feel about it. Pure functions of time and a few numbers
 * drawn beforehand.
 */

import { DAY, WEEK } from './calendar.ts';
import type { Course, Temper } from './characters.ts';
import type { Random } from './random.ts';

export interface Pace {
	readonly course: Course;
	/** How fast it goes compared with even progress. */
	readonly speed: number;
	/** The share of the time at which it stops, leaps or falls back. */
	readonly turn: number;
	readonly size: number;
}

export function paceOf(course: Course, draw: Random): Pace {
	const [low, high] = SPEEDS[course];
	return {
		course,
		speed: draw.between(low, high),
		turn: draw.between(0.25, 0.6),
		size: draw.between(8, 25)
	};
}

const SPEEDS: Readonly<Record<Course, readonly [number, number]>> = {
	on_track: [0.92, 1.12],
	ahead: [1.15, 1.35],
	slow: [0.4, 0.72],
	stalled: [0.75, 1],
	late_rush: [0.3, 0.42],
	steps: [0.95, 1.1],
	setback: [0.85, 1.05],
	text_only: [0, 0],
	never: [0, 0]
};

/**
 * Percent done when `share` (0..1) of the key result's time has passed; may run a little over 100.
 */
export function percentAt(pace: Pace, share: number): number {
	const even = 100 * share * pace.speed;
	switch (pace.course) {
		case 'on_track':
		case 'slow':
			return even;
		case 'ahead':
			return even + 100 * Math.min(0.28, share * 4);
		case 'stalled':
			return 100 * Math.min(share, pace.turn) * pace.speed;
		case 'late_rush':
			return share < 0.87 ? even : 36 + ((share - 0.87) / 0.13) * 62;
		case 'steps':
			return Math.floor(even / 25) * 25;
		case 'setback':
			return share < pace.turn ? even : even - pace.size;
		case 'text_only':
		case 'never':
			return 0;
	}
}

export interface Mood {
	/** Confidence at the start, with all that the place and the person bring along. */
	readonly base: number;
	readonly perWeek: number;
	/** The week in which something outside hits, and by how much; null if nothing does. */
	readonly shock: { readonly from: number; readonly size: number } | null;
	readonly start: number;
}

/**
 * Confidence 0..10 in steps of a half, most of them whole; `gap` is expected minus actual percent.
 */
export function confidenceAt(
	mood: Mood,
	temper: Temper,
	instant: number,
	gap: number,
	draw: Random
): number {
	const weeks = Math.max(0, (instant - mood.start) / WEEK);
	const noise = draw.normal() * 0.45;
	const isHalf = draw.chance(0.2);
	const felt = (): number => {
		switch (temper) {
			case 'frozen':
				return Math.round(mood.base);
			case 'sandbag':
				return 9.4 + noise;
			case 'watermelon':
				return Math.max(2.5, Math.min(8.5, 9 - Math.max(0, weeks - 3) * 0.9)) + noise * 0.5;
			case 'honest':
			case 'copy_paste':
			case 'wordless': {
				const shock = mood.shock !== null && instant >= mood.shock.from ? mood.shock.size : 0;
				const worry = Math.min(3.2, Math.max(-1, gap * 0.055));
				return mood.base + mood.perWeek * Math.min(weeks, 13) - shock - worry + noise;
			}
		}
	};
	const value = Math.min(10, Math.max(0, felt()));
	return isHalf ? Math.round(value * 2) / 2 : Math.round(value);
}

/** The share of [from, to) that has passed. */
export function shareOf(instant: number, from: number, to: number): number {
	return Math.min(1, Math.max(0, (instant - from) / Math.max(DAY, to - from)));
}
