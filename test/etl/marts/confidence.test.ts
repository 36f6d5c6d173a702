import { describe, expect } from 'vitest';
import { checkIn, keyResult, objective, read, report } from '../../support/core-builder.ts';
import { story } from '../../support/mart-story.ts';

const {
	tells,
	keyResult: day,
	rows
} = story({
	asOf: '2026-09-30',
	holidayWeeks: ['2026-09-07']
});

describe('which check-ins count for a key result (metrics.md 2)', () => {
	tells(
		'one that lists it, and not one that lists only others',
		[
			objective('a1'),
			keyResult('a1k', { of: 'a1' }),
			keyResult('a1l', { of: 'a1' }),
			checkIn('a1c', { of: 'a1', at: '2026-07-10', keyResults: { a1k: null } })
		],
		async () => {
			expect(await day('a1k', '2026-07-10')).toMatchObject({
				last_check_in_at: '2026-07-10 01:00:00.000',
				days_since_check_in: 0
			});
			expect(await day('a1l', '2026-07-10')).toMatchObject({
				last_check_in_at: null,
				days_since_check_in: null
			});
		}
	);

	tells(
		'one that lists none, for each key result live on its day',
		[
			objective('a2'),
			keyResult('a2old', { of: 'a2' }),
			keyResult('a2new', { of: 'a2', from: '2026-07-11' }),
			keyResult('a2gone', { of: 'a2' }),
			keyResult('a2gone', { of: 'a2', from: '2026-07-10', isGone: true }),
			checkIn('a2c', { of: 'a2', at: '2026-07-10', confidence: 8 })
		],
		async () => {
			expect(await day('a2old', '2026-07-12')).toMatchObject({ confidence: 8 });
			expect(await day('a2new', '2026-07-12')).toMatchObject({
				confidence: null,
				last_check_in_at: null
			});
			const counted = await rows('mart_check_ins', { check_in_id: 'a2c' });
			expect(counted.map((row) => row['key_result_id'])).toEqual(['a2old']);
		}
	);

	tells(
		'a key result known only from a check-in does not exist',
		[
			objective('a3'),
			keyResult('a3k', { of: 'a3' }),
			checkIn('a3c', { of: 'a3', at: '2026-07-10', keyResults: { a3k: 10, ghost: 20 } })
		],
		async () => {
			expect(await rows('mart_check_ins', { key_result_id: 'ghost' })).toEqual([]);
			expect(await day('ghost', '2026-07-10')).toBeUndefined();
		}
	);

	tells(
		'a weekly report counts for each key result that its rows are about, whatever its objective',
		[
			objective('a5'),
			objective('a6'),
			keyResult('a5k', { of: 'a5' }),
			keyResult('a6k', { of: 'a6' }),
			keyResult('a6l', { of: 'a6' }),
			report('a5r', {
				at: '2026-07-10',
				keyResults: { a5k: 40, a6k: null },
				named: { a5k: { confidence: 6 }, a6k: { blocker: 'Waiting' } }
			})
		],
		async () => {
			expect(await day('a5k', '2026-07-10')).toMatchObject({
				progress: 40,
				confidence: 6,
				confidence_provenance: 'report',
				days_since_check_in: 0
			});
			expect(await day('a6k', '2026-07-10')).toMatchObject({ confidence: null, is_blocked: 1 });
			expect(await day('a6l', '2026-07-10')).toMatchObject({ last_check_in_at: null });
			const counted = await rows('mart_check_ins', { check_in_id: 'a5r' });
			expect(counted.map((row) => [row['key_result_id'], row['objective_id']])).toEqual([
				['a5k', 'a5'],
				['a6k', 'a6']
			]);
		}
	);

	tells(
		'a report edited so that it is about another key result is a check-in of the first one until then',
		[
			objective('a7'),
			objective('a8'),
			keyResult('a7k', { of: 'a7' }),
			keyResult('a8k', { of: 'a8' }),
			report('a7r', { at: '2026-07-10', keyResults: { a7k: null } }),
			report('a7r', {
				at: '2026-07-10',
				updated: '2026-07-13',
				keyResults: { a8k: null },
				named: { a8k: { confidence: 5 } }
			}),
			report('a8r', { at: '2026-07-20', keyResults: { a7k: null } }),
			report('a8r', { at: '2026-07-20', updated: '2026-07-21', keyResults: {} })
		],
		async () => {
			expect(await day('a7k', '2026-07-12')).toMatchObject({ days_since_check_in: 2 });
			expect(await day('a7k', '2026-07-13')).toMatchObject({ last_check_in_at: null });
			expect(await day('a8k', '2026-07-12')).toMatchObject({ last_check_in_at: null });
			expect(await day('a8k', '2026-07-13')).toMatchObject({ confidence: 5 });
			expect(await day('a7k', '2026-07-20')).toMatchObject({ days_since_check_in: 0 });
			expect(await day('a7k', '2026-07-21')).toMatchObject({ last_check_in_at: null });
			expect(await rows('mart_check_ins', { key_result_id: 'a7k' })).toEqual([]);
		}
	);

	tells(
		'a report matched anew says from its own day on what it was found to say later',
		[
			objective('a9'),
			keyResult('a9k', { of: 'a9' }),
			report('a9r', { at: '2026-07-10', seen: '2026-07-10 23:00', keyResults: {} }),
			report('a9r', {
				at: '2026-07-10',
				seen: '2026-07-14 23:00',
				run: 'run-2',
				keyResults: { a9k: 30 },
				named: { a9k: { confidence: 4 } }
			}),
			objective('a10'),
			keyResult('a10k', { of: 'a10' }),
			report('a10r', {
				at: '2026-07-10',
				updated: '2026-07-12',
				seen: '2026-07-13',
				keyResults: {}
			}),
			report('a10r', {
				at: '2026-07-10',
				updated: '2026-07-12',
				seen: '2026-07-14',
				run: 'run-2',
				keyResults: { a10k: 20 }
			})
		],
		async () => {
			expect(await day('a9k', '2026-07-09')).toMatchObject({ last_check_in_at: null });
			expect(await day('a9k', '2026-07-10')).toMatchObject({ progress: 30, confidence: 4 });
			expect(await rows('mart_check_ins', { key_result_id: 'a9k' })).toMatchObject([
				{ check_in_id: 'a9r', is_edited: 0 }
			]);
			expect(await day('a10k', '2026-07-10')).toMatchObject({ progress: 20 });
		}
	);

	tells(
		'made in the last minute of a local day, it counts from that day on',
		[
			objective('a4'),
			keyResult('a4k', { of: 'a4' }),
			checkIn('a4c', { of: 'a4', at: '2026-07-10T15:59:00Z', keyResults: { a4k: 10 } })
		],
		async () => {
			expect(await day('a4k', '2026-07-09')).toMatchObject({ last_check_in_at: null });
			expect(await day('a4k', '2026-07-10')).toMatchObject({ days_since_check_in: 0 });
		}
	);
});

describe('confidence (metrics.md 4)', () => {
	tells(
		'counts for every key result of the check-in; a named statement for that one only, and beats the general one',
		[
			objective('b1'),
			keyResult('b1k', { of: 'b1' }),
			keyResult('b1l', { of: 'b1' }),
			checkIn('b1c', {
				of: 'b1',
				at: '2026-07-10',
				keyResults: { b1k: null, b1l: null },
				confidence: 6,
				blocker: 'Supplier',
				next: 'Call them',
				named: { b1k: { confidence: 2 }, b1l: { blocker: 'Budget', next: 'Ask Boss' } }
			})
		],
		async () => {
			expect(await day('b1k', '2026-07-10')).toMatchObject({
				confidence: 2,
				confidence_provenance: 'text',
				confidence_band: 'red',
				confidence_stated_at: '2026-07-10 01:00:00.000'
			});
			expect(await day('b1l', '2026-07-10')).toMatchObject({
				confidence: 6,
				confidence_band: 'watch'
			});
			const comment = async (id: string) => {
				const row = await day(id, '2026-07-10');
				return (await rows('mart_comments', { comment_id: String(row?.['comment_id']) }))[0];
			};
			expect(await comment('b1k')).toMatchObject({
				comment: 'Text of b1c',
				blocker: 'Supplier',
				next_action: 'Call them'
			});
			expect(await comment('b1l')).toMatchObject({ blocker: 'Budget', next_action: 'Ask Boss' });
		}
	);

	tells(
		'stable above 7, watch from 3 to 7, red below 3',
		[
			objective('b2'),
			...[7.1, 7, 3, 2.9].flatMap((confidence, index) => [
				keyResult(`b2k${index}`, { of: 'b2' }),
				checkIn(`b2c${index}`, {
					of: 'b2',
					at: '2026-07-10',
					keyResults: { [`b2k${index}`]: null },
					confidence
				})
			])
		],
		async () => {
			const bands = [0, 1, 2, 3].map(
				async (index) => (await day(`b2k${index}`, '2026-07-10'))?.['confidence_band']
			);
			expect(await Promise.all(bands)).toEqual(['stable', 'watch', 'watch', 'red']);
		}
	);

	tells(
		'is current for 14 days after the local day of the check-in, then missing',
		[
			objective('b3'),
			keyResult('b3k', { of: 'b3' }),
			checkIn('b3c', { of: 'b3', at: '2026-07-10 23:30', keyResults: { b3k: null }, confidence: 0 })
		],
		async () => {
			expect(await day('b3k', '2026-07-09')).toMatchObject({ confidence: null });
			expect(await day('b3k', '2026-07-24')).toMatchObject({
				confidence: 0,
				confidence_band: 'red'
			});
			expect(await day('b3k', '2026-07-25')).toMatchObject({
				confidence: null,
				confidence_band: '',
				confidence_provenance: '',
				confidence_stated_at: null
			});
		}
	);

	tells(
		'does not age inside a holiday week',
		[
			objective('b4'),
			keyResult('b4k', { of: 'b4' }),
			checkIn('b4c', { of: 'b4', at: '2026-09-04', keyResults: { b4k: null }, confidence: 5 })
		],
		async () => {
			expect(await day('b4k', '2026-09-13')).toMatchObject({ days_since_check_in: 2 });
			expect(await day('b4k', '2026-09-25')).toMatchObject({ confidence: 5 });
			expect(await day('b4k', '2026-09-26')).toMatchObject({ confidence: null });
		}
	);

	tells(
		'is the last one stated, though a later check-in states none',
		[
			objective('b5'),
			keyResult('b5k', { of: 'b5' }),
			checkIn('b5a', { of: 'b5', at: '2026-07-08', keyResults: { b5k: null }, confidence: 9 }),
			checkIn('b5b', { of: 'b5', at: '2026-07-10', keyResults: { b5k: null }, confidence: 4 }),
			checkIn('b5c', { of: 'b5', at: '2026-07-13', keyResults: { b5k: null } })
		],
		async () =>
			expect(await day('b5k', '2026-07-14')).toMatchObject({
				confidence: 4,
				days_since_check_in: 1
			})
	);

	tells(
		'colours no key result that is done',
		[
			objective('b6'),
			keyResult('b6k', { of: 'b6' }),
			read('b6k', '2026-07-09', 100),
			checkIn('b6c', {
				of: 'b6',
				at: '2026-07-10',
				keyResults: { b6k: null },
				confidence: 1,
				blocker: 'Supplier'
			})
		],
		async () =>
			expect(await day('b6k', '2026-07-10')).toMatchObject({
				confidence: 1,
				confidence_band: '',
				is_blocked: 0
			})
	);
});

describe('the list of check-ins', () => {
	tells(
		'shows the revision in force at the last sync, and whether it was edited',
		[
			objective('c1'),
			keyResult('c1k', { of: 'c1' }),
			checkIn('c1c', { of: 'c1', at: '2026-07-10', keyResults: { c1k: 10 }, text: 'First' }),
			checkIn('c1c', {
				of: 'c1',
				at: '2026-07-10',
				updated: '2026-07-14',
				keyResults: { c1k: 25 },
				text: 'Second',
				run: 'run-2'
			})
		],
		async () => {
			const [row] = await rows('mart_check_ins', { check_in_id: 'c1c' });
			expect(row).toMatchObject({
				checked_in_on: '2026-07-10',
				author_id: 'linh',
				department_path: '/1/2/',
				progress: 25,
				is_edited: 1
			});
			const [comment] = await rows('mart_comments', { comment_id: String(row?.['comment_id']) });
			expect(comment).toMatchObject({ comment: 'Second' });
		}
	);
});
