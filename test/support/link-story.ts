/**
 * Links told in stories, asked through Cube.
 *
 * The company: Boss heads it (department 1). Linh works in Sales (2), Mai in Supply (3), An in the warehouse (31), which belongs
 * to Supply. All objectives are of the third quarter of 2026 unless said otherwise, and the day is 10 August: 45 % of the quarter
 * are over, so a key result is on track with 50 %, behind with 30 % and at risk with 10 %.
 */
import { afterAll, beforeAll, it } from 'vitest';
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import {
	buildFrom,
	checkIn,
	department,
	keyResult,
	link,
	objective,
	period,
	person,
	type CheckInFacts,
	type Fact,
	type ObjectiveFacts
} from './core-builder.ts';
import { cellOf, cubeOn, equalTo, type CubeUnderTest } from './cube-over.ts';
import { closeTestWarehouse, openTestWarehouse } from './warehouse.ts';

export const DAY = '2026-08-10';

const COMPANY: readonly (readonly Fact[])[] = [
	period('Y', '2026-01-01', '2026-12-31', { name: 'Year' }),
	period('Q3', '2026-07-01', '2026-09-30', { name: 'Third quarter' }),
	period('M7', '2026-07-01', '2026-07-31', { name: 'July' }),
	period('M8', '2026-08-01', '2026-08-31', { name: 'August' }),
	period('Q2', '2026-04-01', '2026-06-30', { name: 'Second quarter' }),
	department('1', { name: 'Company', heads: ['boss'] }),
	department('2', { name: 'Sales' }),
	department('3', { name: 'Supply' }),
	department('31', { name: 'Warehouse', parent: '3' }),
	person('boss', { name: 'Boss' }),
	person('linh', { name: 'Linh', departments: ['2'] }),
	person('mai', { name: 'Mai', departments: ['3'] }),
	person('an', { name: 'An', departments: ['31'] })
];

type Where = Readonly<Record<string, string>>;

export interface LinkStory {
	/** A sentence, the facts it is about, and what they come to. */
	readonly tells: (
		title: string,
		facts: readonly (readonly Fact[])[],
		check: () => Promise<void>
	) => void;
	/** Rows of a view on a day, DAY unless another is given: these members of them, in the order of the first. */
	readonly rows: (
		view: string,
		members: readonly string[],
		where: Where,
		on?: string
	) => Promise<unknown[][]>;
	/** Measures of a view on DAY, by their names without it. */
	readonly cell: (
		view: string,
		measures: readonly string[],
		where: Where
	) => Promise<Record<string, number | null>>;
	/** To be asked in tests only. */
	readonly cube: () => CubeUnderTest;
}

/** To be called once at the top of a test file: all sentences of it are asked of one Cube. */
export function linkStory(): LinkStory {
	const facts: (readonly Fact[])[] = [...COMPANY];
	let warehouse: Warehouse;
	let cube: CubeUnderTest;

	beforeAll(async () => {
		warehouse = await openTestWarehouse({ migrated: true });
		await buildFrom(warehouse, { asOf: '2026-09-30', refused: ['refused'] }, ...facts);
		cube = await cubeOn(warehouse);
	});

	afterAll(async () => {
		await cube.close();
		await closeTestWarehouse(warehouse);
	});

	return {
		tells(title, its, check) {
			facts.push(...its);
			it(title, check);
		},
		async rows(view, members, where, on = DAY) {
			const found = await cube.load({
				dimensions: members.map((name) => `${view}.${name}`),
				filters: equalTo(view, { as_of: on, ...where }),
				order: Object.fromEntries(members.map((name) => [`${view}.${name}`, 'asc']))
			});
			return found.map((row) => members.map((name) => row[`${view}.${name}`]));
		},
		cell: (view, measures, where) => cellOf(cube, view, measures, { as_of: DAY, ...where }),
		cube: () => cube
	};
}

/** An objective of Mai with one key result, of which she wrote this on Friday, 7 August. */
export function ofMai(
	id: string,
	says: Omit<CheckInFacts, 'at' | 'of'> = {},
	at = '2026-08-07'
): Fact[] {
	return [
		...objective(id, { owner: 'mai', title: `Objective ${id}` }),
		...keyResult(`${id}-k`, { of: id, title: `Key result of ${id}` }),
		...checkIn(`${id}-c`, { of: id, by: 'mai', at, confidence: 8, ...says })
	];
}

/** An objective of Linh that names `target` as what it depends on. */
export function cooperates(id: string, target: string, facts: ObjectiveFacts = {}): Fact[] {
	return [...objective(id, facts), ...link(id, target, { kind: 'COOPERATION' })];
}
