/** What a maintainer needs to know of an engine that does not answer: seen a few times, and never when it was looked for. */
import { stat } from 'node:fs/promises';
import type { EngineConnection } from './pool.ts';

/** The pool at that moment. */
export interface Silence {
	readonly sql: string;
	readonly milliseconds: number;
	readonly running: number;
	readonly waiting: number;
}

/** What an engine that is merely busy needs to say what it does. */
const PATIENCE = 5_000;

const PROCESSES = `SELECT round(elapsed) AS seconds, is_cancelled, read_rows, length(thread_ids) AS threads, formatReadableSize(memory_usage) AS memory,
	left(replaceRegexpAll(query, '\\\\s+', ' '), 150) AS query FROM system.processes ORDER BY elapsed DESC LIMIT 20`;

/** @param open a connection of its own; the others may be stuck */
export async function describeSilence(
	{ sql, milliseconds, running, waiting }: Silence,
	open: () => EngineConnection,
	patience = PATIENCE
): Promise<string> {
	const [pool, processes] = await Promise.all([
		// A call that libuv's threads make, as they make the engine's.
		within(
			patience,
			stat('.').then(() => 'answer')
		),
		within(patience, askProcesses(open))
	]);
	return [
		`ClickHouse has not answered a statement for ${Math.round(milliseconds / 1000)} s; ${running} statements are running, ${waiting} waiting.`,
		`It is: ${sql.slice(0, 500)}`,
		`libuv's threads: ${pool}.`,
		`system.processes: ${processes}`
	].join('\n');
}

async function askProcesses(open: () => EngineConnection): Promise<string> {
	const connection = open();
	try {
		const answer = await connection.run(PROCESSES, 'TSVWithNames');
		return `\n${Buffer.from(answer).toString().trimEnd()}`;
	} finally {
		connection.close();
	}
}

async function within(patience: number, answer: Promise<string>): Promise<string> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<string>((resolve) => {
		timer = setTimeout(() => resolve(`no answer within ${patience / 1000} s`), patience);
		timer.unref();
	});
	try {
		return await Promise.race([answer, late]);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	} finally {
		clearTimeout(timer);
	}
}
