/** A sandbox company that lives and is synced at the end of each day, and what its check-ins should have left behind. */
import { z } from 'zod';
import { selectRows } from '../../etl/clickhouse/client.ts';
import type { Config } from '../../etl/config.ts';
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import type { RunSummary } from '../../etl/sync.ts';
import type { Shown } from './expected-history.ts';
import { addDays, endOfDay } from './oracle/days.ts';
import { readCompany, type SeenCheckIn } from './oracle/read.ts';
import { openSyncBench, type SyncBench } from './synced-warehouse.ts';

export const ZONE = 'Asia/Shanghai';

export interface Life {
	readonly bench: SyncBench;
	readonly days: readonly Shown[];
	readonly summaries: readonly RunSummary[];
}

export interface LifeOptions {
	readonly people: number;
	readonly seed: number;
	readonly from: string;
	readonly days: number;
	/** Marts cost more than all the rest, and say nothing about what the core tables hold. */
	readonly areMartsBuilt?: boolean;
	readonly settings?: Partial<Config>;
}

const LEFT_OUT = 'The marts are left out.';

/** @throws {Error} a sync that ended otherwise than with the whole of its plan */
export async function liveThrough(options: LifeOptions): Promise<Life> {
	const { people, seed, from, areMartsBuilt = false, settings } = options;
	const bench = await openSyncBench({ day: from, people, seed, ...(settings && { settings }) });
	const days: Shown[] = [];
	const summaries: RunSummary[] = [];
	try {
		for (let count = 0; count < options.days; count += 1) {
			const day = addDays(from, count);
			const abort = new AbortController();
			const summary = await bench.sync(
				day,
				{},
				{
					signal: abort.signal,
					onProgress: ({ phase }) => {
						if (phase === 'marts' && !areMartsBuilt) abort.abort(new Error(LEFT_OUT));
					}
				}
			);
			const isWhole = areMartsBuilt
				? summary.status === 'succeeded'
				: abort.signal.aborted && summary.streams.every(({ status }) => status === 'complete');
			if (!isWhole) throw new Error(`The sync of ${day} ${summary.status}: ${summary.message}`);
			summaries.push(summary);
			days.push({ day, company: buildCompany({ people, seed, today: day }) });
		}
	} catch (error) {
		await bench.close();
		throw error;
	}
	return { bench, days, summaries };
}

/** Whose check-ins were read when: objective id -> epoch ms, ascending. */
async function readsOf({ bench }: Life): Promise<Map<string, Set<number>>> {
	const Read = z.object({ id: z.string(), at: z.coerce.number() });
	const rows = await selectRows(
		bench.warehouse,
		`SELECT subject_id AS id, toUnixTimestamp64Milli(answered_at) AS at FROM core_answers
		WHERE subject_kind = 'check_in_read' ORDER BY at`,
		(row) => Read.parse(row)
	);
	return new Map(
		[...Map.groupBy(rows, ({ id }) => id)].map(([id, reads]) => [
			id,
			new Set(reads.map(({ at }) => at))
		])
	);
}

export interface CheckInHistory {
	/** `check-in, revised, first seen` */
	readonly revisions: readonly string[];
	/** `check-in, read that missed it` */
	readonly deletions: readonly string[];
}

/** By what each read of an objective's check-ins was shown. */
export async function expectedCheckIns(life: Life): Promise<CheckInHistory> {
	const reads = await readsOf(life);
	const revisions = new Map<string, string>();
	const deletions = new Map<string, string>();
	for (const { objectiveId, readAt, checkIns } of shownCheckIns(life)) {
		if (reads.get(objectiveId)?.has(readAt) !== true) continue;
		const there = new Set(checkIns.map(({ source }) => source.id));
		for (const { source, revision } of checkIns) {
			const key = `${source.id} ${iso(revision.updated)}`;
			if (!revisions.has(key)) revisions.set(key, `${key} ${iso(readAt)} ${objectiveId}`);
		}
		for (const line of revisions.values()) {
			const [id = '', , , of] = line.split(' ');
			if (of === objectiveId && !there.has(id) && !deletions.has(id))
				deletions.set(id, `${id} ${iso(readAt)}`);
		}
	}
	return { revisions: [...revisions.values()].sort(), deletions: [...deletions.values()].sort() };
}

export async function coreCheckIns({ bench }: Life): Promise<CheckInHistory> {
	const Line = z.object({ line: z.string() });
	const at = (column: string): string =>
		`formatDateTime(${column}, '%Y-%m-%dT%H:%i:%S') || '.' || leftPad(toString(toUnixTimestamp64Milli(${column}) % 1000), 3, '0') || 'Z'`;
	const lines = (sql: string) => selectRows(bench.warehouse, sql, (row) => Line.parse(row).line);
	return {
		revisions: (
			await lines(
				`SELECT concat(check_in_id, ' ', ${at('revised_at')}, ' ', ${at('observed_at')}, ' ', objective_id) AS line
				FROM core_check_in_revisions`
			)
		).sort(),
		deletions: (
			await lines(
				`SELECT concat(check_in_id, ' ', ${at('missed_at')}) AS line FROM core_check_in_deletions`
			)
		).sort()
	};
}

/** What DingTalk would have shown of each objective at the end of each day, had it been asked. */
function* shownCheckIns({
	days
}: Life): Generator<{ objectiveId: string; readAt: number; checkIns: readonly SeenCheckIn[] }> {
	for (const [index, { day, company }] of days.entries()) {
		const readAt = endOfDay(day, ZONE);
		for (const [objectiveId, { checkIns, source }] of readCompany(
			company,
			readAt,
			day,
			index === 0,
			'agoal'
		).objectives)
			if (source.kind === 'personal' && checkIns !== null) yield { objectiveId, readAt, checkIns };
	}
}

export interface Lateness {
	readonly made: number[];
	/** Of the latest check-in of an objective, of which the list of objectives shows the text. */
	readonly latestChanged: number[];
	/** Edits and deletions of older ones, which nothing but a read of them can see (dingtalk-api.md 4.4). */
	readonly olderChanged: number[];
}

/** Days between the day at whose end something of a check-in showed and the read that saw it; Infinity: none did. */
export function latenessOf(life: Life, core: CheckInHistory): Lateness {
	const seen = new Map<string, string>();
	for (const line of core.revisions) {
		const [id = '', updated = '', at = ''] = line.split(' ');
		seen.set(`${id} ${updated}`, at);
	}
	const missed = new Map(core.deletions.map((line) => [line.slice(0, 24), line.slice(25)]));
	const late: Lateness = { made: [], latestChanged: [], olderChanged: [] };
	/** As of the day before: objective -> check-in -> its revision, the latest check-in last. */
	const before = new Map<string, Map<string, number>>();
	for (const { objectiveId, readAt, checkIns } of shownCheckIns(life)) {
		const known = before.get(objectiveId) ?? new Map<string, number>();
		const latest = [...known.keys()].at(-1);
		const now = new Map(checkIns.map(({ source, revision }) => [source.id, revision.updated]));
		before.set(objectiveId, now);
		const changed = (id: string) => (id === latest ? late.latestChanged : late.olderChanged);
		for (const [id, updated] of now) {
			if (known.get(id) === updated) continue;
			const list = known.has(id) ? changed(id) : late.made;
			list.push(daysLate(readAt, seen.get(`${id} ${iso(updated)}`)));
		}
		for (const id of known.keys())
			if (!now.has(id)) changed(id).push(daysLate(readAt, missed.get(id)));
	}
	return late;
}

function daysLate(happenedBy: number, seenAt: string | undefined): number {
	return seenAt === undefined
		? Infinity
		: Math.round((Date.parse(seenAt) - happenedBy) / 86_400_000);
}

function iso(instant: number): string {
	return new Date(instant).toISOString();
}
