/** Which calls the next sync makes, and what they cost, judged by what earlier runs found (dingtalk-api.md 6.3). */
import { z } from 'zod';
import { dayOf } from './config.ts';
import { selectRows, sqlLiteral } from './clickhouse/client.ts';
import { meteredCallsOfMonth } from './state/call-log.ts';
import { syncHistory } from './state/history.ts';
import { periodsToRead } from './streams/periods.ts';
import type { SyncContext, SyncOptions } from './sync.ts';

export interface PlannedCalls {
	readonly what: string;
	readonly calls: number;
	readonly isMetered: boolean;
	/** Likely fewer. */
	readonly isAtMost: boolean;
}

export interface SyncPlan {
	/** Empty: nothing is known yet, the first sync finds out. */
	readonly calls: readonly PlannedCalls[];
	readonly metered: number;
	/** Metered calls of this calendar month so far. */
	readonly spent: number;
	/** null: without limit. */
	readonly budget: number | null;
}

const KnownPeriod = z.object({
	period_id: z.string(),
	rule_id: z.string(),
	rule_name: z.string(),
	rule_category: z.string(),
	name: z.string(),
	source_type: z.string(),
	starts_on: z.string(),
	ends_before: z.string()
});
const Sizes = z.object({
	departments: z.coerce.number(),
	people: z.coerce.number(),
	objectives: z.coerce.number(),
	organisation_pages: z.coerce.number()
});

/** Makes no call. */
export async function planSync(context: SyncContext, options: SyncOptions): Promise<SyncPlan> {
	const { warehouse, config, clock } = context;
	const today = dayOf(config, clock.now());
	const history = await syncHistory(warehouse);
	const known = await selectRows(warehouse, 'SELECT * FROM core_periods', (row) =>
		KnownPeriod.parse(row)
	);
	const periods = periodsToRead(known, {
		today,
		isFirst: history.isFirst,
		since: options.since ?? null
	});
	const spent = await meteredCallsOfMonth(warehouse, today);
	const budget = config.callBudget === Infinity ? null : config.callBudget;
	if (periods.length === 0) return { calls: [], metered: 0, spent, budget };

	const ids = sqlLiteral(periods.map(({ period_id }) => period_id));
	const present = (table: string, key: string, where: string) =>
		`(SELECT count() FROM (SELECT * FROM ${table} ORDER BY valid_from DESC, observed_at DESC, run_id DESC
			LIMIT 1 BY ${key}) WHERE is_present AND ${where})`;
	const [sizes] = await selectRows(
		warehouse,
		`SELECT ${present('core_department_versions', 'department_id', '1')} AS departments,
			${present('core_person_versions', 'person_id', '1')} AS people,
			${present('core_objective_versions', 'objective_id', `kind = 'personal' AND period_id IN ${ids}`)} AS objectives,
			(SELECT ceil(count() / 20) FROM core_objective_versions
				WHERE kind = 'organisation' AND period_id IN ${ids}) AS organisation_pages`,
		(row) => Sizes.parse(row)
	);
	const { departments, people, objectives, organisation_pages } = sizes ?? Sizes.parse({});
	const rules = new Set(periods.map(({ rule_id }) => rule_id)).size;
	const calls: PlannedCalls[] = [
		exempt('departments and their members', departments * 3),
		metered('contact range, rules and periods', 2 + rules),
		metered(`objectives of ${people} people`, people * rules),
		metered('organisation objectives', Math.max(organisation_pages, periods.length)),
		{ ...metered(`check-ins of ${objectives} objectives`, objectives), isAtMost: !options.isFull }
	];
	const total = calls.reduce((sum, call) => sum + (call.isMetered ? call.calls : 0), 0);
	return { calls, metered: total, spent, budget };
}

function metered(what: string, calls: number): PlannedCalls {
	return { what, calls, isMetered: true, isAtMost: false };
}

function exempt(what: string, calls: number): PlannedCalls {
	return { what, calls, isMetered: false, isAtMost: false };
}
