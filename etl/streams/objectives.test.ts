import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config.ts';
import type { DingTalkClient } from '../dingtalk/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import { nothingRead, readObjectives } from './objectives.ts';
import { Tally, type RunScope } from './scope.ts';

const PERIODS: readonly PeriodRow[] = [
	{
		period_id: 'q4',
		rule_id: 'r1',
		rule_name: '',
		rule_category: 'OKR',
		name: '',
		source_type: '',
		starts_on: '2026-10-01',
		ends_before: '2027-01-01'
	}
];

type Row = Readonly<Record<string, unknown>>;

/** Reads the objectives of these people from a server that answers as told, and collects what would be stored. */
async function read(answers: Readonly<Record<string, readonly object[] | Error>>) {
	const stored = new Map<string, Row[]>();
	const client: DingTalkClient = {
		async call(_endpoint, { body }) {
			const answer = answers[String(body?.['dingUserId'])] ?? [];
			if (answer instanceof Error) throw answer;
			return { success: true, content: answer };
		}
	};
	const scope: RunScope = {
		runId: 'run',
		config: parseConfig({}),
		warehouse: {
			get client(): never {
				throw new Error('This stream asks the warehouse nothing.');
			},
			database: '',
			kind: 'embedded',
			cluster: null,
			connectionOptions: () => ({}),
			beside: () => Promise.reject(new Error('This stream asks the warehouse nothing.')),
			close: async () => {}
		},
		client,
		batches: {
			async add(table, rows) {
				stored.set(table, [...(stored.get(table) ?? []), ...rows.map((row) => ({ ...row }))]);
			},
			flush: async () => {},
			count: (table) => stored.get(table)?.length ?? 0
		},
		raw: { keep: async () => {} },
		observedAt: 0,
		signal: undefined,
		concurrency: { contacts: 2, agoal: 2 },
		onProgress: () => {}
	};
	const tally = new Tally('objectives');
	const found = nothingRead();
	const asks = Object.keys(answers).map((personId) => ({ personId, periodIds: ['q4'] }));
	const failure = await readObjectives(scope, tally, asks, PERIODS, found).catch(
		(error: unknown) => error
	);
	const column = (table: string, name: string) => (stored.get(table) ?? []).map((row) => row[name]);
	return { tally, found, column, failure };
}

const objective = (id: string, more: object = {}) => ({
	objectiveId: id,
	period: { periodId: 'q4' },
	...more
});

describe('the objectives of everybody', () => {
	it('are staged, and everybody who was answered for is noted, with or without an objective', async () => {
		const { column, found, tally } = await read({ an: [objective('o1')], bo: [] });
		expect(column('stage_objectives', 'objective_id')).toEqual(['o1']);
		expect(column('core_answers', 'subject_id').sort()).toEqual(['an', 'bo']);
		expect(column('core_person_answers', 'person_id').sort()).toEqual(['an', 'bo']);
		expect(found.answered).toBe(2);
		expect(tally.isComplete).toBe(true);
	});
	it('lose a record of a wrong type to the rejects; its person was not answered for, so nothing is closed', async () => {
		const { column, tally } = await read({
			an: [objective('o1'), { objectiveId: 'o2', title: 7 }],
			bo: [objective('o3')]
		});
		expect(column('stage_objectives', 'objective_id').sort()).toEqual(['o1', 'o3']);
		expect(column('core_answers', 'subject_id')).toEqual(['bo']);
		expect(column('ops_rejects', 'kind')).toEqual(['record']);
		expect(column('ops_rejects', 'reason')).toEqual([
			'title: Invalid input: expected string, received number'
		]);
		expect(tally.gaps).toEqual(['an objective of an could not be understood']);
	});
	it('take no objective of a period that was not asked for', async () => {
		const { column } = await read({ an: [objective('o1', { period: { periodId: 'q9' } })] });
		expect(column('stage_objectives', 'objective_id')).toEqual([]);
		expect(column('ops_rejects', 'reason')).toEqual(['period: not one of those asked for']);
	});
	it('without a period belong to the only one that was asked for', async () => {
		const { column } = await read({ an: [{ objectiveId: 'o1' }] });
		expect(column('stage_objectives', 'period_id')).toEqual(['q4']);
	});
	it('of one person whom DingTalk refuses are unknown; the others go on', async () => {
		const refusal = new DingTalkError('business', 'refused', { code: 'error.noPermission' });
		const { column, tally, failure } = await read({ an: refusal, bo: [objective('o1')] });
		expect(failure).toBeUndefined();
		expect(column('core_answers', 'subject_id')).toEqual(['bo']);
		expect(column('ops_rejects', 'kind')).toEqual(['refused']);
		expect(tally.gaps).toEqual(['the objectives of 1 people may not be read']);
	});
	it('end with any other error, which is not swallowed', async () => {
		const { failure } = await read({ an: new DingTalkError('network', 'gone'), bo: [] });
		expect(failure).toMatchObject({ kind: 'network' });
	});
});
