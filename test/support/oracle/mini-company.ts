/** Hand-made companies for tests: everything has a plain default, a test states only what it is about. */
import type {
	CheckIn,
	CheckInRevision,
	Company,
	Department,
	KeyResult,
	Link,
	Objective,
	Period,
	Person,
	Since,
	Statement
} from '../../../etl/sandbox/company/model.ts';
import { learn } from './known.ts';
import type { Settings, World } from './known.ts';
import { keyResultRow } from './rows.ts';

/** `2026-10-05` is 08:00, `2026-10-05 21:30` that time, both in Asia/Shanghai. */
export function at(text: string): number {
	const [day, time = '08:00'] = text.split(' ');
	return Date.parse(`${day}T${time}:00+08:00`);
}

/** One value since ever, or `['2026-10-01', a], ['2026-11-01', b]`. */
export function since<T>(...entries: [day: string, value: T][]): Since<T>[] {
	return entries.map(([day, value]) => ({ from: at(day), value }));
}

const ALWAYS = '2020-01-01';

export function always<T>(value: T): Since<T>[] {
	return since([ALWAYS, value]);
}

export function department(id: string, facts: Partial<Department> = {}): Department {
	return {
		id,
		created: at(ALWAYS),
		deleted: null,
		name: always(`Department ${id}`),
		parentId: always(id === '1' ? null : '1'),
		headIds: always([]),
		...facts
	};
}

export function person(id: string, departmentId = '1', facts: Partial<Person> = {}): Person {
	return {
		id,
		unionId: `union-${id}`,
		name: `Person ${id}`,
		title: '',
		joined: at(ALWAYS),
		left: null,
		isBoss: false,
		isActive: always(true),
		departmentIds: always([departmentId]),
		managerId: always(null),
		...facts
	};
}

export function period(id: string, first: string, last: string, ruleId = 'okr'): Period {
	return {
		id,
		ruleId,
		name: id,
		startDate: at(`${first} 00:00`),
		endDate: at(`${last} 23:59`) + 59_000,
		type: 'season'
	};
}

export const QUARTER = period('q4', '2026-10-01', '2026-12-31');
export const YEAR = period('year', '2026-01-01', '2026-12-31');

export function objective(id: string, facts: Partial<Objective> = {}): Objective {
	return {
		id,
		kind: 'personal',
		ruleId: 'okr',
		periodId: 'q4',
		created: at('2026-10-01'),
		deleted: null,
		hasNewFields: true,
		areCheckInsReadable: true,
		title: always(`Objective ${id}`),
		ownerId: always('ann'),
		teamIds: always([]),
		weight: always(null),
		progress: always(null),
		approveStatus: always(null),
		privacy: always(null),
		policyMemberIds: always([]),
		score: always(null),
		up: always([]),
		down: always([]),
		keyResults: [],
		checkIns: [],
		...facts
	};
}

export function keyResult(id: string, facts: Partial<KeyResult> = {}): KeyResult {
	return {
		id,
		created: at('2026-10-01'),
		deleted: null,
		title: always(`Reach 10 of ${id}`),
		weight: always(null),
		progress: always(null),
		...facts
	};
}

export function revision(made: string, facts: Partial<CheckInRevision> = {}): CheckInRevision {
	return {
		updated: at(made),
		modifierId: 'ann',
		html: `<p>Written ${made}</p>`,
		objectiveProgress: null,
		keyResults: null,
		says: [],
		mentions: [],
		...facts
	};
}

/** A check-in of one revision; `facts` describe that one. */
export function checkIn(made: string, facts: Partial<CheckInRevision> = {}): CheckIn {
	return {
		id: `check-in ${made}`,
		authorId: 'ann',
		created: at(made),
		deleted: null,
		revisions: [revision(made, facts)]
	};
}

export function says(facts: Partial<Statement>): Statement {
	return {
		keyResultId: null,
		confidence: null,
		blocker: null,
		nextAction: null,
		saysNoBlocker: false,
		...facts
	};
}

export function link(
	targetId: string,
	kind: Link['kind'] = null,
	targetKind: Link['targetKind'] = 'objective'
): Link {
	return { targetId, targetKind, kind };
}

export function company(facts: Partial<Company>): Company {
	return {
		corpId: 'corp',
		seed: 0,
		departments: [department('1')],
		people: [person('ann')],
		rules: [{ id: 'okr', name: 'OKR', category: 'OKR', isEnabled: true }],
		periods: [QUARTER, YEAR],
		objectives: [],
		reports: [],
		...facts
	};
}

/** What is known after complete reads at the end of these days. */
export function known(
	facts: Partial<Company>,
	syncDays: readonly string[],
	settings: Partial<Settings> = {}
): World {
	return learn(
		company(facts),
		syncDays.map((day) => ({ readAt: at(`${day} 23:59`) })),
		{ timezone: 'Asia/Shanghai', holidayWeeks: [], companyHeadUserIds: [], ...settings }
	);
}

/** One objective `o` with one key result `k`. */
export function one(
	facts: { keyResult?: Partial<KeyResult>; objective?: Partial<Objective>; checkIns?: CheckIn[] },
	syncDays: string[],
	settings = {}
): World {
	return known(
		{
			objectives: [
				objective('o', {
					keyResults: [keyResult('k', facts.keyResult)],
					checkIns: facts.checkIns ?? [],
					...facts.objective
				})
			]
		},
		syncDays,
		settings
	);
}

/** `k` of `one`. */
export function theKeyResult(world: World) {
	const found = world.keyResults.get('k');
	if (found === undefined) throw new RangeError('k was never read');
	return found;
}

/** Of `k`. */
export function row(world: World, day: string) {
	return keyResultRow(world, theKeyResult(world), day);
}

export function theObjective(world: World, id: string) {
	const found = world.objectives.get(id);
	if (found === undefined) throw new RangeError(`${id} was never read`);
	return found;
}

/** A line of a check-in that says how far `k` is. */
export const progress = (value: number) => ({ keyResults: [{ id: 'k', progress: value }] });
