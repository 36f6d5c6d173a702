/** The people of a plan -> whom to ask about which periods. */
import type { Rule } from '../dingtalk/payloads.ts';
import type { PeriodRow } from '../normalise/periods.ts';
import type { Directory } from '../plan/directory.ts';
import type { RunPlan } from '../plan/run-plan.ts';
import type { PersonAsk } from './asks.ts';
import { peopleCovered } from './audience.ts';

/**
 * Agoal answers for several periods of a rule in one call, so those that have ended ride along. Somebody whom no rule covers
 * is asked about nothing, unless we know of an objective that says otherwise: such a person is answered for without a call.
 */
export function asksOf(
	plan: Pick<RunPlan, 'people' | 'owners'>,
	periods: readonly PeriodRow[],
	rules: ReadonlyMap<string, Rule>,
	directory: Directory
): PersonAsk[] {
	const covered = new Map(
		[...rules].map(([id, rule]) => [id, peopleCovered(rule, directory)] as const)
	);
	const owners = new Set(plan.owners);
	const byRule = [...Map.groupBy(periods, ({ rule_id }) => rule_id)];
	return plan.people.map((personId) => ({
		personId,
		periodIds: byRule
			.filter(([ruleId]) => owners.has(personId) || (covered.get(ruleId)?.has(personId) ?? true))
			.flatMap(([, ofRule]) => ofRule.map(({ period_id }) => period_id))
	}));
}

/** In classic OKR every period is a call of its own: those that have ended are asked for now and then, and then of everybody. */
export function classicAsksOf(
	plan: Pick<RunPlan, 'people' | 'areEndedPeriodsRead' | 'today'>,
	periods: readonly PeriodRow[],
	directory: Directory
): PersonAsk[] {
	const ids = (of: readonly PeriodRow[]): string[] => of.map(({ period_id }) => period_id);
	const running = ids(periods.filter(({ ends_before }) => ends_before > plan.today));
	const ended = plan.areEndedPeriodsRead
		? ids(periods.filter(({ ends_before }) => ends_before <= plan.today))
		: [];
	const chosen = new Set(plan.people);
	const others = [...directory.people.keys()].filter((id) => !chosen.has(id));
	return [
		...plan.people.map((personId) => ({ personId, periodIds: [...running, ...ended] })),
		...(ended.length > 0 ? others.map((personId) => ({ personId, periodIds: ended })) : [])
	];
}
