import { describe, expect, it } from 'vitest';
import { parseRecord, Period, Progress, Report } from './payloads.ts';

const NOW = 1763712000000;
const checkIn = (created: unknown) => parseRecord(Progress, { progressId: 'p', created });

describe('an instant', () => {
	it.each([NOW, String(NOW), ` ${NOW} `, 0, Date.UTC(1900, 0, 1), Date.UTC(2298, 11, 31)])(
		'is %j',
		(created) => {
			expect(checkIn(created).ok).toBe(true);
		}
	);

	it.each([
		['in microseconds', NOW * 1000],
		['after 2298', Date.UTC(2299, 0, 1)],
		['before 1900', Date.UTC(1900, 0, 1) - 1],
		['with a fraction', NOW + 0.5],
		['as a date', '2025-11-21 08:00:00'],
		['missing', undefined]
	])('%s rejects the one record, with the field', (_what, created) => {
		const parsed = checkIn(created);
		expect(parsed).toMatchObject({ ok: false });
		if (!parsed.ok) expect(parsed.reason).toMatch(/^created: /);
	});

	it('is held to the same in periods and reports', () => {
		const bounds = { startDate: NOW, endDate: NOW * 1000 };
		expect(parseRecord(Period, { periodId: 'q', ...bounds }).ok).toBe(false);
		const report = { report_id: 'r', creator_id: 'a', create_time: NOW, modified_time: NOW * 1000 };
		expect(parseRecord(Report, report).ok).toBe(false);
	});
});
