/** Builds the sandbox company as it is known at the end of a day. */

import { align, asStated, type Links } from './alignment.ts';
import { endOfDay } from './calendar.ts';
import { departmentsOf, peopleOf } from './directory.ts';
import { endUntil, until } from './history.ts';
import { live, type Life } from './life.ts';
import type { CheckIn, Company, Department, KeyResult, Objective, Person } from './model.ts';
import { planAll, type Plan } from './plans.ts';
import { decimalId } from './random.ts';
import { reorganise } from './reorganisation.ts';
import { hire } from './staff.ts';
import { found } from './structure.ts';
import { calendarOf } from './terms.ts';

export interface CompanySize {
	/** About how many people it has: 10 to 100,000. */
	readonly people: number;
	readonly seed: number;
	/** YYYY-MM-DD, from 2025-01-01 on; the company is known up to the end of that day in Asia/Shanghai. */
	readonly today: string;
}

/**
 * The company of a seed at the end of a day: a pure function. The next day's company is this one plus a day of life; ids
 * never change. Objectives of the running calendar year and of the one before are there, older ones are not.
 * What an objective holds is worked out when it is first read, so that large companies are built in seconds.
 * Throws InvalidDayError for a day that is none.
 */
export function buildCompany({ people, seed, today }: CompanySize): Company {
	const now = endOfDay(today);
	const structure = found(people, seed);
	reorganise(structure, seed, now);
	const staff = hire(structure, seed, now);
	const calendar = calendarOf(seed, now);
	const plans = planAll(staff, calendar, seed);
	const links = align(plans, staff);
	return {
		corpId: `ding${decimalId(16, seed, 'corporation')}`,
		seed,
		departments: departmentsOf(staff)
			.filter((department) => department.created <= now)
			.map((department) => departmentUntil(department, now)),
		people: peopleOf(staff, seed).map((person) => personUntil(person, now)),
		rules: calendar.rules,
		periods: calendar.terms.map((term) => term.period),
		objectives: plans
			.filter((plan) => plan.created <= now)
			.map((plan) => objectiveUntil(plan, links.get(plan.id), () => live(plan, staff, seed), now))
	};
}

function departmentUntil(department: Department, now: number): Department {
	return {
		...department,
		deleted: endUntil(department.deleted, now),
		name: until(department.name, now),
		parentId: until(department.parentId, now),
		headIds: until(department.headIds, now)
	};
}

function personUntil(person: Person, now: number): Person {
	return {
		...person,
		left: endUntil(person.left, now),
		isActive: until(person.isActive, now),
		departmentIds: until(person.departmentIds, now),
		managerId: until(person.managerId, now)
	};
}

function objectiveUntil(
	plan: Plan,
	links: Links | undefined,
	tell: () => Life,
	now: number
): Objective {
	let told: Life | undefined;
	const life = (): Life => {
		told ??= lifeUntil(tell(), now);
		return told;
	};
	return {
		id: plan.id,
		kind: plan.kind,
		ruleId: plan.ruleId,
		periodId: plan.term.period.id,
		created: plan.created,
		deleted: endUntil(plan.deleted, now),
		hasNewFields: plan.hasNewFields,
		areCheckInsReadable: plan.areCheckInsReadable,
		ownerId: until(plan.owner, now).map(({ from, value }) => ({ from, value: value.id })),
		teamIds: [{ from: plan.created, value: plan.teamIds }],
		up: asStated(plan, until(links?.up ?? [], now)),
		down: asStated(plan, until(links?.down ?? [], now)),
		get title() {
			return life().title;
		},
		get weight() {
			return life().weight;
		},
		get progress() {
			return life().progress;
		},
		get approveStatus() {
			return life().approveStatus;
		},
		get keyResults() {
			return life().keyResults;
		},
		get checkIns() {
			return life().checkIns;
		}
	};
}

function lifeUntil(life: Life, now: number): Life {
	return {
		title: until(life.title, now),
		weight: until(life.weight, now),
		progress: until(life.progress, now),
		approveStatus: until(life.approveStatus, now),
		keyResults: life.keyResults
			.filter((keyResult) => keyResult.created <= now)
			.map((keyResult) => keyResultUntil(keyResult, now)),
		checkIns: life.checkIns
			.filter((checkIn) => checkIn.created <= now)
			.map((checkIn) => checkInUntil(checkIn, now))
	};
}

function keyResultUntil(keyResult: KeyResult, now: number): KeyResult {
	return {
		...keyResult,
		deleted: endUntil(keyResult.deleted, now),
		title: until(keyResult.title, now),
		weight: until(keyResult.weight, now),
		progress: until(keyResult.progress, now)
	};
}

function checkInUntil(checkIn: CheckIn, now: number): CheckIn {
	return {
		...checkIn,
		deleted: endUntil(checkIn.deleted, now),
		revisions: checkIn.revisions.filter((revision) => revision.updated <= now)
	};
}
