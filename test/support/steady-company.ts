/**
 * A company in which everybody keeps the same number of objectives and checks in on each of them every week: the case that the
 * call budget is promised for, and the load that throughput is measured with. Its whole life is told at once; the sandbox shows
 * it as of its clock.
 */
import {
	DAY,
	endOfDay,
	HOUR,
	MINUTE,
	startOfDay,
	WEEK
} from '../../etl/sandbox/company/calendar.ts';
import type {
	CheckIn,
	Company,
	Department,
	KeyResult,
	Objective,
	Person,
	Rule
} from '../../etl/sandbox/company/model.ts';
import { decimalId, hexId, random, sharesOf } from '../../etl/sandbox/company/random.ts';

export interface SteadyCompany {
	readonly people: number;
	readonly objectivesPerPerson: number;
	readonly keyResultsPerObjective: number;
	/** Weeks with a check-in on every objective, from the week of `firstDay` on. */
	readonly weeks: number;
	/** YYYY-MM-DD, a Monday of the last quarter of 2026. */
	readonly firstDay: string;
	readonly seed: number;
}

const TEAM = 10;
/** As in the bundled company, most sit down towards the end of the week; 0 is Monday. */
const WEEKDAYS = sharesOf({ '4': 45, '3': 27, '0': 9, '2': 8, '1': 6, '5': 3, '6': 2 });

export function steadyCompany(size: SteadyCompany): Company {
	const began = startOfDay('2026-01-01');
	const rule: Rule = {
		id: hexId(began, size.seed, 'rule'),
		name: 'OKR 目标管理',
		category: 'OKR',
		isEnabled: true
	};
	const period = (name: string, from: string, to: string, type: string) => ({
		id: hexId(began, size.seed, 'period', name),
		ruleId: rule.id,
		name,
		startDate: startOfDay(from),
		endDate: endOfDay(to) - 999,
		type
	});
	const quarter = period('2026年四季度', '2026-10-01', '2026-12-31', 'season');
	const people = Array.from({ length: size.people }, (_, at) => personAt(at, size, began));
	return {
		corpId: `ding${decimalId(16, size.seed, 'steady')}`,
		seed: size.seed,
		departments: departmentsOf(people, began),
		people,
		rules: [rule],
		periods: [
			period('2026年度', '2026-01-01', '2026-12-31', 'year'),
			period('2026年三季度', '2026-07-01', '2026-09-30', 'season'),
			quarter
		],
		objectives: [
			...people.flatMap((person, at) =>
				Array.from({ length: size.objectivesPerPerson }, (_, turn) =>
					personalObjective(person, at, turn, quarter.id, rule.id, size)
				)
			),
			...Array.from({ length: Math.ceil(size.people / TEAM) }, (_, team) =>
				teamObjective(team, people, quarter.id, rule.id, size)
			)
		],
		reports: []
	};
}

function personAt(at: number, { seed }: SteadyCompany, joined: number): Person {
	return {
		id: decimalId(16, seed, 'person', at),
		unionId: `u${decimalId(16, seed, 'union', at)}`,
		name: `员工${at + 1}`,
		title: at % TEAM === 0 ? '主管' : '专员',
		joined,
		left: null,
		isBoss: at === 0,
		isActive: [{ from: joined, value: true }],
		departmentIds: [{ from: joined, value: [teamId(at)] }],
		managerId: [{ from: joined, value: null }]
	};
}

function teamId(person: number): string {
	return String(1001 + Math.floor(person / TEAM));
}

function departmentsOf(people: readonly Person[], created: number): Department[] {
	const department = (id: string, name: string, parentId: string | null, headIds: string[]) => ({
		id,
		created,
		deleted: null,
		name: [{ from: created, value: name }],
		parentId: [{ from: created, value: parentId }],
		headIds: [{ from: created, value: headIds }]
	});
	const heads = people.filter((_, at) => at % TEAM === 0);
	return [
		department('1', '恒稳科技', null, []),
		...heads.map((head, team) => department(teamId(team * TEAM), `第${team + 1}组`, '1', [head.id]))
	];
}

function teamObjective(
	team: number,
	people: readonly Person[],
	periodId: string,
	ruleId: string,
	{ seed, firstDay }: SteadyCompany
): Objective {
	const created = startOfDay(firstDay) - 2 * DAY;
	return {
		...empty(created, ruleId, periodId),
		id: hexId(created, seed, 'team objective', team),
		kind: 'organisation',
		title: [{ from: created, value: `第${team + 1}组：把承诺的交付都按期做完` }],
		ownerId: [{ from: created, value: people[team * TEAM]?.id ?? '' }],
		teamIds: [{ from: created, value: [teamId(team * TEAM)] }],
		keyResults: [],
		checkIns: []
	};
}

function personalObjective(
	person: Person,
	at: number,
	turn: number,
	periodId: string,
	ruleId: string,
	size: SteadyCompany
): Objective {
	const { seed, firstDay, keyResultsPerObjective } = size;
	const created = startOfDay(firstDay) - DAY + 9 * HOUR;
	const sittings = sittingsOf(at, turn, size);
	const keyResults = Array.from({ length: keyResultsPerObjective }, (_, place): KeyResult => ({
		id: hexId(created, seed, 'key result', at, turn, place),
		created,
		deleted: null,
		title: [{ from: created, value: `第${turn + 1}个目标的第${place + 1}项结果达到季度计划` }],
		weight: [{ from: created, value: Math.round(100 / keyResultsPerObjective) }],
		progress: [
			{ from: created, value: 0 },
			...sittings.map((from, week) => ({ from, value: progressAfter(week, place) }))
		]
	}));
	return {
		...empty(created, ruleId, periodId),
		id: hexId(created, seed, 'objective', at, turn),
		kind: 'personal',
		title: [{ from: created, value: `目标${turn + 1}：让客户每周都看到进展` }],
		ownerId: [{ from: created, value: person.id }],
		teamIds: [{ from: created, value: [teamId(at)] }],
		progress: [
			{ from: created, value: 0 },
			...sittings.map((from, week) => ({ from, value: progressAfter(week, 0) }))
		],
		keyResults,
		checkIns: sittings.map((instant, week) =>
			checkIn(person.id, keyResults, instant, week, [seed, at, turn])
		)
	};
}

/** When the check-ins of one objective are written: one sitting a week, one objective after the other. */
function sittingsOf(at: number, turn: number, { seed, firstDay, weeks }: SteadyCompany): number[] {
	const monday = startOfDay(firstDay);
	return Array.from({ length: weeks }, (_, week) => {
		const draw = random(seed, 'sitting', at, week);
		const day = Number(draw.weighted(WEEKDAYS));
		return monday + week * WEEK + day * DAY + 9 * HOUR + draw.int(0, 500) * MINUTE + turn * MINUTE;
	});
}

function checkIn(
	authorId: string,
	keyResults: readonly KeyResult[],
	created: number,
	week: number,
	key: readonly (string | number)[]
): CheckIn {
	const lines = [
		`第${week + 1}周：本周完成了既定的三项工作，客户反馈总体良好，数据与上周相比继续改善。`,
		...keyResults.map((_, place) => `KR${place + 1} 信心：${5 + ((week + place) % 5)}/10`),
		week % 3 === 0 ? '阻碍：供应商交期比计划晚了两天' : '阻碍：无',
		'下一步：和销售一起把剩余的名单走完'
	];
	return {
		id: hexId(created, ...key, 'check-in', week),
		authorId,
		created,
		deleted: null,
		revisions: [
			{
				updated: created,
				modifierId: authorId,
				html: `<article class="4ever-article">${lines.map((line) => `<p style="text-align:left"><span data-type="text">${line}</span></p>`).join('')}</article>`,
				objectiveProgress: progressAfter(week, 0),
				keyResults: keyResults.map(({ id }, place) => ({
					id,
					progress: progressAfter(week, place)
				})),
				says: [],
				mentions: []
			}
		]
	};
}

/** Every week something moves. */
function progressAfter(week: number, place: number): number {
	return Math.min(99, 2 * (week + 1) + place);
}

function empty(created: number, ruleId: string, periodId: string) {
	const always = <T>(value: T) => [{ from: created, value }];
	return {
		ruleId,
		periodId,
		created,
		deleted: null,
		hasNewFields: true,
		areCheckInsReadable: true,
		weight: always(null),
		progress: always(null),
		approveStatus: always(null),
		privacy: always(null),
		policyMemberIds: always([]),
		score: always(null),
		up: always([]),
		down: always([])
	};
}
