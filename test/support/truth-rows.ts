/**
 * Every row of Cube's views against the oracle (test/support/oracle), for chosen as-of days. Cube is asked over HTTP, as the dashboard
 * asks it.
 */
import type { CubeUnderTest, Row } from './cube-over.ts';
import { asCubeTime, compareRows } from './oracle/differences.ts';
import type { Actual, Difference, Expected } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { factOf, MOST_ROWS, withoutView } from './truth-answers.ts';
import { linkViewsOf, viewsOf, viewsWithoutDay, type View } from './truth-views.ts';

/** Facts of the oracle's rows that are not members of the view. */
const NOT_MEMBERS: Readonly<Record<string, readonly string[]>> = {
	key_results: ['isOpen', 'isHealthy'],
	check_in_weeks: [
		'isClosedDue',
		'lastLiveDay',
		'objective_title',
		'period_name',
		'owner_name',
		'department_name',
		'visibility'
	],
	objectives: [
		'broken_link_count',
		'valid_incoming_links',
		'has_cross_department_in',
		'has_cross_department_out',
		'closed_due_weeks',
		'on_time_weeks'
	],
	people: ['isCounted'],
	periods: ['objective_count']
};

/** Members that hold a local day. */
const DAYS = /^(as_of|week|since_week|first_fell_in|\w+_on)$/;

/** Row by row: each dimension of each view. */
export async function rowDifferences(
	world: World,
	cube: CubeUnderTest,
	days: readonly string[]
): Promise<Difference[]> {
	const found: Difference[] = [];
	for (const day of days) {
		const { keyResults, objectives, people, departments, patterns, patternEvidence } = viewsOf(
			world,
			day
		);
		found.push(...(await compareView(cube, keyResults, day)));
		found.push(...(await compareView(cube, objectives, day)));
		found.push(...(await compareView(cube, people, day)));
		found.push(...(await compareView(cube, departments, day)));
		const { dependencies, alignments, contributions } = linkViewsOf(world, day);
		found.push(...(await compareView(cube, dependencies, day)));
		found.push(...(await compareView(cube, alignments, day)));
		found.push(...(await compareView(cube, contributions, day)));
		found.push(...(await compareView(cube, patterns, day)));
		found.push(...(await compareView(cube, patternEvidence, day)));
	}
	const { weeks, checkIns, periods, changes, revisions, diagnosis, diagnosisQuotes } =
		viewsWithoutDay(world);
	found.push(...(await compareView(cube, changes, '')));
	found.push(...(await compareView(cube, revisions, '')));
	found.push(...(await compareView(cube, weeks, '')));
	found.push(...(await compareView(cube, checkIns, '')));
	found.push(...(await compareView(cube, periods, '')));
	found.push(...(await compareView(cube, diagnosis, '')));
	found.push(...(await compareView(cube, diagnosisQuotes, '')));
	return found;
}

export async function compareView<T extends object>(
	cube: CubeUnderTest,
	view: View<T>,
	day: string
): Promise<Difference[]> {
	const leftOut = NOT_MEMBERS[view.name] ?? [];
	const expected = new Map<string, Expected>();
	for (const row of view.rows) {
		const facts = Object.entries(row).filter(([name]) => !leftOut.includes(name));
		expected.set(keyOf(view.key, row, day), Object.fromEntries(facts.map(asCubeShows)));
	}
	const [first] = expected.values();
	// Without an expected row the key alone is asked for, so that surplus rows still show.
	const columns = first === undefined ? [...view.key] : Object.keys(first);
	const answered: Row[] = [];
	for (let offset = 0; ; offset += MOST_ROWS) {
		const page = await cube.load({
			dimensions: columns.map((column) => `${view.name}.${column}`),
			filters: view.filters,
			limit: MOST_ROWS,
			...(offset > 0 && { offset }),
			order: Object.fromEntries(view.key.map((column) => [`${view.name}.${column}`, 'asc']))
		});
		answered.push(...page);
		if (page.length < MOST_ROWS) break;
	}
	const actual = new Map<string, Actual>();
	const twice: Difference[] = [];
	for (const row of answered) {
		const plain = withoutView(view.name, row);
		const where = keyOf(view.key, plain, day);
		if (actual.has(where))
			twice.push({ view: view.name, column: '(row)', where, expected: 'one', actual: 'two' });
		actual.set(where, plain);
	}
	return [...twice, ...compareRows(view.name, expected, actual)];
}

/** Days of `as_of`, `week` and bounds are midnights for Cube, instants are UTC wall time. */
function asCubeShows([name, value]: [string, unknown]): [string, unknown] {
	if (name.endsWith('_at') && typeof value === 'number') return [name, asCubeTime(value)];
	if (DAYS.test(name) && typeof value === 'string') return [name, `${value}T00:00:00.000`];
	return [name, value];
}

function keyOf(key: readonly string[], row: object, day: string): string {
	const parts = key.map((column) => `${column} ${factOf(row, column).slice(0, 90)}`);
	return [
		...(day === '' ? [] : [day]),
		...parts.map((part) => part.replace('T00:00:00.000', ''))
	].join(', ');
}
