/**
 * Objects of classic OKR's answers and of its pro variants (dingtalk-api.md 3). What has no value is
 * absent, never null.
 */

import {
	existsAt,
	valueAt,
	type KeyResult,
	type Objective,
	type Period
} from '../company/model.ts';
import { lastChange } from './agoal-objects.ts';
import type { Call } from './call.ts';

type Rendered = Readonly<Record<string, unknown>>;

/** Classic OKR numbers people on its own; `users/query` and an objective's owner tell both numbers. */
export function okrUserId(personId: string): string {
	return `k${personId}`;
}

/** The person behind one of classic OKR's own ids. */
export function personIdOf(okrId: string): string {
	return okrId.slice(1);
}

export function okrUser(call: Call, personId: string): Rendered {
	const { people, company } = call.index;
	const name = people.get(personId)?.name;
	return {
		id: okrUserId(personId),
		userId: personId,
		corpId: company.corpId,
		...(name === undefined ? {} : { nickname: name })
	};
}

export function okrPeriod(period: Period, instant: number): Rendered {
	return {
		id: period.id,
		name: period.name,
		startTime: period.startDate,
		endTime: period.endDate,
		isCurrent: period.startDate <= instant && instant <= period.endDate,
		isYearly: period.type === 'year'
	};
}

/** What a reader asks to be shown beside an objective itself. */
export interface Parts {
	readonly progress: boolean;
	readonly keyResults: boolean;
	readonly alignments: boolean;
}

export const EVERYTHING: Parts = { progress: true, keyResults: true, alignments: true };

export function okrObjective(
	call: Call,
	objective: Objective,
	position: number,
	parts: Parts
): Rendered {
	const { instant } = call;
	const ownerId = valueAt(objective.ownerId, instant);
	const progress = valueAt(objective.progress, instant);
	const weight = valueAt(objective.weight, instant);
	const score = valueAt(objective.score, instant);
	return {
		id: objective.id,
		content: valueAt(objective.title, instant),
		userId: okrUserId(ownerId),
		owner: okrUser(call, ownerId),
		periodId: objective.periodId,
		...(progress === null || !parts.progress
			? {}
			: { progress: { percent: progress }, progressPercent: progress }),
		...(score === null ? {} : { score }),
		...(weight === null ? {} : { weight }),
		status: 0,
		position: position * 1000,
		permission: [],
		...(parts.alignments && objective.hasNewFields ? alignments(call, objective) : {}),
		...(objective.hasNewFields ? stamps(objective, instant) : {}),
		// The newest first: `position` says in which order they are to be shown.
		...(parts.keyResults ? { krList: keyResults(objective, instant).reverse() } : {})
	};
}

function stamps(objective: Objective, instant: number): Rendered {
	const approval = valueAt(objective.approveStatus, instant);
	return {
		published: approval !== 'preApprove' && approval !== 'notApproved',
		gmtCreate: objective.created,
		gmtModified: lastChangeOf(objective, instant)
	};
}

/** Also a change of who may open it, or a grade, is one. */
function lastChangeOf(objective: Objective, instant: number): number {
	const { privacy, policyMemberIds, score } = objective;
	const changes = [...privacy, ...policyMemberIds, ...score].map(({ from }) => from);
	return Math.max(
		lastChange(objective, instant),
		...changes.filter((from) => from <= instant && from > objective.created)
	);
}

/** Classic OKR aligns objectives of people with each other: no key results, nothing of departments. */
function alignments(call: Call, objective: Objective): Rendered {
	const { instant, index } = call;
	const personal = (targetId: string): string[] => {
		const target = index.objectives.get(targetId) ?? index.objectiveOfKeyResult(targetId);
		return target?.kind === 'organisation' ? [] : [target?.id ?? targetId];
	};
	const ids = (links: Objective['up']): string[] => [
		...new Set(valueAt(links, instant).flatMap(({ targetId }) => personal(targetId)))
	];
	return { alignToIds: ids(objective.up), alignFromIds: ids(objective.down) };
}

function keyResults(objective: Objective, instant: number): Rendered[] {
	const isGraded = valueAt(objective.score, instant) !== null;
	return objective.keyResults
		.filter((keyResult) => existsAt(keyResult, instant))
		.map((keyResult, at) => okrKeyResult(objective, keyResult, instant, at + 1, isGraded));
}

function okrKeyResult(
	objective: Objective,
	keyResult: KeyResult,
	instant: number,
	position: number,
	isGraded: boolean
): Rendered {
	const progress = valueAt(keyResult.progress, instant);
	const weight = valueAt(keyResult.weight, instant);
	return {
		id: keyResult.id,
		objectiveId: objective.id,
		content: valueAt(keyResult.title, instant),
		...(progress === null ? {} : { progress: { percent: progress } }),
		...(progress === null || !isGraded ? {} : { score: Math.min(100, Math.max(0, progress)) }),
		...(weight === null ? {} : { weight }),
		position: position * 1000,
		permission: [],
		gmtCreate: keyResult.created,
		gmtModified: keyResult.created
	};
}

/** OpenPeriodDTO of the pro variants. */
export function proPeriod(period: Period, instant: number): Rendered {
	return {
		periodId: period.id,
		nameCn: period.name,
		nameEn: period.name,
		startDate: period.startDate,
		endDate: period.endDate,
		status: period.endDate < instant ? 2 : 1
	};
}

/** OpenObjectiveDTO of the pro variants: no alignments, no times, nothing about who may open it. */
export function proObjective(call: Call, objective: Objective): Rendered {
	const { instant, index } = call;
	const ownerId = valueAt(objective.ownerId, instant);
	const name = index.people.get(ownerId)?.name;
	const period = index.periods.get(objective.periodId);
	const progress = valueAt(objective.progress, instant);
	const weight = valueAt(objective.weight, instant);
	return {
		objectiveId: objective.id,
		title: valueAt(objective.title, instant),
		...(progress === null ? {} : { progress }),
		status: 1,
		...(weight === null ? {} : { weight }),
		...(period === undefined ? {} : { period: proPeriod(period, instant) }),
		executor: {
			dingUserId: ownerId,
			userUid: okrUserId(ownerId),
			...(name === undefined ? {} : { name })
		},
		teams: valueAt(objective.teamIds, instant).map((id) => proTeam(call, id)),
		keyResults: objective.keyResults
			.filter((keyResult) => existsAt(keyResult, instant))
			.map((keyResult) => proKeyResult(keyResult, instant))
	};
}

/** The published examples have DingTalk's number in `deptUid`, and one of their own in `dingDeptId`. */
function proTeam(call: Call, departmentId: string): Rendered {
	const department = call.index.departments.get(departmentId);
	return {
		deptUid: departmentId,
		dingDeptId: `f0${Number(departmentId).toString(16).padStart(22, '0')}`,
		...(department === undefined ? {} : { name: valueAt(department.name, call.instant) })
	};
}

function proKeyResult(keyResult: KeyResult, instant: number): Rendered {
	const progress = valueAt(keyResult.progress, instant);
	const weight = valueAt(keyResult.weight, instant);
	return {
		krId: keyResult.id,
		title: valueAt(keyResult.title, instant),
		titleMentions: [],
		type: 1,
		status: 1,
		...(progress === null ? {} : { progress }),
		...(weight === null ? {} : { weight })
	};
}
