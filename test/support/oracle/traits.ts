/** What a known world holds, in words: so that a few fixed seeds can be seen to hold everything between them. */
import type { World } from './known.ts';
import { keyResultRows, objectiveRows, weekRows } from './rows.ts';
import { judgedDay } from './weeks.ts';

/** Every one of them is to be met by some world that is compared. */
export const TRAITS = [
	...['Asia/Shanghai', 'America/Los_Angeles', 'Asia/Kolkata'],
	...['clocks go back', 'clocks go forward', 'week 53', 'a new year', 'a leap day'],
	...['several holiday weeks', 'check-ins read last on an earlier day', 'a sync in the morning'],
	...['done', 'unknown', 'too_early', 'on_track', 'behind', 'at_risk'].map(
		(pace) => `pace ${pace}`
	),
	...['stable', 'watch', 'red'].map((band) => `band ${band}`),
	...['never_started', 'silent', 'no_movement'].map((reason) => `stalled ${reason}`),
	...['true', 'false', 'null'].map((blocked) => `blocked ${blocked}`),
	...['on_time', 'late', 'missed', 'pending', 'not_due', 'unknown'].map((state) => `week ${state}`),
	...['company', 'department', 'individual'].map((level) => `level ${level}`),
	...['dangling', 'self', 'cycle', 'period_mismatch'].map((reason) => `broken ${reason}`),
	...['public', 'restricted', 'unknown'].map((visibility) => `visibility ${visibility}`),
	...['rooted', 'aligned and not rooted', 'no company objective', 'graded', 'another path today']
];

const CALENDAR: readonly (readonly [trait: string, zone: RegExp, days: readonly string[]])[] = [
	['clocks go back', /Los_Angeles/, ['2026-11-01', '2027-11-07']],
	['clocks go forward', /Los_Angeles/, ['2027-03-14', '2028-03-12', '2024-03-10']],
	['week 53', /./, ['2026-12-31', '2027-01-02']],
	['a new year', /./, ['2027-01-01', '2028-01-01', '2024-01-01']],
	['a leap day', /./, ['2028-02-29', '2024-02-29']]
];

/** @param days those that are compared @param readAts the instants of the syncs */
export function traitsOf(
	world: World,
	days: readonly string[],
	readAts: readonly number[]
): Set<string> {
	const { timezone, holidayWeeks } = world.settings;
	const found = new Set<string>([timezone]);
	const firstDay = [...days].sort()[0] ?? '';
	for (const [trait, zone, when] of CALENDAR) {
		if (zone.test(timezone) && when.some((day) => firstDay <= day && day <= world.lastDay))
			found.add(trait);
	}
	if (holidayWeeks.filter((week) => week < world.lastDay).length > 1)
		found.add('several holiday weeks');
	if (readAts.some((at) => at % 900_000 === 0)) found.add('a sync in the morning');
	for (const objective of world.objectives.values()) {
		if (judgedDay(world, objective, world.lastDay) < world.lastDay)
			found.add('check-ins read last on an earlier day');
	}
	for (const row of weekRows(world)) found.add(`week ${row.check_in_state}`);
	for (const day of days) {
		for (const row of keyResultRows(world, day)) {
			found.add(`pace ${row.pace}`).add(`blocked ${String(row.is_blocked)}`);
			if (row.confidence_band !== null) found.add(`band ${row.confidence_band}`);
			if (row.stall_reason !== null) found.add(`stalled ${row.stall_reason}`);
		}
		for (const row of objectiveRows(world, day)) {
			found.add(`level ${row.level}`).add(`visibility ${row.visibility}`);
			if (row.broken_link_reason !== null) found.add(`broken ${row.broken_link_reason}`);
			if (row.is_rooted) found.add('rooted');
			if (row.is_aligned && !row.is_rooted) found.add('aligned and not rooted');
			if (!row.has_company_objective) found.add('no company objective');
			if (row.grade !== null && world.settings.product === 'okr') found.add('graded');
			if (row.department_path !== row.department_path_today) found.add('another path today');
		}
	}
	return found;
}
