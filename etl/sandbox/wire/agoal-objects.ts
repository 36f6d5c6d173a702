/** Objects of Agoal's answers (dingtalk-api.md 4.2). What has no value is absent, never null. */

import {
	existsAt,
	valueAt,
	type CheckIn,
	type CheckInRevision,
	type KeyResult,
	type Link,
	type Objective,
	type Period,
	type Rule,
	type Since
} from '../company/model.ts';
import type { Call } from './call.ts';

type Rendered = Readonly<Record<string, unknown>>;

export function periodObject(period: Period): Rendered {
	return {
		periodId: period.id,
		name: period.name,
		startDate: period.startDate,
		endDate: period.endDate,
		periodType: period.type
	};
}

/** OpenOrgObjectiveRuleDTO: what an objective says about its rule. */
export function ruleObject(rule: Rule): Rendered {
	return {
		objectiveRuleId: rule.id,
		objectiveRuleName: rule.name,
		objectiveCategory: rule.category
	};
}

/** OpenAgoalUserDTO: Agoal's own id beside DingTalk's. */
export function userObject(call: Call, personId: string): Rendered {
	const name = call.index.people.get(personId)?.name;
	return { userId: `a${personId}`, dingUserId: personId, ...(name === undefined ? {} : { name }) };
}

/** Check-ins name their people without Agoal's own id. */
function authorObject(call: Call, personId: string): Rendered {
	const name = call.index.people.get(personId)?.name;
	return { dingUserId: personId, ...(name === undefined ? {} : { name }) };
}

export function teamObject(call: Call, departmentId: string): Rendered {
	const department = call.index.departments.get(departmentId);
	return {
		teamId: `t${departmentId}`,
		deptId: departmentId,
		...(department === undefined ? {} : { name: valueAt(department.name, call.instant) })
	};
}

export function personalObjective(call: Call, objective: Objective): Rendered {
	const { instant, index } = call;
	const rule = index.rules.get(objective.ruleId);
	const period = index.periods.get(objective.periodId);
	const progress = valueAt(objective.progress, instant);
	const weight = valueAt(objective.weight, instant);
	const latest = latestCheckIn(objective, instant);
	return {
		objectiveId: objective.id,
		title: valueAt(objective.title, instant),
		executor: userObject(call, valueAt(objective.ownerId, instant)),
		teams: valueAt(objective.teamIds, instant).map((id) => teamObject(call, id)),
		...(period === undefined ? {} : { period: periodObject(period) }),
		...(progress === null ? {} : { progress }),
		status: 1,
		...(weight === null ? {} : { weight }),
		...(rule === undefined ? {} : { objectiveRule: ruleObject(rule) }),
		keyResults: objective.keyResults
			.filter((keyResult) => existsAt(keyResult, instant))
			.map((keyResult) => keyResultObject(keyResult, instant)),
		keyActions: [],
		...(latest === null ? {} : { latestProgress: latestObject(call, objective, latest) }),
		...(objective.hasNewFields ? newerFields(objective, instant) : {})
	};
}

/** Fields that Agoal has only had since 2025-12-12. */
function newerFields(objective: Objective, instant: number): Rendered {
	const approveStatus = valueAt(objective.approveStatus, instant);
	return {
		relatedUsers: [],
		upAlignObjectIds: valueAt(objective.up, instant).map(({ targetId }) => targetId),
		downAlignObjectIds: valueAt(objective.down, instant).map(({ targetId }) => targetId),
		...(approveStatus === null ? {} : { approveStatus }),
		created: objective.created,
		updated: lastChange(objective, instant)
	};
}

/** The last change of the objective or of one of its key results. */
export function lastChange(objective: Objective, instant: number): number {
	let last = objective.created;
	const see = (history: readonly Since<unknown>[]): void => {
		for (const { from } of history) if (from <= instant && from > last) last = from;
	};
	see(objective.title);
	see(objective.weight);
	see(objective.progress);
	see(objective.approveStatus);
	see(objective.ownerId);
	see(objective.teamIds);
	see(objective.up);
	see(objective.down);
	for (const keyResult of objective.keyResults) {
		if (keyResult.created > instant) continue;
		last = Math.max(last, keyResult.created);
		if (keyResult.deleted !== null && keyResult.deleted <= instant)
			last = Math.max(last, keyResult.deleted);
		see(keyResult.title);
		see(keyResult.weight);
		see(keyResult.progress);
	}
	return last;
}

function keyResultObject(keyResult: KeyResult, instant: number): Rendered {
	const progress = valueAt(keyResult.progress, instant);
	const weight = valueAt(keyResult.weight, instant);
	return {
		keyResultId: keyResult.id,
		title: valueAt(keyResult.title, instant),
		titleMentions: [],
		type: 1,
		status: 1,
		...(progress === null ? {} : { progress }),
		...(weight === null ? {} : { weight }),
		keyActions: []
	};
}

/** Check-ins that are there at an instant, the newest first. */
export function checkInsAt(objective: Objective, instant: number): CheckIn[] {
	return objective.checkIns.filter((checkIn) => existsAt(checkIn, instant)).reverse();
}

function latestCheckIn(objective: Objective, instant: number): CheckIn | null {
	return checkInsAt(objective, instant)[0] ?? null;
}

function latestObject(call: Call, objective: Objective, checkIn: CheckIn): Rendered {
	return {
		progressId: checkIn.id,
		created: checkIn.created,
		creator: authorObject(call, checkIn.authorId),
		// All lower-case on the wire. What may not be read is not shown here either.
		...(objective.areCheckInsReadable
			? { htmldescription: revisionAt(checkIn, call.instant).html }
			: {})
	};
}

function revisionAt(checkIn: CheckIn, instant: number): CheckInRevision {
	let inForce = checkIn.revisions[0];
	for (const revision of checkIn.revisions) if (revision.updated <= instant) inForce = revision;
	if (inForce === undefined) throw new RangeError(`Check-in ${checkIn.id} has no revision`);
	return inForce;
}

/** OpenAgoalProgressDTO */
export function progressObject(call: Call, objective: Objective, checkIn: CheckIn): Rendered {
	const { instant } = call;
	const revision = revisionAt(checkIn, instant);
	const titles = new Map(
		objective.keyResults.map(({ id, title }) => [id, valueAt(title, instant)])
	);
	return {
		progressId: checkIn.id,
		htmlContent: revision.html,
		created: checkIn.created,
		updated: revision.updated,
		creator: authorObject(call, checkIn.authorId),
		modifier: authorObject(call, revision.modifierId),
		...(revision.objectiveProgress === null ? {} : { progress: revision.objectiveProgress }),
		...(revision.keyResults === null
			? {}
			: {
					keyResults: revision.keyResults.map(({ id, progress }) => ({
						keyResultId: id,
						title: titles.get(id) ?? '',
						status: 1,
						...(progress === null ? {} : { progress })
					}))
				})
	};
}

/** OpenAgoalOrgObjectiveDTO: custom fields, but neither key results nor progress. */
export function organisationObjective(call: Call, objective: Objective): Rendered {
	const { instant, index } = call;
	const period = index.periods.get(objective.periodId);
	const team = valueAt(objective.teamIds, instant)[0];
	return {
		objectiveId: objective.id,
		title: valueAt(objective.title, instant),
		status: 'formalEffective',
		executor: userObject(call, valueAt(objective.ownerId, instant)),
		...(team === undefined ? {} : { team: teamObject(call, team) }),
		...(period === undefined ? {} : { period: periodObject(period) }),
		upAlignObjects: valueAt(objective.up, instant).map((link) => alignObject(call, link)),
		downAlignObjects: valueAt(objective.down, instant).map((link) => alignObject(call, link)),
		fieldConfig: [
			{
				fieldId: 'f-title',
				code: 'title',
				title: '目标名称',
				alias: 'title',
				source: 'OPEN',
				active: true,
				type: 'string',
				entityType: 'OBJECTIVE'
			}
		],
		fieldValueMap: { title: valueAt(objective.title, instant) }
	};
}

function alignObject(call: Call, link: Link): Rendered {
	const objectiveId =
		link.targetKind === 'keyResult'
			? (call.index.objectiveOfKeyResult(link.targetId)?.id ?? link.targetId)
			: link.targetId;
	return {
		objectiveId,
		objectId: link.targetId,
		objectType: link.targetKind,
		...(link.kind === null ? {} : { alignType: link.kind })
	};
}
