import { describe, expect } from 'vitest';
import { keyResult, objective, person } from '../../support/core-builder.ts';
import { SMALL_COMPANY, story } from '../../support/mart-story.ts';

const { tells, objective: day } = story({ asOf: '2026-09-30' }, [
	...SMALL_COMPANY,
	...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => person(id, { departments: ['2'] }))
]);

const DAY = '2026-09-20';
const checks = async (id: string, on = DAY) => {
	const found = await day(id, on);
	return [found?.['checks_passed'], found?.['checks_applicable']];
};

describe('lint of a live personal objective (metrics.md 10)', () => {
	tells(
		'well formed: three to five measurable key results made in time, weights of 100, few objectives',
		[
			objective('a1', { owner: 'a' }),
			keyResult('a1k', { of: 'a1', title: 'Win 3 customers', weight: 33.3 }),
			keyResult('a1l', { of: 'a1', title: 'ถึง ๑๐ ราย', weight: 33.3 }),
			keyResult('a1m', { of: 'a1', title: 'الوصول إلى ٥', weight: 33.4 })
		],
		async () => expect(await checks('a1')).toEqual([5, 5])
	);

	tells(
		'two key results are too few, and six too many',
		[
			objective('b1', { owner: 'b' }),
			...[1, 2].map((n) => keyResult(`b1k${n}`, { of: 'b1', title: `Win ${n}` })),
			objective('b2', { owner: 'b' }),
			...[1, 2, 3, 4, 5, 6].map((n) => keyResult(`b2k${n}`, { of: 'b2', title: `Win ${n}` }))
		],
		async () => {
			expect(await checks('b1')).toEqual([3, 4]);
			expect(await checks('b2')).toEqual([3, 4]);
		}
	);

	tells(
		'without a live key result, neither measurability nor time applies',
		[
			objective('c1', { owner: 'c' }),
			keyResult('c1k', { of: 'c1', title: 'Win 1', weight: 100 }),
			keyResult('c1k', { of: 'c1', from: '2026-08-01', isGone: true })
		],
		async () => {
			expect(await checks('c1', '2026-07-31')).toEqual([4, 5]);
			expect(await checks('c1', '2026-08-01')).toEqual([1, 2]);
		}
	);

	tells(
		'a title without a digit is not measurable; a numeral is none',
		[
			objective('d1', { owner: 'd' }),
			...['Win 1', 'Win 2', 'Win 三'].map((title, n) => keyResult(`d1k${n}`, { of: 'd1', title })),
			objective('d2', { owner: 'd' }),
			...['Win 1', 'Win 2', 'Win Ⅳ'].map((title, n) => keyResult(`d2k${n}`, { of: 'd2', title }))
		],
		async () => {
			expect(await checks('d1')).toEqual([3, 4]);
			expect(await checks('d2')).toEqual([3, 4]);
		}
	);

	tells(
		'a key result made after half of the period is late',
		[
			objective('e1', { owner: 'e' }),
			...[1, 2].map((n) => keyResult(`e1k${n}`, { of: 'e1', title: `Win ${n}` })),
			// 92 days: the 46th after the first is half of them.
			keyResult('e1in', { of: 'e1', title: 'Win 3', from: '2026-08-16' }),
			keyResult('e1late', { of: 'e1', title: 'Win 4', from: '2026-08-17' })
		],
		async () => {
			expect(await checks('e1', '2026-08-16')).toEqual([4, 4]);
			expect(await checks('e1', '2026-08-17')).toEqual([3, 4]);
		}
	);

	tells(
		'weights, if any is positive, sum to 100 within 0.01',
		[
			objective('f1', { owner: 'f' }),
			...[1, 2, 3].map((n) => keyResult(`f1k${n}`, { of: 'f1', title: `Win ${n}`, weight: 33.33 })),
			objective('f2', { owner: 'f' }),
			...[1, 2, 3].map((n) => keyResult(`f2k${n}`, { of: 'f2', title: `Win ${n}`, weight: 33.3 })),
			objective('f3', { owner: 'f' }),
			...[1, 2, 3].map((n) => keyResult(`f3k${n}`, { of: 'f3', title: `Win ${n}`, weight: 0 }))
		],
		async () => {
			expect(await checks('f1')).toEqual([5, 5]);
			expect(await checks('f2')).toEqual([4, 5]);
			expect(await checks('f3')).toEqual([4, 4]);
		}
	);

	tells(
		'the owner has at most five live personal objectives in the period',
		[
			...[1, 2, 3, 4, 5].map((n) => objective(`g${n}`, { owner: 'g' })),
			objective('g6', { owner: 'g', from: '2026-08-01' })
		],
		async () => {
			expect(await checks('g1', '2026-07-31')).toEqual([1, 2]);
			expect(await checks('g1', '2026-08-01')).toEqual([0, 2]);
		}
	);

	tells(
		'organisation objectives are not checked, and do not count for their executor',
		[
			...[1, 2, 3, 4, 5].map((n) => objective(`h${n}`, { owner: 'h' })),
			objective('h6', { owner: 'h', kind: 'organisation', teams: ['2'] })
		],
		async () => {
			expect(await checks('h6')).toEqual([0, 0]);
			expect(await checks('h1')).toEqual([1, 2]);
		}
	);
});
