import { describe, expect, it } from 'vitest';
import type { PeriodRow } from '../normalise/periods.ts';
import { periodsToRead, sayWhatIsNotKept } from './periods.ts';

const period = (period_id: string, starts_on: string, ends_before: string): PeriodRow => ({
	period_id,
	rule_id: 'r1',
	rule_name: '',
	rule_category: 'OKR',
	name: '',
	source_type: '',
	starts_on,
	ends_before
});
const PERIODS = [
	period('Y26', '2026-01-01', '2027-01-01'),
	period('Y25', '2025-01-01', '2026-01-01'),
	period('Y24', '2024-01-01', '2025-01-01'),
	period('Q1', '2027-01-01', '2027-04-01'),
	period('Q4', '2026-10-01', '2027-01-01'),
	period('Q3', '2026-07-01', '2026-10-01'),
	period('Q2', '2026-04-01', '2026-07-01')
];
const read = (
	today: string,
	isFirst = false,
	since: string | null = null,
	retentionMonths: number | null = null
) =>
	periodsToRead(PERIODS, { today, isFirst, since, retentionMonths }).map(
		({ period_id }) => period_id
	);

describe('the periods that a sync reads', () => {
	it('are the running and coming ones', () => {
		expect(read('2026-11-22')).toEqual(['Y26', 'Q1', 'Q4']);
	});
	it('never those that are kept no more', () => {
		expect(read('2026-11-22', false, '2024-01-01', 6)).toEqual(['Y26', 'Q1', 'Q4', 'Q3', 'Q2']);
		expect(read('2027-01-01', false, '2024-01-01', 6)).toEqual(['Y26', 'Q1', 'Q4', 'Q3']);
		expect(read('2026-11-22', true, null, 6)).not.toContain('Y25');
	});
	it('which is said where --since asks for them', () => {
		const said = (since: string | null, retentionMonths: number | null) =>
			sayWhatIsNotKept(PERIODS, { today: '2026-11-22', isFirst: false, since, retentionMonths });
		expect(said('2024-01-01', 6)).toBe(
			'--since 2024-01-01 asks for 2 periods that are not read: RETENTION_MONTHS=6 keeps none that ended before 2026-05-22'
		);
		expect(said('2025-12-31', 6)).toMatch(/a period that is not read/);
		expect(said('2026-01-01', 6)).toBeNull();
		expect(said(null, 6)).toBeNull();
		expect(said('2024-01-01', null)).toBeNull();
	});
	it('and those whose last day is at most 35 days ago', () => {
		expect(read('2026-11-04')).toContain('Q3');
		expect(read('2026-11-05')).not.toContain('Q3');
	});
	it('and in the very first sync the previous one of each kind, whatever its age', () => {
		expect(read('2026-11-22', true)).toEqual(['Y26', 'Y25', 'Q1', 'Q4', 'Q3']);
	});
	it('and those that --since reaches back to; a later day takes none away', () => {
		expect(read('2026-11-22', false, '2026-06-30')).toEqual(['Y26', 'Q1', 'Q4', 'Q3', 'Q2']);
		expect(read('2026-11-22', false, '2026-07-01')).not.toContain('Q2');
		expect(read('2026-11-04', false, '2026-11-22')).toContain('Q3');
	});
});
