import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSteps } from './lanes.ts';
import { STEPS, type Step } from './steps.ts';

const step = (name: string, files = [name]): Step => ({
	name,
	files,
	run: () => Promise.resolve()
});

/** What began and ended, in this order: each step takes some turns of the event loop. */
async function courseOf(
	steps: readonly Step[],
	sql: Readonly<Record<string, string>>,
	failing?: string
): Promise<string[]> {
	const course: string[] = [];
	await runSteps(
		steps,
		(file) => sql[file] ?? '',
		async ({ name }) => {
			course.push(`${name}…`);
			await new Promise((done) => setTimeout(done, 5));
			course.push(name);
			if (name === failing) throw new Error(name);
		}
	).catch((failure: unknown) => course.push(String(failure)));
	return course;
}

describe('steps of a build', () => {
	it('wait for what writes a table they name', async () => {
		const sql = {
			a: 'CREATE TABLE build_a AS SELECT 1',
			b: 'CREATE TABLE build_b AS SELECT * FROM build_a'
		};
		expect(await courseOf([step('a'), step('b')], sql)).toEqual(['a…', 'a', 'b…', 'b']);
	});

	it('wait for what names a table they write', async () => {
		const sql = {
			a: 'CREATE TABLE build_a AS SELECT * FROM mart_x_next',
			b: 'INSERT INTO mart_x_next SELECT 1'
		};
		expect(await courseOf([step('a'), step('b')], sql)).toEqual(['a…', 'a', 'b…', 'b']);
	});

	it('run two at a time where they only read the same', async () => {
		const sql = Object.fromEntries(
			['a', 'b', 'c'].map((name) => [name, `CREATE TABLE build_${name} AS SELECT * FROM build_x`])
		);
		const course = await courseOf([step('a'), step('b'), step('c')], sql);
		expect(course).toEqual(['a…', 'b…', 'a', 'c…', 'b', 'c']);
	});

	it('are alone where they have no SQL', async () => {
		const course = await courseOf([step('a'), step('b', []), step('c')], {});
		expect(course).toEqual(['a…', 'a', 'b…', 'b', 'c…', 'c']);
	});

	it('fail once the one beside them has ended, and nothing begins after that', async () => {
		const course = await courseOf([step('a'), step('b'), step('c')], {}, 'a');
		expect(course).toEqual(['a…', 'b…', 'a', 'b', 'Error: a']);
	});

	it('stand behind all that write what they name', () => {
		const sqlOf = ({ files }: Step) =>
			files.map((file) => readFileSync(join(import.meta.dirname, 'steps', `${file}.sql`), 'utf8'));
		const written = new Set<string>();
		for (const each of STEPS) {
			const sql = sqlOf(each).join('\n');
			for (const [, table = ''] of sql.matchAll(/(?:CREATE TABLE|INSERT INTO) (\w+)/g))
				written.add(table);
			// What is kept is laid beside by a step without SQL, and `mart_x` without `_next` is the mart that people read.
			const named = [...sql.matchAll(/\b(build_(?!kept_|full_)\w+|mart_\w+_next)/g)].map(
				([table]) => table
			);
			expect(named.filter((table) => !written.has(table))).toEqual([]);
		}
	});
});
