/**
 * What one sync sees: a complete read of the company at an instant (contract.md, `npm run sync`; metrics.md 1 and 2).
 * Nothing is remembered here; `known.ts` makes history of several reads.
 */
import type {
	CheckIn,
	CheckInRevision,
	Company,
	KeyResult,
	Link,
	Objective,
	Period
} from '../../../etl/sandbox/company/model.ts';
import { existsAt, valueAt } from '../../../etl/sandbox/company/model.ts';
import { addDays, dayOf, daysBetween } from './days.ts';

export interface DepartmentFacts {
	readonly name: string;
	readonly parentId: string | null;
	readonly headIds: readonly string[];
}

export interface PersonFacts {
	readonly name: string;
	readonly departmentIds: readonly string[];
	readonly isActive: boolean;
	readonly isBoss: boolean;
}

export interface ObjectiveFacts {
	readonly title: string;
	readonly ownerId: string;
	readonly teamIds: readonly string[];
	readonly weight: number | null;
	readonly isDraft: boolean;
	readonly visibility: 'public' | 'restricted' | 'unknown';
	/** 0..100; null: not graded. */
	readonly score: number | null;
	readonly up: readonly Link[];
	readonly down: readonly Link[];
}

export interface KeyResultFacts {
	readonly title: string;
	readonly weight: number | null;
}

export interface SeenKeyResult {
	readonly source: KeyResult;
	readonly facts: KeyResultFacts;
	readonly progress: number | null;
}

export interface SeenCheckIn {
	readonly source: CheckIn;
	readonly revision: CheckInRevision;
}

export interface SeenObjective {
	readonly source: Objective;
	readonly facts: ObjectiveFacts;
	readonly progress: number | null;
	/** Whom its policy lists, beside the owner. */
	readonly readerIds: readonly string[];
	/** null: the source does not say when it was made. */
	readonly created: number | null;
	readonly keyResults: readonly SeenKeyResult[];
	/** null: reading them was refused. */
	readonly checkIns: readonly SeenCheckIn[] | null;
}

export interface Answer {
	readonly departments: ReadonlyMap<string, DepartmentFacts>;
	readonly people: ReadonlyMap<string, PersonFacts>;
	readonly periodIds: ReadonlySet<string>;
	readonly objectives: ReadonlyMap<string, SeenObjective>;
}

/** Period bounds "are calendar days that DingTalk writes as Asia/Shanghai instants, so they are read in that zone". */
export interface PeriodDays {
	readonly id: string;
	readonly name: string;
	readonly kind: 'month' | 'quarter' | 'half' | 'year' | 'other';
	/** S: the first day. */
	readonly startsOn: string;
	/** E: "DingTalk's endDate is the inclusive last second, so E is the next day". */
	readonly endsBefore: string;
}

export function periodDays(period: Period): PeriodDays {
	const startsOn = dayOf(period.startDate, 'Asia/Shanghai');
	const endsBefore = addDays(dayOf(period.endDate, 'Asia/Shanghai'), 1);
	const length = daysBetween(startsOn, endsBefore);
	let kind: PeriodDays['kind'] = 'other';
	if (length >= 28 && length <= 31) kind = 'month';
	if (length >= 90 && length <= 92) kind = 'quarter';
	if (length >= 181 && length <= 184) kind = 'half';
	if (length === 365 || length === 366) kind = 'year';
	return { id: period.id, name: period.name, kind, startsOn, endsBefore };
}

/** "Objectives of every enabled rule of the category OKR are read." */
export function loadedRuleIds(company: Company): Set<string> {
	const rules = company.rules.filter((rule) => rule.isEnabled && rule.category === 'OKR');
	return new Set(rules.map((rule) => rule.id));
}

/**
 * "Every page of every stream of the periods that ended at most 35 days ago or later; the very first sync also reads the
 * previous period of each kind, whatever its age."
 */
function readPeriodIds(company: Company, syncDay: string, isFirst: boolean): Set<string> {
	const read = new Set<string>();
	for (const ruleId of loadedRuleIds(company)) {
		const periods = company.periods.filter((period) => period.ruleId === ruleId).map(periodDays);
		for (const period of periods) {
			const lastDay = addDays(period.endsBefore, -1);
			if (daysBetween(lastDay, syncDay) <= 35) read.add(period.id);
		}
		if (!isFirst) continue;
		for (const kind of new Set(periods.map((period) => period.kind))) {
			const ended = periods.filter(
				(period) => period.kind === kind && period.endsBefore <= syncDay
			);
			ended.sort((a, b) => (a.endsBefore < b.endsBefore ? 1 : -1));
			const previous = ended[0];
			if (previous !== undefined) read.add(previous.id);
		}
	}
	return read;
}

/** What tells grades and who may open an objective: classic OKR does, Agoal and the pro variants of classic OKR do not. */
export type Product = 'agoal' | 'okr' | 'pro';

/** A complete read at `shownAt`. `syncDay` is the local day of the run. */
export function readCompany(
	company: Company,
	shownAt: number,
	syncDay: string,
	isFirst: boolean,
	product: Product
): Answer {
	const departments = readDepartments(company, shownAt);
	const people = readPeople(company, shownAt, departments);
	const periodIds = readPeriodIds(company, syncDay, isFirst);
	const objectives = new Map<string, SeenObjective>();
	for (const objective of company.objectives) {
		if (!existsAt(objective, shownAt) || !periodIds.has(objective.periodId)) continue;
		if (!loadedRuleIds(company).has(objective.ruleId)) continue;
		// Personal objectives are asked for person by person: an owner who is not in the directory is never asked for.
		if (objective.kind === 'personal' && !people.has(valueAt(objective.ownerId, shownAt))) continue;
		objectives.set(objective.id, readObjective(objective, shownAt, product));
	}
	return { departments, people, periodIds, objectives };
}

/** The tree is walked from the root, so a department is seen when every department above it is. */
function readDepartments(company: Company, shownAt: number): Map<string, DepartmentFacts> {
	const seen = new Map<string, DepartmentFacts>();
	let before = -1;
	while (before !== seen.size) {
		before = seen.size;
		for (const department of company.departments) {
			if (!existsAt(department, shownAt)) continue;
			const parentId = valueAt(department.parentId, shownAt);
			if (parentId !== null && !seen.has(parentId)) continue;
			seen.set(department.id, {
				name: valueAt(department.name, shownAt),
				parentId,
				// A set: in which order DingTalk lists them says nothing.
				headIds: valueAt(department.headIds, shownAt).toSorted()
			});
		}
	}
	return seen;
}

/** People are listed department by department. */
function readPeople(
	company: Company,
	shownAt: number,
	departments: ReadonlyMap<string, DepartmentFacts>
): Map<string, PersonFacts> {
	const seen = new Map<string, PersonFacts>();
	for (const person of company.people) {
		if (!existsAt({ created: person.joined, deleted: person.left }, shownAt)) continue;
		const departmentIds = valueAt(person.departmentIds, shownAt);
		if (!departmentIds.some((id) => departments.has(id))) continue;
		seen.set(person.id, {
			name: person.name,
			departmentIds,
			isActive: valueAt(person.isActive, shownAt),
			isBoss: person.isBoss
		});
	}
	return seen;
}

function readObjective(objective: Objective, shownAt: number, product: Product): SeenObjective {
	const isPersonal = objective.kind === 'personal';
	// Organisation objectives carry links and a status of their own, but neither creation, approval, progress nor key results.
	const hasLinks = !isPersonal || objective.hasNewFields;
	const approval =
		isPersonal && objective.hasNewFields ? valueAt(objective.approveStatus, shownAt) : null;
	return {
		source: objective,
		facts: {
			title: valueAt(objective.title, shownAt),
			ownerId: valueAt(objective.ownerId, shownAt),
			teamIds: valueAt(objective.teamIds, shownAt),
			weight: isPersonal ? valueAt(objective.weight, shownAt) : null,
			// "Draft: Agoal approveStatus preApprove or notApproved (absent: not a draft)."
			isDraft: approval === 'preApprove' || approval === 'notApproved',
			visibility: product === 'okr' ? visibilityOf(objective, shownAt) : 'unknown',
			score: product === 'okr' ? valueAt(objective.score, shownAt) : null,
			up: hasLinks ? valueAt(objective.up, shownAt) : [],
			down: hasLinks ? valueAt(objective.down, shownAt) : []
		},
		progress: isPersonal ? valueAt(objective.progress, shownAt) : null,
		readerIds: product === 'okr' ? valueAt(objective.policyMemberIds, shownAt) : [],
		created: isPersonal && objective.hasNewFields ? objective.created : null,
		keyResults: objective.keyResults
			.filter((keyResult) => existsAt(keyResult, shownAt))
			.map((keyResult) => ({
				source: keyResult,
				facts: {
					title: valueAt(keyResult.title, shownAt),
					weight: valueAt(keyResult.weight, shownAt)
				},
				progress: valueAt(keyResult.progress, shownAt)
			})),
		checkIns: objective.areCheckInsReadable ? readCheckIns(objective, shownAt) : null
	};
}

/** "Classic `privacy` `public` is `public`, any other value `restricted`; absent or refused, and Agoal, `unknown`." */
function visibilityOf(objective: Objective, shownAt: number): ObjectiveFacts['visibility'] {
	const privacy = valueAt(objective.privacy, shownAt);
	if (privacy === null) return 'unknown';
	return privacy === 'public' ? 'public' : 'restricted';
}

function readCheckIns(objective: Objective, shownAt: number): SeenCheckIn[] {
	const seen: SeenCheckIn[] = [];
	for (const checkIn of objective.checkIns) {
		if (!existsAt(checkIn, shownAt)) continue;
		let revision: CheckInRevision | null = null;
		for (const candidate of checkIn.revisions) {
			if (candidate.updated <= shownAt) revision = candidate;
		}
		if (revision !== null) seen.push({ source: checkIn, revision });
	}
	return seen;
}
