/**
 * The rows of the Cube views (contract.md), each computed from what is known, for one as-of day or week. Dimension names are
 * the contract's. `null` is what Cube shows as null.
 */
import { alignmentOn, BROKEN_REASONS } from './alignment.ts';
import {
	areCheckInsKnown,
	checkInsOf,
	statedBlocker,
	statedConfidence,
	statedNextAction,
	statedProgress
} from './check-ins.ts';
import { bandOf, currentConfidence } from './confidence.ts';
import { addDays, workedDaysBetween } from './days.ts';
import { inForceAt, speakingAt } from './history.ts';
import type { KnownKeyResult, KnownObjective, World } from './known.ts';
import { endOf, isInPeriod, liveKeyResult, liveObjective } from './live.ts';
import { once, oncePerDay } from './once.ts';
import {
	departmentOf,
	departmentPath,
	departmentPathToday,
	headsOf,
	isActive,
	levelOf,
	personName,
	placeOf,
	primaryDepartment
} from './organisation.ts';
import {
	clamped,
	expectedAt,
	isDone,
	objectiveProgress,
	paceOf,
	progressAt,
	sharesOf,
	worstPace
} from './progress.ts';
import { lint } from './quality.ts';
import type { ObjectiveFacts } from './read.ts';
import { daysOfSilence, isBlocked, stallReason } from './stalled.ts';
import { linesOf } from './text.ts';
import { isClosed, weeksOf } from './weeks.ts';
import type { KeyResultWeek } from './weeks.ts';

/** What rows of key results and objectives share: "level, department and names as of that day". */
export function describe(
	world: World,
	objective: KnownObjective,
	facts: ObjectiveFacts,
	day: string
) {
	const instant = endOf(world, day);
	return {
		objective_id: objective.id,
		objective_title: facts.title,
		level: levelOf(world, objective, facts, instant),
		period_id: objective.period.id,
		period_name: objective.period.name,
		owner_id: facts.ownerId,
		owner_name: personName(world, facts.ownerId, instant),
		...placeOf(world, departmentOf(world, objective, facts, instant), instant),
		visibility: facts.visibility
	};
}

/** Key result x day; null when it is not live. */
export function keyResultRow(world: World, keyResult: KnownKeyResult, day: string) {
	const { objective } = keyResult;
	const facts = liveKeyResult(world, keyResult, day);
	const objectiveFacts = liveObjective(world, objective, day);
	if (facts === null || objectiveFacts === null) return null;
	const { holidayWeeks } = world.settings;
	const progress = progressAt(world, keyResult, day);
	const expected = expectedAt(world, keyResult, day);
	const pace = paceOf(progress, expected);
	const isOpen = !isDone(progress);
	const confidence = currentConfidence(world, keyResult, day);
	// "A done key result is never red, stalled or blocked."
	const band = confidence === null || !isOpen ? null : bandOf(confidence.value);
	const reason = isOpen ? stallReason(world, keyResult, day) : null;
	const latest = checkInsOf(world, keyResult, day).at(-1);
	return {
		as_of: day,
		key_result_id: keyResult.id,
		key_result_title: facts.title,
		...describe(world, objective, objectiveFacts, day),
		weight: sharesOf(world, objective, day).get(keyResult.id) ?? 0,
		progress,
		expected,
		pace,
		confidence: confidence?.value ?? null,
		confidence_provenance: confidence === null ? null : 'text',
		confidence_stated_at: confidence?.statedAt ?? null,
		confidence_band: band,
		stall_reason: reason,
		days_stalled: reason === null ? null : daysOfSilence(world, keyResult, day),
		is_blocked: isOpen ? isBlocked(world, keyResult, day) : false,
		are_check_ins_known: areCheckInsKnown(objective),
		last_check_in_at: latest?.at ?? null,
		days_since_check_in:
			latest === undefined ? null : workedDaysBetween(latest.day, day, holidayWeeks),
		last_comment: latest === undefined ? null : linesOf(latest.revision.html).join('\n'),
		mentions: latest?.revision.mentions ?? [],
		blocker: latest === undefined ? null : statedBlocker(latest.revision, keyResult.id),
		next_action: latest === undefined ? null : statedNextAction(latest.revision, keyResult.id),
		isOpen,
		// Section 11: "healthy: done; or on_track, and not red, and not stalled."
		isHealthy: pace === 'done' || (pace === 'on_track' && band !== 'red' && reason === null)
	};
}
export type KeyResultRow = NonNullable<ReturnType<typeof keyResultRow>>;

export function keyResultRows(world: World, day: string): KeyResultRow[] {
	return [...world.keyResults.values()]
		.map((keyResult) => keyResultRow(world, keyResult, day))
		.filter((row) => row !== null);
}

/** Key result x week: "level and department of a row are those of the key result's last live day in the week". */
function weekRow(world: World, row: KeyResultWeek) {
	const { objective } = row.keyResult;
	const facts = liveObjective(world, objective, row.lastLiveDay);
	if (facts === null) throw new RangeError(`${objective.id} is not live on ${row.lastLiveDay}`);
	return {
		week: row.week,
		key_result_id: row.keyResult.id,
		...describe(world, objective, facts, row.lastLiveDay),
		check_in_state: row.state,
		week_confidence: row.confidence,
		week_progress: row.progress,
		quality_marks: row.qualityMarks,
		lastLiveDay: row.lastLiveDay,
		isClosedDue: row.state === 'on_time' || row.state === 'late' || row.state === 'missed'
	};
}
export type WeekRow = ReturnType<typeof weekRow>;

export function weekRows(world: World): WeekRow[] {
	return [...world.keyResults.values()]
		.flatMap((keyResult) => weeksOf(world, keyResult, world.lastDay))
		.map((row) => weekRow(world, row));
}

/** On-time and closed due key-result weeks "closed at t (states as of the last sync)". */
const complianceOf = once((world: World, objective: KnownObjective, day: string) => {
	let due = 0;
	let onTime = 0;
	for (const keyResult of objective.keyResults.values()) {
		for (const { week, state } of weeksOf(world, keyResult, world.lastDay)) {
			if (!isClosed(week, day)) continue;
			if (state === 'on_time' || state === 'late' || state === 'missed') due += 1;
			if (state === 'on_time') onTime += 1;
		}
	}
	return { due, onTime };
});

function gradeOf(percent: number | null): number | null {
	return percent === null ? null : percent / 100;
}

/** Objective x day; null when it is not live. */
export function objectiveRow(world: World, objective: KnownObjective, day: string) {
	const facts = liveObjective(world, objective, day);
	const alignment = alignmentOn(world, day).objectives.get(objective.id);
	if (facts === null || alignment === undefined) return null;
	const progress = objectiveProgress(world, objective, day);
	const checks = lint(world, objective, day);
	const weeks = complianceOf(world, objective, day);
	return {
		as_of: day,
		kind: objective.kind,
		...describe(world, objective, facts, day),
		progress,
		worst_pace: worstPace(world, objective, day),
		// "The source's score / 100 if given, else P / 100 marked computed."
		grade: gradeOf(facts.score ?? progress),
		is_aligned: alignment.level !== 'company' && alignment.isAligned,
		is_rooted: alignment.isRooted,
		broken_link_reason:
			BROKEN_REASONS.find((reason) => alignment.brokenReasons.includes(reason)) ?? null,
		broken_link_count: alignment.brokenReasons.length,
		valid_incoming_links: alignment.validIncomingLinks,
		has_company_objective: alignment.hasCompanyObjective,
		has_cross_department_in: alignment.hasCrossDepartmentIn,
		has_cross_department_out: alignment.hasCrossDepartmentOut,
		checks_passed: checks.passed,
		checks_applicable: checks.applicable,
		// "well_formed = all applicable pass. Organisation objectives are not checked."
		well_formed: checks.applicable === 0 ? null : checks.passed === checks.applicable,
		closed_due_weeks: weeks.due,
		on_time_weeks: weeks.onTime
	};
}
export type ObjectiveRow = NonNullable<ReturnType<typeof objectiveRow>>;

export function objectiveRows(world: World, day: string): ObjectiveRow[] {
	return [...world.objectives.values()]
		.map((objective) => objectiveRow(world, objective, day))
		.filter((row) => row !== null);
}

/** Person x live period x day, for active people. A day without a live period has one row each, with period_id null. */
export function personRows(world: World, day: string) {
	const instant = endOf(world, day);
	const objectives = objectiveRows(world, day);
	const live = periodRows(world).filter(
		(period) => period.starts_on <= day && day <= period.ends_on
	);
	const periodIds = live.length === 0 ? [null] : live.map(({ period_id }) => period_id);
	return [...world.people.keys()]
		.filter((id) => isActive(world, id, instant))
		.flatMap((id) =>
			periodIds.map((periodId) => {
				// "People are owners of personal objectives only."
				const own = objectives.filter(
					(row) => row.kind === 'personal' && row.owner_id === id && row.period_id === periodId
				);
				const counted = own.filter((row) => row.has_company_objective);
				return {
					as_of: day,
					person_id: id,
					person_name: personName(world, id, instant),
					period_id: periodId,
					...placeOf(world, primaryDepartment(world, id, instant), instant),
					has_objective: own.length > 0,
					// "People with a rooted or company-level objective", periods without a company objective left out.
					isCounted: counted.length > 0,
					is_rooted: counted.some((row) => row.level === 'company' || row.is_rooted)
				};
			})
		);
}
export type PersonRow = ReturnType<typeof personRows>[number];

/** Department x day. */
export function departmentRows(world: World, day: string) {
	const instant = endOf(world, day);
	const rows = [];
	for (const [id, history] of world.departments) {
		const facts = inForceAt(history, instant);
		if (facts === null) continue;
		const path = departmentPath(world, id, instant);
		rows.push({
			as_of: day,
			department_id: id,
			department_name: facts.name,
			parent_id: facts.parentId,
			department_path: path,
			department_path_today: departmentPathToday(world, id),
			depth: path.split('/').length - 3,
			head_ids: headsOf(world, id, instant)
		});
	}
	return rows;
}
export type DepartmentRow = ReturnType<typeof departmentRows>[number];

/** Check-in x key result, "evaluated at the last sync". A key result that was never read has none. */
export function checkInRows(world: World) {
	const rows = [];
	for (const keyResult of world.keyResults.values()) {
		const { objective } = keyResult;
		for (const { checkIn, revision, at, day } of checkInsOf(world, keyResult, world.lastDay)) {
			const { facts, instant } = speakingFacts(objective, endOf(world, day));
			const department = departmentOf(world, objective, facts, instant);
			rows.push({
				check_in_id: checkIn.id,
				key_result_id: keyResult.id,
				objective_id: objective.id,
				checked_in_at: at,
				author_id: checkIn.source.authorId,
				author_name: personName(world, checkIn.source.authorId, at),
				department_id: department,
				department_path: departmentPath(world, department, instant),
				progress: clamped(statedProgress(revision, keyResult.id)),
				confidence: statedConfidence(revision, keyResult.id),
				confidence_provenance: statedConfidence(revision, keyResult.id) === null ? null : 'text',
				text: linesOf(revision.html).join('\n'),
				mentions: revision.mentions,
				blocker: statedBlocker(revision, keyResult.id),
				next_action: statedNextAction(revision, keyResult.id),
				is_edited: revision.updated > at
			});
		}
	}
	return rows;
}
export type CheckInRow = ReturnType<typeof checkInRows>[number];

/** The objective at a check-in's day, or at the nearest day on which it existed. */
export function speakingFacts(
	objective: KnownObjective,
	instant: number
): { facts: ObjectiveFacts; instant: number } {
	const speaking = speakingAt(objective.history, instant);
	if (speaking === null) throw new RangeError(`${objective.id} was never read`);
	const first = objective.history[0]?.from ?? instant;
	return { facts: speaking.value, instant: Math.max(first, speaking.at) };
}

/** Contract: "a period of a loaded rule that holds objectives or is running" (on the day of the last sync). */
export function periodRows(world: World) {
	return periodsOf(world, world.lastDay);
}

const periodsOf = oncePerDay((world: World) =>
	[...world.periods.values()].flatMap((period) => {
		const held = [...world.objectives.values()].filter(
			(objective) => objective.period.id === period.id
		);
		const isRunning = period.startsOn <= world.lastDay && world.lastDay < period.endsBefore;
		if (held.length === 0 && !isRunning) return [];
		return [
			{
				period_id: period.id,
				period_name: period.name,
				kind: period.kind,
				starts_on: period.startsOn,
				ends_on: addDays(period.endsBefore, -1),
				objective_count: held.filter((objective) => wasEverLive(world, objective)).length
			}
		];
	})
);
export type PeriodRow = ReturnType<typeof periodRows>[number];

function wasEverLive(world: World, objective: KnownObjective): boolean {
	const { startsOn, endsBefore } = objective.period;
	for (let day = startsOn; day < endsBefore && day <= world.lastDay; day = addDays(day, 1)) {
		if (isInPeriod(objective, day) && liveObjective(world, objective, day) !== null) return true;
	}
	return false;
}

/** The first day that has rows: "from the earliest start of the periods". */
export function firstDay(world: World): string {
	const starts = periodRows(world).map((period) => period.starts_on);
	return starts.sort()[0] ?? world.lastDay;
}
