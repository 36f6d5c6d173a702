import { describe, expect, it } from 'vitest';
import { OrganisationObjective, parseRecord, PersonalObjective } from '../dingtalk/payloads.ts';
import { organisationObjectiveRows, personalObjectiveRows } from './objectives.ts';

function personal(payload: object) {
	const parsed = parseRecord(PersonalObjective, { objectiveId: 'o1', ...payload });
	if (!parsed.ok) throw new Error(parsed.reason);
	return personalObjectiveRows(parsed.value, 'asked', null);
}
function organisation(payload: object) {
	const parsed = parseRecord(OrganisationObjective, { objectiveId: 'o1', ...payload });
	if (!parsed.ok) throw new Error(parsed.reason);
	return organisationObjectiveRows(parsed.value, null);
}

describe('a personal objective', () => {
	it('keeps what DingTalk says, with ids as text', () => {
		const { objective } = personal({
			title: 'Grow',
			executor: { dingUserId: 'u1', userId: 'internal', name: 'An' },
			teams: [{ teamId: 't', deptId: '12', name: 'Sales' }],
			period: { periodId: 'p1' },
			weight: 30,
			progress: 40,
			created: 1_760_000_000_000
		});
		expect(objective).toMatchObject({
			kind: 'personal',
			owner_id: 'u1',
			asked_id: 'asked',
			team_ids: ['12'],
			period_id: 'p1',
			weight: 30,
			progress: 40,
			visibility: 'unknown',
			created_at: '2025-10-09 08:53:20.000'
		});
	});
	it('of the older kind lacks links and times: not stated is not none', () => {
		const { objective, alignments } = personal({});
		expect(objective).toMatchObject({
			created_at: null,
			states_up: 0,
			states_down: 0,
			states_key_results: 0,
			owner_id: 'asked',
			is_draft: 0
		});
		expect(alignments).toEqual([]);
		expect(personal({ upAlignObjectIds: [] }).objective.states_up).toBe(1);
	});
	it.each([
		['preApprove', 1],
		['notApproved', 1],
		['approving', 0],
		['approved', 0]
	])('with approveStatus %s is a draft: %i', (approveStatus, isDraft) => {
		expect(personal({ approveStatus }).objective.is_draft).toBe(isDraft);
	});
	it('understands quoted numbers, numbers as ids and null for absent', () => {
		const { objective, keyResults } = personal({
			weight: '30.5',
			progress: null,
			keyResults: [{ keyResultId: 77, title: 'x', progress: '10', weight: null }]
		});
		expect(objective).toMatchObject({ weight: 30.5, progress: null });
		expect(keyResults).toEqual([
			{
				key_result_id: '77',
				objective_id: 'o1',
				title: 'x',
				weight: null,
				position: 1,
				progress: 10
			}
		]);
	});
	it('goes on without a key result that is broken, and then closes none', () => {
		const { keyResults, rejected, objective } = personal({
			keyResults: [{ keyResultId: 'k1' }, { title: 'no id' }, { keyResultId: 'k3', progress: [] }]
		});
		expect(keyResults.map(({ key_result_id }) => key_result_id)).toEqual(['k1']);
		expect(rejected.map(({ reason }) => reason)).toEqual([
			expect.stringContaining('keyResults.1.keyResultId'),
			expect.stringContaining('keyResults.2.progress')
		]);
		expect(objective.states_key_results).toBe(0);
	});
	it('states links up as a child and links down as a parent, each once', () => {
		const { alignments } = personal({ upAlignObjectIds: ['a', 'a'], downAlignObjectIds: ['b'] });
		expect(alignments).toEqual([
			{
				child_objective_id: 'o1',
				target_kind: '',
				target_id: 'a',
				link_kind: '',
				stated_by: 'child'
			},
			{
				child_objective_id: 'b',
				target_kind: 'objective',
				target_id: 'o1',
				link_kind: '',
				stated_by: 'parent'
			}
		]);
	});
	it('has a fingerprint that moves with its latest check-in, update stamp and key-result values only', () => {
		const base = { keyResults: [{ keyResultId: 'k', progress: 1 }], updated: 5 };
		const same = personal({ ...base, title: 'other words' }).fingerprint;
		expect(personal(base).fingerprint).toBe(same);
		const moved = [
			{ ...base, latestProgress: { progressId: 'c', created: 1 } },
			{ ...base, updated: 6 },
			{ ...base, keyResults: [{ keyResultId: 'k', progress: 2 }] }
		];
		for (const payload of moved) expect(personal(payload).fingerprint).not.toBe(same);
	});
	it.each([
		[{ objectiveId: undefined }, 'objectiveId'],
		[{ title: 5 }, 'title'],
		[{ progress: 'much' }, 'progress'],
		[{ created: 'yesterday' }, 'created']
	])('of a wrong type is refused, and the reason names the field', (broken, field) => {
		const parsed = parseRecord(PersonalObjective, { objectiveId: 'o1', ...broken });
		expect(parsed).toMatchObject({ ok: false });
		expect(parsed.ok ? '' : parsed.reason).toContain(field);
	});
});

describe('an organisation objective', () => {
	it('belongs to its team, and its links say what they are', () => {
		const { objective, alignments } = organisation({
			team: { deptId: 12 },
			executor: { dingUserId: 'u1' },
			period: { periodId: 'p1' },
			upAlignObjects: [
				{ objectiveId: 'parent', objectId: 'kr', objectType: 'keyResult', alignType: 'SUPPORT' }
			],
			downAlignObjects: [
				{
					objectiveId: 'child',
					objectId: 'child',
					objectType: 'objective',
					alignType: 'COOPERATION'
				}
			]
		});
		expect(objective).toMatchObject({ kind: 'organisation', team_ids: ['12'], asked_id: '12' });
		expect(alignments).toEqual([
			{
				child_objective_id: 'o1',
				target_kind: 'keyResult',
				target_id: 'kr',
				link_kind: 'SUPPORT',
				stated_by: 'child'
			},
			{
				child_objective_id: 'child',
				target_kind: 'objective',
				target_id: 'o1',
				link_kind: 'COOPERATION',
				stated_by: 'parent'
			}
		]);
	});
});
