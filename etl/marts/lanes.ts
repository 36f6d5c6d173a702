/** Which steps of a build run beside one another. */
import type { Step } from './steps.ts';

/** Statements at a time: each uses more than one thread for a part of its time only, and takes memory for itself. */
const LANES = 2;

/** The tables that a step names in its SQL, and those of them that it writes. */
interface Tables {
	readonly named: ReadonlySet<string>;
	readonly written: ReadonlySet<string>;
}

/**
 * Runs the steps in their order, but begins one already when all steps before it have ended that write a table it names or name a
 * table it writes. A step without SQL may do anything: it waits for all before it, and all behind it wait for it.
 *
 * @param templateOf the SQL of a file
 * @param run is told how many steps have ended
 * @throws {unknown} what a step threw first, once those beside it have ended
 */
export async function runSteps(
	steps: readonly Step[],
	templateOf: (file: string) => string,
	run: (step: Step, done: number) => Promise<void>
): Promise<void> {
	const left = steps.map((step) => ({ step, tables: tablesOf(step.files.map(templateOf)) }));
	const running = new Map<(typeof left)[number], Promise<void>>();
	const failures: unknown[] = [];
	while (left.length > 0) {
		const free = left.filter(
			(entry, index) =>
				!running.has(entry) &&
				left.slice(0, index).every((before) => !areTied(before.tables, entry.tables))
		);
		for (const entry of failures.length > 0 ? [] : free.slice(0, LANES - running.size)) {
			const end = () => {
				running.delete(entry);
				left.splice(left.indexOf(entry), 1);
			};
			const ended = run(entry.step, steps.length - left.length).then(end, (failure: unknown) => {
				failures.push(failure);
				end();
			});
			running.set(entry, ended);
		}
		if (running.size === 0) break;
		await Promise.race(running.values());
	}
	if (failures.length > 0) throw failures[0];
}

/**
 * Waits for all of them, also if one fails: whoever goes on may rely on nothing of them still running.
 *
 * @throws {unknown} what the first one of them threw
 */
export async function allEnded(promises: readonly Promise<void>[]): Promise<void> {
	for (const result of await Promise.allSettled(promises))
		if (result.status === 'rejected') throw result.reason;
}

function tablesOf(templates: readonly string[]): Tables | null {
	if (templates.length === 0) return null;
	const sql = templates.join('\n');
	const all = (pattern: RegExp) =>
		new Set([...sql.matchAll(pattern)].map((match) => match[1] ?? ''));
	return {
		named: all(/\b((?:build|mart)_\w+)/g),
		written: all(/\b(?:CREATE TABLE|CREATE VIEW|INSERT INTO) (\w+)/g)
	};
}

function areTied(a: Tables | null, b: Tables | null): boolean {
	if (a === null || b === null) return true;
	return isAnyOf(a.written, b.named) || isAnyOf(b.written, a.named);
}

function isAnyOf(tables: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
	return [...tables].some((table) => others.has(table));
}
