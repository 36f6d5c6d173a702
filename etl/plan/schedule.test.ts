import { describe, expect, it } from 'vitest';
import { scheduleOf } from './schedule.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
const config = (syncSchedule: string | null) => ({ syncSchedule, timezone: 'Asia/Shanghai' });

describe('the runs to come', () => {
	it.each([
		['daily, in the morning before the run', '10 6 * * *', '2026-11-22T06:00:00', 9, 1],
		['daily, at the end of the day', '10 6 * * *', '2026-11-22T23:59:59', 9, 1],
		['daily, on the last day of the month', '10 6 * * *', '2026-11-30T23:00:00', 1, 1],
		['on Mondays', '10 6 * * 1', '2026-11-23T06:10:00', 2, 7],
		['every quarter of an hour', '*/15 * * * *', '2026-11-22T12:00:00', 9, 1],
		['off: somebody else starts one a day', null, '2026-11-22T12:00:00', 9, 1],
		['on the first of the month', '10 6 1 * *', '2026-11-01T06:10:00', 1, 30]
	])('%s', (_what, schedule, now, runDaysLeft, daysToNext) => {
		expect(scheduleOf(config(schedule), at(now))).toEqual({ runDaysLeft, daysToNext });
	});
});
