/**
 * Runs steps beside one another where that makes no difference: statements of a build of changed days are short, and one at a time they
 * leave a core idle for a third of the time.
 */

/** Statements at a time; the engine works on each with as many threads as there are cores. */
export const LANES = 3;

/** What a step reads and writes. */
export interface Tables {
	readonly names: ReadonlySet<string>;
	/** Those of `names` that it writes. */
	readonly written: ReadonlySet<string>;
	/** It may touch any table. */
	readonly isAll: boolean;
}

const TABLE = /\b(?:build_\w+|mart_\w+_next)\b/g;
const WRITTEN = /^(?:CREATE TABLE|INSERT INTO) (\w+)/gm;

/** The tables of a build that SQL names, also in comments: one too many only means waiting. */
export function tablesOf(
	templates: readonly string[],
	touches: readonly string[] | 'all' = []
): Tables {
	const text = templates.join('\n');
	const others = touches === 'all' ? [] : touches;
	return {
		names: new Set([...[...text.matchAll(TABLE)].map(([name]) => name), ...others]),
		// What code beside the SQL touches counts as written.
		written: new Set([...[...text.matchAll(WRITTEN)].map(([, name]) => name ?? ''), ...others]),
		isAll: touches === 'all'
	};
}

/**
 * Each job starts when every earlier one that it could get in the way of has ended, and at most `width` run at a time. After a failure
 * none starts any more; what runs is waited for.
 *
 * @throws the first failure
 */
export async function runInLanes<Job extends { readonly tables: Tables }>(
	jobs: readonly Job[],
	width: number,
	run: (job: Job) => Promise<void>
): Promise<void> {
	const waiting = [...jobs];
	const running = new Map<Job, Promise<void>>();
	const failures: unknown[] = [];
	for (;;) {
		while (running.size < width && failures.length === 0) {
			const next = waiting.findIndex((job, index) =>
				[...running.keys(), ...waiting.slice(0, index)].every((other) => !collide(job, other))
			);
			const [job] = next < 0 ? [] : waiting.splice(next, 1);
			if (job === undefined) break;
			const end = run(job)
				.catch((error: unknown) => failures.push(error))
				.then(() => void running.delete(job));
			running.set(job, end);
		}
		if (running.size === 0) break;
		await Promise.race(running.values());
	}
	if (failures.length > 0) throw failures[0];
}

/** The same for jobs that have no table in common. */
export function runEach<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
	const jobs = items.map((item) => ({ item, tables: tablesOf([]) }));
	return runInLanes(jobs, LANES, ({ item }) => run(item));
}

/** One writes what the other reads or writes. */
function collide({ tables: a }: { tables: Tables }, { tables: b }: { tables: Tables }): boolean {
	const meet = (written: Tables['written'], names: Tables['names']): boolean =>
		[...written].some((table) => names.has(table));
	return a.isAll || b.isAll || meet(a.written, b.names) || meet(b.written, a.names);
}
