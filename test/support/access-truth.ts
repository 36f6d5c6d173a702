/** What somebody sees through Cube against what the oracle says that they may see (test/support/oracle/access.ts). */
import type { CubeUnderTest } from './cube-over.ts';
import { cellOf, seenBy } from './oracle/access.ts';
import type { CellView, Placed, Seen, Viewer } from './oracle/access.ts';
import { compareRows, textOf } from './oracle/differences.ts';
import type { Actual, Difference, Expected } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { keyResultMeasures, objectiveMeasures, weekMeasures } from './oracle/measures.ts';
import { headsOf } from './oracle/organisation.ts';
import { endOf } from './oracle/live.ts';
import { keyResultRows, objectiveRows, weekRows } from './oracle/rows.ts';
import { compareView } from './truth-rows.ts';

/** An administrator, a stranger, and of each kind of reader those who open some restricted objectives and not others. */
export function viewersOf(world: World): Viewer[] {
	const now = endOf(world, world.lastDay);
	const people = [...world.people.keys()];
	const heads = [...world.departments.keys()].flatMap((id) => headsOf(world, id, now));
	const listed = [...world.objectives.values()].flatMap(({ readers }) => readers.at(-1)?.ids ?? []);
	const own = people.filter((id) => !heads.includes(id) && !listed.includes(id));
	const chosen = [headsOf(world, '1', now)[0], heads.at(-1), heads.at(1), listed[0], listed.at(-1)];
	const ids = [...chosen, ...own.slice(0, 2), 'a stranger'].filter((id) => id !== undefined);
	return [
		{ userId: 'test', isAdmin: true },
		...[...new Set(ids)].map((userId) => ({ userId, isAdmin: false }))
	];
}

interface Sight<T extends Placed> {
	readonly view: CellView;
	readonly key: readonly (keyof T & string)[];
	readonly day: string;
	readonly filters: readonly object[];
	readonly seen: Seen<T>;
	readonly measures: (rows: readonly T[]) => Record<string, number | string | null>;
}

const PLACES = ['department_path', 'department_path_today'] as const;

/** Blocks are counted only in queries by these. */
const CELLS: readonly (readonly string[])[] = [
	[],
	['period_id'],
	['level'],
	['period_name', 'level'],
	['within_department_id'],
	['within_department_id', 'period_id', 'level'],
	['within_department_id_today', 'level'],
	['department_id'],
	['department_name', 'level'],
	['department_path_today', 'period_id']
];

/** In these every row stands for itself. */
const ROWS: readonly (readonly string[])[] = [['visibility'], ['level', 'owner_id']];

/**
 * Rows, and every measure of every cell.
 * @param oneOf each viewer asks every so manieth question, each viewer others
 */
export async function accessDifferences(
	world: World,
	admin: CubeUnderTest,
	day: string,
	oneOf = 1
): Promise<Difference[]> {
	const found: Difference[] = [];
	const keyResults = keyResultRows(world, day);
	const objectives = objectiveRows(world, day);
	const weeks = weekRows(world);
	for (const [turn, viewer] of viewersOf(world).entries()) {
		const isChosen = (question: number): boolean => question % oneOf === turn % oneOf;
		const cube = viewer.isAdmin ? admin : admin.as(viewer.userId);
		const on = (view: string) => [{ member: `${view}.as_of`, operator: 'equals', values: [day] }];
		const differences = [
			...(await sightDifferences(
				world,
				cube,
				{
					view: 'key_results',
					key: ['key_result_id'],
					day,
					filters: on('key_results'),
					seen: seenBy(world, 'key_results', keyResults, (row) => row.as_of, viewer),
					measures: keyResultMeasures
				},
				isChosen
			)),
			...(await sightDifferences(
				world,
				cube,
				{
					view: 'objectives',
					key: ['objective_id'],
					day,
					filters: on('objectives'),
					seen: seenBy(world, 'objectives', objectives, (row) => row.as_of, viewer),
					measures: objectiveMeasures
				},
				isChosen
			)),
			...(await sightDifferences(
				world,
				cube,
				{
					view: 'check_in_weeks',
					key: ['week', 'key_result_id'],
					day: '',
					filters: [],
					seen: seenBy(world, 'check_in_weeks', weeks, (row) => row.lastLiveDay, viewer),
					measures: weekMeasures
				},
				isChosen
			))
		];
		const name = viewer.isAdmin ? 'an administrator' : viewer.userId;
		found.push(...differences.map((each) => ({ ...each, where: `${name}: ${each.where}` })));
	}
	return found;
}

async function sightDifferences<T extends Placed>(
	world: World,
	cube: CubeUnderTest,
	sight: Sight<T>,
	isChosen: (question: number) => boolean
): Promise<Difference[]> {
	const { view, key, filters, seen, measures, day } = sight;
	const rows = seen.open;
	const found = await compareView(
		cube,
		{ name: view, key, groups: [], measures, filters, rows },
		day
	);
	const open = { ...sight, seen: { ...seen, closed: [], blocks: [] } };
	const byTime = view === 'check_in_weeks' ? [['week'], ['week', 'within_department_id']] : [];
	const questions = [
		...[...CELLS, ...byTime].map((group) => ({ group, subtree: null, of: sight })),
		...ROWS.map((group) => ({ group, subtree: null, of: open })),
		...[...world.departments.keys()].flatMap((department) =>
			PLACES.map((lens) => ({ group: ['level'], subtree: { lens, department }, of: sight }))
		)
	];
	for (const { group, subtree, of } of questions.filter((_, index) => isChosen(index)))
		found.push(...(await cellDifferences(world, cube, of, group, subtree)));
	return found;
}

interface Subtree {
	readonly lens: (typeof PLACES)[number];
	readonly department: string;
}

async function cellDifferences<T extends Placed>(
	world: World,
	cube: CubeUnderTest,
	{ view, filters, seen, measures }: Sight<T>,
	group: readonly string[],
	subtree: Subtree | null
): Promise<Difference[]> {
	const isWithin = (place: Placed): boolean =>
		subtree === null || place[subtree.lens].includes(`/${subtree.department}/`);
	const everything = [...seen.open, ...seen.closed].filter(isWithin);
	const keys = new Set(everything.flatMap((row) => keysOf(group, row)));
	// Without groups there is an answer also where there is nothing.
	if (group.length === 0) keys.add(JSON.stringify([]));
	const expected = new Map<string, Expected>();
	for (const key of keys) {
		const isInside = (place: Placed): boolean =>
			isWithin(place) && keysOf(group, place).includes(key);
		const { rows, suppressed } = cellOf(world, seen, isInside);
		expected.set(key, { ...measures(rows), suppressed_count: suppressed });
	}
	const answered = await cube.load({
		measures: [...Object.keys(measures([])), 'suppressed_count'].map((name) => `${view}.${name}`),
		dimensions: group.map((name) => `${view}.${name}`),
		filters: [
			...filters,
			...(subtree === null
				? []
				: [
						{
							member: `${view}.${subtree.lens}`,
							operator: 'contains',
							values: [`/${subtree.department}/`]
						}
					])
		],
		limit: 50_000
	});
	const actual = new Map<string, Actual>();
	for (const row of answered)
		actual.set(
			JSON.stringify(
				group.map((name) => textOf(row[`${view}.${name}`]).replace('T00:00:00.000', ''))
			),
			Object.fromEntries(
				Object.entries(row).map(([name, value]) => [name.slice(view.length + 1), value])
			)
		);
	const place = subtree === null ? 'everywhere' : `${subtree.lens} ${subtree.department}`;
	return compareRows(view, expected, actual).map((each) => ({
		...each,
		where: `${place}, by ${group.join(', ') || 'nothing'}: ${each.where}`
	}));
}

/** The groups in which a row counts: one, or of `within_…` one for each department above it. */
function keysOf(group: readonly string[], row: object): string[] {
	const facts = new Map<string, unknown>(Object.entries(row));
	let keys: string[][] = [[]];
	for (const name of group) {
		const path = name.replace('within_department_id', 'department_path');
		const fact = textOf(facts.get(path));
		const values = path === name ? [fact] : fact.split('/').filter(Boolean);
		keys = keys.flatMap((key) => values.map((value) => [...key, value]));
	}
	return keys.map((key) => JSON.stringify(key));
}
