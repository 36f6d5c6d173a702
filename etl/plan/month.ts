/** The arithmetic of a month's call budget (contract.md, DINGTALK_CALL_BUDGET). Pure; days are local. */

export interface MonthState {
	/** Infinity: without limit. */
	readonly budget: number;
	/** Metered calls of this calendar month before today, and today. */
	readonly spentBefore: number;
	readonly spentToday: number;
	/** Days of the month on which a run is to come, today's included. */
	readonly runDaysLeft: number;
}

/** What one day of the company costs, in metered calls. */
export interface DailyCost {
	/** Contact range, rules, periods, organisation objectives, reports. */
	readonly fixed: number;
	/** One person's objectives. */
	readonly perPerson: number;
	/** Check-ins of the objectives that move on a day. */
	readonly checkIns: number;
	readonly people: number;
}

/** Metered calls that today may still cost, if the other days of the month are to get as much. */
export function allowanceToday({
	budget,
	spentBefore,
	spentToday,
	runDaysLeft
}: MonthState): number {
	if (budget === Infinity) return Infinity;
	return (budget - spentBefore) / Math.max(runDaysLeft, 1) - spentToday;
}

/**
 * How many people a run may ask. Check-ins come in waves: what an average day brings is kept back until the end of the month, for
 * a day that brings twice as much.
 */
export function affordablePeople(month: MonthState, cost: DailyCost): number {
	const kept = { ...month, budget: month.budget - cost.checkIns };
	const left = allowanceToday(kept) - cost.fixed - cost.checkIns;
	return left === Infinity ? Infinity : Math.floor(left / Math.max(cost.perPerson, 1));
}

/** What one day costs when `people` are asked. */
export function costOfDay(cost: DailyCost, people: number): number {
	return cost.fixed + cost.checkIns + people * cost.perPerson;
}

/** Small regular extras: of `rate` calls a day the whole ones that fall on the `day`-th day of the month. */
export function dailyShare(rate: number, day: number): number {
	return Math.floor(rate * day) - Math.floor(rate * (day - 1));
}

/** YYYY-MM-DD of the last day of the month that holds `day`. */
export function lastDayOfMonth(day: string): string {
	const [year, month] = day.split('-').map(Number);
	return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10);
}
