import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelFilesOf } from './model-files.ts';
import { withTranspiledModel } from './transpiled-model.ts';

interface Compilers {
	readonly cubeEvaluator: { cubeFromPath(name: string): unknown };
}
const { compile } = createRequire(import.meta.url)('@cubejs-backend/schema-compiler') as {
	readonly compile: (repository: object, options: object) => Promise<Compilers>;
};

const MODEL = `cubes:
  - name: things
    sql: "SELECT 1 AS id, 'a' AS name"
    dimensions:
      - {name: id, sql: id, type: number, primary_key: true}
      - {name: name, sql: "{CUBE}.name", type: string, title: A name}
views:
  - name: all_things
    cubes:
      - {join_path: things, includes: "*"}
`;

let directory: string;
let file: string;
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'okr-model-'));
	file = join(directory, 'cache', 'model.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** The title of the view's dimension `name`, after Cube has compiled the model. */
async function titleIn(model: string): Promise<string> {
	await writeFile(join(directory, 'model.yml'), model);
	const { cubeEvaluator } = await withTranspiledModel(file, () =>
		compile(modelFilesOf(directory), {})
	);
	const Cube = z.object({ dimensions: z.object({ name: z.object({ title: z.string() }) }) });
	return Cube.parse(cubeEvaluator.cubeFromPath('things')).dimensions.name.title;
}

// Each time that the file does not help, Cube starts a thread: no more of that than it takes.
describe('what Cube makes of the model', () => {
	it('is taken from the file by a later start, and made anew for another model or where the file is damaged', async () => {
		expect(await titleIn(MODEL)).toBe('A name');
		const kept = await readFile(file, 'utf8');
		expect(kept).toContain('A name');
		// Nobody else writes this: it shows where the answer comes from.
		await writeFile(file, kept.replaceAll('A name', 'From the file'));
		expect(await titleIn(MODEL)).toBe('From the file');

		await writeFile(file, (await readFile(file, 'utf8')).slice(0, -10));
		expect(await titleIn(MODEL)).toBe('A name');
		const remade = await readFile(file, 'utf8');
		expect(remade).toBe(kept);

		const wrong = MODEL.replace('"{CUBE}.name"', '"{CUBE.}.name"');
		await expect(titleIn(wrong)).rejects.toThrow(/Unexpected token/);
		expect(await readFile(file, 'utf8')).toBe(remade);
	});

	it('does without a place to keep it', async () => {
		await writeFile(join(directory, 'cache'), 'a file where a folder should be');
		expect(await titleIn(MODEL)).toBe('A name');
	});
});
