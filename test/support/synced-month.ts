/** A company synced every day for some weeks, without marts: what the reading costs, and how old answers get. */
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import { endOfDay } from '../../etl/sandbox/company/calendar.ts';
import { existsAt } from '../../etl/sandbox/company/model.ts';
import type { RunSummary } from '../../etl/sync.ts';
import { countFewestCalls } from './fewest-calls.ts';
import { openSyncBench, type BenchOptions, type SyncBench } from './synced-warehouse.ts';

const DAY = 86_400_000;

export interface SyncedDay {
	readonly day: string;
	readonly status: RunSummary['status'];
	readonly message: string;
	/** As the sandbox counted them. */
	readonly metered: number;
	readonly fewest: number;
	readonly people: number;
}

export interface SyncedMonth {
	readonly days: readonly SyncedDay[];
	/** Days between two answers about the same person, and until the end: the longest. */
	readonly longestTurn: number;
	/** Check-ins that were written, at the latest four days before the end, and are not deleted. */
	readonly checkIns: number;
	/** Of those, what is missing. */
	readonly missing: number;
	/** Days from writing a check-in to loading it: the longest. */
	readonly latestLoad: number;
}

/**
 * @param options `day` is the first; the days from `from` on are judged, those before it are history
 * @param onDay called after each day
 */
export async function syncMonth(
	options: BenchOptions,
	{ from, to }: { readonly from: string; readonly to: string },
	onDay: (day: SyncedDay) => void = () => {}
): Promise<SyncedMonth> {
	const bench = await openSyncBench(options);
	try {
		const fewest = countFewestCalls();
		const days: SyncedDay[] = [];
		for (const day of daysBetween(options.day, to)) {
			const before = bench.sandbox.ledger().metered;
			const { status, message, runId } = await bench.sync(day, {}, { isMartless: true });
			const asked = await askedIn(bench, runId);
			const synced = {
				day,
				status,
				message,
				metered: bench.sandbox.ledger().metered - before,
				fewest: fewest.onDay(bench.sandbox.company(), day, asked),
				people: asked.size
			};
			days.push(synced);
			onDay(synced);
		}
		return {
			days: days.filter(({ day }) => day >= from),
			longestTurn: await longestTurn(bench, from, to),
			...(await loads(bench, from, to))
		};
	} finally {
		await bench.close();
	}
}

export function daysBetween(first: string, last: string): string[] {
	const days: string[] = [];
	for (let at = Date.parse(first); at <= Date.parse(last); at += DAY)
		days.push(new Date(at).toISOString().slice(0, 10));
	return days;
}

const Id = z.object({ id: z.string() });

async function askedIn({ warehouse }: SyncBench, runId: string): Promise<ReadonlySet<string>> {
	const ids = await selectRows(
		warehouse,
		`SELECT DISTINCT subject_id AS id FROM core_answers
		WHERE subject_kind = 'person' AND run_id = '${runId}'`,
		(row) => Id.parse(row).id
	);
	return new Set(ids);
}

const Answer = z.object({ id: z.string(), at: z.coerce.number() });

async function longestTurn({ warehouse, sandbox }: SyncBench, from: string, to: string) {
	const answers = await selectRows(
		warehouse,
		`SELECT subject_id AS id, toUnixTimestamp64Milli(answered_at) AS at FROM core_answers
		WHERE subject_kind = 'person' ORDER BY id, at`,
		(row) => Answer.parse(row)
	);
	const byPerson = Map.groupBy(answers, ({ id }) => id);
	const start = endOfDay(from);
	const end = endOfDay(to);
	let longest = 0;
	for (const { id, joined, left } of sandbox.company().people) {
		if (left !== null || joined > end) continue;
		const answered = (byPerson.get(id) ?? []).map(({ at }) => at);
		const instants = [joined, ...answered, end];
		for (const [place, at] of instants.entries()) {
			const next = instants[place + 1];
			// Whoever was there before the first sync was not waiting for it.
			if (next === undefined || next <= start || (place === 0 && joined < start)) continue;
			longest = Math.max(longest, (next - at) / DAY);
		}
	}
	return longest;
}

const Loaded = z.object({ id: z.string(), at: z.coerce.number() });

async function loads({ warehouse, sandbox }: SyncBench, from: string, to: string) {
	const loaded = new Map(
		await selectRows(
			warehouse,
			`SELECT check_in_id AS id, toUnixTimestamp64Milli(min(observed_at)) AS at
			FROM core_check_in_revisions GROUP BY check_in_id`,
			(row) => {
				const { id, at } = Loaded.parse(row);
				return [id, at] as const;
			}
		)
	);
	const start = endOfDay(from) - DAY;
	const end = endOfDay(to);
	const company = sandbox.company();
	const rules = new Set(
		company.rules.filter(({ category }) => category === 'OKR').map(({ id }) => id)
	);
	const employed = new Set(company.people.filter(({ left }) => left === null).map(({ id }) => id));
	const written = company.objectives
		.filter(({ ruleId, areCheckInsReadable }) => rules.has(ruleId) && areCheckInsReadable)
		.filter(
			(objective) =>
				existsAt(objective, end) && objective.ownerId.every(({ value }) => employed.has(value))
		)
		.flatMap(({ checkIns }) => checkIns)
		.filter((one) => one.created > start && one.created <= end - 4 * DAY && existsAt(one, end));
	const waits = written.flatMap(({ id, created }) => {
		const at = loaded.get(id);
		return at === undefined ? [] : [(at - created) / DAY];
	});
	return {
		checkIns: written.length,
		missing: written.length - waits.length,
		latestLoad: waits.reduce((most, wait) => Math.max(most, wait), 0)
	};
}
