/** Sentences about the marts: each brings its own few facts, and all of a file are built in one go. */
import { afterAll, beforeAll, it } from 'vitest';
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../../etl/clickhouse/client.ts';
import {
	buildFrom,
	department,
	period,
	person,
	type BuildOptions,
	type Fact
} from './core-builder.ts';
import { closeTestWarehouse, openTestWarehouse } from './warehouse.ts';

const MartRow = z.record(z.string(), z.unknown());
export type MartRow = z.infer<typeof MartRow>;

/**
 * A company with one department below the root, headed by Boss, in which Linh works in department 2; the third quarter of
 * 2026. Ids of objectives and key results are the sentence's own.
 */
export const SMALL_COMPANY: readonly Fact[][] = [
	period('Q3', '2026-07-01', '2026-09-30'),
	department('1', { heads: ['boss'] }),
	department('2'),
	person('boss'),
	person('linh', { departments: ['2'] })
];

type Where = Readonly<Record<string, string | number>>;

export interface Story {
	/** A sentence, the facts it is about, and what they come to. */
	readonly tells: (
		title: string,
		facts: readonly (readonly Fact[])[],
		check: () => Promise<void>
	) => void;
	/** Rows of a mart where these columns have these values, ordered by all columns. */
	readonly rows: (mart: string, where: Where) => Promise<MartRow[]>;
	/** The one such row; undefined if there is none. */
	readonly row: (mart: string, where: Where) => Promise<MartRow | undefined>;
	readonly keyResult: (id: string, day: string) => Promise<MartRow | undefined>;
	readonly objective: (id: string, day: string) => Promise<MartRow | undefined>;
	readonly week: (id: string, monday: string) => Promise<MartRow | undefined>;
}

/** To be called once at the top of a test file: `describe` blocks then tell their sentences. */
export function story(
	options: BuildOptions,
	company: readonly (readonly Fact[])[] = SMALL_COMPANY
): Story {
	const facts: (readonly Fact[])[] = [...company];
	let warehouse: Warehouse | null = null;
	const opened = (): Warehouse => {
		if (warehouse === null) throw new Error('The story has not begun');
		return warehouse;
	};

	beforeAll(async () => {
		warehouse = await openTestWarehouse({ migrated: true });
		await buildFrom(warehouse, options, ...facts);
	});

	afterAll(async () => {
		if (warehouse !== null) await closeTestWarehouse(warehouse);
	});

	const rows: Story['rows'] = (mart, where) => {
		const conditions = Object.entries(where).map(
			([column, value]) => `${column} = ${sqlLiteral(value)}`
		);
		return selectRows(
			opened(),
			`SELECT * FROM ${mart} WHERE ${conditions.join(' AND ') || '1'} ORDER BY ALL`,
			(row) => MartRow.parse(row)
		);
	};
	const row: Story['row'] = async (mart, where) => {
		const found = await rows(mart, where);
		if (found.length > 1) throw new Error(`${found.length} rows instead of one`);
		return found[0];
	};
	return {
		tells(title, its, check) {
			facts.push(...its);
			it(title, check);
		},
		rows,
		row,
		keyResult: (id, day) => row('mart_key_result_days', { key_result_id: id, as_of: day }),
		objective: (id, day) => row('mart_objective_days', { objective_id: id, as_of: day }),
		week: (id, monday) => row('mart_check_in_weeks', { key_result_id: id, week: monday })
	};
}
