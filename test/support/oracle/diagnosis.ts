/** "Did the market change, or did we not keep up?" (metrics.md 12), at the last sync. */
import { alignmentOn } from './alignment.ts';
import { quotesOf } from './causes.ts';
import type { Cause } from './causes.ts';
import { areCheckInsKnown, checkInsOf, statedNextAction } from './check-ins.ts';
import { bandOf, currentConfidence } from './confidence.ts';
import { addDays, dayOf, daysFrom, mondayOf, workedDaysBetween } from './days.ts';
import { inForceAt } from './history.ts';
import type { History } from './history.ts';
import type { KnownKeyResult, World } from './known.ts';
import { endOf, liveKeyResult, liveKeyResultsOf, liveObjective } from './live.ts';
import { once, oncePerDay } from './once.ts';
import { departmentOf } from './organisation.ts';
import { placedLike } from './patterns.ts';
import { expectedAt, isDone, paceOf, progressAt, startOf } from './progress.ts';
import { keyResultRow } from './rows.ts';
import type { KeyResultRow } from './rows.ts';
import { judgedDay, weeksOf } from './weeks.ts';

/** The days of its period on which the key result is live, until the last sync. */
const liveDays = once((world: World, keyResult: KnownKeyResult, lastDay: string): string[] => {
	const { startsOn, endsBefore } = keyResult.objective.period;
	const end = addDays(endsBefore, -1);
	return [...daysFrom(startsOn, end < lastDay ? end : lastDay)].filter(
		(day) => liveKeyResult(world, keyResult, day) !== null
	);
});

/** The live days on which something was said, reworded, missed or read, the first live one and the last of the period. */
const eventDays = once((world: World, keyResult: KnownKeyResult, lastDay: string): string[] => {
	const { objective } = keyResult;
	const instants = [...objective.checkIns.values()].flatMap(({ source, revisions, missedAt }) => [
		source.created,
		...revisions.map(({ updated }) => updated),
		missedAt ?? source.created
	]);
	const { timezone } = world.settings;
	const events = new Set(
		[...instants, ...keyResult.observed.map(({ at }) => at)].map((at) => dayOf(at, timezone))
	);
	const end = addDays(objective.period.endsBefore, -1);
	return liveDays(world, keyResult, lastDay).filter(
		(day, index) => index === 0 || day === end || events.has(day)
	);
});

/** The first day at_risk: progress stays what it is until the next event, expected progress goes on. */
function firstAtRisk(world: World, keyResult: KnownKeyResult): string | null {
	const events = eventDays(world, keyResult, world.lastDay);
	let progress: number | null = null;
	for (const day of liveDays(world, keyResult, world.lastDay)) {
		if (events.includes(day)) progress = progressAt(world, keyResult, day);
		if (paceOf(progress, expectedAt(world, keyResult, day)) === 'at_risk') return day;
	}
	return null;
}

/** A key result becomes red by a word, so on the day of an event. */
function firstRed(world: World, keyResult: KnownKeyResult): string | null {
	const events = eventDays(world, keyResult, world.lastDay);
	return events.find((day) => isRed(world, keyResult, day)) ?? null;
}

function isRed(world: World, keyResult: KnownKeyResult, day: string): boolean {
	if (isDone(progressAt(world, keyResult, day))) return false;
	const confidence = currentConfidence(world, keyResult, day);
	return confidence !== null && bandOf(confidence.value) === 'red';
}

/** "First fell (confidence by >= 2, or pace to at_risk)": the Monday of that week, or null. */
function firstFall(world: World, keyResult: KnownKeyResult): string | null {
	const atRisk = firstAtRisk(world, keyResult);
	const stated = weeksOf(world, keyResult, world.lastDay).flatMap(({ week, confidence }) =>
		confidence === null ? [] : [{ week, confidence }]
	);
	const drop = stated.find(({ confidence }, index) => {
		const before = stated[index - 1];
		return before !== undefined && Math.round((before.confidence - confidence) * 1e6) >= 2e6;
	});
	const weeks = [...(atRisk === null ? [] : [mondayOf(atRisk)]), ...(drop ? [drop.week] : [])];
	return weeks.sort()[0] ?? null;
}

interface Fallen {
	readonly keyResultId: string;
	readonly ownerId: string;
	readonly departmentId: string;
}

/** Week -> whose key results first fell in it, with owner and department of the last live day of that week. */
const fallsOf = oncePerDay((world: World) => {
	const falls = new Map<string, Fallen[]>();
	const weekOf = new Map<string, string>();
	for (const keyResult of world.keyResults.values()) {
		const week = firstFall(world, keyResult);
		if (week === null) continue;
		weekOf.set(keyResult.id, week);
		const day = weeksOf(world, keyResult, world.lastDay).find(
			(row) => row.week === week
		)?.lastLiveDay;
		const facts = day === undefined ? null : liveObjective(world, keyResult.objective, day);
		if (day === undefined || facts === null) throw new RangeError(`${keyResult.id} fell unseen`);
		const fallen = {
			keyResultId: keyResult.id,
			ownerId: facts.ownerId,
			departmentId: departmentOf(world, keyResult.objective, facts, endOf(world, day))
		};
		falls.set(week, [...(falls.get(week) ?? []), fallen]);
	}
	return { falls, weekOf };
});

function differentOnes(values: readonly string[]): number {
	return new Set(values.filter((value) => value !== '')).size;
}

/** The days, among `days`, at whose end the value is another one than the last one known before. */
function changes<T>(
	world: World,
	history: History<T>,
	days: readonly string[],
	read: (value: T) => string
): string[] {
	const first = history[0]?.from ?? Infinity;
	const at = (day: string): string | null => {
		const value = inForceAt(history, endOf(world, day));
		return value === null ? null : read(value);
	};
	return days.filter((day) => {
		const now = at(day);
		if (now === null) return false;
		for (
			let before = addDays(day, -1);
			endOf(world, before) >= first;
			before = addDays(before, -1)
		) {
			const then = at(before);
			if (then !== null) return then !== now;
			// Versions that begin with the world have no first day.
			if (before < '2020-01-01') break;
		}
		return false;
	});
}

/** Links of metrics.md 8 at risk: "the target key result, or any live key result of the target objective". */
function atRiskDependencies(world: World, keyResult: KnownKeyResult, day: string): number {
	return alignmentOn(world, day).dependencies.filter(({ child, parent, targetKind, targetId }) => {
		if (child !== keyResult.objective || parent === null) return false;
		return liveKeyResultsOf(world, parent, day)
			.filter((target) => targetKind === 'objective' || target.keyResult.id === targetId)
			.some((target) => {
				const row = keyResultRow(world, target.keyResult, day);
				if (row === null) return false;
				return (
					row.pace === 'behind' ||
					row.pace === 'at_risk' ||
					row.confidence_band === 'red' ||
					row.stall_reason !== null
				);
			});
	}).length;
}

type Response = 'rescoped' | 'next_action' | 'check_in_only' | 'silence' | 'pending' | null;

/** "Response (re-scope, next action, or silence within 2 weeks)" of the first red or at-risk day. */
function responseTo(world: World, keyResult: KnownKeyResult) {
	const days = [firstAtRisk(world, keyResult), firstRed(world, keyResult)];
	const [trouble] = days.filter((day) => day !== null).sort();
	const nothing = { first_trouble_on: null, rescoped_on: null, next_action_on: null };
	if (trouble === undefined) return { ...nothing, response: null };
	const lastDay = addDays(trouble, 14);
	const within = [...daysFrom(trouble, lastDay)].filter((day) => day <= world.lastDay);
	const { objective } = keyResult;
	const rescoped = [
		...changes(world, keyResult.history, within, ({ title, weight }) =>
			JSON.stringify([title, Math.max(0, weight ?? 0)])
		),
		...changes(world, objective.history, within, ({ title }) => title)
	].sort();
	const said = checkInsOf(world, keyResult, world.lastDay).filter(
		({ day }) => trouble <= day && day <= lastDay
	);
	const acted = said.find(({ revision }) => statedNextAction(revision, keyResult.id) !== null);
	const isOver = judgedDay(world, objective, world.lastDay) >= lastDay;
	let response: Response = 'silence';
	if (rescoped.length > 0) response = 'rescoped';
	else if (!areCheckInsKnown(objective)) response = null;
	else if (acted !== undefined) response = 'next_action';
	else if (!isOver) response = 'pending';
	else if (said.length > 0) response = 'check_in_only';
	return {
		first_trouble_on: trouble,
		response,
		rescoped_on: rescoped[0] ?? null,
		next_action_on: acted?.day ?? null
	};
}

/** "Silence": most days from its begin or a check-in to the next one, or to the day it is judged. */
function longestSilence(world: World, keyResult: KnownKeyResult, judgedOn: string): number | null {
	if (!areCheckInsKnown(keyResult.objective)) return null;
	const known = judgedDay(world, keyResult.objective, world.lastDay);
	const begin = startOf(world, keyResult);
	const end = [judgedOn, known].sort()[0] ?? judgedOn;
	const days = checkInsOf(world, keyResult, world.lastDay)
		.map(({ day }) => day)
		.filter((day) => begin < day && day <= end);
	let longest = 0;
	let last = begin;
	for (const day of [...days.sort(), end]) {
		longest = Math.max(longest, workedDaysBetween(last, day, world.settings.holidayWeeks));
		last = day;
	}
	return longest;
}

export function quoteRowsOf(world: World, keyResult: KnownKeyResult) {
	return checkInsOf(world, keyResult, world.lastDay)
		.filter(({ day }) => day >= keyResult.objective.period.startsOn)
		.flatMap(({ checkIn, revision, at }) =>
			quotesOf(revision.html).map(({ cause, term, line, number }) => ({
				check_in_id: checkIn.id,
				checked_in_at: at,
				line_number: number,
				line,
				cause,
				term
			}))
		);
}

function termsOf(quotes: ReturnType<typeof quoteRowsOf>, cause: Cause): string[] {
	return [
		...new Set(quotes.filter((quote) => quote.cause === cause).map(({ term }) => term))
	].sort();
}

/** Missed, or at risk today; null: neither. */
function judgedRow(
	world: World,
	keyResult: KnownKeyResult
): { row: KeyResultRow; outcome: string } | null {
	const end = addDays(keyResult.objective.period.endsBefore, -1);
	const isOver = end <= world.lastDay;
	const row = keyResultRow(world, keyResult, isOver ? end : world.lastDay);
	if (row === null) return null;
	if (isOver) return row.isOpen ? { row, outcome: 'missed' } : null;
	return row.pace === 'at_risk' ? { row, outcome: 'at_risk' } : null;
}

/** Key result x period. */
export const diagnosisRows = oncePerDay((world: World) =>
	[...world.keyResults.values()].flatMap((keyResult) => {
		const judged = judgedRow(world, keyResult);
		if (judged === null) return [];
		const { row, outcome } = judged;
		const weeks = weeksOf(world, keyResult, world.lastDay);
		const due = weeks.filter(({ state }) => ['on_time', 'late', 'missed'].includes(state)).length;
		const onTime = weeks.filter(({ state }) => state === 'on_time').length;
		const { falls, weekOf } = fallsOf(world, world.lastDay);
		const week = weekOf.get(keyResult.id) ?? null;
		const together = week === null ? [] : (falls.get(week) ?? []);
		const quotes = quoteRowsOf(world, keyResult);
		const external = termsOf(quotes, 'external');
		const capacity = termsOf(quotes, 'capacity');
		const dependencies = atRiskDependencies(world, keyResult, row.as_of);
		const response = responseTo(world, keyResult);
		const owners = differentOnes(together.map(({ ownerId }) => ownerId));
		const departments = differentOnes(together.map(({ departmentId }) => departmentId));
		let answer = 'cannot_tell';
		if (external.length > 0 && together.length >= 3 && owners >= 3 && departments >= 2)
			answer = 'market_moved';
		else if (capacity.length > 0 || dependencies > 0) answer = 'capacity_or_dependency';
		else if (due > 0 && onTime / due < 0.5) answer = 'slow_to_react';
		else if (response.response === 'check_in_only' || response.response === 'silence')
			answer = 'slow_to_react';
		return [
			{
				...placedLike(row),
				outcome,
				judged_on: row.as_of,
				progress: row.progress,
				expected: row.expected,
				pace: row.pace,
				confidence: row.confidence,
				are_check_ins_known: row.are_check_ins_known,
				closed_due_weeks: due,
				on_time_weeks: onTime,
				week_compliance: due === 0 ? null : onTime / due,
				longest_silence_days: longestSilence(world, keyResult, row.as_of),
				first_fell_in: week,
				fell_with_key_results: together.length,
				fell_with_owners: owners,
				fell_with_departments: departments,
				external_terms: external,
				capacity_terms: capacity,
				at_risk_dependencies: dependencies,
				...response,
				answer,
				reviewed_answer: null,
				final_answer: answer
			}
		];
	})
);
export type DiagnosisRow = ReturnType<typeof diagnosisRows>[number];

/** Key result x period x check-in x line x term. */
export function diagnosisQuoteRows(world: World) {
	return [...world.keyResults.values()].flatMap((keyResult) => {
		const judged = judgedRow(world, keyResult);
		if (judged === null) return [];
		return quoteRowsOf(world, keyResult).map((quote) => ({ ...placedLike(judged.row), ...quote }));
	});
}
export type DiagnosisQuoteRow = ReturnType<typeof diagnosisQuoteRows>[number];

export function diagnosisMeasures(rows: readonly DiagnosisRow[]) {
	const answered = (answer: string): number =>
		rows.filter(({ final_answer }) => final_answer === answer).length;
	return {
		base_count: rows.length,
		diagnosis_count: rows.length,
		missed_count: rows.filter(({ outcome }) => outcome === 'missed').length,
		at_risk_count: rows.filter(({ outcome }) => outcome === 'at_risk').length,
		market_moved_count: answered('market_moved'),
		capacity_or_dependency_count: answered('capacity_or_dependency'),
		slow_to_react_count: answered('slow_to_react'),
		cannot_tell_count: answered('cannot_tell'),
		reviewed_count: 0,
		overruled_count: 0
	};
}

export function diagnosisQuoteMeasures(rows: readonly DiagnosisQuoteRow[]) {
	return {
		base_count: rows.length,
		quoted_check_in_count: new Set(rows.map((row) => row.check_in_id)).size
	};
}
