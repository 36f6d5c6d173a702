/**
 * Characters: how a department goes about its OKRs. They last, so that the dashboards show
 * contrasts that make sense: who is steady, who loses confidence, who goes silent.
 */

import { sharesOf, type Shares } from './random.ts';

/** How the progress of a key result unfolds over its period. */
export type Course =
	| 'on_track'
	| 'ahead'
	| 'slow'
	| 'stalled'
	| 'late_rush'
	| 'steps'
	| 'setback'
	| 'text_only'
	| 'never';

/** How a person states confidence. */
export type Temper = 'honest' | 'watermelon' | 'sandbag' | 'frozen' | 'copy_paste' | 'wordless';

export interface Character {
	/** Multiplies the chance of a check-in in time. */
	readonly rhythm: number;
	/** Confidence in the first weeks. */
	readonly mood: number;
	/** Points of confidence per week of a quarter. */
	readonly drift: number;
	/**
	 * Weeks of a quarter (0 is the one it starts in) in which the whole division says nothing; `to`
	 * is exclusive.
	 */
	readonly silence: { readonly from: number; readonly to: number } | null;
	/** Whether shocks of the market hit it. */
	readonly isExposed: boolean;
	readonly courses: Shares<Course>;
	readonly tempers: Shares<Temper>;
}

const usualCourses = {
	on_track: 62,
	ahead: 9,
	slow: 9,
	stalled: 4,
	late_rush: 5,
	steps: 6,
	setback: 3,
	text_only: 1,
	never: 1
};

const usualTempers = {
	honest: 72,
	watermelon: 4,
	sandbag: 4,
	frozen: 5,
	copy_paste: 4,
	wordless: 11
};

export const steady: Character = {
	rhythm: 1,
	mood: 7.6,
	drift: 0.03,
	silence: null,
	isExposed: false,
	courses: sharesOf(usualCourses),
	tempers: sharesOf(usualTempers)
};

export const healthy: Character = {
	...steady,
	rhythm: 1.04,
	mood: 8,
	drift: 0.06,
	courses: sharesOf({ ...usualCourses, on_track: 70, ahead: 12, slow: 6, stalled: 2 })
};

export const falling: Character = {
	...steady,
	rhythm: 0.97,
	mood: 7,
	drift: -0.2,
	isExposed: true,
	courses: sharesOf({ ...usualCourses, on_track: 36, slow: 30, stalled: 8, setback: 12 })
};

export const bumpy: Character = {
	...steady,
	rhythm: 0.95,
	mood: 6.8,
	drift: -0.04,
	isExposed: true,
	courses: sharesOf({ ...usualCourses, on_track: 46, slow: 20, late_rush: 12, steps: 10 })
};

export const silent: Character = {
	...steady,
	rhythm: 0.8,
	mood: 6.5,
	drift: -0.08,
	silence: { from: 4, to: 10 },
	courses: sharesOf({ ...usualCourses, on_track: 44, slow: 20, stalled: 8, never: 4 })
};

export const cautious: Character = {
	...steady,
	mood: 8.4,
	drift: 0,
	courses: sharesOf({ ...usualCourses, ahead: 30 }),
	tempers: sharesOf({ ...usualTempers, sandbag: 24 })
};

export const glossy: Character = {
	...steady,
	mood: 7.8,
	tempers: sharesOf({ ...usualTempers, watermelon: 22, frozen: 12, copy_paste: 10 }),
	courses: sharesOf({ ...usualCourses, text_only: 8 })
};
