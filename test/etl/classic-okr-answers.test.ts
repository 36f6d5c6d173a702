/** What classic OKR may answer, told call by call, and what becomes of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../etl/config.ts';
import { insertRows, run, type Warehouse } from '../../etl/clickhouse/client.ts';
import type { DingTalkClient } from '../../etl/dingtalk/client.ts';
import { DingTalkError } from '../../etl/dingtalk/errors.ts';
import type { Batches } from '../../etl/load/batches.ts';
import type { PeriodRow } from '../../etl/normalise/periods.ts';
import type { PersonAsk } from '../../etl/streams/asks.ts';
import { nothingRead } from '../../etl/streams/objectives.ts';
import { readOkrObjectives, type OkrChoice } from '../../etl/streams/okr-objectives.ts';
import { Tally } from '../../etl/streams/scope.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
});
afterAll(() => closeTestWarehouse(warehouse));

const PERIODS = ['q3', 'q4'].map((period_id): PeriodRow => ({
	period_id,
	rule_id: 'okr',
	rule_name: '',
	rule_category: 'OKR',
	name: '',
	source_type: '',
	starts_on: '2026-10-01',
	ends_before: '2027-01-01'
}));

type Row = Readonly<Record<string, unknown>>;
type Answer = object | Error;

interface Company {
	/** `person period` -> the objectives of that list. */
	readonly lists?: Readonly<Record<string, readonly object[] | Error>>;
	/** Objective -> who may open it. */
	readonly permissions?: Readonly<Record<string, Answer>>;
	/** Classic OKR's own id -> DingTalk's. */
	readonly users?: Readonly<Record<string, string>>;
	/** Person -> objectives in every period, of the pro variants. */
	readonly pro?: Readonly<Record<string, readonly object[] | Error>>;
	/** Lists come in pages of so many. */
	readonly perPage?: number;
}

function valueOf<T>(answer: T | Error): T {
	if (answer instanceof Error) throw answer;
	return answer;
}

function clientOf(company: Company, asked: string[]): DingTalkClient {
	return {
		async call({ path }, request) {
			const { path: place, query, body } = request;
			if (path === '/v1.0/okr/permissions') {
				const id = String(query?.['targetId']);
				asked.push(`permission ${id} as ${query?.['userId']}`);
				return { success: true, data: valueOf(company.permissions?.[id] ?? { privacy: 'public' }) };
			}
			if (path === '/v1.0/okr/users/query') {
				const ids = body?.['okrUserIds'] as string[];
				asked.push(`users ${ids.join(' ')}`);
				const data = ids.flatMap((id) => {
					const userId = company.users?.[id];
					return userId === undefined ? [] : [{ id, userId }];
				});
				return { success: true, data };
			}
			const isPro = path.includes('/pro/');
			const key = isPro
				? String(place?.['dingUserId'])
				: `${query?.['userId']} ${query?.['periodId']}`;
			asked.push(key);
			const list = valueOf((isPro ? company.pro : company.lists)?.[key] ?? []);
			const size = company.perPage ?? 100;
			const start = (Number(query?.['pageNumber']) - 1) * size;
			const page = { pageSize: size, totalCount: list.length };
			const records = list.slice(start, start + size);
			return isPro
				? { success: true, content: { ...page, result: records } }
				: { success: true, data: { ...page, list: records } };
		}
	};
}

/** One read; rows go into memory, and those that the next read must know into the warehouse. */
async function read(
	company: Company,
	people: readonly string[],
	choice: OkrChoice & { periodIds?: string[] } = {}
) {
	const asked: string[] = [];
	const rows = new Map<string, Row[]>();
	const batches: Batches = {
		async add(table, added) {
			rows.set(table, [...(rows.get(table) ?? []), ...added.map((row) => ({ ...row }))]);
		},
		flush: async () => {},
		count: () => 0
	};
	const tally = new Tally('objectives');
	const { periodIds = ['q4'], ...how } = choice;
	const asks = people.map((personId): PersonAsk => ({ personId, periodIds }));
	const found = nothingRead();
	const failure: unknown = await readOkrObjectives(
		{
			runId: 'run',
			config: parseConfig({ DINGTALK_GOODS_CODE: 'dingOKR' }),
			warehouse,
			client: clientOf(company, asked),
			batches,
			raw: { keep: async () => {} },
			observedAt: Date.parse('2026-11-22T12:00:00Z'),
			signal: undefined,
			// One at a time: the order of calls is that of the asks.
			concurrency: { contacts: 1, agoal: 1 },
			onProgress: () => {}
		},
		tally,
		asks,
		PERIODS,
		found,
		how
	).then(
		() => null,
		(error: unknown) => error
	);
	for (const table of ['core_answers', 'core_objective_readers'])
		await insertRows(
			warehouse,
			table,
			(rows.get(table) ?? []).map((row) => ({ ...row, run_id: 'run' }))
		);
	const of = (table: string, ...names: string[]) =>
		(rows.get(table) ?? []).map((row) => names.map((name) => String(row[name])).join(' '));
	return { asked, tally, found, failure, of };
}

/** That an earlier run knew this of an objective. */
async function known(objective_id: string, visibility: string): Promise<void> {
	await insertRows(warehouse, 'core_objective_versions', [
		{ objective_id, kind: 'personal', visibility, is_present: 1, run_id: 'before' }
	]);
}

beforeEach(async () => {
	for (const table of ['core_answers', 'core_objective_readers', 'core_objective_versions'])
		await run(warehouse, `TRUNCATE TABLE ${table}`);
});

const objective = (id: string, more: object = {}) => ({ id, gmtModified: 1000, ...more });
const permissions = (asked: readonly string[]) => asked.filter((call) => call.startsWith('perm'));
const refusal = new DingTalkError('business', 'No.', { code: 'error.noPermission' });

describe('the lists of classic OKR', () => {
	it('answer for a person and a period each, and for a person once all periods did', async () => {
		const { of, found, asked } = await read(
			{ lists: { 'an q3': [objective('o1')], 'an q4': [{ id: 7 }], 'bo q4': [objective('o2')] } },
			['an', 'bo'],
			{ periodIds: ['q3', 'q4'] }
		);
		expect(asked.slice(0, 2)).toEqual(['an q3', 'permission o1 as an']);
		expect(of('core_person_answers', 'person_id', 'period_id')).toEqual([
			'an q3',
			'an q4',
			'bo q3',
			'bo q4'
		]);
		expect(found.answered).toBe(2);
		expect(of('core_answers', 'subject_kind', 'subject_id')).toContain('person bo');
	});
	it('that hold a record of a wrong type close nothing; the others do', async () => {
		const { of, found, tally } = await read(
			{ lists: { 'an q3': [objective('o1'), objective('o2', { content: 7 })], 'an q4': [] } },
			['an'],
			{ periodIds: ['q3', 'q4'] }
		);
		expect(of('stage_objectives', 'objective_id')).toEqual(['o1']);
		expect(of('core_person_answers', 'period_id')).toEqual(['q4']);
		expect(of('ops_rejects', 'kind', 'entity_key')).toEqual(['record an']);
		expect(found.answered).toBe(0);
		expect(tally.gaps).toEqual(['an objective of an could not be understood']);
	});
	it('take no objective of another period', async () => {
		const { of } = await read({ lists: { 'an q4': [objective('o1', { periodId: 'q9' })] } }, [
			'an'
		]);
		expect(of('stage_objectives', 'objective_id')).toEqual([]);
		expect(of('ops_rejects', 'reason')).toEqual(['periodId: not the one asked for']);
	});
	it('that move while they are read are not whole', async () => {
		const { of, tally } = await read(
			{ lists: { 'an q4': [objective('o1'), objective('o1'), objective('o2')] }, perPage: 1 },
			['an']
		);
		expect(of('stage_objectives', 'objective_id')).toEqual(['o1', 'o2']);
		expect(of('core_person_answers', 'person_id')).toEqual([]);
		expect(tally.gaps).toEqual(['the objectives of an changed while they were read']);
	});
	it('of somebody whom DingTalk refuses are unknown, also in the other periods; the rest goes on', async () => {
		const { of, asked, tally, failure } = await read(
			{ lists: { 'an q3': refusal, 'bo q4': [objective('o2')] } },
			['an', 'bo'],
			{ periodIds: ['q3', 'q4'] }
		);
		expect(failure).toBeNull();
		expect(asked).not.toContain('an q4');
		expect(of('core_person_answers', 'person_id', 'period_id')).toEqual(['bo q3', 'bo q4']);
		expect(tally.gaps).toEqual(['the objectives of 1 people may not be read']);
	});
	it('that are refused for everybody are a failure, found out after five people', async () => {
		const everybody = ['1', '2', '3', '4', '5', '6', '7'];
		const lists = Object.fromEntries(everybody.map((id) => [`${id} q4`, refusal]));
		const { asked, failure } = await read({ lists }, everybody);
		expect(failure).toBe(refusal);
		expect(asked).toHaveLength(5);
	});
	it('are not asked for where somebody cannot have an objective', async () => {
		const { asked, found } = await read({}, ['an'], { periodIds: [] });
		expect({ asked, answered: found.answered }).toEqual({ asked: [], answered: 1 });
	});
});

describe('the lists of the pro variants', () => {
	const pro = (objectiveId: string, periodId: string) => ({ objectiveId, period: { periodId } });

	it('hold every period; those that were asked for are taken', async () => {
		const { of, asked, tally } = await read(
			{ pro: { an: [pro('o1', 'q4'), pro('o2', 'y24')] } },
			['an'],
			{ product: 'pro', periodIds: ['q3', 'q4'] }
		);
		expect(asked).toEqual(['an']);
		expect(of('stage_objectives', 'objective_id', 'visibility')).toEqual(['o1 unknown']);
		expect(of('core_person_answers', 'period_id')).toEqual(['q3', 'q4']);
		expect(tally.gaps).toEqual([]);
	});
	it('with an objective of no period are not whole', async () => {
		const { of } = await read({ pro: { an: [{ objectiveId: 'o1' }] } }, ['an'], { product: 'pro' });
		expect(of('ops_rejects', 'reason')).toEqual(['period: absent']);
		expect(of('core_person_answers', 'person_id')).toEqual([]);
	});
	it('are not asked for where somebody cannot have an objective', async () => {
		expect((await read({}, ['an'], { product: 'pro', periodIds: [] })).asked).toEqual([]);
	});
});

describe('who may open an objective', () => {
	const lists = (...records: object[]) => ({ 'an q4': records });
	const readers = (...ids: string[]) => [{ memberList: ids.map((id) => ({ id, type: 'user' })) }];

	it('is public, restricted or unknown, as its permission says', async () => {
		const { of } = await read(
			{
				lists: lists(...['o1', 'o2', 'o3', 'o4'].map((id) => objective(id))),
				permissions: {
					o1: { privacy: 'public' },
					o2: { privacy: 'private' },
					o3: {},
					o4: refusal
				}
			},
			['an']
		);
		expect(of('stage_objectives', 'objective_id', 'visibility')).toEqual([
			'o1 public',
			'o2 restricted',
			'o3 unknown',
			'o4 unknown'
		]);
		expect(of('core_objective_readers', 'objective_id', 'privacy')).toEqual([
			'o1 public',
			'o2 private',
			'o3 '
		]);
	});
	it('lists its readers by the userids of DingTalk, asking only for those whom no list names', async () => {
		const { of, asked, tally } = await read(
			{
				lists: {
					'an q4': [objective('o1', { owner: { id: 'k1', userId: 'an' } })],
					'bo q4': [objective('o2', { owner: { id: 'k2', userId: 'bo' } })]
				},
				permissions: {
					o1: { privacy: 'private', policyList: readers('k2', 'k3', 'k4', 'bo', 'k9') }
				},
				users: { k3: 'cy', k4: 'da' }
			},
			['an', 'bo']
		);
		expect(asked.filter((call) => call.startsWith('users'))).toEqual(['users k3 k4 k9']);
		expect(of('core_objective_readers', 'objective_id', 'reader_ids')).toEqual([
			'o1 bo,cy,da',
			'o2 '
		]);
		expect(tally.notes).toEqual(['1 readers of private objectives are nobody we know']);
	});
	it('is asked once, and again when the objective was modified', async () => {
		const company = { lists: lists(objective('o1'), { id: 'o2' }) };
		expect(permissions((await read(company, ['an'])).asked)).toHaveLength(2);
		await known('o1', 'restricted');
		await known('o2', 'public');
		const { asked, of } = await read(company, ['an']);
		expect(permissions(asked)).toEqual([]);
		expect(of('stage_objectives', 'visibility')).toEqual(['restricted', 'public']);
		const moved = { lists: lists(objective('o1', { gmtModified: 2000 }), { id: 'o2' }) };
		expect(permissions((await read(moved, ['an'])).asked)).toEqual(['permission o1 as an']);
		expect(permissions((await read(moved, ['an'], { isFull: true })).asked)).toHaveLength(2);
	});
	it('has a new version of its readers only when they changed', async () => {
		const company = (...ids: string[]) => ({
			lists: lists(objective('o1')),
			permissions: { o1: { privacy: 'private', policyList: readers(...ids) } }
		});
		await read(company('an'), ['an', 'bo']);
		await known('o1', 'restricted');
		const full = { isFull: true };
		expect((await read(company('an'), ['an', 'bo'], full)).of('core_objective_readers')).toEqual(
			[]
		);
		const { of } = await read(company('bo', 'an'), ['an', 'bo'], full);
		expect(of('core_objective_readers', 'reader_ids')).toEqual(['an,bo']);
	});
	it('stays what it was when DingTalk refuses to say, and is not asked again before something moved', async () => {
		await known('o1', 'restricted');
		const company = {
			lists: lists(objective('o1'), objective('o2')),
			permissions: { o1: refusal }
		};
		const { of } = await read(company, ['an']);
		expect(of('stage_objectives', 'visibility')).toEqual(['restricted', 'public']);
		expect(of('ops_rejects', 'kind', 'entity_key')).toEqual(['refused o1']);
		await known('o2', 'public');
		expect(permissions((await read(company, ['an'])).asked)).toEqual([]);
	});
	it('that the app may not ask at all costs one call a run, and leaves everybody answered for', async () => {
		const denied = new DingTalkError('permission', 'The app lacks the permission.');
		const company = {
			lists: lists(objective('o1'), objective('o2')),
			permissions: { o1: denied, o2: denied }
		};
		const { asked, tally, found, of } = await read(company, ['an']);
		expect(permissions(asked)).toHaveLength(1);
		expect(found.answered).toBe(1);
		expect(tally).toMatchObject({
			gaps: [],
			notes: ['who may open objectives is not known: The app lacks the permission.']
		});
		expect(of('core_answers', 'subject_kind')).toEqual(['person']);
	});
	it('that is refused five times in a row is not asked any more', async () => {
		const ids = ['o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7'];
		const { asked, of } = await read(
			{
				lists: lists(...ids.map((id) => objective(id))),
				permissions: Object.fromEntries(ids.map((id) => [id, refusal]))
			},
			['an']
		);
		expect(permissions(asked)).toHaveLength(5);
		expect(of('core_answers', 'subject_kind')).toEqual(['person']);
	});
	it('is kept as far as it was asked for when the budget ends', async () => {
		const { of, failure } = await read(
			{
				lists: lists(objective('o1'), objective('o2'), objective('o3')),
				permissions: {
					o1: { privacy: 'public' },
					o2: { privacy: 'private', policyList: readers('k9') },
					o3: new DingTalkError('budget', 'Used up.')
				}
			},
			['an']
		);
		expect(failure).toMatchObject({ kind: 'budget' });
		// Whoever k9 is will be found out by the run that asks again.
		expect(of('core_answers', 'subject_kind', 'subject_id')).toEqual(['permission o1']);
	});
});
