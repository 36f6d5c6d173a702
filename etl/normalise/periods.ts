/** Periods: payload -> row, with bounds as calendar days. */
import type { z } from 'zod';
import type { Period, Rule } from '../dingtalk/payloads.ts';
import { addDays, periodDay } from './instants.ts';

export interface PeriodRow {
	readonly period_id: string;
	readonly rule_id: string;
	readonly rule_name: string;
	readonly rule_category: string;
	readonly name: string;
	readonly source_type: string;
	/** YYYY-MM-DD. */
	readonly starts_on: string;
	/** The day after the last one: DingTalk's endDate is the inclusive last second. */
	readonly ends_before: string;
}

export type PeriodKind = 'month' | 'quarter' | 'half' | 'year' | 'other';

/** @throws {RangeError} a period that ends before it starts */
export function periodRow(
	rule: Pick<Rule, 'objectiveRuleId' | 'objectiveRuleName' | 'objectiveCategory'>,
	payload: z.infer<typeof Period>
): PeriodRow {
	const starts_on = periodDay(payload.startDate);
	const ends_before = addDays(periodDay(payload.endDate), 1);
	if (ends_before <= starts_on) throw new RangeError('endDate: before startDate');
	return {
		period_id: payload.periodId,
		rule_id: rule.objectiveRuleId,
		rule_name: rule.objectiveRuleName,
		rule_category: rule.objectiveCategory,
		name: payload.name,
		source_type: payload.periodType,
		starts_on,
		ends_before
	};
}

/** By length (metrics.md 1): DingTalk's own type has no published values. */
export function periodKind({
	starts_on,
	ends_before
}: Pick<PeriodRow, 'starts_on' | 'ends_before'>): PeriodKind {
	const days = (Date.parse(ends_before) - Date.parse(starts_on)) / 86_400_000;
	if (days >= 28 && days <= 31) return 'month';
	if (days >= 89 && days <= 92) return 'quarter';
	if (days >= 181 && days <= 184) return 'half';
	if (days >= 364 && days <= 371) return 'year';
	return 'other';
}
