/**
 * When people check in: a habit per person, silences per department and team, holidays. Decided per
 * person and week.
 */

import {
	DAY,
	HOUR,
	MINUTE,
	monday,
	quarterOf,
	startOfDay,
	startOfMonth,
	startOfQuarter,
	WEEK,
	yearOf
} from './calendar.ts';
import type { Temper } from './characters.ts';
import type { Plan } from './plans.ts';
import { type Random, random, sharesOf } from './random.ts';
import type { Worker } from './staff.ts';

export interface Habit {
	/** Chances per week. */
	readonly onTime: number;
	readonly late: number;
}

const HABITS = {
	reliable: { onTime: 0.97, late: 0.02 },
	busy: { onTime: 0.76, late: 0.14 },
	late: { onTime: 0.45, late: 0.42 },
	rare: { onTime: 0.25, late: 0.1 },
	never: { onTime: 0, late: 0 }
} as const satisfies Record<string, Habit>;

/** How a person writes, the same every week. */
export interface Style {
	readonly habit: Habit;
	readonly temper: Temper;
	readonly layout: 'labelled' | 'per_key_result' | 'prose';
	/** Which of the notations of the language they like best. */
	readonly notation: number;
	readonly markup: number;
}

const HABIT_SHARES = sharesOf({ reliable: 71, busy: 16, late: 6, rare: 4, never: 3 });
const LAYOUTS = sharesOf({ labelled: 76, per_key_result: 13, prose: 11 });

export function styleOf(worker: Worker, plan: Plan, seed: number): Style {
	const draw = random(seed, 'style', worker.slot.index, worker.turn);
	return {
		temper: draw.weighted(plan.character.tempers),
		layout: draw.weighted(LAYOUTS),
		notation: draw.int(0, 99),
		markup: draw.int(0, 99),
		habit: HABITS[draw.weighted(HABIT_SHARES)]
	};
}

/**
 * First days of the weeks in which hardly anybody works: the lunar new year, and the week of
 * October 1.
 */
const LUNAR_NEW_YEAR = [
	'2024-02-05',
	'2025-01-27',
	'2026-02-16',
	'2027-02-08',
	'2028-01-24',
	'2029-02-12',
	'2030-02-04'
];
const holidays = new Set(LUNAR_NEW_YEAR.map(startOfDay));

/** Shares of weekdays, 0 is Monday: most check in on Thursday and Friday. */
const DAYS_ON_TIME = sharesOf({ '4': 45, '3': 27, '0': 9, '2': 8, '1': 6, '5': 3, '6': 2 });
const DAYS_LATE = sharesOf({ '0': 60, '1': 28, '2': 12 });

/**
 * The moment at which a person sits down to check in for the week of `week` (its Monday), or null.
 */
export function sittingOf(
	worker: Worker,
	habit: Habit,
	plan: Plan,
	week: number,
	seed: number
): number | null {
	const draw = random(seed, 'week', worker.slot.index, worker.turn, week);
	const factor =
		plan.character.rhythm * (isSilent(plan, week, seed) ? 0.03 : 1) * holidayFactor(week);
	const roll = draw.next();
	if (roll < habit.onTime * factor) {
		return week + Number(draw.weighted(DAYS_ON_TIME)) * DAY + workHour(draw);
	}
	if (roll < (habit.onTime + habit.late) * factor) {
		const day = WEEK + Number(draw.weighted(DAYS_LATE)) * DAY;
		return week + day + 8 * HOUR + draw.int(20, 230) * MINUTE;
	}
	return null;
}

function workHour(draw: Random): number {
	const isEvening = draw.chance(0.1);
	const minutes = isEvening ? draw.int(19 * 60, 22 * 60 + 30) : draw.int(9 * 60, 18 * 60 + 20);
	return minutes * MINUTE + draw.int(0, 59_999);
}

function holidayFactor(week: number): number {
	if (holidays.has(week)) return 0.1;
	const october = startOfMonth(yearOf(week + 3 * DAY), 9);
	return monday(october + 2 * DAY) === week ? 0.55 : 1;
}

/** Divisions go silent by their character, single teams by bad luck for three to six weeks. */
function isSilent(plan: Plan, week: number, seed: number): boolean {
	const quarter = quarterOf(week + 3 * DAY);
	const weekOfQuarter = Math.round((week - monday(startOfQuarter(quarter))) / WEEK);
	const { silence } = plan.character;
	if (silence !== null && weekOfQuarter >= silence.from && weekOfQuarter < silence.to) return true;
	const draw = random(seed, 'quiet', quarter, plan.unit.id);
	if (!draw.chance(0.04) || plan.unit.level < 2) return false;
	const from = draw.int(1, 8);
	return weekOfQuarter >= from && weekOfQuarter < from + draw.int(3, 6);
}

/**
 * What the market does to exposed divisions: one week per quarter in which several of them are hit.
 */
export function shockOf(
	plan: Plan,
	draw: Random,
	seed: number
): { from: number; size: number } | null {
	if (!plan.character.isExposed || plan.term.kind !== 'quarter') return null;
	const week = random(seed, 'shock', plan.term.number).int(3, 6);
	const size = draw.between(1.6, 3.1);
	if (!draw.chance(0.7)) return null;
	return { from: monday(plan.term.start) + week * WEEK, size };
}
