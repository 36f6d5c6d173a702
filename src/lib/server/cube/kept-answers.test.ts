import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { modelFilesOf } from '../../../../cube/model-files.ts';
import type { Cube } from './client.ts';
import { KEPT_VIEWS, keepAnswers, type KeptFor } from './kept-answers.ts';

/** Answers each question with how often it was asked. */
function countingCube(): Cube & { asked: number } {
	const cube = {
		asked: 0,
		rows: () => Promise.resolve([{ objective_count: (cube.asked += 1) }] as never)
	};
	return cube;
}

const QUESTION = { view: 'objectives', measures: ['objective_count'] } as const;

describe('answers', () => {
	let versions = 1_000;
	const ask = async (cube: Cube, keptFor: KeptFor | null) => {
		const [row] = await keepAnswers(cube, () => Promise.resolve(keptFor)).rows(QUESTION);
		return row?.objective_count;
	};

	it('are asked for once per version', async () => {
		const cube = countingCube();
		const version = (versions += 1);
		expect(await ask(cube, { version, viewer: 'admin' })).toBe(1);
		expect(await ask(cube, { version, viewer: 'admin' })).toBe(1);
		expect(await ask(cube, { version: (versions += 1), viewer: 'admin' })).toBe(2);
	});

	it('never reach another viewer', async () => {
		const cube = countingCube();
		const version = (versions += 1);
		expect(await ask(cube, { version, viewer: 'user:a' })).toBe(1);
		expect(await ask(cube, { version, viewer: 'user:b' })).toBe(2);
		expect(await ask(cube, { version, viewer: 'user:a' })).toBe(1);
	});

	it('are told apart by everything that a question says', async () => {
		const cube = countingCube();
		const kept = keepAnswers(cube, () => Promise.resolve({ version: 1, viewer: 'admin' }));
		await kept.rows(QUESTION);
		await kept.rows({ ...QUESTION, limit: 1 });
		await kept.rows({
			...QUESTION,
			filters: [{ member: 'level', operator: 'equals', values: ['x'] }]
		});
		expect(cube.asked).toBe(3);
	});

	it('are not kept before there is data, nor of what changes without a new version', async () => {
		const cube = countingCube();
		expect(await ask(cube, null)).toBe(1);
		expect(await ask(cube, null)).toBe(2);
		const kept = keepAnswers(cube, () => Promise.resolve({ version: 1, viewer: 'admin' }));
		await kept.rows({ view: 'diagnosis', measures: ['base_count'] });
		await kept.rows({ view: 'diagnosis', measures: ['base_count'] });
		expect(cube.asked).toBe(4);
	});
});

it('keeps the views whose cubes change with the data version alone', async () => {
	const directory = fileURLToPath(new URL('../../../../cube/model', import.meta.url));
	const files = await modelFilesOf(directory).dataSchemaFiles();
	const namesIn = (content: string) =>
		[...content.matchAll(/^ {2}- name: (\w+)/gm)].map(([, name]) => name ?? '');
	const versioned = files
		.filter(({ fileName }) => fileName.startsWith('cubes/'))
		.filter(({ content }) =>
			/refresh_key:\s+sql: SELECT max\(version\) FROM ops_data_versions\n/.test(content)
		)
		.flatMap(({ content }) => namesIn(content));
	const views = files
		.filter(({ fileName }) => fileName.startsWith('views/'))
		.filter(({ content }) =>
			[...content.matchAll(/join_path: (?:\w+\.)*(\w+)/g)].every(([, cube]) =>
				versioned.includes(cube ?? '')
			)
		)
		.flatMap(({ content }) => namesIn(content));
	expect([...KEPT_VIEWS].sort()).toEqual(views.sort());
});
