/**
 * Read endpoints of classic OKR and of its pro variants (dingtalk-api.md 3.1, 3.3). Objectives of
 * departments, check-ins and kinds of links do not exist in them. Error codes are not published:
 * these are Agoal's.
 */

import { existsAt, valueAt, type Objective, type Period } from '../company/model.ts';
import { agoalErrors, NewApiError } from './answers.ts';
import { pageOf, textOf, textsOf, wholeOf, type Call, type PageOf } from './call.ts';
import { isEmployed } from './company-index.ts';
import {
	EVERYTHING,
	okrObjective,
	okrPeriod,
	okrUser,
	okrUserId,
	personIdOf,
	proObjective,
	proPeriod
} from './okr-objects.ts';

export function listOkrPeriods(call: Call): unknown {
	return { periodList: periodsOf(call).map((period) => okrPeriod(period, call.instant)) };
}

/** The objectives of one person in one period, as the same person sees them: all of them. */
export function listUserOkrs(call: Call): unknown {
	const userId = required(call.query.get('userId'), 'userId');
	const periodId = required(call.query.get('periodId'), 'periodId');
	const owned = objectivesOf(call, userId).filter((objective) => objective.periodId === periodId);
	const { pageNumber, pageSize, totalCount, result } = numberedPage(call, owned, 100);
	return {
		list: result.map((objective) =>
			okrObjective(call, objective, placeOf(call, objective), EVERYTHING)
		),
		pageNumber,
		pageSize,
		totalCount
	};
}

/** Objectives by id, as somebody sees them: what is closed to the acting user is left out. */
export function queryOkrObjectives(call: Call): unknown {
	const actingUser = required(call.query.get('userId'), 'userId');
	const ids = textsOf(call.body['objectiveIds']);
	const periodId = required(textOf(call.body['periodId']), 'periodId');
	const { withProgress, withKr, withAlign } = call.body;
	if (ids === null) throw missing('objectiveIds');
	if (typeof withProgress !== 'boolean') throw missing('withProgress');
	const parts = {
		progress: withProgress,
		keyResults: withKr === true,
		alignments: withAlign === true
	};
	return ids
		.map((id) => call.index.objectives.get(id))
		.filter((objective) => objective !== undefined)
		.filter((objective) => isShown(call, objective) && objective.periodId === periodId)
		.filter((objective) => maySee(call, actingUser, objective))
		.map((objective) => okrObjective(call, objective, placeOf(call, objective), parts));
}

/** People by either of their two ids. */
export function queryOkrUsers(call: Call): unknown {
	const asked = [
		...(textsOf(call.body['userIds']) ?? []),
		...(textsOf(call.body['okrUserIds']) ?? []).map(personIdOf)
	];
	return [...new Set(asked)]
		.filter((id) => call.index.people.has(id))
		.map((id) => okrUser(call, id));
}

/** Who may open an objective. Some answers do not say. */
export function getOkrPermission(call: Call): unknown {
	const id = required(call.query.get('targetId'), 'targetId');
	const type = required(call.query.get('targetType'), 'targetType');
	const actingUser = required(call.query.get('userId'), 'userId');
	const objective = call.index.objectives.get(id);
	if (objective === undefined || !isShown(call, objective)) throw agoalErrors.unknownObjective();
	if (!maySee(call, actingUser, objective)) throw agoalErrors.noPermission();
	const privacy = valueAt(objective.privacy, call.instant);
	const members = valueAt(objective.policyMemberIds, call.instant);
	return {
		id,
		type,
		...(privacy === null ? {} : { privacy }),
		policyList: members.length === 0 ? [] : [policyOf(call, members)]
	};
}

function policyOf(call: Call, members: readonly string[]): unknown {
	return {
		name: '可查看',
		type: 1,
		memberList: members.map((member) => {
			const nickname = call.index.people.get(member)?.name;
			return {
				id: okrUserId(member),
				type: 'user',
				...(nickname === undefined ? {} : { nickname })
			};
		})
	};
}

export function listProPeriods(call: Call): unknown {
	required(call.query.get('goodsCode'), 'goodsCode');
	const page = numberedPage(call, periodsOf(call), 10);
	return { ...page, result: page.result.map((period) => proPeriod(period, call.instant)) };
}

/** The objectives of one person in every period there is. */
export function listProObjectives(call: Call): unknown {
	required(call.query.get('goodsCode'), 'goodsCode');
	const userId = required(call.path['dingUserId'] ?? null, 'dingUserId');
	const { totalCount, result } = numberedPage(call, objectivesOf(call, userId), 10);
	return { totalCount, result: result.map((objective) => proObjective(call, objective)) };
}

export function queryProObjectives(call: Call): unknown {
	required(textOf(call.body['goodsCode']), 'goodsCode');
	const ids = textsOf(call.body['objectiveIds']);
	if (ids === null) throw missing('objectiveIds');
	return ids
		.map((id) => call.index.objectives.get(id))
		.filter((objective) => objective !== undefined)
		.filter((objective) => isShown(call, objective))
		.map((objective) => proObjective(call, objective));
}

/** The company keeps OKRs in this product, not what other rules of Agoal ask for. */
function okrRuleIds(call: Call): string[] {
	return call.index.company.rules
		.filter(({ category, isEnabled }) => isEnabled && category === 'OKR')
		.map(({ id }) => id);
}

function periodsOf(call: Call): Period[] {
	const rules = okrRuleIds(call);
	return call.index.company.periods.filter(({ ruleId }) => rules.includes(ruleId));
}

function objectivesOf(call: Call, personId: string): Objective[] {
	const person = call.index.people.get(personId);
	if (person === undefined || !isEmployed(person, call.instant)) return [];
	const rules = okrRuleIds(call);
	return call.index.ownedBy(personId, call.instant).filter(({ ruleId }) => rules.includes(ruleId));
}

function isShown(call: Call, objective: Objective): boolean {
	return (
		objective.kind === 'personal' &&
		existsAt(objective, call.instant) &&
		okrRuleIds(call).includes(objective.ruleId)
	);
}

function maySee(call: Call, personId: string, objective: Objective): boolean {
	return (
		valueAt(objective.privacy, call.instant) !== 'private' ||
		valueAt(objective.ownerId, call.instant) === personId ||
		valueAt(objective.policyMemberIds, call.instant).includes(personId)
	);
}

/** Of an objective among those of its owner in its period, from 1. */
function placeOf(call: Call, objective: Objective): number {
	const owner = valueAt(objective.ownerId, call.instant);
	const owned = call.index.ownedBy(owner, call.instant);
	return owned.filter(({ periodId }) => periodId === objective.periodId).indexOf(objective) + 1;
}

function numberedPage<T>(call: Call, things: readonly T[], usualSize: number): PageOf<T> {
	const number = call.query.get('pageNumber') ?? '1';
	const size = call.query.get('pageSize') ?? String(usualSize);
	const [pageNumber, pageSize] = [wholeOf(number, 1), wholeOf(size, 1)];
	if (pageNumber === null) throw missing('pageNumber');
	if (pageSize === null) throw missing('pageSize');
	return pageOf(things, pageNumber, pageSize);
}

function required(text: string | null, name: string): string {
	if (text === null || text === '') throw missing(name);
	return text;
}

function missing(name: string): NewApiError {
	return new NewApiError(
		400,
		`Missing${name.charAt(0).toUpperCase()}${name.slice(1)}`,
		`${name} is mandatory for this action.`
	);
}
