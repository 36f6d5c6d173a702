/** Rules and their periods. Grain: one payload per period (dingtalk-api.md 4.1). */
import { readPeriods as readPeriodList } from '../dingtalk/agoal.ts';
import type { Page } from '../dingtalk/page.ts';
import { Period, Rule } from '../dingtalk/payloads.ts';
import { periodKind, periodRow, type PeriodRow } from '../normalise/periods.ts';
import { addDays } from '../normalise/instants.ts';
import { isExpired, keptSince } from '../retention/kept-until.ts';
import type { RunScope, Tally } from './scope.ts';

/** The company's OKRs are not where we look. A retry needs another setting first. */
export class NoOkrError extends Error {
	override readonly name = 'NoOkrError';
}

export interface Periods {
	/** Every period of every enabled rule of the configured categories. */
	readonly periods: readonly PeriodRow[];
	/** Those rules, by id. */
	readonly rules: ReadonlyMap<string, Rule>;
}

/** @param rules the answer of readRules, as it stands in the raw layer @throws {NoOkrError} */
export async function readPeriods(scope: RunScope, tally: Tally, rules: Page): Promise<Periods> {
	if (rules.records.length === 0)
		throw new NoOkrError(
			"DingTalk Agoal answers, but it holds no OKR rule for this company. Their OKRs live elsewhere: in classic DingTalk OKR, in the mini-app 叮当OKR, or in no DingTalk product at all. Nothing was loaded; ask the company's DingTalk administrator which product is used."
		);

	const wanted = scope.config.ruleCategories.map((category) => category.trim().toLowerCase());
	const periods: PeriodRow[] = [];
	const used = new Map<string, Rule>();
	const categories = new Set<string>();
	for (const record of rules.records) {
		const rule = await tally.parse(scope, '', Rule, record);
		if (rule === null) {
			tally.gaps.push('an OKR rule could not be understood');
			continue;
		}
		if (rule.status !== null && rule.status !== 'ONLINE') continue;
		categories.add(rule.objectiveCategory);
		if (!wanted.includes(rule.objectiveCategory.trim().toLowerCase())) continue;
		used.set(rule.objectiveRuleId, rule);
		periods.push(...(await readPeriodsOf(scope, tally, rule)));
		scope.onProgress(periods.length, null);
	}
	if (periods.length === 0)
		throw new NoOkrError(
			`DingTalk Agoal has no period of a rule of the category ${scope.config.ruleCategories.join(' or ')}; it has rules of ${[...categories].join(', ') || 'none'}. Set DINGTALK_RULE_CATEGORIES to the category under which the company keeps its OKRs.`
		);
	tally.items = periods.length;
	await scope.batches.add('stage_periods', periods);
	return { periods, rules: used };
}

async function readPeriodsOf(scope: RunScope, tally: Tally, rule: Rule): Promise<PeriodRow[]> {
	const list = await readPeriodList(scope.client, rule.objectiveRuleId);
	await tally.keep(scope, rule.objectiveRuleId, list);
	const periods: PeriodRow[] = [];
	for (const record of list.records) {
		const period = await tally.parse(scope, rule.objectiveRuleId, Period, record);
		try {
			if (period !== null) periods.push(periodRow(rule, period));
			else tally.gaps.push('a period could not be understood');
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			tally.gaps.push('a period could not be understood');
			await tally.reject(scope, rule.objectiveRuleId, 'record', error.message, record);
		}
	}
	return periods;
}

export interface PeriodChoice {
	/** Local day of the run, YYYY-MM-DD. */
	readonly today: string;
	/** No sync was ever complete: the previous period of each kind is read too. */
	readonly isFirst: boolean;
	/** Periods that end on this day or later are read too, or null. */
	readonly since: string | null;
	readonly retentionMonths: number | null;
}

/** The periods whose objectives are read: those that ended at most 35 days ago or later, and what `choice` adds, but none that is kept no more (contract.md). */
export function periodsToRead(periods: readonly PeriodRow[], choice: PeriodChoice): PeriodRow[] {
	const recent = addDays(choice.today, -35);
	const from = choice.since !== null && choice.since < recent ? choice.since : recent;
	const previous = new Set(choice.isFirst ? previousOfEachKind(periods, choice.today) : []);
	return periods.filter(
		(period) =>
			!isExpired(period, choice.today, choice.retentionMonths) &&
			(addDays(period.ends_before, -1) >= from || previous.has(period.period_id))
	);
}

/** What `--since` asks for and RETENTION_MONTHS rules out, in words for the summary; null: nothing. */
export function sayWhatIsNotKept(
	periods: readonly PeriodRow[],
	{ today, since, retentionMonths }: PeriodChoice
): string | null {
	const from = keptSince(today, retentionMonths);
	const count = periods.filter(
		(period) =>
			since !== null &&
			addDays(period.ends_before, -1) >= since &&
			isExpired(period, today, retentionMonths)
	).length;
	if (count === 0 || from === null) return null;
	return `--since ${since} asks for ${count === 1 ? 'a period that is' : `${count} periods that are`} not read: RETENTION_MONTHS=${retentionMonths} keeps none that ended before ${from}`;
}

/** Of each rule and kind the period that ended last before `today`. */
function previousOfEachKind(periods: readonly PeriodRow[], today: string): string[] {
	const latest = new Map<string, PeriodRow>();
	for (const period of periods) {
		if (period.ends_before > today) continue;
		const key = `${period.rule_id} ${periodKind(period)}`;
		const known = latest.get(key);
		if (known === undefined || known.ends_before < period.ends_before) latest.set(key, period);
	}
	return [...latest.values()].map(({ period_id }) => period_id);
}
