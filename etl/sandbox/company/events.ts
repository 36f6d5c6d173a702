/**
 * What DingTalk tells subscribers about the life of the company: one event per thing that happened, ids only (dingtalk-api.md
 * 10). Derived from the model, so an event names exactly what the wire then shows.
 */

import { createHash } from 'node:crypto';
import { existsAt, valueAt, type Company, type Objective, type Since } from './model.ts';

export interface CompanyEvent {
	/** The same for the same thing, whenever it is asked for. */
	readonly eventId: string;
	/** DingTalk's eventType. */
	readonly type: string;
	/** Epoch milliseconds. */
	readonly bornAt: number;
	/** `data` of the payload, but for what the gateway adds: Agoal's events have a `body`, those of contacts have not. */
	readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Events after `from` until `to` (epoch milliseconds, the latter included) in time order, each once. Of objectives only personal
 * ones have events; a change and the check-in that brought it are two, as they are two pushes.
 */
export function eventsBetween(company: Company, from: number, to: number): CompanyEvent[] {
	const events: CompanyEvent[] = [];
	const tell = (
		type: string,
		about: string,
		bornAt: number,
		data: Readonly<Record<string, unknown>>
	): void => {
		if (bornAt <= from || bornAt > to) return;
		const eventId = createHash('sha256').update(`${type} ${about} ${bornAt}`).digest('hex');
		events.push({ eventId: eventId.slice(0, 32), type, bornAt, data });
	};
	for (const person of company.people) {
		const about = (instant: number) => ({ timeStamp: String(instant), userId: [person.id] });
		tell('user_add_org', person.id, person.joined, about(person.joined));
		if (person.left !== null) tell('user_leave_org', person.id, person.left, about(person.left));
	}
	for (const objective of company.objectives) {
		if (objective.kind !== 'personal' || objective.created > to) continue;
		if (objective.deleted !== null && objective.deleted <= from) continue;
		tellObjective(objective, (type, about, bornAt, body) => {
			const data = { corpid: company.corpId, bizid: about, eventTime: seconds(bornAt), body };
			tell(type, about, bornAt, data);
		});
	}
	return events.sort((one, other) => one.bornAt - other.bornAt);
}

type Tell = (
	type: string,
	about: string,
	bornAt: number,
	body: Readonly<Record<string, string>>
) => void;

function tellObjective(objective: Objective, tell: Tell): void {
	const { id, created, deleted } = objective;
	const isThere = (instant: number): boolean => existsAt(objective, instant);
	const ids = { periodId: objective.periodId, objectiveId: id, objectiveRuleId: objective.ruleId };
	const owned = (instant: number) => ({ dingUserId: valueAt(objective.ownerId, instant), ...ids });
	tell('agoal_objective_add', id, created, owned(created));
	for (const instant of changesOf(objective)) {
		if (instant > created && isThere(instant))
			tell('agoal_objective_change', id, instant, owned(instant));
	}
	if (deleted !== null) tell('agoal_objective_remove', id, deleted, ids);

	for (const checkIn of objective.checkIns) {
		const body = { progressId: checkIn.id, objectiveId: id };
		const told = (type: string, instant: number): void => {
			if (isThere(instant)) tell(`agoal_objectiveProgress_${type}`, checkIn.id, instant, body);
		};
		told('add', checkIn.created);
		for (const { updated } of checkIn.revisions.slice(1)) {
			if (checkIn.deleted === null || updated < checkIn.deleted) told('modify', updated);
		}
		if (checkIn.deleted !== null) told('remove', checkIn.deleted);
	}
}

/** The instants at which something of the objective or its key results changed, each once. */
function changesOf(objective: Objective): ReadonlySet<number> {
	const instants = new Set<number>();
	const see = (history: readonly Since<unknown>[]): void => {
		// The first value came with the thing itself.
		for (const { from } of history.slice(1)) instants.add(from);
	};
	const { title, ownerId, teamIds, weight, progress, approveStatus, up, down } = objective;
	for (const history of [title, ownerId, teamIds, weight, progress, approveStatus, up, down])
		see(history);
	for (const keyResult of objective.keyResults) {
		instants.add(keyResult.created);
		if (keyResult.deleted !== null) instants.add(keyResult.deleted);
		see(keyResult.title);
		see(keyResult.weight);
		see(keyResult.progress);
	}
	return instants;
}

function seconds(instant: number): string {
	return String(Math.floor(instant / 1000));
}
