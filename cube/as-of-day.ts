/** The day that a query without one is answered for (metrics.md section 1, "As-of day"). Days are `YYYY-MM-DD`. */
import { z } from 'zod';
import { selectRows, type Warehouse } from '../etl/clickhouse/client.ts';

export interface PeriodDays {
	readonly periodId: string;
	readonly startsOn: string;
	/** Inclusive. */
	readonly endsOn: string;
}

export interface AsOfFacts {
	/** The day of the last data version; null: there is none yet. */
	readonly lastDay: string | null;
	readonly periods: readonly PeriodDays[];
}

/** Before the first data version no day has rows, and this one never will. */
const DAY_WITHOUT_ROWS = '1970-01-01';

/**
 * The last day of the periods, not later than the last data version, and of several the latest; without periods (null) the day of
 * the last data version. A period that has not started answers for its first day, which has no rows yet.
 */
export function asOfDay(facts: AsOfFacts, periodIds: readonly string[] | null): string {
	const { lastDay } = facts;
	if (lastDay === null) return DAY_WITHOUT_ROWS;
	const days = facts.periods
		.filter(({ periodId }) => periodIds?.includes(periodId))
		.map(({ startsOn, endsOn }) => {
			if (lastDay < startsOn) return startsOn;
			return lastDay > endsOn ? endsOn : lastDay;
		})
		.sort();
	return days.at(-1) ?? lastDay;
}

const VersionRow = z.object({ as_of: z.string() });
const PeriodRow = z.object({ period_id: z.string(), starts_on: z.string(), ends_on: z.string() });

/** Reads the facts at most once a second; callers that arrive together share one read. A failed read is not kept. */
export function asOfFactsOf(
	warehouse: Warehouse,
	now: () => number = () => performance.now()
): () => Promise<AsOfFacts> {
	let kept: { readonly readAt: number; readonly facts: Promise<AsOfFacts> } | null = null;
	return () => {
		if (kept !== null && now() - kept.readAt < 1000) return kept.facts;
		const reading = { readAt: now(), facts: readFacts(warehouse) };
		kept = reading;
		reading.facts.catch(() => {
			if (kept === reading) kept = null;
		});
		return reading.facts;
	};
}

async function readFacts(warehouse: Warehouse): Promise<AsOfFacts> {
	const [versions, periods] = await Promise.all([
		selectRows(
			warehouse,
			'SELECT toString(v.as_of) AS as_of FROM ops_data_versions AS v ORDER BY v.version DESC LIMIT 1',
			(row) => VersionRow.parse(row)
		),
		selectRows(
			warehouse,
			'SELECT period_id, toString(p.starts_on) AS starts_on, toString(p.ends_on) AS ends_on FROM mart_periods AS p',
			(row) => PeriodRow.parse(row)
		)
	]);
	return {
		lastDay: versions[0]?.as_of ?? null,
		periods: periods.map((row) => ({
			periodId: row.period_id,
			startsOn: row.starts_on,
			endsOn: row.ends_on
		}))
	};
}
