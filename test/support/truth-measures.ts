/**
 * Every measure of Cube's views against the oracle (test/support/oracle), for chosen as-of days, every department, period and level.
 * Cube is asked over HTTP, as the dashboard asks it.
 */
import type { CubeUnderTest } from './cube-over.ts';
import { endOfDay } from './oracle/days.ts';
import { compareRows, textOf } from './oracle/differences.ts';
import type { Actual, Difference, Expected } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { departmentPath, departmentPathToday } from './oracle/organisation.ts';
import { factOf, MOST_ROWS, withoutView } from './truth-answers.ts';
import { linkViewsOf, viewsOf, viewsWithoutDay, type View } from './truth-views.ts';

type Slice = Readonly<Record<string, string | null>>;

/**
 * Cell by cell: every measure. For the whole company by period, by level, by both and by neither; for departments' subtrees by
 * both and by neither, and by neither in today's tree. Days side by side; the last one also alone, where a cell without rows
 * has an answer too.
 * @param departments whose subtrees are asked for; a filter is the same whichever it names, so a few tell much
 */
export async function measureDifferences(
	world: World,
	cube: CubeUnderTest,
	days: readonly string[],
	departments: readonly string[] = tellingDepartments(world, days)
): Promise<Difference[]> {
	const found: Difference[] = [];
	const perDay = days.map((day) => viewsOf(world, day));
	const { weeks, checkIns, periods, changes, revisions, diagnosis, diagnosisQuotes } =
		viewsWithoutDay(world);
	for (const department of [null, ...departments]) {
		for (const lens of lensesFor(department)) {
			const slice = { department, lens };
			for (const name of ['keyResults', 'objectives', 'people', 'departments'] as const) {
				found.push(...(await compareDays(cube, name, perDay, days, slice)));
			}
			for (const group of groupsFor(slice, weeks.groups))
				found.push(...(await compareCells(cube, weeks, group, slice)));
		}
		const slice = { department, lens: 'department_path' } as const;
		for (const group of groupsFor(slice, checkIns.groups))
			found.push(...(await compareCells(cube, checkIns, group, slice)));
	}
	// What they count is in their rows, each of which is compared: a few slices show that measures follow filters.
	for (const department of [null, ...departments].slice(0, 4)) {
		for (const lens of lensesFor(department)) {
			const slice = { department, lens };
			for (const group of groupsFor(slice, changes.groups))
				found.push(...(await compareCells(cube, changes, group, slice)));
			for (const group of groupsFor(slice, revisions.groups))
				found.push(...(await compareCells(cube, revisions, group, slice)));
		}
	}
	const everything = { department: null, lens: 'department_path' } as const;
	for (const group of groupsFor(everything, periods.groups))
		found.push(...(await compareCells(cube, periods, group, everything)));
	const links = days.map((day) => linkViewsOf(world, day));
	const dependencies = links.map((views) => views.dependencies);
	found.push(...(await compareLinks(cube, dependencies, days, ['from_', 'to_'])));
	const alignments = links.map((views) => views.alignments);
	found.push(...(await compareLinks(cube, alignments, days, ['', 'parent_'])));
	const contributions = links.map((views) => views.contributions);
	found.push(...(await compareLinks(cube, contributions, days, [''])));
	for (const group of groupsFor(everything, diagnosisQuotes.groups))
		found.push(...(await compareCells(cube, diagnosisQuotes, group, everything)));
	for (const group of groupsFor(everything, diagnosis.groups))
		found.push(...(await compareCells(cube, diagnosis, group, everything)));
	found.push(...(await compareWithin(cube, diagnosis, [], '')));
	const patterns = perDay.map((views) => views.patterns);
	found.push(...(await compareLinks(cube, patterns, days, [''])));
	const evidence = perDay.map((views) => views.patternEvidence);
	found.push(...(await compareDaysOf(cube, evidence, days, everything)));
	return found;
}

/** Of the whole company like other views; of all departments in one query each, by the departments that each end lies within. */
async function compareLinks<T extends object & { readonly as_of: string }>(
	cube: CubeUnderTest,
	perDay: readonly View<T>[],
	days: readonly string[],
	ends: readonly string[]
): Promise<Difference[]> {
	const everything = { department: null, lens: 'department_path' } as const;
	const found = await compareDaysOf(cube, perDay, days, everything);
	const last = perDay.at(-1);
	if (last === undefined) return found;
	const filters = [{ member: `${last.name}.as_of`, operator: 'equals', values: days }];
	const all = { ...last, rows: perDay.flatMap((view) => view.rows), filters };
	for (const end of ends) found.push(...(await compareWithin(cube, all, ['as_of'], end)));
	return found;
}

/** Every department's subtree, in both lenses, in one query each. */
async function compareWithin<T extends object>(
	cube: CubeUnderTest,
	view: View<T>,
	columns: readonly string[],
	end: string
): Promise<Difference[]> {
	const everything = { department: null, lens: 'department_path' } as const;
	const found: Difference[] = [];
	for (const lens of ['', '_today']) {
		const within = `${end}within_department_id${lens}`;
		const rows = view.rows.flatMap((row) =>
			factOf(row, `${end}department_path${lens}`)
				.split('/')
				.filter(Boolean)
				.map((id) => ({ ...row, [within]: id }))
		);
		for (const group of [[], view.groups]) {
			const cells = [...columns, within, ...group];
			found.push(...(await compareCells(cube, { ...view, rows }, cells, everything)));
		}
	}
	return found;
}

/** One that has moved since, if there is one, and two others: between the top of the tree and its end. */
function tellingDepartments(world: World, days: readonly string[]): string[] {
	const all = [...world.departments.keys()];
	const [first] = days;
	const moved = all.find(
		(id) =>
			first !== undefined &&
			departmentPath(world, id, endOfDay(first, world.settings.timezone)) !==
				departmentPathToday(world, id)
	);
	const others = [0.2, 0.7].map((share) => all[Math.floor(share * all.length)]);
	return [...new Set([moved, ...others])].filter((id) => id !== undefined);
}

async function compareDays(
	cube: CubeUnderTest,
	name: 'keyResults' | 'objectives' | 'people' | 'departments',
	perDay: readonly ReturnType<typeof viewsOf>[],
	days: readonly string[],
	slice: DepartmentSlice
): Promise<Difference[]> {
	switch (name) {
		case 'keyResults':
			return compareDaysOf(
				cube,
				perDay.map((views) => views.keyResults),
				days,
				slice
			);
		case 'objectives':
			return compareDaysOf(
				cube,
				perDay.map((views) => views.objectives),
				days,
				slice
			);
		case 'people':
			return compareDaysOf(
				cube,
				perDay.map((views) => views.people),
				days,
				slice
			);
		case 'departments':
			return compareDaysOf(
				cube,
				perDay.map((views) => views.departments),
				days,
				slice
			);
	}
}

async function compareDaysOf<T extends object & { readonly as_of: string }>(
	cube: CubeUnderTest,
	perDay: readonly View<T>[],
	days: readonly string[],
	slice: DepartmentSlice
): Promise<Difference[]> {
	const last = perDay.at(-1);
	if (last === undefined) return [];
	const all: View<T> = {
		...last,
		rows: perDay.flatMap((view) => view.rows),
		filters: [{ member: `${last.name}.as_of`, operator: 'equals', values: days }]
	};
	const isToday = slice.lens === 'department_path_today';
	const found = isToday ? [] : await compareCells(cube, last, [], slice);
	for (const group of groupsFor(slice, last.groups))
		found.push(...(await compareCells(cube, all, ['as_of', ...group], slice)));
	return found;
}

interface DepartmentSlice {
	/** null: everything. */
	readonly department: string | null;
	readonly lens: Lens;
}

type Lens = 'department_path' | 'department_path_today';

/** Without a department both lenses are the same. */
function lensesFor(department: string | null): readonly Lens[] {
	return department === null ? ['department_path'] : ['department_path', 'department_path_today'];
}

async function compareCells<T extends object>(
	cube: CubeUnderTest,
	view: View<T>,
	group: readonly string[],
	{ department, lens }: DepartmentSlice
): Promise<Difference[]> {
	const inside = view.rows.filter(
		(row) => department === null || factOf(row, lens).includes(`/${department}/`)
	);
	const subtree =
		department === null
			? []
			: [{ member: `${view.name}.${lens}`, operator: 'contains', values: [`/${department}/`] }];
	const where = (slice: Slice): string => `${lens} ${department ?? 'all'} ${JSON.stringify(slice)}`;
	const cells = Map.groupBy(inside, (row) => JSON.stringify(sliceOf(group, row)));
	// An ungrouped question has an answer also where there is nothing.
	if (group.length === 0 && inside.length === 0) cells.set('{}', []);
	const expected = new Map<string, Expected>();
	for (const rows of cells.values()) {
		const [first] = rows;
		const slice = first === undefined ? {} : sliceOf(group, first);
		expected.set(where(slice), view.measures(rows));
	}
	const answered = await cube.load({
		measures: Object.keys(view.measures([])).map((name) => `${view.name}.${name}`),
		dimensions: group.map((name) => `${view.name}.${name}`),
		filters: [...view.filters, ...subtree],
		limit: MOST_ROWS
	});
	const actual = new Map<string, Actual>();
	for (const row of answered) {
		const plain = withoutView(view.name, row);
		actual.set(where(sliceOf(group, plain)), plain);
	}
	return compareRows(view.name, expected, actual);
}

function sliceOf(group: readonly string[], row: object): Slice {
	return Object.fromEntries(
		group.map((name) => {
			const value: unknown = Reflect.get(row, name);
			const text = value === null || value === undefined ? null : textOf(value);
			return [name, text?.replace('T00:00:00.000', '') ?? null];
		})
	);
}

function groupsFor(slice: DepartmentSlice, groups: readonly string[]): string[][] {
	if (slice.lens === 'department_path_today' || groups.length === 0) return [[]];
	const alone = groups.map((name) => [name]);
	if (slice.department !== null || groups.length === 1) return [[], [...groups]];
	return [[], ...alone, [...groups]];
}
