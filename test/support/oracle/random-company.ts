/**
 * Small companies in which everything odd happens at once: the sandbox company looks like life, these look for trouble. A
 * function of the seed alone. Changes fall on odd moments (last and first milliseconds of days, Mondays, ends of periods).
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
	Since,
	Statement
} from '../../../etl/sandbox/company/model.ts';
import { addDays } from './days.ts';
import type { Settings } from './known.ts';
import { at, period } from './mini-company.ts';

const FIRST_DAY = '2026-06-01';
const DAYS = 150;

class Dice {
	#state: number;
	constructor(seed: number) {
		this.#state = (seed * 2_654_435_761) >>> 0;
	}
	/** 0 <= value < 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}
	upTo(count: number): number {
		return Math.floor(this.next() * count);
	}
	chance(probability: number): boolean {
		return this.next() < probability;
	}
	one<T>(choices: readonly T[]): T {
		const chosen = choices[this.upTo(choices.length)];
		if (chosen === undefined) throw new RangeError('Nothing to choose from');
		return chosen;
	}
	some<T>(choices: readonly T[], probability: number): T[] {
		return choices.filter(() => this.chance(probability));
	}
	times<T>(count: number, make: (index: number) => T): T[] {
		return Array.from({ length: count }, (_, index) => make(index));
	}
	/** An instant between two days, often at the edge of one. */
	moment(first = 0, last = DAYS): number {
		const day = addDays(FIRST_DAY, first + this.upTo(Math.max(1, last - first)));
		const midnight = at(`${day} 00:00`);
		const hour = 3_600_000;
		return midnight + this.one([0, 86_399_999, 9 * hour, 14 * hour + this.upTo(hour), 22 * hour]);
	}
	/** A history of values; most have one. */
	history<T>(make: () => T, changes = 0.3): Since<T>[] {
		const entries: Since<T>[] = [{ from: at('2026-01-01'), value: make() }];
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
	/** Days of complete reads, ascending. */
	readonly syncDays: readonly string[];
	readonly settings: Settings;
}

const PERIODS = [
	period('year', '2026-01-01', '2026-12-31'),
	period('q2', '2026-04-01', '2026-06-30'),
	period('q3', '2026-07-01', '2026-09-30'),
	period('q4', '2026-10-01', '2026-12-31'),
	period('sep', '2026-09-01', '2026-09-30'),
	period('half', '2026-07-01', '2026-12-31'),
	period('sprint', '2026-08-12', '2026-09-14')
];

/** Where organisation objectives and personal ones lie: often enough in the same places for links to hold. */
const WIDE = ['year', 'year', 'half', 'q3'];
const COMMON = ['q3', 'q3', 'q3', 'q4', 'q2', 'year', 'half', 'sep', 'sprint'];

export function randomCase(seed: number): RandomCase {
	const dice = new Dice(seed);
	const departments = randomDepartments(dice);
	const people = randomPeople(
		dice,
		departments.map(({ id }) => id)
	);
	const objectives = randomObjectives(dice, departments, people);
	const firstSync = 20 + dice.upTo(70);
	const syncDays = new Set([addDays(FIRST_DAY, firstSync)]);
	for (let count = dice.upTo(4); count > 0; count -= 1) {
		syncDays.add(addDays(FIRST_DAY, firstSync + dice.upTo(DAYS - firstSync)));
	}
	const mondays = ['2026-06-15', '2026-07-13', '2026-08-03', '2026-08-24', '2026-09-28'];
	return {
		company: {
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
				...PERIODS,
				period('pbc year', '2026-01-01', '2026-12-31', 'pbc'),
				period('off year', '2026-01-01', '2026-12-31', 'off')
			],
			objectives,
			reports: []
		},
		syncDays: [...syncDays].sort(),
		settings: {
			timezone: 'Asia/Shanghai',
			holidayWeeks: dice.some(mondays, 0.25),
			companyHeadUserIds: dice.some(
				people.map(({ id }) => id),
				0.1
			)
		}
	};
}

function randomDepartments(dice: Dice): Department[] {
	const ids = ['1', '2', '3', '4', '5', '6'];
	return ids.map((id, index) => ({
		id,
		created: index < 4 ? at('2026-01-01') : dice.one([at('2026-01-01'), dice.moment()]),
		deleted: index < 3 || dice.chance(0.7) ? null : dice.moment(60),
		name: dice.history(() => `Department ${id}.${dice.upTo(3)}`, 0.1),
		// Parents come earlier in the list, so there is no ring.
		parentId:
			index === 0
				? [{ from: 0, value: null }]
				: dice.history(() => dice.one(ids.slice(0, Math.min(index, 3)))),
		headIds: dice.history(() => dice.some(['p0', 'p1', 'p2', 'p3', 'p4'], index === 0 ? 0.15 : 0.3))
	}));
}

function randomPeople(dice: Dice, departmentIds: readonly string[]): Person[] {
	return dice.times(8, (index) => ({
		id: `p${index}`,
		unionId: `u${index}`,
		name: `Person ${index}`,
		title: '',
		joined: dice.chance(0.7) ? at('2026-01-01') : dice.moment(0, 100),
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
	dice: Dice,
	departments: readonly Department[],
	people: readonly Person[]
): Objective[] {
	const ids = dice.times(16, (index) => `o${index}`);
	const keyResultIds = ids.flatMap((id) => dice.times(3, (index) => `${id}k${index}`));
	const link = (): Link => {
		const toKeyResult = dice.chance(0.25);
		return {
			targetId: dice.one(
				toKeyResult ? [...keyResultIds, 'no such one'] : [...ids, ...ids, 'no such one']
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
		const created = dice.chance(0.6) ? at('2026-06-01') : dice.moment();
		const keyResults = isOrganisation ? [] : randomKeyResults(dice, id);
		return {
			id,
			kind: isOrganisation ? ('organisation' as const) : ('personal' as const),
			ruleId,
			periodId: ruleId === 'okr' ? dice.one(isOrganisation ? WIDE : COMMON) : `${ruleId} year`,
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
			privacy: [{ from: 0, value: null }],
			policyMemberIds: [{ from: 0, value: [] }],
			score: [{ from: 0, value: null }],
			up: dice.history(links, 0.2),
			down: dice.history(() => (dice.chance(0.3) ? links() : []), 0.2),
			keyResults,
			checkIns: isOrganisation
				? []
				: randomCheckIns(dice, id, keyResults, people).filter((made) => made.created >= created)
		};
	});
}

function randomKeyResults(dice: Dice, objectiveId: string): KeyResult[] {
	return dice.times(dice.one([0, 1, 2, 3, 3, 3]), (index) => ({
		id: `${objectiveId}k${index}`,
		created: dice.chance(0.7) ? at('2026-06-01') : dice.moment(),
		deleted: dice.chance(0.85) ? null : dice.moment(60),
		title: dice.history(() => dice.one(['Reach 10', 'Grow', 'ถึง ๑๐', 'Win more']), 0.1),
		weight: dice.history(() => dice.one([null, 0, 30, 40, 33.33, 100]), 0.1),
		progress: dice.history(() => dice.one([null, 0, 10, 10.5, 60, 99.9, 100, 120, -3]), 0.5)
	}));
}

function randomCheckIns(
	dice: Dice,
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
	dice: Dice,
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

function randomStatement(dice: Dice, listed: readonly string[]): Statement {
	const blocker = dice.one([null, null, 'Customs', 'No people']);
	return {
		keyResultId: dice.one([null, ...listed]),
		confidence: dice.one([null, null, 0, 2.9, 3, 5, 7, 7.1, 9, 10]),
		blocker,
		nextAction: dice.one([null, 'Call them']),
		saysNoBlocker: blocker === null && dice.chance(0.3)
	};
}
