/** Check-in discipline: key result x week (metrics.md 6). Evaluated at the last sync, without as-of. */
import {
	areCheckInsKnown,
	checkInsOf,
	checkInsOfObjective,
	speaksOfBlockers,
	statedConfidence,
	statedNextAction,
	statedProgress
} from './check-ins.ts';
import type { SpokenCheckIn } from './check-ins.ts';
import { addDays, dayOf, daysFrom, mondayOf, sundayOf } from './days.ts';
import type { KnownKeyResult, KnownObjective, World } from './known.ts';
import { liveKeyResult } from './live.ts';
import { once } from './once.ts';
import { isDone, progressAt } from './progress.ts';
import { normalisedText } from './text.ts';

/** 'unknown': closed and due, but nobody could read the check-ins. */
export type WeekState = 'on_time' | 'late' | 'missed' | 'pending' | 'not_due' | 'unknown';

export interface KeyResultWeek {
	readonly keyResult: KnownKeyResult;
	readonly week: string;
	readonly lastLiveDay: string;
	readonly state: WeekState;
	/** Of five; null: no check-in to judge. */
	readonly qualityMarks: number | null;
	/** "The weekly value: the last one stated in the week." */
	readonly confidence: number | null;
	/** "`p` at the end of Sunday, or of the last live day." */
	readonly progress: number | null;
}

/**
 * The day at which silence and weeks are judged: "where an objective was last answered for on a day before t (a rotating
 * read), silence and the states of later weeks are judged at that day".
 */
export function judgedDay(world: World, objective: KnownObjective, day: string): string {
	const lastRead = objective.checkInsReadAt.at(-1);
	if (lastRead === undefined) return day;
	const answered = dayOf(lastRead, world.settings.timezone);
	return answered < day ? answered : day;
}

/**
 * "Due: live on at least 3 of the week's Monday..Friday, not done at the end of the Sunday before, and the week is not in
 * HOLIDAY_WEEKS."
 */
export const isDue = once((world: World, keyResult: KnownKeyResult, week: string): boolean => {
	if (world.settings.holidayWeeks.includes(week)) return false;
	let liveDays = 0;
	for (const day of daysFrom(week, addDays(week, 4))) {
		if (day <= world.lastDay && liveKeyResult(world, keyResult, day) !== null) liveDays += 1;
	}
	return liveDays >= 3 && !isDone(progressAt(world, keyResult, addDays(week, -1)));
});

/** "The running week is the one that contains t; all earlier ones are closed." */
export function isClosed(week: string, day: string): boolean {
	return week < mondayOf(day);
}

function checkInsBetween(
	world: World,
	keyResult: KnownKeyResult,
	first: string,
	last: string
): SpokenCheckIn[] {
	return checkInsOf(world, keyResult, world.lastDay).filter(
		({ day }) => first <= day && day <= last
	);
}

function stateOf(world: World, keyResult: KnownKeyResult, week: string): WeekState {
	if (!isClosed(week, judgedDay(world, keyResult.objective, world.lastDay))) return 'pending';
	if (!isDue(world, keyResult, week)) return 'not_due';
	if (!areCheckInsKnown(keyResult.objective)) return 'unknown';
	// "on_time: a check-in inside the week; late: none inside, one on the following Monday..Wednesday; missed otherwise."
	if (checkInsBetween(world, keyResult, week, sundayOf(week)).length > 0) return 'on_time';
	if (checkInsBetween(world, keyResult, addDays(week, 7), addDays(week, 9)).length > 0)
		return 'late';
	return 'missed';
}

/**
 * "Per on-time or late key-result week, from its last check-in inside the week (late: the first of Monday..Wednesday), five
 * yes/no marks."
 */
function qualityMarks(
	world: World,
	keyResult: KnownKeyResult,
	week: string,
	state: WeekState
): number | null {
	const judged =
		state === 'on_time'
			? checkInsBetween(world, keyResult, week, sundayOf(week)).at(-1)
			: state === 'late'
				? checkInsBetween(world, keyResult, addDays(week, 7), addDays(week, 9))[0]
				: undefined;
	if (judged === undefined) return null;
	const { revision } = judged;
	const marks = [
		// "states a value for this key result"
		statedProgress(revision, keyResult.id) !== null,
		// "states confidence for it"
		statedConfidence(revision, keyResult.id) !== null,
		// "names a next action"
		statedNextAction(revision, keyResult.id) !== null,
		// "names a blocker or says there is none"
		speaksOfBlockers(revision, keyResult.id),
		// "normalised text differs from the author's previous check-in on the same objective (a first one passes)"
		isNewText(world, keyResult.objective, judged)
	];
	return marks.filter((mark) => mark).length;
}

function isNewText(world: World, objective: KnownObjective, judged: SpokenCheckIn): boolean {
	const all = checkInsOfObjective(world, objective, world.lastDay);
	const earlier = all.slice(
		0,
		all.findIndex(({ checkIn }) => checkIn === judged.checkIn)
	);
	const previous = earlier.findLast(
		({ checkIn }) => checkIn.source.authorId === judged.checkIn.source.authorId
	);
	return (
		previous === undefined ||
		normalisedText(previous.revision.html) !== normalisedText(judged.revision.html)
	);
}

/** "A row exists for each week with a live day." */
export const weeksOf = once(
	(world: World, keyResult: KnownKeyResult, lastDay: string): KeyResultWeek[] => {
		const { startsOn, endsBefore } = keyResult.objective.period;
		const weeks: KeyResultWeek[] = [];
		for (
			let week = mondayOf(startsOn);
			week < endsBefore && week <= lastDay;
			week = addDays(week, 7)
		) {
			const days = [...daysFrom(week, sundayOf(week))].filter((day) => day <= lastDay);
			const lastLiveDay = days.findLast((day) => liveKeyResult(world, keyResult, day) !== null);
			if (lastLiveDay === undefined) continue;
			const state = stateOf(world, keyResult, week);
			const stated = checkInsBetween(world, keyResult, week, sundayOf(week)).map(({ revision }) =>
				statedConfidence(revision, keyResult.id)
			);
			weeks.push({
				keyResult,
				week,
				lastLiveDay,
				state,
				qualityMarks: qualityMarks(world, keyResult, week, state),
				confidence: stated.findLast((value) => value !== null) ?? null,
				progress: progressAt(world, keyResult, lastLiveDay)
			});
		}
		return weeks;
	}
);
