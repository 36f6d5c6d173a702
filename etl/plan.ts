/**
 * Which calls a run makes, and what they cost against the month's budget (contract.md, `npm run sync`; dingtalk-api.md 6.3).
 * Judged by what earlier runs found, before the first metered call.
 */
import { dayOf, type Config } from './config.ts';
import type { Warehouse } from './clickhouse/client.ts';
import { CHECK_IN_PAGES, PER_PAGE } from './dingtalk/agoal.ts';
import { PERMISSION_CALLS } from './dingtalk/okr.ts';
import { REPORT_PAGES, REPORTS_PER_PAGE } from './dingtalk/reports.ts';
import { choosePeople, TURN_DAYS, type Choice } from './plan/choose-people.ts';
import { fingerprintOf, knownDirectory, misses, type Directory } from './plan/directory.ts';
import {
	answeredByStopped,
	candidatesOf,
	checkInCallsPerDay,
	knownOwners,
	knownPeriods,
	knownSizes,
	lastAnswer,
	longUnread,
	pendingCheckIns,
	spentInMonth
} from './plan/known.ts';
import {
	affordablePeople,
	costOfDay,
	dailyShare,
	lastDayOfMonth,
	type DailyCost,
	type MonthState
} from './plan/month.ts';
import { settingsOf, type RunPlan } from './plan/run-plan.ts';
import { scheduleOf } from './plan/schedule.ts';
import { syncHistory } from './state/history.ts';
import { isReconciliationDue, reconciliationCalls } from './streams/reconciliation.ts';
import type { Product } from './streams/product.ts';
import { periodsToRead } from './streams/periods.ts';
import type { Clock } from './clock.ts';

export interface PlanContext {
	readonly config: Config;
	readonly warehouse: Warehouse;
	readonly clock: Clock;
}

export interface PlanRequest {
	readonly isFull?: boolean;
	/** YYYY-MM-DD */
	readonly since?: string | null;
	readonly isShrinkAllowed?: boolean;
}

export interface PlannedCalls {
	readonly what: string;
	readonly calls: number;
	readonly isMetered: boolean;
	/** What it will be is found out on the way. */
	readonly isEstimate: boolean;
}

export interface SyncPlan {
	/** Empty: nothing is known yet, the first sync finds out. */
	readonly calls: readonly PlannedCalls[];
	readonly metered: number;
	/** Metered calls of this calendar month so far. */
	readonly spent: number;
	/** null: without limit. */
	readonly budget: number | null;
	readonly askedPeople: number;
	readonly people: number;
}

/** Days after which the check-ins of an objective that does not move are read again, to find edits and deletions. */
const REREAD_AFTER = 14;
/** Share of a day's calls that such reads may cost. */
const REREAD_SHARE = 0.03;
/** Days between two reads of what is read weekly, give or take when a run starts. */
const WEEKLY = 6.5;
/** Hours after which a stopped run is not gone on with, but a new turn begins. */
const SAME_TURN_HOURS = 20;

/** What of earlier runs decides about the next one. */
interface Known {
	readonly today: string;
	readonly month: MonthState;
	readonly daysToNext: number;
	readonly cost: DailyCost;
	readonly objectives: number;
	readonly organisationPages: number;
	readonly product: Product | null;
	readonly isFirst: boolean;
	readonly runningPeriods: readonly string[];
	/** What asking DingTalk's own analysis costs, if it is due. */
	readonly reconciliation: number;
}

/** The plan of a run of the whole company. Makes no call. @param observedAt epoch ms */
export async function planRun(
	context: Omit<PlanContext, 'clock'>,
	directory: Directory,
	observedAt: number,
	{ isFull = false, since = null, isShrinkAllowed = false }: PlanRequest
): Promise<{ plan: RunPlan; summary: SyncPlan }> {
	const { warehouse, config } = context;
	const known = await know(context, observedAt, directory.people.size, since);
	const { today, month, cost, isFirst } = known;
	const [candidates, stopped, owners, pending, endedAge, rangeAge, before] = await Promise.all([
		candidatesOf(warehouse, directory, {
			today,
			timezone: config.timezone,
			headIds: config.companyHeadUserIds
		}),
		answeredByStopped(warehouse, observedAt, SAME_TURN_HOURS),
		knownOwners(warehouse),
		pendingCheckIns(warehouse),
		lastAnswer(warehouse, 'ended_periods', observedAt),
		lastAnswer(warehouse, 'contact_range', observedAt),
		knownDirectory(warehouse)
	]);
	const open = isFull ? candidates : candidates.filter(({ id }) => !stopped.has(id));
	const isEverybodyWanted = isFull || since !== null;
	const choice = choosePeople(open, {
		people: isEverybodyWanted ? Infinity : affordablePeople(month, cost),
		daysToNext: known.daysToNext
	});
	const areEndedPeriodsRead = isFull || isFirst || since !== null || endedAge >= WEEKLY;
	const rereads = isFull
		? []
		: await longUnread(warehouse, {
				today,
				days: REREAD_AFTER,
				limit: rereadLimit(known),
				periodIds: known.runningPeriods
			});
	const plan: RunPlan = {
		kind: isFull ? 'full' : 'planned',
		product: known.product,
		settings: settingsOf(config),
		today,
		isFirst,
		isShrinkAllowed,
		since,
		retentionMonths: config.retentionMonths,
		directory: fingerprintOf(directory),
		people: [...choice.people],
		owners,
		areEndedPeriodsRead,
		// Whoever is missing has left, unless the app may not see them any more.
		isContactRangeRead: isFull || rangeAge >= WEEKLY || misses(directory, before),
		rereads,
		pending,
		isReconciled: known.reconciliation > 0,
		objectives: [],
		checkInsOf: []
	};
	return { plan, summary: summarise(known, directory, choice, plan, isFull) };
}

/** The plan of the next sync, from what is known without a call. */
export async function planSync(context: PlanContext, request: PlanRequest): Promise<SyncPlan> {
	const { warehouse, clock } = context;
	const directory = await knownDirectory(warehouse);
	const { summary } = await planRun(context, directory, clock.now(), request);
	return directory.people.size === 0 ? { ...summary, calls: [], metered: 0 } : summary;
}

export interface MonthForecast {
	/** YYYY-MM */
	readonly month: string;
	readonly spent: number;
	/** null: without limit. */
	readonly budget: number | null;
	/** Metered calls at the end of the month, if every planned run is made. */
	readonly forecast: number;
	/** The day on which the budget would be used up, or null: it lasts. */
	readonly exhaustedOn: string | null;
	/** Metered calls of one planned run from now on. */
	readonly perDay: number;
	/** The budget of a whole month that would afford everybody every day. */
	readonly needed: number;
	readonly askedPeople: number;
	readonly people: number;
}

/** Where the month's budget is going. Makes no call. */
export async function forecastMonth(context: PlanContext): Promise<MonthForecast> {
	const { warehouse, clock } = context;
	const now = clock.now();
	const directory = await knownDirectory(warehouse);
	const { summary, known } = await summaryOf(context, directory, now);
	const { month, cost, today } = known;
	const spent = month.spentBefore + month.spentToday;
	const perDay = Math.round(costOfDay(cost, summary.askedPeople) * (1 + REREAD_SHARE));
	const daysLeft = month.runDaysLeft - (month.spentToday > 0 ? 1 : 0);
	const forecast = spent + perDay * daysLeft;
	const daysLast = perDay === 0 ? Infinity : Math.floor((month.budget - spent) / perDay);
	const isShort = forecast > month.budget;
	const lastDay = lastDayOfMonth(today);
	return {
		month: today.slice(0, 7),
		spent,
		budget: finite(month.budget),
		forecast,
		exhaustedOn: isShort
			? earlier(dayAfter(today, daysLast + (month.spentToday > 0 ? 1 : 0)), lastDay)
			: null,
		perDay,
		needed: Math.ceil(costOfDay(cost, cost.people) * (1 + REREAD_SHARE) * Number(lastDay.slice(8))),
		askedPeople: summary.askedPeople,
		people: directory.people.size
	};
}

/**
 * What runs beside the planned ones may spend: the planned ones of the rest of the month, each with the people whose turn it
 * is, come first. Metered calls.
 */
export async function monthReserve(
	context: Omit<PlanContext, 'clock'>,
	now: number
): Promise<{ spare: number; reserved: number }> {
	const directory = await knownDirectory(context.warehouse);
	const { month, cost } = await know(context, now, directory.people.size, null);
	const { budget, spentBefore, spentToday, runDaysLeft } = month;
	const turn = costOfDay(cost, Math.ceil(cost.people / TURN_DAYS));
	const isTodayDone = spentToday >= cost.fixed;
	const reserved = Math.ceil(turn * (runDaysLeft - (isTodayDone ? 1 : 0)));
	return { spare: budget - spentBefore - spentToday - reserved, reserved };
}

async function summaryOf(
	context: Omit<PlanContext, 'clock'>,
	directory: Directory,
	now: number
): Promise<{ summary: SyncPlan; known: Known }> {
	const known = await know(context, now, directory.people.size, null);
	// As of tomorrow: what one planned run costs from now on, whatever today's has done already.
	const candidates = (
		await candidatesOf(context.warehouse, directory, {
			today: dayAfter(known.today, 1),
			timezone: context.config.timezone,
			headIds: context.config.companyHeadUserIds
		})
	).map((candidate) => ({ ...candidate, age: Math.min(candidate.age ?? 1, 3) }));
	const { spentBefore, spentToday, budget, runDaysLeft } = known.month;
	const tomorrow: MonthState = {
		budget,
		spentBefore: spentBefore + spentToday,
		spentToday: 0,
		runDaysLeft: Math.max(runDaysLeft - (spentToday > 0 ? 1 : 0), 1)
	};
	const choice = choosePeople(candidates, {
		people: affordablePeople(tomorrow, known.cost),
		daysToNext: known.daysToNext
	});
	return { summary: summarise(known, directory, choice, null, false), known };
}

async function know(
	{ config, warehouse }: Omit<PlanContext, 'clock'>,
	now: number,
	people: number,
	since: string | null
): Promise<Known> {
	const today = dayOf(config, now);
	const { isFirst, product } = await syncHistory(warehouse);
	const isClassic = product === 'okr' || product === 'pro';
	const periods = periodsToRead(await knownPeriods(warehouse), {
		today,
		isFirst,
		since,
		retentionMonths: config.retentionMonths
	});
	const running = periods.filter(({ ends_before }) => ends_before > today);
	const runningPeriods = running.map(({ period_id }) => period_id);
	// Classic OKR answers for one period at a time and has no rules; its pro variants have neither.
	const lists = product === 'okr' ? runningPeriods : new Set(periods.map(({ rule_id }) => rule_id));
	const perPerson = Math.max('size' in lists ? lists.size : lists.length, 1);
	const rules = isClassic ? 0 : perPerson;
	const [sizes, spent, measured, reportCalls] = await Promise.all([
		knownSizes(warehouse, runningPeriods, PER_PAGE),
		spentInMonth(warehouse, today),
		checkInCallsPerDay(warehouse, today, isClassic ? PERMISSION_CALLS : CHECK_IN_PAGES),
		config.reports === null ? 0 : checkInCallsPerDay(warehouse, today, REPORT_PAGES)
	]);
	const { runDaysLeft, daysToNext } = scheduleOf(config, now);
	return {
		today,
		month: {
			budget: config.callBudget,
			spentBefore: spent.before,
			spentToday: spent.today,
			runDaysLeft
		},
		daysToNext,
		cost: {
			fixed:
				1 +
				rules +
				Math.ceil(reportCalls ?? 1 + people / 7 / REPORTS_PER_PAGE) +
				(isClassic ? 0 : Math.max(sizes.organisation_pages, 1)),
			perPerson,
			// Weekly check-ins: one in seven objectives moves on an average day.
			checkIns: measured ?? sizes.objectives / 7,
			people
		},
		objectives: sizes.objectives,
		organisationPages: isClassic ? 0 : Math.max(sizes.organisation_pages, 1),
		product,
		isFirst,
		runningPeriods,
		reconciliation: (await isReconciliationDue(warehouse, config, today))
			? reconciliationCalls(running, today)
			: 0
	};
}

function rereadLimit({ month, cost, today, daysToNext }: Known): number {
	const asked = Math.min(Math.max(affordablePeople(month, cost), cost.people / 4), cost.people);
	const rate = REREAD_SHARE * costOfDay(cost, asked) * Math.min(daysToNext, 7);
	return dailyShare(rate, Number(today.slice(8)));
}

function summarise(
	known: Known,
	directory: Directory,
	choice: Choice,
	plan: RunPlan | null,
	isFull: boolean
): SyncPlan {
	const { month, cost, objectives } = known;
	const people = directory.people.size;
	const asked = choice.people.length;
	const whom = choice.isEverybody ? `all ${people} people` : `${asked} of ${people} people`;
	const pending = Object.keys(plan?.pending ?? {}).length;
	const checkIns =
		isFull || known.isFirst ? objectives : Math.ceil(cost.checkIns * known.daysToNext);
	const calls: PlannedCalls[] = [
		exempt('departments, their members and who left', directory.departments.size * 3 + 1),
		metered(
			'contact range, rules, periods and reports',
			cost.fixed - known.organisationPages + (plan?.isContactRangeRead === false ? 0 : 1)
		),
		metered(`objectives of ${whom}`, asked * cost.perPerson),
		{
			...metered('organisation objectives', known.organisationPages),
			isEstimate: true
		},
		{
			...metered(
				known.product === 'okr'
					? 'who may open objectives that change'
					: 'check-ins of objectives that move',
				checkIns + pending
			),
			isEstimate: true
		},
		metered('check-ins read again to find old edits', plan?.rereads.length ?? 0),
		metered("DingTalk's own analysis, to be held against ours", known.reconciliation)
	].filter(({ calls: count }) => count > 0);
	return {
		calls,
		metered: calls.reduce((sum, call) => sum + (call.isMetered ? call.calls : 0), 0),
		spent: month.spentBefore + month.spentToday,
		budget: finite(month.budget),
		askedPeople: asked,
		people
	};
}

function metered(what: string, calls: number): PlannedCalls {
	return { what, calls, isMetered: true, isEstimate: false };
}

function exempt(what: string, calls: number): PlannedCalls {
	return { what, calls, isMetered: false, isEstimate: true };
}

function finite(budget: number): number | null {
	return budget === Infinity ? null : budget;
}

function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function earlier(one: string, other: string): string {
	return one < other ? one : other;
}
