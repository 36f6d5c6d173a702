/** When a dependency is at risk (metrics.md 8). */
import { describe, expect, it } from 'vitest';
import { checkIn, keyResult, link, objective, read, type Fact } from '../support/core-builder.ts';
import { cooperates, ofMai, type LinkStory } from '../support/link-story.ts';

export function dependencyRiskTests({ tells, rows, cell }: LinkStory): void {
	describe('a dependency is at risk (metrics.md 8)', () => {
		const isAtRisk = (id: string) =>
			rows('dependencies', ['is_at_risk', 'has_target_key_result', 'are_check_ins_known'], {
				from_objective_id: id
			});
		const AT_RISK = [[true, true, true]];
		const FINE = [[false, true, true]];

		const told = (
			what: string,
			id: string,
			target: readonly Fact[],
			expected: (readonly boolean[])[]
		) =>
			tells(what, [target, cooperates(`on-${id}`, id)], async () =>
				expect(await isAtRisk(`on-${id}`)).toEqual(expected)
			);

		told(
			'when its key result is behind: 30 % where 45 are expected',
			'behind',
			ofMai('behind', { keyResults: { 'behind-k': 30 } }),
			AT_RISK
		);
		told(
			'when its key result is at risk: 10 % where 45 are expected',
			'at-risk',
			ofMai('at-risk', { keyResults: { 'at-risk-k': 10 } }),
			AT_RISK
		);
		told(
			'when its key result is red: on track, but with a confidence of 2',
			'red',
			ofMai('red', { keyResults: { 'red-k': 50 }, confidence: 2 }),
			AT_RISK
		);
		told(
			'when its key result is stalled: on track, but silent for three weeks',
			'silent',
			ofMai('silent', { keyResults: { 'silent-k': 50 } }, '2026-07-20'),
			AT_RISK
		);
		told(
			'not when it is on track, spoken of and confident',
			'fine',
			ofMai('fine', { keyResults: { 'fine-k': 50 } }),
			FINE
		);
		told(
			'not when its progress is unknown, which is neither behind nor at risk',
			'unknown',
			ofMai('unknown', { keyResults: { 'unknown-k': null } }),
			FINE
		);
		told(
			'not when it is done, however long nobody has spoken of it',
			'done',
			ofMai('done', { keyResults: { 'done-k': 100 } }, '2026-07-20'),
			FINE
		);
		told(
			'not when it is too early to say: begun on 6 August, 0 %',
			'early',
			[
				...objective('early', { owner: 'mai' }),
				...keyResult('early-k', { of: 'early', from: '2026-08-06' }),
				...checkIn('early-c', { of: 'early', at: '2026-08-07', keyResults: { 'early-k': 0 } })
			],
			FINE
		);

		tells(
			'by any live key result of a target objective, but only by the one that the link names',
			[
				[
					...ofMai('mixed', { keyResults: { 'mixed-k': 50, 'mixed-bad': 10 } }),
					...keyResult('mixed-bad', { of: 'mixed' })
				],
				cooperates('on-all', 'mixed'),
				[
					...objective('on-good'),
					...link('on-good', 'mixed-k', { to: 'keyResult', kind: 'COOPERATION' })
				],
				[
					...objective('on-bad'),
					...link('on-bad', 'mixed-bad', { to: 'keyResult', kind: 'COOPERATION' })
				]
			],
			async () => {
				expect(await isAtRisk('on-all')).toEqual(AT_RISK);
				expect(await isAtRisk('on-good')).toEqual(FINE);
				expect(await isAtRisk('on-bad')).toEqual(AT_RISK);
			}
		);

		tells(
			'not by a key result that is gone',
			[
				[
					...ofMai('cleaned', { keyResults: { 'cleaned-k': 50, 'cleaned-bad': 10 } }),
					...keyResult('cleaned-bad', { of: 'cleaned' }),
					...keyResult('cleaned-bad', { of: 'cleaned', from: '2026-08-10', isGone: true })
				],
				cooperates('on-cleaned', 'cleaned')
			],
			async () => {
				expect(await isAtRisk('on-cleaned')).toEqual(FINE);
				const before = { from_objective_id: 'on-cleaned' };
				expect(await rows('dependencies', ['is_at_risk'], before, '2026-08-09')).toEqual([[true]]);
			}
		);

		// DingTalk refuses the check-ins of "refused": nobody knows whether it is silent.
		told(
			'not by stalling where the check-ins are unknown, and the row says so',
			'refused',
			[
				...objective('refused', { owner: 'mai' }),
				...keyResult('refused-k', { of: 'refused' }),
				...read('refused-k', '2026-07-20', 50)
			],
			[[false, true, false]]
		);

		tells(
			'not on a goal of a team, which has no key results, and the row says so',
			[
				objective('team-goal', { kind: 'organisation', teams: ['3'], owner: '' }),
				cooperates('on-team', 'team-goal')
			],
			async () => expect(await isAtRisk('on-team')).toEqual([[false, false, true]])
		);

		it('as a share of those whose target has a key result', async () => {
			const measures = [
				'dependency_count',
				'judged_dependency_count',
				'at_risk_dependency_count',
				'unknown_check_ins_count'
			];
			const on = (id: string) => cell('dependencies', measures, { from_objective_id: id });
			expect(await on('on-behind')).toEqual({
				dependency_count: 1,
				judged_dependency_count: 1,
				at_risk_dependency_count: 1,
				unknown_check_ins_count: 0
			});
			expect(await on('on-refused')).toMatchObject({ unknown_check_ins_count: 1 });
			expect(await on('on-team')).toMatchObject({
				dependency_count: 1,
				judged_dependency_count: 0
			});
			const share = (where: Record<string, string>) =>
				cell('dependencies', ['at_risk_share'], where);
			expect(await share({ from_objective_id: 'on-behind' })).toEqual({ at_risk_share: 1 });
			expect(await share({ from_objective_id: 'on-team' })).toEqual({ at_risk_share: null });
			const all = await cell('dependencies', [...measures, 'at_risk_share'], {});
			expect(all['at_risk_share']).toBe(
				(all['at_risk_dependency_count'] ?? 0) / (all['judged_dependency_count'] ?? 0)
			);
		});
	});
}
