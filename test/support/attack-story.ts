/** Eve, who may open nothing restricted, and how she asks of the company of secret-story.ts. */
import { afterAll, beforeAll, expect } from 'vitest';
import { z } from 'zod';
import type { CubeUnderTest } from './cube-over.ts';
import { namesIn, openSecretStory, secretsIn, type SecretStory } from './secret-story.ts';

type View = 'key_results' | 'objectives' | 'check_in_weeks';
/** What a query holds beside its measures. */
export type Shape = Readonly<Record<string, unknown>>;

/** Texts, ids and owners of restricted objectives. */
export const TRACES = /SECRET|secret-|shy-/;

/** A filter of any member of any view. */
export const where = (member: string, operator: string, ...values: unknown[]) => ({
	member,
	operator,
	...(values.length > 0 && { values })
});
/** A filter of the view of key results. */
export const on = (name: string, operator: string, ...values: unknown[]) =>
	where(`key_results.${name}`, operator, ...values);
export const either = (...or: object[]) => ({ or });
export const both = (...and: object[]) => ({ and });

/** Measures whose cells say who is in them, and how many are left out. */
export const measuresOf = (view: View) =>
	['base_count', 'progress_count', 'avg_progress', 'suppressed_count'].map(
		(name) => `${view}.${name}`
	);

export const Loaded = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/** What `toldBy` says of cells that hold the block of one department, and of those that hold both blocks. */
export const ONE_BLOCK = 'one';
export const BOTH_BLOCKS = 'one + several';

export interface AttackStory {
	/** To be asked in tests only, as `eve`. */
	readonly admin: () => CubeUnderTest;
	readonly eve: () => CubeUnderTest;
	/** Rows of these measures; of key results, as Eve, unless said otherwise. No trace is among them. */
	readonly rowsOf: (
		shape: Shape,
		view?: View,
		cube?: CubeUnderTest
	) => Promise<Record<string, unknown>[]>;
	/** What the cells of such a query tell of restricted objectives, each once. */
	readonly toldBy: (shape: Shape, view?: View, cube?: CubeUnderTest) => Promise<string[]>;
}

/** To be called once at the top of a test file: all its tests ask one Cube. */
export function attackStory(): AttackStory {
	let story: SecretStory;
	let eve: CubeUnderTest;
	beforeAll(async () => {
		story = await openSecretStory();
		eve = story.cube.as('eve');
	});
	afterAll(() => story.close());

	const rowsOf: AttackStory['rowsOf'] = async (shape, view = 'key_results', cube = eve) => {
		const { status, body } = await cube.answer('load', {
			query: { measures: measuresOf(view), ...shape }
		});
		expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
		const { data } = Loaded.parse(body);
		expect(JSON.stringify(data)).not.toMatch(TRACES);
		return data;
	};

	const toldBy: AttackStory['toldBy'] = async (shape, view = 'key_results', cube = eve) => {
		const rows = await rowsOf(shape, view, cube);
		const told = rows.map((row) => {
			const count = Number(row[`${view}.progress_count`]);
			const mean = row[`${view}.avg_progress`];
			return count === 0 ? '' : secretsIn(namesIn(count, Number(mean)));
		});
		return [...new Set(told)].filter(Boolean).sort();
	};

	return { admin: () => story.cube, eve: () => eve, rowsOf, toldBy };
}
