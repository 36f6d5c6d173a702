import { describe, expect, it } from 'vitest';
import {
	ClassicObjective,
	ClassicPeriod,
	ProObjective,
	ProPeriod
} from '../dingtalk/okr-payloads.ts';
import {
	classicObjectiveRows,
	classicPeriodRow,
	proObjectiveRows,
	proPeriodRow,
	visibilityOf
} from './okr.ts';

const classic = (payload: object, visibility: 'public' | 'unknown' = 'unknown') =>
	classicObjectiveRows(ClassicObjective.parse({ id: 'o1', ...payload }), 'an', 'q4', visibility);
const pro = (payload: object) =>
	proObjectiveRows(ProObjective.parse({ objectiveId: 'o1', ...payload }), 'an');
const shanghai = (text: string) => Date.parse(`${text}+08:00`);

describe('an objective of classic OKR', () => {
	it('becomes the row that an objective of Agoal becomes too, with grade and visibility', () => {
		const { objective } = classic(
			{
				content: 'Enter Vietnam',
				userId: 'k9',
				owner: { id: 'k9', userId: 'bo', nickname: 'Bo' },
				periodId: '1006',
				progress: { percent: 40 },
				progressPercent: 41,
				score: 70,
				weight: 50,
				published: true,
				gmtCreate: 1648625407694
			},
			'public'
		);
		expect(objective).toEqual({
			objective_id: 'o1',
			kind: 'personal',
			title: 'Enter Vietnam',
			owner_id: 'bo',
			asked_id: 'an',
			team_ids: [],
			period_id: '1006',
			weight: 50,
			is_draft: 0,
			visibility: 'public',
			score: 70,
			created_at: '2022-03-30 07:30:07.694',
			progress: 40,
			states_up: 0,
			states_down: 0,
			states_key_results: 0
		});
	});
	it('of which nothing is said but its id belongs to whom and to the period that were asked for', () => {
		expect(classic({}).objective).toMatchObject({
			owner_id: 'an',
			period_id: 'q4',
			title: '',
			progress: null,
			score: null,
			created_at: null
		});
		expect(classic({ progressPercent: '35' }).objective.progress).toBe(35);
	});
	it('is a draft when it is not published, not when nothing is said about it', () => {
		expect(classic({ published: false }).objective.is_draft).toBe(1);
		expect(classic({ published: 'true' }).objective.is_draft).toBe(0);
		expect(classic({}).objective.is_draft).toBe(0);
	});
	it('has a grade from 0 to 100 only', () => {
		expect(classic({ score: 0 }).objective.score).toBe(0);
		expect(classic({ score: 100 }).objective.score).toBe(100);
		expect(classic({ score: 101 }).objective.score).toBeNull();
		expect(classic({ score: -1 }).objective.score).toBeNull();
	});
	it('states links to parents as the child and links to children as the parent, each once', () => {
		const { alignments, objective } = classic({
			alignToIds: ['p1', 'p1', 'p2'],
			alignFromIds: ['c1']
		});
		expect(objective).toMatchObject({ states_up: 1, states_down: 1 });
		expect(
			alignments.map((one) => `${one.child_objective_id}>${one.target_id} ${one.stated_by}`)
		).toEqual(['o1>p1 child', 'o1>p2 child', 'c1>o1 parent']);
		expect(new Set(alignments.map(({ target_kind }) => target_kind))).toEqual(
			new Set(['objective'])
		);
	});
	it('that lists no parents says that it has none', () => {
		expect(classic({ alignToIds: [] })).toMatchObject({
			alignments: [],
			objective: { states_up: 1 }
		});
	});
	it('has its key results in the order of their position, those without one last', () => {
		const { keyResults, objective } = classic({
			krList: [
				{ id: 'k0', content: 'last' },
				{ id: 'k3', position: 300, weight: '20.5' },
				{ id: 'k1', position: 100, content: 'first', progress: { percent: 30 } }
			]
		});
		expect(objective.states_key_results).toBe(1);
		expect(keyResults).toEqual([
			{
				key_result_id: 'k1',
				objective_id: 'o1',
				title: 'first',
				weight: null,
				position: 1,
				progress: 30
			},
			{
				key_result_id: 'k3',
				objective_id: 'o1',
				title: '',
				weight: 20.5,
				position: 2,
				progress: null
			},
			{
				key_result_id: 'k0',
				objective_id: 'o1',
				title: 'last',
				weight: null,
				position: 3,
				progress: null
			}
		]);
	});
	it('loses a key result of a wrong type to the rejects, and then lists nothing for certain', () => {
		const { keyResults, rejected, objective } = classic({
			krList: [{ id: 'k1' }, { content: 'without id' }]
		});
		expect(keyResults).toHaveLength(1);
		expect(rejected).toMatchObject([{ key: 'o1', reason: /^krList\.1\.id/ }]);
		expect(objective.states_key_results).toBe(0);
	});
});

describe('who may open an objective', () => {
	it.each([
		['public', 'public'],
		[' PUBLIC ', 'public'],
		['private', 'restricted'],
		['whatever comes', 'restricted'],
		['', 'unknown'],
		[null, 'unknown']
	])('%j is %s', (privacy, visibility) => {
		expect(visibilityOf(privacy)).toBe(visibility);
	});
});

describe('a period of classic OKR', () => {
	const bounds = (startTime: unknown, endTime: unknown) => {
		const row = classicPeriodRow(ClassicPeriod.parse({ id: 1006, startTime, endTime }));
		return [row.starts_on, row.ends_before];
	};
	const Q4 = ['2026-10-01', '2027-01-01'];

	it('ends with an inclusive last second, like those of Agoal', () => {
		expect(bounds(shanghai('2026-10-01T00:00:00'), shanghai('2026-12-31T23:59:59'))).toEqual(Q4);
	});
	it('may count in seconds or in quoted numbers', () => {
		const [start, end] = [shanghai('2026-10-01T00:00:00'), shanghai('2026-12-31T23:59:59')];
		expect(bounds(start / 1000, String(end / 1000))).toEqual(Q4);
	});
	it('may end at the midnight after its last day, or at the one before', () => {
		expect(bounds(shanghai('2026-10-01T00:00:00'), shanghai('2027-01-01T00:00:00'))).toEqual(Q4);
		expect(bounds(shanghai('2026-10-01T00:00:00'), shanghai('2026-12-31T00:00:00'))).toEqual(Q4);
	});
	it('that ends before it starts is refused', () => {
		expect(() => bounds(shanghai('2026-10-01T00:00:00'), shanghai('2026-09-30T12:00:00'))).toThrow(
			RangeError
		);
	});
	it('belongs to the one rule that classic OKR does not name', () => {
		const row = classicPeriodRow(
			ClassicPeriod.parse({ id: 1006, name: '2026', startTime: 1, endTime: 2e12, isYearly: 1 })
		);
		expect(row).toMatchObject({
			period_id: '1006',
			rule_id: 'okr',
			rule_category: 'OKR',
			source_type: 'year'
		});
	});
	it('of the pro variants has the English name where there is no Chinese one', () => {
		const row = proPeriodRow(
			ProPeriod.parse({
				periodId: 'p',
				nameEn: 'Q4',
				startDate: shanghai('2026-10-01T00:00:00'),
				endDate: shanghai('2026-12-31T23:59:59')
			})
		);
		expect(row).toMatchObject({ name: 'Q4', starts_on: Q4[0], ends_before: Q4[1] });
	});
});

describe('an objective of the pro variants', () => {
	it('says nothing of links, grade, drafts and who may open it', () => {
		const { objective, alignments } = pro({
			title: 'Enter Vietnam',
			progress: 80,
			weight: 10.5,
			period: { periodId: 'q4' },
			executor: { dingUserId: 'bo' },
			keyResults: []
		});
		expect(objective).toMatchObject({
			title: 'Enter Vietnam',
			owner_id: 'bo',
			period_id: 'q4',
			weight: 10.5,
			visibility: 'unknown',
			is_draft: 0,
			score: null,
			created_at: null,
			states_up: 0,
			states_down: 0,
			states_key_results: 1
		});
		expect(alignments).toEqual([]);
	});
	it('takes the id of a team that is a number, under whichever name it comes', () => {
		const teams = (team: object) => pro({ teams: [team] }).objective.team_ids;
		expect(teams({ dingDeptId: '5f3c', deptUid: 12 })).toEqual(['12']);
		expect(teams({ dingDeptId: 12, deptUid: '5f3c' })).toEqual(['12']);
		expect(teams({ dingDeptId: '5f3c' })).toEqual(['5f3c']);
		expect(teams({})).toEqual([]);
	});
});
