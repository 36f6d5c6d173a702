import type { ShareColumnsOf, SharePart } from '$lib/charts/share-parts.ts';
import { formatDay, formatShortDay } from '$lib/format/dates.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Discipline, DisciplineWeek } from '$lib/server/queries/check-in-discipline.ts';

export interface WeekRow {
	/** Its Monday. */
	readonly week: string;
	readonly facts: DisciplineWeek | null;
	/** Key results by what became of their check-ins; null: nothing was live. */
	readonly counts: Readonly<
		Record<'closed' | 'not_due' | 'pending' | 'unknown' | 'missed' | 'late' | 'on_time', number>
	> | null;
}

export function weekRows(weeks: Discipline['weeks']): WeekRow[] {
	return weeks.map(({ week, facts, unjudged }) => ({
		week,
		facts,
		counts:
			facts === null
				? null
				: {
						closed: Math.max(
							0,
							facts.base - facts.due - unjudged.pending - unjudged.notDue - unjudged.unknown
						),
						not_due: unjudged.notDue,
						pending: unjudged.pending,
						unknown: unjudged.unknown,
						missed: facts.missed,
						late: facts.late,
						on_time: facts.onTime
					}
	}));
}

type WeekPart = SharePart & { readonly key: keyof NonNullable<WeekRow['counts']> };

/** Top down. Only who may not open everything has key results whose state nobody tells them. */
export function weekParts(rows: readonly WeekRow[]): WeekPart[] {
	const isAnyClosed = rows.some((row) => (row.counts?.closed ?? 0) > 0);
	return [
		...(isAnyClosed
			? [{ key: 'closed', name: m.discipline_closed(), look: 'plain' } as const]
			: []),
		{ key: 'not_due', name: m.week_not_due(), look: 'plain' },
		{ key: 'pending', name: m.week_pending(), look: 'calm' },
		{ key: 'unknown', name: m.week_unknown(), look: 'dotted' },
		{ key: 'missed', name: m.week_missed(), look: 'missing' },
		{ key: 'late', name: m.week_late(), look: 'weak' },
		{ key: 'on_time', name: m.week_on_time(), look: 'strong' }
	];
}

/** What became of the check-ins of each week: on time, late, missed, and what is not judged. */
export function weekShares(weeks: Discipline['weeks']): ShareColumnsOf {
	const rows = weekRows(weeks);
	return {
		label: m.discipline_label(),
		totalName: m.discipline_total(),
		parts: weekParts(rows),
		columns: rows.map(({ week, facts, counts }) => ({
			key: week,
			short: formatShortDay(week),
			full: `${m.matrix_week_of()} ${formatDay(week)}`,
			counts,
			total: facts?.base ?? 0
		}))
	};
}
