/**
 * Finds things of a company quickly. Holds nothing that is not in the model; what is shown is
 * decided at an instant.
 */

import {
	existsAt,
	valueAt,
	type Company,
	type Department,
	type Objective,
	type Period,
	type Person,
	type Rule
} from '../company/model.ts';

export interface CompanyIndex {
	readonly company: Company;
	readonly people: ReadonlyMap<string, Person>;
	readonly departments: ReadonlyMap<string, Department>;
	readonly objectives: ReadonlyMap<string, Objective>;
	readonly rules: ReadonlyMap<string, Rule>;
	readonly periods: ReadonlyMap<string, Period>;
	/** Direct members at an instant, in a stable order. */
	membersOf(departmentId: string, instant: number): readonly Person[];
	/** Direct children at an instant, in a stable order. */
	childrenOf(departmentId: string, instant: number): readonly Department[];
	/** Personal objectives that a person owns at an instant. */
	ownedBy(personId: string, instant: number): readonly Objective[];
	readonly organisationObjectives: readonly Objective[];
	/** The objective of a key result. */
	objectiveOfKeyResult(keyResultId: string): Objective | undefined;
}

export function isEmployed(person: Person, instant: number): boolean {
	return existsAt({ created: person.joined, deleted: person.left }, instant);
}

export function indexCompany(company: Company): CompanyIndex {
	const people = byId(company.people);
	const departments = byId(company.departments);
	const objectives = byId(company.objectives);
	const everInDepartment = new Map<string, Person[]>();
	const everUnder = new Map<string, Department[]>();
	const everOwned = new Map<string, Objective[]>();
	for (const person of company.people) {
		for (const id of new Set(person.departmentIds.flatMap(({ value }) => value))) {
			append(everInDepartment, id, person);
		}
	}
	for (const department of company.departments) {
		for (const id of new Set(department.parentId.map(({ value }) => value))) {
			if (id !== null) append(everUnder, id, department);
		}
	}
	for (const objective of company.objectives) {
		if (objective.kind !== 'personal') continue;
		for (const id of new Set(objective.ownerId.map(({ value }) => value))) {
			append(everOwned, id, objective);
		}
	}
	let objectiveByKeyResult: Map<string, Objective> | undefined;

	return {
		company,
		people,
		departments,
		objectives,
		rules: byId(company.rules),
		periods: byId(company.periods),
		membersOf: (departmentId, instant) =>
			(everInDepartment.get(departmentId) ?? []).filter(
				(person) =>
					isEmployed(person, instant) &&
					valueAt(person.departmentIds, instant).includes(departmentId)
			),
		childrenOf: (departmentId, instant) =>
			(everUnder.get(departmentId) ?? []).filter(
				(department) =>
					existsAt(department, instant) && valueAt(department.parentId, instant) === departmentId
			),
		ownedBy: (personId, instant) =>
			(everOwned.get(personId) ?? []).filter(
				(objective) =>
					existsAt(objective, instant) && valueAt(objective.ownerId, instant) === personId
			),
		organisationObjectives: company.objectives.filter(({ kind }) => kind === 'organisation'),
		objectiveOfKeyResult(keyResultId) {
			if (objectiveByKeyResult === undefined) {
				objectiveByKeyResult = new Map();
				for (const objective of company.objectives) {
					for (const { id } of objective.keyResults) objectiveByKeyResult.set(id, objective);
				}
			}
			return objectiveByKeyResult.get(keyResultId);
		}
	};
}

function byId<T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> {
	return new Map(things.map((thing) => [thing.id, thing]));
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
	const values = map.get(key);
	if (values === undefined) map.set(key, [value]);
	else values.push(value);
}
