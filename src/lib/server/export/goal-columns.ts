/** Columns that several tables have in common. */
import { levelWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { WeekCell } from '../queries/check-in-weeks.ts';
import type { Change } from '../queries/goal-changes.ts';
import type { KeyResultRow } from '../queries/key-result-list.ts';
import { changeSentence } from '$lib/goals/change-words.ts';
import { keyResultHref } from '$lib/url-state/link.ts';
import type { StallReason } from '$lib/url-state/state.ts';
import type { Ask } from './question.ts';
import { column, type Column } from './table.ts';

/** Why something stalls, as the page of what stalls names it. */
export const REASON_WORDS: Record<StallReason, () => string> = {
	never_started: m.reason_never_started,
	silent: m.reason_silent,
	no_movement: m.reason_no_movement
};

export function levelOf(level: string | null): string | null {
	return level === null ? null : levelWord(level);
}

export function yes(is: boolean): number {
	return is ? 1 : 0;
}

export function keyResultColumns({ scope, address }: Ask): Column<KeyResultRow>[] {
	return [
		column(m.column_key_result(), 'text', (row) => row.title),
		column(m.column_objective(), 'text', (row) => row.objectiveTitle),
		column(m.column_owner(), 'text', (row) => row.ownerName),
		column(m.matrix_department(), 'text', (row) => row.departmentName),
		column(m.scope_period(), 'text', (row) => row.periodName),
		column(
			m.column_reason(),
			'text',
			(row) => row.stallReason && REASON_WORDS[row.stallReason](),
			m.stalled_definition()
		),
		column(m.column_days_stalled(), 'count', (row) => row.daysStalled),
		column(m.column_days_since(), 'count', (row) => row.daysSinceCheckIn),
		column(m.story_progress(), 'progress', (row) => row.progress),
		column(m.column_expected(), 'progress', (row) => row.expected),
		column(m.column_confidence(), 'confidence', (row) => row.confidence),
		column(m.column_red(), 'count', (row) => yes(row.isRed), m.red_definition()),
		column(m.flag_blocked(), 'count', (row) => yes(row.isBlocked)),
		column(m.words_comment(), 'text', (row) => row.lastComment),
		column(m.words_blocker(), 'text', (row) => row.blocker),
		column(m.words_mentioned(), 'text', (row) => row.mentions),
		column(m.words_next(), 'text', (row) => row.nextAction),
		column(m.column_weight_age(), 'number', (row) => row.weightAge),
		column(m.column_link(), 'link', (row) => address(keyResultHref(row.id, scope.state)))
	];
}

export function weekColumns<Row>(of: (row: Row) => WeekCell | null): Column<Row>[] {
	return [
		column(
			m.figures_confidence(),
			'confidence',
			(row) => of(row)?.confidence ?? null,
			m.matrix_confidence_text()
		),
		column(m.figures_stated(), 'count', (row) => of(row)?.withConfidence ?? null),
		column(
			m.figures_compliance(),
			'ratio',
			(row) => of(row)?.compliance ?? null,
			m.matrix_compliance_text()
		),
		column(m.figures_due(), 'count', (row) => of(row)?.due ?? null),
		column(m.figures_on_time(), 'count', (row) => of(row)?.onTime ?? null),
		column(m.figures_late(), 'count', (row) => of(row)?.late ?? null),
		column(m.figures_missed(), 'count', (row) => of(row)?.missed ?? null),
		column(m.discipline_live(), 'count', (row) => of(row)?.base ?? null)
	];
}

export function changeColumns(): Column<Change>[] {
	return [
		column(m.column_day(), 'day', (row) => row.day),
		column(m.column_change(), 'text', changeSentence),
		column(m.version_assumed(), 'count', (row) => yes(row.isAssumed))
	];
}
