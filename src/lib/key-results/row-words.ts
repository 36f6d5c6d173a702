/** How a key result of a list stands, in words. */
import { formatProgress } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { KeyResultRow } from '$lib/server/queries/key-result-list.ts';

const reasons = {
	never_started: m.reason_never_started,
	silent: m.reason_silent,
	no_movement: m.reason_no_movement
};

/** null: it is not stalled. */
export function stallWords(row: Pick<KeyResultRow, 'stallReason' | 'daysStalled'>): string | null {
	if (row.stallReason === null) return null;
	const reason = reasons[row.stallReason]();
	return row.daysStalled === null ? reason : `${reason} · ${m.days({ count: row.daysStalled })}`;
}

export function progressWords({
	progress,
	expected
}: Pick<KeyResultRow, 'progress' | 'expected'>): string {
	const shown = (value: number | null) => (value === null ? m.value_none() : formatProgress(value));
	return m.progress_label({ progress: shown(progress), expected: shown(expected) });
}
