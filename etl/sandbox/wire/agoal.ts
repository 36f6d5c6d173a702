/** Agoal's read endpoints (dingtalk-api.md 4.1). */

import { existsAt, valueAt, type Objective, type Period, type Rule } from '../company/model.ts';
import {
	checkInsAt,
	organisationObjective,
	periodObject,
	personalObjective,
	progressObject,
	ruleObject
} from './agoal-objects.ts';
import { agoalErrors, NewApiError } from './answers.ts';
import { pageOf, textOf, textsOf, wholeOf, type Call } from './call.ts';
import { isEmployed } from './company-index.ts';

/** Enabled rules only. */
export function listRules(call: Call): unknown {
	return rulesOf(call)
		.filter((rule) => rule.isEnabled)
		.map(ruleObject);
}

/** Every rule, with its status. */
export function queryRules(call: Call): unknown {
	const { number, size } = pageParameters(call);
	const page = pageOf(rulesOf(call), number, size, call.lists, 'rules');
	return { ...page, result: page.result.map((rule) => ruleDetails(call, rule)) };
}

export function getRule(call: Call): unknown {
	return ruleDetails(call, ruleOf(call, call.query.get('objectiveRuleId')));
}

function ruleDetails(call: Call, rule: Rule): unknown {
	return {
		...ruleObject(rule),
		probationRule: false,
		periods: periodsOf(call, rule).map(periodObject),
		popRuleView: [{ scopeType: 'ORGANIZATION', scopeId: call.index.company.corpId }],
		excludePopRuleView: [],
		status: rule.isEnabled ? 'ONLINE' : 'OFFLINE'
	};
}

export function listPeriods(call: Call): unknown {
	return periodsOf(call, ruleOf(call, call.query.get('objectiveRuleId'))).map(periodObject);
}

/** All periods of given types; its parameter is JSON text in a query parameter called `body`. */
export function listPeriodsByType(call: Call): unknown {
	const types = textsOf(shrunkBody(call)['periodTypes']) ?? [];
	return [...call.index.company.periods]
		.filter((period) => types.length === 0 || types.includes(period.type))
		.sort(byNewestStart)
		.map(periodObject);
}

function shrunkBody(call: Call): Readonly<Record<string, unknown>> {
	const text = call.query.get('body');
	if (text === null) return {};
	try {
		const parsed: unknown = JSON.parse(text);
		return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
	} catch {
		throw missing('body');
	}
}

/** The personal objectives of one person in several periods; not paged. */
export function listUserObjectives(call: Call): unknown {
	const personId = textOf(call.body['dingUserId']);
	const periodIds = textsOf(call.body['periodIds']);
	if (personId === null) throw missing('dingUserId');
	if (periodIds === null) throw missing('periodIds');
	const rule = ruleOf(call, textOf(call.body['objectiveRuleId']));
	const person = call.index.people.get(personId);
	if (person === undefined || !isEmployed(person, call.instant)) return [];
	if (call.faults.has('business-500') && call.index.company.people.indexOf(person) % 5 === 2)
		throw agoalErrors.noPermission();
	return call.index
		.ownedBy(personId, call.instant)
		.filter(({ ruleId, periodId }) => ruleId === rule.id && periodIds.includes(periodId))
		.map((objective) => personalObjective(call, objective));
}

export function getObjective(call: Call): unknown {
	return personalObjective(call, personalOf(call));
}

/** Check-ins of an objective, the newest first. The three counters are text here. */
export function listProgresses(call: Call): unknown {
	const objective = personalOf(call);
	const { number, size } = pageParameters(call);
	if (!objective.areCheckInsReadable) throw agoalErrors.noPermission();
	if (isBroken(call, objective)) throw agoalErrors.system();
	const page = pageOf(
		checkInsAt(objective, call.instant),
		number,
		size,
		call.lists,
		`check-ins ${objective.id}`
	);
	return {
		pageNumber: String(page.pageNumber),
		pageSize: String(page.pageSize),
		totalCount: String(page.totalCount),
		result: page.result.map((checkIn) => progressObject(call, objective, checkIn))
	};
}

function isBroken({ faults, index }: Call, objective: Objective): boolean {
	if (faults.has('broken-check-ins')) return true;
	return faults.has('broken-record') && index.company.objectives.indexOf(objective) % 10 === 5;
}

/** Nobody in this company keeps key actions. */
export function listKeyActions(call: Call): unknown {
	personalOf(call);
	if (textOf(call.query.get('dingUserId')) === null) throw missing('dingUserId');
	return [];
}

/** Organisation objectives of all departments or of one; query parameters although it is a POST. */
export function listOrganisationObjectives(call: Call): unknown {
	const { number, size } = pageParameters(call);
	const teamId = textOf(call.query.get('dingTeamId'));
	const periodId = textOf(call.query.get('periodId'));
	if (teamId !== null && !call.index.departments.has(teamId)) throw agoalErrors.unknownTeam();
	const found = call.index.organisationObjectives.filter(
		(objective) =>
			existsAt(objective, call.instant) &&
			(periodId === null || objective.periodId === periodId) &&
			(teamId === null || valueAt(objective.teamIds, call.instant).includes(teamId))
	);
	const page = pageOf(found, number, size, call.lists, `organisation ${periodId ?? ''}`);
	return {
		totalCount: page.totalCount,
		objectiveList: page.result.map((objective) => organisationObjective(call, objective))
	};
}

export function getOrganisationObjective(call: Call): unknown {
	return organisationObjective(call, objectiveOf(call, 'organisation'));
}

/** The main administrators: whoever is the boss. */
export function listAdministrators(call: Call): unknown {
	const { company } = call.index;
	return company.people
		.filter((person) => person.isBoss && isEmployed(person, call.instant))
		.map(({ id }) => ({ dingCorpId: company.corpId, dingUserId: id }));
}

export function listSubAdministrators(): unknown {
	return [];
}

function rulesOf(call: Call): readonly Rule[] {
	return call.hasNoRules ? [] : call.index.company.rules;
}

function ruleOf(call: Call, id: string | null): Rule {
	if (id === null) throw missing('objectiveRuleId');
	const rule = rulesOf(call).find((other) => other.id === id);
	if (rule === undefined) throw agoalErrors.unknownRule();
	return rule;
}

function periodsOf(call: Call, rule: Rule): Period[] {
	return call.index.company.periods.filter(({ ruleId }) => ruleId === rule.id).sort(byNewestStart);
}

/** The newest start first; of equal starts the shorter period first. */
function byNewestStart(one: Period, other: Period): number {
	return other.startDate - one.startDate || one.endDate - other.endDate;
}

function personalOf(call: Call): Objective {
	return objectiveOf(call, 'personal');
}

function objectiveOf(call: Call, kind: Objective['kind']): Objective {
	const id = textOf(call.query.get('objectiveId'));
	if (id === null) throw missing('objectiveId');
	const objective = call.index.objectives.get(id);
	if (objective?.kind !== kind || !existsAt(objective, call.instant)) {
		throw agoalErrors.unknownObjective();
	}
	return objective;
}

/** `pageNumber` is required and counts from 1; `pageSize` is 10 unless given. */
function pageParameters(call: Call): { readonly number: number; readonly size: number } {
	const number = wholeOf(call.query.get('pageNumber'), 1);
	const given = call.query.get('pageSize');
	const size = given === null ? 10 : wholeOf(given, 1);
	if (number === null) throw missing('pageNumber');
	if (size === null) throw missing('pageSize');
	if (size > call.lists.largestAllowed)
		throw new NewApiError(400, 'InvalidParameter.PageSize', 'pageSize超出范围');
	return { number, size };
}

function missing(name: string): NewApiError {
	return new NewApiError(
		400,
		`Missing${name.charAt(0).toUpperCase()}${name.slice(1)}`,
		`${name} is mandatory for this action.`
	);
}
