/** What followed the first day of trouble (metrics.md 12)? */
import { describe, expect } from 'vitest';
import { keyResult, objective, read, report } from '../../support/core-builder.ts';
import { FRIDAYS, goal, type DiagnosisStory } from '../../support/diagnosis-story.ts';

export function responseTests({ tells, diagnosisOf }: DiagnosisStory): void {
	describe('response: re-scope, next action, or silence within 14 days of the first red or at-risk day', () => {
		const RED = { '2026-07-03': { confidence: 2 } };
		tells(
			'a next action on the 14th day is one, on the 15th none followed',
			[
				...goal('r1', { says: { ...RED, '2026-07-17': { next: 'Call them' } } }),
				...goal('r2', { says: { ...RED, '2026-07-18': { next: 'Call them' } } }),
				...goal('r3', { says: { '2026-07-03': { confidence: 2, next: 'Call them' } } })
			],
			async () => {
				expect(await diagnosisOf('r1')).toMatchObject({
					...{ first_trouble_on: '2026-07-03', response: 'next_action' },
					...{ next_action_on: '2026-07-17', answer: 'cannot_tell' }
				});
				expect(await diagnosisOf('r2')).toMatchObject({
					...{ response: 'check_in_only', next_action_on: null, answer: 'slow_to_react' }
				});
				// The word that says it is red may say what comes next.
				expect(await diagnosisOf('r3')).toMatchObject({
					response: 'next_action',
					next_action_on: '2026-07-03'
				});
			}
		);

		tells(
			'another title or weight is a re-scope, another title of its objective too; what was there before is none',
			[
				...goal('r4', { says: RED }),
				keyResult('r4k', { of: 'r4', title: 'Less', from: '2026-07-10' }),
				...goal('r5', { says: RED }),
				keyResult('r5k', { of: 'r5', weight: 30, from: '2026-07-17' }),
				...goal('r6', { says: RED }),
				objective('r6', { title: 'Another aim', from: '2026-07-06' }),
				...goal('r7', { says: RED }),
				keyResult('r7k', { of: 'r7', title: 'Too late', from: '2026-07-18' }),
				...goal('r8', { says: RED, keyResult: { weight: 0 } }),
				keyResult('r8k', { of: 'r8', weight: null, from: '2026-07-10' })
			],
			async () => {
				expect(await diagnosisOf('r4')).toMatchObject({
					response: 'rescoped',
					rescoped_on: '2026-07-10',
					answer: 'cannot_tell'
				});
				expect(await diagnosisOf('r5')).toMatchObject({
					response: 'rescoped',
					rescoped_on: '2026-07-17'
				});
				expect(await diagnosisOf('r6')).toMatchObject({
					response: 'rescoped',
					rescoped_on: '2026-07-06'
				});
				expect(await diagnosisOf('r7')).toMatchObject({
					response: 'check_in_only',
					rescoped_on: null
				});
				expect(await diagnosisOf('r8')).toMatchObject({
					response: 'check_in_only',
					rescoped_on: null
				});
			}
		);

		tells(
			'silence is no check-in at all; on time weeks before do not help',
			[...goal('r9', { fridays: FRIDAYS.slice(0, 6) }), read('r9k', '2026-07-01', 22)],
			async () => {
				expect(await diagnosisOf('r9')).toMatchObject({
					...{ first_trouble_on: '2026-08-13', response: 'silence', answer: 'slow_to_react' }
				});
			}
		);

		tells(
			'as long as the 14 days run nobody was slow: at risk since October 10',
			[
				...goal('r10', { period: 'H2', fridays: [...FRIDAYS, '2026-10-09', '2026-10-16'] }),
				read('r10k', '2026-07-01', 30.2)
			],
			async () => {
				expect(await diagnosisOf('r10')).toMatchObject({
					...{ first_trouble_on: '2026-10-10', response: 'pending', answer: 'cannot_tell' }
				});
			}
		);

		tells(
			'without trouble nothing had to follow; a report may name the next action',
			[
				...goal('r11'),
				...goal('r12', { says: RED }),
				report('r12r', {
					at: '2026-07-08',
					keyResults: { r12k: null },
					named: { r12k: { next: 'Hire' } }
				})
			],
			async () => {
				expect(await diagnosisOf('r11')).toMatchObject({
					first_trouble_on: null,
					response: '',
					answer: 'cannot_tell'
				});
				expect(await diagnosisOf('r12')).toMatchObject({
					response: 'next_action',
					next_action_on: '2026-07-08'
				});
			}
		);
	});
}
