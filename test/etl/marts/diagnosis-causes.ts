/** Which cause do check-ins state, and which do dependencies show (metrics.md 12)? */
import { describe, expect } from 'vitest';
import { checkIn, keyResult, link, read, type Fact } from '../../support/core-builder.ts';
import { FRIDAYS, goal, type DiagnosisStory } from '../../support/diagnosis-story.ts';

export function causeTests({ tells, diagnosisOf }: DiagnosisStory): void {
	describe('stated cause: external words or capacity and dependency words in the check-ins, quoted', () => {
		tells(
			'each line with the word it holds and its check-in',
			goal('c1', {
				says: {
					'2026-08-07': { text: 'Sold 12 cars\nDepends on the legal team: market is weak' },
					'2026-08-21': { text: 'Still waiting for  legal' }
				}
			}),
			async () => {
				expect(await diagnosisOf('c1')).toMatchObject({
					answer: 'capacity_or_dependency',
					external_terms: ['market'],
					capacity_terms: ['depends on', 'waiting for'],
					quote_kind: ['capacity', 'external', 'capacity'],
					quote_term: ['depends on', 'market', 'waiting for'],
					quote_line: [
						'Depends on the legal team: market is weak',
						'Depends on the legal team: market is weak',
						'Still waiting for  legal'
					],
					quote_number: [2, 2, 1],
					quote_check_in_id: ['c1 2026-08-07', 'c1 2026-08-07', 'c1 2026-08-21']
				});
			}
		);

		tells(
			'a word that two languages share once',
			goal('cshared', { says: { '2026-08-07': { text: 'Menunggu kantor, pesaing turun harga' } } }),
			async () => {
				expect(await diagnosisOf('cshared')).toMatchObject({
					quote_kind: ['capacity', 'external'],
					quote_term: ['menunggu', 'pesaing']
				});
			}
		);

		const STATED: readonly [language: string, external: string, capacity: string][] = [
			['en', 'New REGULATIONS delay us', 'The team is short of two people'],
			['zh', '受市场下滑影响', '设计排期满，海报要等'],
			['vi', 'Đối thủ giảm giá', 'Thiếu nhân sự ở kho'],
			['id', 'Pesaing turun harga', 'Menunggu persetujuan harga'],
			['ms', 'Pasaran perlahan', 'Kekurangan staf di Johor'],
			['th', 'คู่แข่งลดราคา', 'ทีมขาดคน 2 คน'],
			['ar', 'تباطؤ والسوق بطيء', 'نقص الموظفين في الفريق']
		];
		for (const [language, external, capacity] of STATED) {
			tells(
				`in ${language}`,
				goal(`c${language}`, {
					says: { '2026-08-07': { text: external }, '2026-08-14': { text: capacity } }
				}),
				async () => {
					const found = await diagnosisOf(`c${language}`);
					const lines = new Set([found?.['quote_line']].flat());
					expect(lines).toEqual(new Set([external, capacity]));
					expect(new Set([found?.['quote_kind']].flat())).toEqual(
						new Set(['external', 'capacity'])
					);
					expect(found?.['answer']).toBe('capacity_or_dependency');
				}
			);
		}

		tells(
			'no part of another word, and no phrase in which the word means something else',
			goal('c2', {
				says: {
					'2026-08-07': { text: 'Marketing and the go-to-market plan are done; 市场部 agreed' },
					'2026-08-14': { text: 'การตลาด is independent, no strikeout' }
				}
			}),
			async () =>
				expect(await diagnosisOf('c2')).toMatchObject({ external_terms: [], capacity_terms: [] })
		);

		tells(
			'the last wording counts, also what is said after the end; not what was said before the begin',
			[
				...goal('c3', {
					fridays: [...FRIDAYS, '2026-10-09'],
					says: {
						'2026-06-26': { text: 'No capacity' },
						'2026-10-09': { text: 'It was the exchange rate' }
					}
				}),
				...goal('c4', { says: { '2026-08-07': { text: 'No capacity' } } }),
				checkIn('c4 2026-08-07', {
					...{ at: '2026-08-07', updated: '2026-08-20', of: 'c4', keyResults: { c4k: null } },
					text: 'All well'
				})
			],
			async () => {
				expect(await diagnosisOf('c3')).toMatchObject({
					external_terms: ['exchange rate'],
					capacity_terms: []
				});
				expect(await diagnosisOf('c4')).toMatchObject({ capacity_terms: [] });
			}
		);

		/** On September 30 Tuan's `at` is 30 points behind; his `well` is on the line and was spoken of two days before. */
		const target = (id: string, value: number): Fact[][] => [
			...goal(id, { owner: 'tuan' }),
			read(`${id}k`, '2026-09-28 20:00', value)
		];
		tells(
			'an at-risk dependency is a cause too: a link to another department whose key result is behind, at risk, red or stalled',
			[
				...target('late', 70),
				...target('well', 95),
				...goal('d1'),
				link('d1', 'late', { kind: 'COOPERATION' }),
				...goal('d2'),
				link('d2', 'well', { kind: 'COOPERATION' }),
				...goal('d3', { owner: 'tuan' }),
				link('d3', 'late', { kind: 'COOPERATION' }),
				...goal('d4'),
				link('d4', 'late')
			],
			async () => {
				expect(await diagnosisOf('d1')).toMatchObject({
					at_risk_dependency_count: 1,
					answer: 'capacity_or_dependency'
				});
				expect(await diagnosisOf('d2')).toMatchObject({
					at_risk_dependency_count: 0,
					answer: 'cannot_tell'
				});
				// Both in department 3.
				expect(await diagnosisOf('d3')).toMatchObject({ at_risk_dependency_count: 0 });
				// A valid alignment is one as well.
				expect(await diagnosisOf('d4')).toMatchObject({ at_risk_dependency_count: 1 });
			}
		);

		tells(
			'of a link to a key result that one alone counts',
			[
				...target('both', 95),
				keyResult('bothl', { of: 'both' }),
				read('bothl', '2026-09-28', 10),
				...goal('d5'),
				link('d5', 'bothk', { to: 'keyResult', kind: 'COOPERATION' }),
				...goal('d6'),
				link('d6', 'bothl', { to: 'keyResult', kind: 'COOPERATION' })
			],
			async () => {
				expect(await diagnosisOf('d5')).toMatchObject({ at_risk_dependency_count: 0 });
				expect(await diagnosisOf('d6')).toMatchObject({ at_risk_dependency_count: 1 });
			}
		);
	});
}
