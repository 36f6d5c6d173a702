/** Did many key results fall in the same week, or only this one (metrics.md 12)? */
import { describe, expect } from 'vitest';
import { read, type Fact } from '../../support/core-builder.ts';
import { FRIDAYS, goal, type DiagnosisStory } from '../../support/diagnosis-story.ts';

/** Confidence 8 on the Friday before, 6 on this one: it first fell in this week. */
function fall(id: string, owner: string, week: number, text = 'Steady'): Fact[][] {
	const [before = '', now = ''] = FRIDAYS.slice(week - 1, week + 1);
	return goal(id, { owner, says: { [before]: { confidence: 8 }, [now]: { confidence: 6, text } } });
}

export function timingTests({ tells, diagnosisOf }: DiagnosisStory): void {
	describe('timing: did many key results of different owners drop in the same week, or only this one', () => {
		tells(
			'market_moved: an external term, and 3 key results of 3 owners in 2 departments first fell in the same week',
			[
				...fall('m1', 'linh', 2, 'A competitor cut prices, and we have no capacity'),
				...fall('m2', 'mai', 2),
				...fall('m3', 'tuan', 2)
			],
			async () => {
				expect(await diagnosisOf('m1')).toMatchObject({
					...{ first_fell_in: '2026-07-13', answer: 'market_moved' },
					...{ fell_key_result_count: 3, fell_owner_count: 3, fell_department_count: 2 },
					...{ external_terms: ['competitor'], capacity_terms: ['capacity'] }
				});
				// The same fall, but nobody says why.
				expect(await diagnosisOf('m2')).toMatchObject({
					fell_key_result_count: 3,
					answer: 'cannot_tell'
				});
			}
		);

		tells(
			'not in one department only, not of two owners, and not two key results',
			[
				...['linh', 'mai', 'nam'].flatMap((owner, index) =>
					fall(`m4${index}`, owner, 4, 'A competitor')
				),
				...['linh', 'linh', 'tuan'].flatMap((owner, index) =>
					fall(`m5${index}`, owner, 7, 'A competitor')
				),
				...['linh', 'tuan'].flatMap((owner, index) => fall(`m6${index}`, owner, 8, 'A competitor'))
			],
			async () => {
				expect(await diagnosisOf('m40')).toMatchObject({
					fell_owner_count: 3,
					fell_department_count: 1,
					answer: 'cannot_tell'
				});
				expect(await diagnosisOf('m50')).toMatchObject({
					fell_key_result_count: 3,
					fell_owner_count: 2,
					answer: 'cannot_tell'
				});
				expect(await diagnosisOf('m60')).toMatchObject({
					fell_key_result_count: 2,
					answer: 'cannot_tell'
				});
			}
		);

		tells(
			'what fell before falls in that week for the second time; 1.9 points are no fall; weeks without a value are passed over',
			[
				...fall('m7', 'linh', 10),
				...goal('m8', {
					owner: 'mai',
					says: {
						'2026-08-28': { confidence: 9 },
						'2026-09-04': { confidence: 7.1 },
						'2026-09-18': { confidence: 7 }
					}
				}),
				...goal('m9', {
					owner: 'tuan',
					says: {
						'2026-07-03': { confidence: 9 },
						'2026-07-24': { confidence: 7 },
						'2026-09-04': { confidence: 8 },
						'2026-09-18': { confidence: 3 }
					}
				})
			],
			async () => {
				expect(await diagnosisOf('m7')).toMatchObject({
					first_fell_in: '2026-09-14',
					fell_key_result_count: 1
				});
				expect(await diagnosisOf('m8')).toMatchObject({
					first_fell_in: null,
					fell_key_result_count: 0
				});
				expect(await diagnosisOf('m9')).toMatchObject({
					first_fell_in: '2026-07-20',
					fell_key_result_count: 1
				});
			}
		);

		tells(
			'of a loss of confidence and a pace at_risk the earlier one is the first fall',
			[
				...goal('m11', {
					says: { '2026-07-10': { confidence: 9 }, '2026-09-25': { confidence: 5 } }
				}),
				read('m11k', '2026-07-01', 22),
				...goal('m12', {
					says: { '2026-07-03': { confidence: 9 }, '2026-07-10': { confidence: 5 } }
				}),
				read('m12k', '2026-07-01', 22)
			],
			async () => {
				expect(await diagnosisOf('m11')).toMatchObject({ first_fell_in: '2026-08-10' });
				expect(await diagnosisOf('m12')).toMatchObject({ first_fell_in: '2026-07-06' });
			}
		);

		tells(
			'a pace that comes to at_risk is a fall: at 22, on August 13, when more than 47 are expected',
			[...goal('m10'), read('m10k', '2026-07-01', 22)],
			async () => {
				expect(await diagnosisOf('m10')).toMatchObject({
					first_fell_in: '2026-08-10',
					first_trouble_on: '2026-08-13'
				});
			}
		);
	});
}
