/** Builds the sandbox company as it is known at the end of a day. */

import { align } from './alignment.ts';
import { endOfDay } from './calendar.ts';
import { departmentsOf, peopleOf } from './directory.ts';
import { endUntil, until } from './history.ts';
import type { Company, Department, Person } from './model.ts';
import { planAll } from './plans.ts';
import { decimalId } from './random.ts';
import { reportsOf } from './reports.ts';
import { reorganise } from './reorganisation.ts';
import { hire } from './staff.ts';
import { found } from './structure.ts';
import { calendarOf } from './terms.ts';
import { ToldObjective } from './told-objective.ts';

export interface CompanySize {
	/** About how many people it has: 10 to 100,000. */
	readonly people: number;
	readonly seed: number;
	/**
	 * YYYY-MM-DD, from 2025-01-01 on; the company is known up to the end of that day in
	 * Asia/Shanghai.
	 */
	readonly today: string;
	/** Whether people file weekly reports; they do not unless asked to. */
	readonly reports?: boolean;
}

/**
 * The company of a seed at the end of a day: a pure function. The next day's company is this one
 * plus a day of life; ids never change. Objectives of the running calendar year and of the one
 * before are there, older ones are not. What an objective holds is worked out when it is first
 * read, so that large companies are built in seconds. Throws InvalidDayError for a day that is
 * none.
 */
export function buildCompany({ people, seed, today, reports = false }: CompanySize): Company {
	const now = endOfDay(today);
	const structure = found(people, seed);
	reorganise(structure, seed, now);
	const staff = hire(structure, seed, now);
	const calendar = calendarOf(seed, now);
	const plans = planAll(staff, calendar, seed);
	const statements = align(plans, staff);
	const teller = { staff, seed, now };
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
			.map((plan) => new ToldObjective(plan, statements.get(plan), teller)),
		reports: reports ? reportsOf(plans, staff, seed, now) : []
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
