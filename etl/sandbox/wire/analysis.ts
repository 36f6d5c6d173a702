/**
 * DingTalk's own analysis (`chengfeng_1_0`), from the types of its SDK; what the figures rest on is
 * not published, so the sandbox decides: everybody employed below the department, personal
 * objectives that exist, any stated link upwards, any check-in of the last days.
 */

import { DAY } from '../company/calendar.ts';
import { existsAt, valueAt, type Objective } from '../company/model.ts';
import { NewApiError } from './answers.ts';
import { textOf, textsOf, type Call } from './call.ts';
import { isEmployed } from './company-index.ts';

export function listAnalysisPeriods(call: Call): unknown {
	const enabled = new Set(
		call.index.company.rules.filter((rule) => rule.isEnabled).map(({ id }) => id)
	);
	return call.index.company.periods
		.filter(({ ruleId, startDate }) => enabled.has(ruleId) && startDate <= call.instant)
		.map(({ id, name, type, startDate, endDate }) => ({
			...{ id, name, periodBizType: type, startDate, endDate }
		}));
}

/** Rates in per cent with one decimal, as the SDK's examples. */
export function analyse(call: Call): unknown {
	const departmentId = textOf(call.query.get('deptId'));
	if (departmentId === null) throw missing('deptId');
	const periodIds = new Set(textsOf(call.body['periodIds']) ?? []);
	const { index, instant } = call;
	const below = departmentsBelow(call, departmentId);
	const people = index.company.people.filter(
		(person) =>
			isEmployed(person, instant) &&
			valueAt(person.isActive, instant) &&
			valueAt(person.departmentIds, instant).some((id) => below.has(id))
	);
	const owned = people.map(({ id }) =>
		index.ownedBy(id, instant).filter(({ periodId }) => periodIds.has(periodId))
	);
	const objectives = owned.flat();
	const aligned = objectives.filter(({ up }) => valueAt(up, instant).length > 0);
	const updated = (days: number) =>
		objectives.filter(({ checkIns }) =>
			checkIns.some((one) => existsAt(one, instant) && one.created > instant - days * DAY)
		);
	return {
		deptCount: people.length,
		objectiveNoSetCount: owned.filter((list) => list.length === 0).length,
		objectiveSetRate: percent(
			owned.filter((list) => list.length > 0),
			people
		),
		noAlignObjectiveCount: objectives.length - aligned.length,
		objectiveAlignRate: percent(aligned, objectives),
		noKeyActionCount: objectives.length,
		onlyOneObjectiveCount: owned.filter((list) => list.length === 1).length,
		onlyOneKeyResultCount: objectives.filter((one) => liveKeyResults(one, instant) === 1).length,
		objectiveRiskCount: 0,
		progressUpdateRateLast7Days: percent(updated(7), objectives),
		progressUpdateRateLast15Days: percent(updated(15), objectives),
		progressUpdateRateLast30Days: percent(updated(30), objectives)
	};
}

function departmentsBelow({ index, instant }: Call, rootId: string): ReadonlySet<string> {
	const found = new Set<string>();
	const open = [rootId];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		found.add(id);
		open.push(...index.childrenOf(id, instant).map((child) => child.id));
	}
	return found;
}

function liveKeyResults({ keyResults }: Objective, instant: number): number {
	return keyResults.filter((one) => existsAt(one, instant)).length;
}

function percent(part: readonly unknown[], whole: readonly unknown[]): number {
	return whole.length === 0 ? 0 : Math.round((1000 * part.length) / whole.length) / 10;
}

function missing(name: string): NewApiError {
	return new NewApiError(400, 'MissingDeptId', `${name} is mandatory for this action.`);
}
