/** Whose check-ins a run reads: where something moved, what earlier runs had to leave, and a few to look for edits (dingtalk-api.md 4.4). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { selectRows, sqlLiteral } from '../clickhouse/client.ts';
import type { ReadObjectives } from './objectives.ts';
import type { RunScope } from './scope.ts';

export interface CheckInWork {
	/** Objective id -> hash of what its list said; taken out once it is done. */
	readonly toRead: Map<string, string>;
	/** Objectives whose check-ins may have changed, as opposed to those that are read to find old edits. */
	readonly moved: ReadonlySet<string>;
	/** Objectives that were listed and have not moved: id -> hash. */
	readonly unmoved: ReadonlyMap<string, string>;
	/** Objectives whose check-ins DingTalk refused before; nothing has moved since. */
	readonly refusedBefore: number;
	/** Key result id -> title, for reading texts. */
	readonly titles: ReadonlyMap<string, string>;
}

export interface CheckInChoice {
	/** Read all that were listed. */
	readonly isFull: boolean;
	/** Objectives to read although nothing seems to have moved, in this order. */
	readonly rereads: readonly string[];
	/** Objectives that an earlier run had to leave: id -> hash of what its list said then. */
	readonly pending: Readonly<Record<string, string>>;
}

/** Milliseconds after a change by which a read surely saw it, clocks being what they are. */
const SETTLED = 60_000;

/** Before a hash: it is that of an earlier list, because the check-ins were read without asking for one. */
const CARRIED = '~';

export async function findCheckInWork(
	scope: RunScope,
	{ lists, titles }: ReadObjectives,
	{ isFull, rereads, pending }: CheckInChoice
): Promise<CheckInWork> {
	const before = await answersBefore(scope);
	const toRead = new Map(Object.entries(pending));
	const moved = new Set(toRead.keys());
	const unmoved = new Map<string, string>();
	let refusedBefore = 0;
	for (const [id, { fingerprint, movedAt }] of lists) {
		const hash = shortHash(fingerprint);
		const known = before.get(id);
		const isSame = known?.fingerprint.replace(CARRIED, '') === hash;
		// What the list said when they were read last is known, and it says something else now: not even a date that has not
		// moved speaks against a change then, because edits and deletions of the latest check-in move none.
		const isReadSince =
			known !== undefined &&
			known.fingerprint.startsWith(CARRIED) &&
			movedAt !== null &&
			known.readAt >= movedAt + SETTLED;
		if (!isFull && (isSame || isReadSince)) {
			unmoved.set(id, hash);
			toRead.delete(id);
			moved.delete(id);
		} else if (!isFull && known?.refused === hash) {
			refusedBefore += 1;
			toRead.delete(id);
			moved.delete(id);
		} else {
			toRead.set(id, hash);
			moved.add(id);
		}
	}
	for (const id of rereads) {
		const earlier = before.get(id)?.fingerprint.replace(CARRIED, '');
		const hash = unmoved.get(id) ?? (earlier === undefined ? undefined : CARRIED + earlier);
		if (hash === undefined || toRead.has(id)) continue;
		unmoved.delete(id);
		toRead.set(id, hash);
	}
	const unlisted = [...toRead.keys()].filter((id) => !lists.has(id));
	return {
		toRead,
		moved,
		unmoved,
		refusedBefore,
		titles: unlisted.length === 0 ? titles : await withTitles(scope, titles, unlisted)
	};
}

interface Before {
	readonly fingerprint: string;
	/** Epoch ms; 0: never. */
	readonly readAt: number;
	/** The hash with which they were refused last, unless they were answered for since. */
	readonly refused: string;
}

const Row = z.object({
	subject_id: z.string(),
	known: z.string(),
	read_ms: z.coerce.number(),
	refused: z.string()
});

async function answersBefore(scope: RunScope): Promise<Map<string, Before>> {
	const rows = await selectRows(
		scope.warehouse,
		`SELECT subject_id,
			argMaxIf(fingerprint, run_id, subject_kind = 'check_ins') AS known,
			toUnixTimestamp64Milli(maxIf(answered_at, subject_kind = 'check_in_read')) AS read_ms,
			if(maxIf(run_id, subject_kind = 'refused') > maxIf(run_id, subject_kind = 'check_ins'),
				argMaxIf(fingerprint, run_id, subject_kind = 'refused'), '') AS refused
		FROM core_answers
		WHERE subject_kind IN ('check_ins', 'check_in_read', 'refused') AND run_id != ${sqlLiteral(scope.runId)}
		GROUP BY subject_id`,
		(row) => Row.parse(row)
	);
	return new Map(
		rows.map(({ subject_id, known, read_ms, refused }) => [
			subject_id,
			{ fingerprint: known, readAt: read_ms, refused }
		])
	);
}

const Title = z.object({ key_result_id: z.string(), title: z.string() });

/** Titles of key results of objectives that this run did not list. */
async function withTitles(
	scope: RunScope,
	titles: ReadonlyMap<string, string>,
	objectiveIds: readonly string[]
): Promise<Map<string, string>> {
	const rows = await selectRows(
		scope.warehouse,
		`SELECT key_result_id, title FROM core_key_result_versions
		WHERE objective_id IN ${sqlLiteral([...objectiveIds])}
		ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY key_result_id`,
		(row) => Title.parse(row)
	);
	return new Map([
		...rows.map(({ key_result_id, title }) => [key_result_id, title] as const),
		...titles
	]);
}

function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
