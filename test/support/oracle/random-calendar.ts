/**
 * When and where a random company lives: a zone, 150 days that begin on any weekday and may hold a change of clocks, a week 53,
 * the turn of a year or a leap day; the periods around them, two of which begin on any day; and some holiday weeks.
 */
import type { Period } from '../../../etl/sandbox/company/model.ts';
import { addDays, endOfDay, mondayOf, startOfDay } from './days.ts';
import type { Dice } from './dice.ts';
import { period } from './mini-company.ts';

export const DAYS = 150;

const ZONES = [
	'Asia/Shanghai',
	'America/Los_Angeles',
	'Asia/Kolkata',
	'Asia/Shanghai',
	'America/Los_Angeles',
	'Pacific/Auckland'
];

/** Summer; clocks back, week 53 and a new year; clocks forward; a new year and a leap day; the same four years before. */
const BEGINNINGS = [
	'2026-06-01',
	'2026-09-14',
	'2027-01-04',
	'2027-11-22',
	'2023-11-13',
	'2026-06-01',
	'2026-10-05'
];

export interface RandomCalendar {
	readonly timezone: string;
	readonly firstDay: string;
	readonly periods: readonly Period[];
	/** Ids of periods of organisation objectives. */
	readonly wide: readonly string[];
	/** Ids of periods of personal objectives, the usual ones more often. */
	readonly common: readonly string[];
	/** Mondays. */
	readonly holidayWeeks: readonly string[];
}

export function randomCalendar(dice: Dice): RandomCalendar {
	const timezone = dice.one(ZONES);
	const firstDay = addDays(dice.one(BEGINNINGS), dice.upTo(14));
	const lastDay = addDays(firstDay, DAYS);
	const years = [...new Set([firstDay, lastDay].map((day) => Number(day.slice(0, 4))))];
	const around = (made: Period[]): Period[] =>
		made.filter(
			({ startDate, endDate }) =>
				startDate < startOfDay(addDays(lastDay, 30), timezone) &&
				endDate > startOfDay(addDays(firstDay, -70), timezone)
		);
	const quarters = around(years.flatMap(quartersOf));
	const halves = around(years.flatMap(halvesOf));
	const wholeYears = years.map((year) => period(`y${year}`, `${year}-01-01`, `${year}-12-31`));
	// Begins with April, as a financial year does in India, and holds a 29 February now and then.
	const financial = around(
		[Math.min(...years) - 1, ...years].map((year) =>
			period(`fy${year}`, `${year}-04-01`, `${year + 1}-03-31`)
		)
	);
	const month = monthOf(addDays(firstDay, 60));
	const [sprint, season] = [
		oddPeriod(dice, 'sprint', addDays(firstDay, 30), 20),
		oddPeriod(dice, 'season', firstDay, 60)
	];
	const ids = (made: readonly Period[]): string[] => made.map(({ id }) => id);
	const holding = (made: readonly Period[]): string[] => {
		const middle = startOfDay(addDays(firstDay, 70), timezone);
		return ids(made.filter(({ startDate, endDate }) => startDate <= middle && middle < endDate));
	};
	// Most lie in the same quarter and year: often enough in the same places for links to hold.
	const [usual, year] = [holding(quarters), holding(wholeYears)];
	return {
		timezone,
		firstDay,
		periods: [...wholeYears, ...halves, ...quarters, ...financial, month, sprint, season],
		wide: [...year, ...year, ...year, ...ids(halves), ...usual, ...ids(wholeYears), season.id],
		common: [
			...Array.from({ length: 8 }, () => usual).flat(),
			...[ids(quarters), ids(halves), ids(financial), year, year].flat(),
			...[month.id, sprint.id, season.id]
		],
		holidayWeeks: holidays(dice, firstDay)
	};
}

/** Of every few weeks one, and now and then two in a row. */
function holidays(dice: Dice, firstDay: string): string[] {
	const mondays = dice.times(DAYS / 7, (week) => addDays(mondayOf(firstDay), 7 * week));
	const single = dice.some(mondays, 0.07);
	const [first] = single;
	const second = first !== undefined && dice.chance(0.4) ? [addDays(first, 7)] : [];
	return [...new Set([...single, ...second])];
}

function oddPeriod(dice: Dice, id: string, earliest: string, shortest: number): Period {
	const first = addDays(earliest, dice.upTo(40));
	return period(id, first, addDays(first, shortest + dice.upTo(30)));
}

function quartersOf(year: number): Period[] {
	return [
		period(`q1-${year}`, `${year}-01-01`, `${year}-03-31`),
		period(`q2-${year}`, `${year}-04-01`, `${year}-06-30`),
		period(`q3-${year}`, `${year}-07-01`, `${year}-09-30`),
		period(`q4-${year}`, `${year}-10-01`, `${year}-12-31`)
	];
}

function halvesOf(year: number): Period[] {
	return [
		period(`h1-${year}`, `${year}-01-01`, `${year}-06-30`),
		period(`h2-${year}`, `${year}-07-01`, `${year}-12-31`)
	];
}

function monthOf(day: string): Period {
	const first = `${day.slice(0, 7)}-01`;
	const next = addDays(first, 31);
	return period('month', first, addDays(`${next.slice(0, 7)}-01`, -1));
}

/** An instant of a local day, often at its edge, and at night, when clocks are put back or forward. */
export function randomMoment(dice: Dice, day: string, timezone: string): number {
	const first = startOfDay(day, timezone);
	const hour = 3_600_000;
	return dice.one([
		first,
		endOfDay(day, timezone),
		first + 1.5 * hour,
		first + 2.5 * hour,
		first + 9 * hour,
		first + 14 * hour + dice.upTo(hour),
		first + 22 * hour
	]);
}
