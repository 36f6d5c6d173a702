import { describe, expect, it } from 'vitest';
import { addMonths, isExpired, keptSince } from './kept-until.ts';
import { withoutExpired } from './without-expired.ts';

describe('how long a period is kept', () => {
	it('is counted in whole months, to the end of a shorter one', () => {
		expect(addMonths('2026-10-31', 4)).toBe('2027-02-28');
		expect(addMonths('2026-01-15', 12)).toBe('2027-01-15');
		expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
		expect(keptSince('2026-11-27', null)).toBeNull();
		expect(keptSince('2026-11-27', 24)).toBe('2024-11-27');
	});

	it('ends on the day on which the months are full', () => {
		const quarter = { ends_before: '2026-04-01' };
		expect(isExpired(quarter, '2026-07-31', 4)).toBe(false);
		expect(isExpired(quarter, '2026-08-01', 4)).toBe(true);
		expect(isExpired(quarter, '2099-01-01', null)).toBe(false);
	});
});

describe('an answer without what is over', () => {
	const expired = {
		goals: new Set(['o1', 'k1', 'c1', 'r1']),
		periods: new Set(['q1']),
		people: new Set(['gone']),
		reportsBefore: 1_000,
		keptReports: new Set(['r2'])
	};
	const of = (value: unknown) => withoutExpired(value, expired);

	it('is the very same where nothing is', () => {
		const answer = { list: [{ objectiveId: 'o2', period: { periodId: 'q2' } }], totalCount: 1 };
		expect(of(answer)).toBe(answer);
		for (const value of [null, 7, 'o1', true, ['o1']]) expect(of(value)).toBe(value);
	});

	it('has no record of it, by its id or its period, and counts again', () => {
		expect(
			of({
				totalCount: '4',
				list: [
					{ objectiveId: 'o1' },
					{ id: 'k1' },
					{ objectiveId: 'new', period: { periodId: 'q1' } },
					{ objectiveId: 'o2', keyResults: [{ keyResultId: 'k1' }, { keyResultId: 'k2' }] }
				]
			})
		).toEqual({
			totalCount: '1',
			list: [{ objectiveId: 'o2', keyResults: [{ keyResultId: 'k2' }] }]
		});
		// A page of a longer list, of which nothing is left.
		expect(of({ totalCount: 45, list: [{ progressId: 'c1' }] })).toEqual({
			totalCount: 0,
			list: []
		});
		expect(of({ latest: { progressId: 'c1', text: 'x' } })).toEqual({ latest: null });
	});

	it('keeps the links of what is kept, and whoever has the id of a goal', () => {
		const kept = {
			list: [
				{ objectiveId: 'o2', upAlignObjectIds: ['o1'], downAlignObjects: [{ objectId: 'o1' }] },
				{ id: 'o1', userId: 'u', name: 'Lan' }
			]
		};
		expect(of(kept)).toBe(kept);
	});

	it('has no people who left, and of reports no words, but of those that are kept', () => {
		expect(of([{ userid: 'gone', name: 'x' }, { userid: 'here' }])).toEqual([{ userid: 'here' }]);
		const report = (report_id: string, create_time: number) => ({
			...{ report_id, create_time, contents: [{ key: 'a', value: 'b' }] }
		});
		const read = of([report('r1', 5_000), report('r2', 1), report('r3', 999), report('r4', 1_000)]);
		expect(read).toMatchObject([
			{ report_id: 'r1', contents: [] },
			{ report_id: 'r2', contents: [{ key: 'a' }] },
			{ report_id: 'r3', contents: [] },
			{ report_id: 'r4', contents: [{ key: 'a' }] }
		]);
		expect(of(read)).toBe(read);
	});
});
