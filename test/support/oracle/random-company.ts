/**
 * Small companies in which everything odd happens at once: the sandbox company looks like life, these look for trouble. A
 * function of the seed alone, and so is their calendar (random-calendar.ts). Changes fall on odd moments.
 */
import type {
	ApproveStatus,
	CheckIn,
	CheckInRevision,
	Company,
	Department,
	KeyResult,
	Link,
	Objective,
	Person,
	Privacy,
	Since,
	Statement
} from '../../../etl/sandbox/company/model.ts';
import { addDays, endOfDay, startOfDay } from './days.ts';
import { Dice } from './dice.ts';
import type { Settings, Sync } from './known.ts';
import { at, period } from './mini-company.ts';
import { DAYS, randomCalendar, randomMoment } from './random-calendar.ts';
import type { RandomCalendar } from './random-calendar.ts';

/** Before everything that happens. */
const ALWAYS = at('2020-01-01');

/** Chance in a life that has a calendar. */
class Life extends Dice {
	readonly calendar: RandomCalendar;
	constructor(seed: number) {
		super(seed);
		this.calendar = randomCalendar(this);
	}
	/** The first instant of the days that the company is looked at. */
	get beginning(): number {
		return startOfDay(this.calendar.firstDay, this.calendar.timezone);
	}
	/** An instant between two days, counted from the first, often at the edge of one. */
	moment(first = 0, last = DAYS): number {
		const day = addDays(this.calendar.firstDay, first + this.upTo(Math.max(1, last - first)));
		return randomMoment(this, day, this.calendar.timezone);
	}
	/** A history of values; most have one. */
	history<T>(make: () => T, changes = 0.3): Since<T>[] {
		const entries: Since<T>[] = [{ from: ALWAYS, value: make() }];
		let first = 0;
		while (this.chance(changes)) {
			first += 10 + this.upTo(40);
			entries.push({ from: this.moment(first, first + 5), value: make() });
		}
		return entries;
	}
}

export interface RandomCase {
	readonly company: Company;
	/** Complete reads, ascending; some find the check-ins of some objectives closed to them. */
	readonly syncs: readonly Sync[];
	readonly settings: Settings;
}

export function randomCase(seed: number, objectiveCount = 16): RandomCase {
	const dice = new Life(seed);
	const { timezone, holidayWeeks, periods } = dice.calendar;
	const departments = randomDepartments(dice);
	const people = randomPeople(
		dice,
		departments.map(({ id }) => id)
	);
	const company: Company = {
		corpId: 'corp',
		seed,
		departments,
		people,
		rules: [
			{ id: 'okr', name: 'OKR', category: 'OKR', isEnabled: true },
			{ id: 'pbc', name: 'PBC', category: 'PBC', isEnabled: true },
			{ id: 'off', name: 'Old OKR', category: 'OKR', isEnabled: false }
		],
		periods: [
			...periods,
			...['pbc', 'off'].map((rule) => period(`${rule} year`, '2023-01-01', '2028-12-31', rule))
		],
		objectives: randomObjectives(dice, departments, people, objectiveCount),
		reports: []
	};
	return {
		company,
		syncs: randomSyncs(dice, company),
		settings: {
			timezone,
			holidayWeeks,
			companyHeadUserIds: dice.some(
				people.map(({ id }) => id),
				0.1
			),
			// Both tell the same, but for grades and who may open an objective.
			product: dice.one(['agoal', 'okr'])
		}
	};
}

/** Up to four, at the end of a day, in its morning or at its very beginning. */
function randomSyncs(dice: Life, company: Company): Sync[] {
	const { timezone, firstDay } = dice.calendar;
	const first = 20 + dice.upTo(70);
	const instants = new Set<number>();
	for (let count = 1 + dice.upTo(4); count > 0; count -= 1) {
		const later = instants.size === 0 ? 0 : dice.upTo(DAYS - first);
		const day = addDays(firstDay, first + later);
		const morning = startOfDay(day, timezone) + 6 * 3_600_000;
		instants.add(
			dice.one([endOfDay(day, timezone), endOfDay(day, timezone), morning, morning - 21_600_000])
		);
	}
	return [...instants]
		.sort((a, b) => a - b)
		.map((readAt, index) => ({
			readAt,
			...(index > 0 && dice.chance(0.4) && { company: withoutSomeCheckIns(dice, company) })
		}));
}

function withoutSomeCheckIns(dice: Life, company: Company): Company {
	const objectives = company.objectives.map((objective) =>
		dice.chance(0.3) ? { ...objective, areCheckInsReadable: false } : objective
	);
	return { ...company, objectives };
}

function randomDepartments(dice: Life): Department[] {
	const ids = ['1', '2', '3', '4', '5', '6'];
	return ids.map((id, index) => ({
		id,
		created: index < 4 ? ALWAYS : dice.one([ALWAYS, dice.moment()]),
		deleted: index < 3 || dice.chance(0.7) ? null : dice.moment(60),
		name: dice.history(() => `Department ${id}.${dice.upTo(3)}`, 0.1),
		// Parents come earlier in the list, so there is no ring.
		parentId:
			index === 0
				? [{ from: 0, value: null }]
				: dice.history(() => dice.one(ids.slice(0, Math.min(index, 3))), 0.5),
		headIds: dice.history(() => dice.some(['p0', 'p1', 'p2', 'p3', 'p4'], index === 0 ? 0.15 : 0.3))
	}));
}

function randomPeople(dice: Life, departmentIds: readonly string[]): Person[] {
	return dice.times(8, (index) => ({
		id: `p${index}`,
		unionId: `u${index}`,
		name: `Person ${index}`,
		title: '',
		joined: dice.chance(0.7) ? ALWAYS : dice.moment(0, 100),
		left: dice.chance(0.8) ? null : dice.moment(100),
		isBoss: dice.chance(0.2),
		isActive: dice.history(() => dice.chance(0.85), 0.15),
		departmentIds: dice.history(() => [
			...new Set([dice.one(departmentIds), ...dice.some(departmentIds, 0.1)])
		]),
		managerId: [{ from: 0, value: null }]
	}));
}

function randomObjectives(
	dice: Life,
	departments: readonly Department[],
	people: readonly Person[],
	count: number
): Objective[] {
	const ids = dice.times(count, (index) => `o${index}`);
	const keyResultIds = ids.flatMap((id) => dice.times(3, (index) => `${id}k${index}`));
	const link = (): Link => {
		const toKeyResult = dice.chance(0.25);
		return {
			targetId: dice.one(
				toKeyResult
					? [...keyResultIds, 'no such one']
					: [...ids, ...ids, ...ids.slice(0, 4), ...ids.slice(0, 4), 'no such one']
			),
			targetKind: toKeyResult ? 'keyResult' : 'objective',
			kind: dice.one([null, null, 'SUPPORT', 'COOPERATION'])
		};
	};
	const links = (): Link[] => {
		const made = dice.times(dice.one([0, 0, 1, 1, 2]), link);
		// One list never names the same twice.
		return made.filter(
			(each, index) => made.findIndex(({ targetId }) => targetId === each.targetId) === index
		);
	};
	return ids.map((id, index) => {
		const isOrganisation = index < 4;
		const owner = dice.history(() => dice.one(people).id, 0.15);
		const ruleId = dice.chance(0.95) ? 'okr' : dice.one(['pbc', 'off']);
		const created = dice.chance(0.6) ? dice.beginning : dice.moment();
		const keyResults = isOrganisation ? [] : randomKeyResults(dice, id);
		return {
			id,
			kind: isOrganisation ? ('organisation' as const) : ('personal' as const),
			ruleId,
			periodId:
				ruleId === 'okr'
					? dice.one(isOrganisation ? dice.calendar.wide : dice.calendar.common)
					: `${ruleId} year`,
			created,
			deleted: dice.chance(0.85) ? null : dice.moment(60),
			hasNewFields: dice.chance(0.7),
			areCheckInsReadable: dice.chance(0.85),
			title: dice.history(() => `Objective ${id}.${dice.upTo(9)}`, 0.1),
			ownerId: owner,
			teamIds: isOrganisation
				? dice.history(() => [dice.one(['1', '1', '2', '3'])], 0.1)
				: dice.history(() => dice.some([...departments.map((each) => each.id), '99'], 0.1), 0.1),
			weight: [{ from: 0, value: null }],
			progress: isOrganisation
				? [{ from: 0, value: null }]
				: dice.history(() => dice.one([null, 10, 40])),
			approveStatus: dice.history<ApproveStatus | null>(
				() => dice.one([null, null, null, 'approved', 'approving', 'preApprove', 'notApproved']),
				0.15
			),
			privacy: dice.history(
				() => dice.one<Privacy | null>([null, 'public', 'public', 'private']),
				0.2
			),
			policyMemberIds: [{ from: 0, value: [] }],
			score: dice.history(() => dice.one([null, null, 0, 55, 80.5, 100]), 0.1),
			up: dice.history(links, 0.2),
			down: dice.history(() => (dice.chance(0.3) ? links() : []), 0.2),
			keyResults,
			checkIns: isOrganisation
				? []
				: randomCheckIns(dice, id, keyResults, people).filter((made) => made.created >= created)
		};
	});
}

function randomKeyResults(dice: Life, objectiveId: string): KeyResult[] {
	return dice.times(dice.one([0, 1, 2, 3, 3, 3]), (index) => ({
		id: `${objectiveId}k${index}`,
		created: dice.chance(0.7) ? dice.beginning : dice.moment(),
		deleted: dice.chance(0.85) ? null : dice.moment(60),
		title: dice.history(() => dice.one(['Reach 10', 'Grow', 'ถึง ๑๐', 'Win more']), 0.1),
		weight: dice.history(() => dice.one([null, 0, 30, 40, 33.33, 100]), 0.1),
		progress: dice.history(() => dice.one([null, 0, 10, 10.5, 60, 99.9, 100, 120, -3]), 0.5)
	}));
}

function randomCheckIns(
	dice: Life,
	objectiveId: string,
	keyResults: readonly KeyResult[],
	people: readonly Person[]
): CheckIn[] {
	const rhythm = dice.one([2, 5, 9, 20, 200]);
	const author = dice.one(people).id;
	const checkIns: CheckIn[] = [];
	for (let day = dice.upTo(30); day < DAYS; day += 1 + dice.upTo(rhythm)) {
		// Different milliseconds: which of two check-ins of one instant is the later one is nobody's business here.
		const created = dice.moment(day, day + 1) + (checkIns.length % 7) + 1;
		const revisions = [randomRevision(dice, created, objectiveId, keyResults)];
		for (let updated = created; dice.chance(0.15);) {
			updated += 3_600_000 * (1 + dice.upTo(24 * 12));
			revisions.push(randomRevision(dice, updated, objectiveId, keyResults));
		}
		checkIns.push({
			id: `${objectiveId} c${checkIns.length}`,
			authorId: dice.chance(0.8) ? author : dice.one(people).id,
			created,
			deleted: dice.chance(0.92) ? null : created + 86_400_000 * (1 + dice.upTo(30)),
			revisions
		});
	}
	return checkIns.sort((a, b) => a.created - b.created);
}

function randomRevision(
	dice: Life,
	updated: number,
	objectiveId: string,
	keyResults: readonly KeyResult[]
): CheckInRevision {
	const listed = dice.some(
		[...keyResults.map(({ id }) => id), ...(dice.chance(0.1) ? [`${objectiveId} gone`] : [])],
		0.7
	);
	const lists = dice.one([null, listed, listed, listed]);
	return {
		updated,
		modifierId: 'p0',
		html: dice.one([
			'<p>All as planned</p>',
			'<p>all  as <b>PLANNED</b></p>',
			`<p>On ${updated}</p>`
		]),
		objectiveProgress: dice.one([null, 50]),
		keyResults:
			lists?.map((id) => ({ id, progress: dice.one([null, 0, 10, 10.4, 11, 35, 80, 100, 130]) })) ??
			null,
		says: dice.times(dice.upTo(4), () => randomStatement(dice, lists ?? [])),
		mentions: dice.some(['Lan', '小明'], 0.2)
	};
}

function randomStatement(dice: Life, listed: readonly string[]): Statement {
	const blocker = dice.one([null, null, 'Customs', 'No people']);
	return {
		keyResultId: dice.one([null, ...listed]),
		confidence: dice.one([null, null, 0, 2.9, 3, 5, 7, 7.1, 9, 10]),
		blocker,
		nextAction: dice.one([null, 'Call them']),
		saysNoBlocker: blocker === null && dice.chance(0.3)
	};
}
