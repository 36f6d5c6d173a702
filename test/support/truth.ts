/**
 * Every row and every measure of Cube's views against the oracle (test/support/oracle), for chosen as-of days, every
 * department, period and level. Cube is asked over HTTP, as the dashboard asks it.
 */
import type { CubeUnderTest, Row } from './cube-over.ts';
import { changeMeasures, changeRows } from './oracle/changes.ts';
import { endOfDay } from './oracle/days.ts';
import { departmentPath, departmentPathToday } from './oracle/organisation.ts';
import { asCubeTime, compareRows, textOf } from './oracle/differences.ts';
import type { Actual, Difference, Expected } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import {
	alignmentMeasures,
	contributionMeasures,
	dependencyMeasures
} from './oracle/link-measures.ts';
import { alignmentRows, contributionRows, dependencyRows } from './oracle/links.ts';
import {
	checkInMeasures,
	departmentMeasures,
	keyResultMeasures,
	objectiveMeasures,
	periodMeasures,
	personMeasures,
	weekMeasures
} from './oracle/measures.ts';
import { revisionMeasures, revisionRows } from './oracle/revisions.ts';
import {
	diagnosisMeasures,
	diagnosisQuoteMeasures,
	diagnosisQuoteRows,
	diagnosisRows
} from './oracle/diagnosis.ts';
import {
	patternEvidenceMeasures,
	patternEvidenceRows,
	patternMeasures,
	patternRows
} from './oracle/patterns.ts';
import {
	checkInRows,
	departmentRows,
	keyResultRows,
	objectiveRows,
	periodRows,
	personRows,
	weekRows
} from './oracle/rows.ts';

/** Cube gives 10,000 rows unless asked for more; the most it gives. */
const MOST_ROWS = 50_000;

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

type Slice = Readonly<Record<string, string | null>>;

export interface View<T extends object> {
	readonly name: string;
	readonly key: readonly (keyof T & string)[];
	/** What measures are asked by, besides the department: one after the other and together. */
	readonly groups: readonly (keyof T & string)[];
	readonly measures: (rows: readonly T[]) => Record<string, number | string | null>;
	/** Filters of Cube that leave exactly these rows. */
	readonly filters: readonly object[];
	readonly rows: readonly T[];
}

function viewsOf(world: World, day: string) {
	const on = (view: string): object[] => [
		{ member: `${view}.as_of`, operator: 'equals', values: [day] }
	];
	const keyResults: View<ReturnType<typeof keyResultRows>[number]> = {
		name: 'key_results',
		key: ['key_result_id'],
		groups: ['period_id', 'level'],
		measures: keyResultMeasures,
		filters: on('key_results'),
		rows: keyResultRows(world, day)
	};
	const objectives: View<ReturnType<typeof objectiveRows>[number]> = {
		name: 'objectives',
		key: ['objective_id'],
		groups: ['period_id', 'level'],
		measures: objectiveMeasures,
		filters: on('objectives'),
		rows: objectiveRows(world, day)
	};
	const people: View<ReturnType<typeof personRows>[number]> = {
		name: 'people',
		key: ['person_id', 'period_id'],
		groups: ['period_id'],
		measures: personMeasures,
		filters: on('people'),
		rows: personRows(world, day)
	};
	const departments: View<ReturnType<typeof departmentRows>[number]> = {
		name: 'departments',
		key: ['department_id'],
		groups: [],
		measures: departmentMeasures,
		filters: on('departments'),
		rows: departmentRows(world, day)
	};
	const patterns: View<ReturnType<typeof patternRows>[number]> = {
		name: 'patterns',
		key: ['key_result_id', 'pattern'],
		groups: ['pattern', 'level'],
		measures: patternMeasures,
		filters: on('patterns'),
		rows: patternRows(world, day)
	};
	const patternEvidence: View<ReturnType<typeof patternEvidenceRows>[number]> = {
		name: 'pattern_evidence',
		key: ['key_result_id', 'pattern', 'valued_on'],
		groups: ['pattern'],
		measures: patternEvidenceMeasures,
		filters: on('pattern_evidence'),
		rows: patternEvidenceRows(world, day)
	};
	return { keyResults, objectives, people, departments, patterns, patternEvidence };
}

function linkViewsOf(world: World, day: string) {
	const on = (view: string): object[] => [
		{ member: `${view}.as_of`, operator: 'equals', values: [day] }
	];
	const dependencies: View<ReturnType<typeof dependencyRows>[number]> = {
		name: 'dependencies',
		key: ['from_objective_id', 'to_objective_id', 'to_key_result_id', 'kind'],
		groups: ['period_id', 'kind'],
		measures: dependencyMeasures,
		filters: on('dependencies'),
		rows: dependencyRows(world, day)
	};
	const alignments: View<ReturnType<typeof alignmentRows>[number]> = {
		name: 'alignments',
		key: ['objective_id', 'target_id', 'kind'],
		groups: ['period_id', 'level'],
		measures: alignmentMeasures,
		filters: on('alignments'),
		rows: alignmentRows(world, day)
	};
	const contributions: View<ReturnType<typeof contributionRows>[number]> = {
		name: 'contributions',
		key: ['objective_id', 'company_objective_id'],
		groups: ['company_objective_id', 'level'],
		measures: contributionMeasures,
		filters: on('contributions'),
		rows: contributionRows(world, day)
	};
	return { dependencies, alignments, contributions };
}

function viewsWithoutDay(world: World) {
	const weeks: View<ReturnType<typeof weekRows>[number]> = {
		name: 'check_in_weeks',
		key: ['week', 'key_result_id'],
		groups: ['week', 'period_id', 'level'],
		measures: weekMeasures,
		filters: [],
		rows: weekRows(world)
	};
	const checkIns: View<ReturnType<typeof checkInRows>[number]> = {
		name: 'check_ins',
		key: ['check_in_id', 'key_result_id'],
		groups: ['author_id'],
		measures: checkInMeasures,
		filters: [],
		rows: checkInRows(world)
	};
	const periods: View<ReturnType<typeof periodRows>[number]> = {
		name: 'periods',
		key: ['period_id'],
		groups: ['period_id'],
		measures: periodMeasures,
		filters: [],
		rows: periodRows(world)
	};
	const changes: View<ReturnType<typeof changeRows>[number]> = {
		name: 'changes',
		key: ['entity_kind', 'entity_id', 'changed_at', 'field', 'change_kind'],
		groups: ['entity_kind', 'field'],
		measures: changeMeasures,
		filters: [],
		rows: changeRows(world)
	};
	const revisions: View<ReturnType<typeof revisionRows>[number]> = {
		name: 'check_in_revisions',
		key: ['check_in_id', 'revised_at', 'key_result_id'],
		groups: ['period_id'],
		measures: revisionMeasures,
		filters: [],
		rows: revisionRows(world)
	};
	const diagnosis: View<ReturnType<typeof diagnosisRows>[number]> = {
		name: 'diagnosis',
		key: ['key_result_id', 'period_id'],
		groups: ['period_id', 'final_answer'],
		measures: diagnosisMeasures,
		filters: [],
		rows: diagnosisRows(world, world.lastDay)
	};
	const diagnosisQuotes: View<ReturnType<typeof diagnosisQuoteRows>[number]> = {
		name: 'diagnosis_quotes',
		key: ['key_result_id', 'period_id', 'check_in_id', 'line_number', 'cause', 'term'],
		groups: ['cause'],
		measures: diagnosisQuoteMeasures,
		filters: [],
		rows: diagnosisQuoteRows(world)
	};
	return { weeks, checkIns, periods, changes, revisions, diagnosis, diagnosisQuotes };
}

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

function withoutView(view: string, row: Row): Actual {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name.slice(view.length + 1), value])
	);
}

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

function factOf(row: object, name: string): string {
	return textOf(Reflect.get(row, name));
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
