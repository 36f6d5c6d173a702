/** What a search finds: by brute force over titles and names on random companies, for several viewers; and by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../etl/clickhouse/fold.ts';
import { viewersOf } from '../support/access-truth.ts';
import type { CubeQuery, CubeUnderTest } from '../support/cube-over.ts';
import { seenBy, type Viewer } from '../support/oracle/access.ts';
import type { World } from '../support/oracle/known.ts';
import {
	departmentRows,
	keyResultRows,
	objectiveRows,
	personRows
} from '../support/oracle/rows.ts';
import { secretCase } from '../support/oracle/secret-company.ts';
import { TruthBench, type ShownCase } from '../support/truth-bench.ts';
import { openSecretStory, TODAY, type SecretStory } from '../support/secret-story.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

interface Found {
	readonly kind: string;
	readonly id: string;
	readonly title: string;
	readonly department: string;
	readonly path: string;
}

/** Everything that a viewer may find on a day. */
function findable(world: World, day: string, viewer: Viewer): Found[] {
	const seen = seenBy(world, 'objectives', objectiveRows(world, day), () => day, viewer);
	const results = seenBy(world, 'key_results', keyResultRows(world, day), () => day, viewer);
	const people = new Map(personRows(world, day).map((row) => [row.person_id, row]));
	const place = (row: { department_name: string; department_path: string }) => ({
		...{ department: row.department_name, path: row.department_path }
	});
	return [
		...seen.open.map((row) => ({
			...{ kind: 'objective', id: row.objective_id, title: row.objective_title, ...place(row) }
		})),
		...results.open.map((row) => ({
			...{ kind: 'key_result', id: row.key_result_id, title: row.key_result_title, ...place(row) }
		})),
		...[...people.values()].map((row) => ({
			...{ kind: 'person', id: row.person_id, title: row.person_name, ...place(row) }
		})),
		...departmentRows(world, day).map((row) => ({
			...{ kind: 'department', id: row.department_id, title: row.department_name, ...place(row) }
		}))
	];
}

const askFor = (words: string, day: string): CubeQuery => ({
	dimensions: ['entity_kind', 'entity_id', 'title', 'department_name', 'department_path'].map(
		(name) => `search.${name}`
	),
	filters: [
		{ member: 'search.as_of', operator: 'equals', values: [day] },
		{ member: 'search.words', operator: 'equals', values: [words] }
	],
	limit: 50_000
});

const linesOf = (found: readonly Found[]): string[] =>
	found.map((one) => [one.kind, one.id, one.title, one.department, one.path].join(' | ')).sort();

async function found(cube: CubeUnderTest, words: string, day: string): Promise<string[]> {
	const rows = await cube.load(askFor(words, day));
	return linesOf(
		rows.map((row) => ({
			kind: String(row['search.entity_kind']),
			id: String(row['search.entity_id']),
			title: String(row['search.title']),
			department: String(row['search.department_name'] ?? ''),
			path: String(row['search.department_path'] ?? '')
		}))
	);
}

describe('on random companies full of restricted goals', () => {
	let bench: TruthBench;
	beforeAll(async () => {
		bench = await TruthBench.open(await openTestWarehouse({ migrated: true }));
	});
	afterAll(async () => {
		await bench.close();
		await closeTestWarehouse(bench.warehouse);
	});

	/** Whole titles, their ends, and words in another order; every one of them is in some title, restricted ones too. */
	function wordsIn({ world, days }: ShownCase): string[] {
		const day = days.at(-1) ?? world.lastDay;
		const all = findable(world, day, { userId: 'test', isAdmin: true });
		const picked = all.filter((_, index) => index % Math.ceil(all.length / 8) === 0);
		return picked
			.flatMap(({ title }) => [title.toUpperCase(), title.slice(-4)])
			.concat('o 1', '๑๐');
	}

	it.each([3])('everybody finds what they may open, seed %i', async (seed) => {
		const shown = await bench.showCase(secretCase(seed));
		const { world, days } = shown;
		const words = [...new Set(wordsIn(shown))];
		const counts = new Map<string, number>();
		for (const [turn, viewer] of viewersOf(world).entries()) {
			const cube = viewer.isAdmin ? bench.cube : bench.cube.as(viewer.userId);
			for (const day of days.slice(-1 - (turn % 2))) {
				const open = findable(world, day, viewer);
				counts.set(viewer.userId, open.length);
				expect(await found(cube, '', day), `${viewer.userId} ${day}`).toEqual(linesOf(open));
				for (const asked of words.filter((_, index) => index % 4 === turn % 4)) {
					const needles = fold(asked).split(' ');
					const expected = open.filter(({ title }) =>
						needles.every((needle) => fold(title).includes(needle))
					);
					expect(await found(cube, asked, day), `${viewer.userId}: ${asked}`).toEqual(
						linesOf(expected)
					);
				}
			}
		}
		// The cases hold what some may open and others may not.
		expect(new Set(counts.values()).size).toBeGreaterThan(2);
		expect(counts.get('a stranger')).toBeLessThan(counts.get('test') ?? 0);
	});
});

describe('by hand', () => {
	let story: SecretStory;
	beforeAll(async () => {
		story = await openSecretStory();
	});
	afterAll(() => story.close());

	const count = async (cube: CubeUnderTest, words: string): Promise<unknown> => {
		const { filters = [] } = askFor(words, TODAY);
		const [row] = await cube.load({ measures: ['search.base_count'], filters });
		return row?.['search.base_count'];
	};

	it('nothing restricted is found or counted by those who may not open it', async () => {
		expect(Number(await count(story.cube, 'SECRET'))).toBeGreaterThan(5);
		expect(await count(story.cube.as('eve'), 'secret')).toBe('0');
		expect(await found(story.cube.as('eve'), 'SECRET of a1', TODAY)).toEqual([]);
		const all = await found(story.cube.as('eve'), '', TODAY);
		expect(all.join('\n')).not.toMatch(/SECRET|secret-/);
	});

	it.each([
		['secret of a1', [1]],
		['a1 SECRET', [2]],
		['secret a', [2, 3]],
		['ecret of a1', [3]],
		['a1 b1', []]
	])('%s has the ranks %j', async (words, ranks) => {
		const rows = await story.cube.load({
			...askFor(words, TODAY),
			dimensions: ['search.match_rank']
		});
		expect(rows.map((row) => Number(row['search.match_rank'])).sort()).toEqual(ranks);
	});

	it.each([
		['two texts', [{ member: 'search.words', operator: 'equals', values: ['a', 'b'] }]],
		['part of a text', [{ member: 'search.words', operator: 'contains', values: ['a'] }]],
		['no text', [{ member: 'search.words', operator: 'notEquals', values: ['a'] }]],
		[
			'one text or another',
			[
				{
					or: ['a', 'b'].map((text) => ({
						...{ member: 'search.words', operator: 'equals', values: [text] }
					}))
				}
			]
		],
		[
			'two days',
			[{ member: 'search.as_of', operator: 'equals', values: ['2026-11-21', '2026-11-22'] }]
		]
	])('%s is refused with a sentence', async (_, filters) => {
		const { status, body } = await story.cube.answer('load', {
			query: { measures: ['search.base_count'], filters }
		});
		expect(status).toBe(400);
		expect(JSON.stringify(body)).toMatch(/search\.(words|as_of)/);
	});

	it('signs that mean something to SQL are letters like others', async () => {
		for (const words of ["it's", '\\', '%', '_', "') OR 1=1 --", '?', '{words}', '$1', '\u0000'])
			expect(await story.cube.load(askFor(words, TODAY)), words).toBeInstanceOf(Array);
		expect(await count(story.cube, '%')).toBe('0');
		expect(await count(story.cube, "') OR 1=1 --")).toBe('0');
	});
});
