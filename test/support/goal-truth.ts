/** What the pages of single goals and people show, compared with what the oracle says that they must show. */
import type { App } from './app.ts';
import { addDays, mondayOf } from './oracle/days.ts';
import type { Difference } from './oracle/differences.ts';
import type { KnownKeyResult, KnownObjective, World } from './oracle/known.ts';
import { weekMeasures } from './oracle/measures.ts';
import { oncePerDay } from './oracle/once.ts';
import { matrixWeeks } from './oracle/pages.ts';
import {
	checkInRows,
	keyResultRow,
	keyResultRows,
	objectiveRow,
	objectiveRows,
	personRows,
	weekRows
} from './oracle/rows.ts';
import { attributeOf, openPage, type Page, type PageElement } from './page.ts';
import { Comparison } from './page-truth.ts';

/** So many goals of each day are looked at, spread over all of them. */
const SAMPLE = 6;

const checkInsByKeyResult = oncePerDay((world: World) =>
	Map.groupBy(checkInRows(world), (row) => row.key_result_id)
);
const weeksByKeyResult = oncePerDay((world: World) =>
	Map.groupBy(weekRows(world), (row) => row.key_result_id)
);

/** Elements spread evenly over a list. */
function sampleOf<T>(all: readonly T[]): T[] {
	const step = Math.max(1, Math.floor(all.length / SAMPLE));
	return all.filter((_, index) => index % step === 0).slice(0, SAMPLE);
}

function comparisonOf(page: string, day: string): Comparison {
	return new Comparison(page, { day, periodId: null, departmentId: null, lens: 'as_was' });
}

export async function keyResultDifferences(
	app: App,
	world: World,
	day: string
): Promise<Difference[]> {
	const comparison = comparisonOf('key result', day);
	const live = [...world.keyResults.values()].filter(
		(keyResult) => keyResultRow(world, keyResult, day) !== null
	);
	comparison.expect('key results', 'are there', true, live.length > SAMPLE);
	for (const keyResult of sampleOf(live)) {
		const page = await openPage(app, `/key-results/${keyResult.id}?as_of=${day}`);
		compareFacts(comparison, page, world, keyResult, day);
		compareStory(comparison, page, world, keyResult, day);
		compareCheckIns(comparison, page, world, keyResult, day);
		compareWeeks(comparison, page, world, keyResult, day);
	}
	return comparison.found;
}

function compareFacts(
	comparison: Comparison,
	page: Page,
	world: World,
	keyResult: KnownKeyResult,
	day: string
): void {
	const row = keyResultRow(world, keyResult, day);
	const fact = (name: string) => page.one('data-fact', name);
	const expectFact = (name: string, expected: unknown) =>
		comparison.expect(name, keyResult.id, expected, attributeOf(fact(name), 'data-value'));
	expectFact('progress', row?.progress);
	expectFact('pace', row?.pace);
	expectFact('confidence', row?.confidence);
	expectFact('days_since_check_in', row?.days_since_check_in);
	expectFact('weight', row?.weight);
	comparison.expect(
		'expected',
		keyResult.id,
		row?.expected,
		attributeOf(fact('progress'), 'data-expected')
	);
}

/** The table says what the chart says; between two of its days nothing but the expected progress moves. */
function compareStory(
	comparison: Comparison,
	page: Page,
	world: World,
	keyResult: KnownKeyResult,
	day: string
): void {
	const rows = page.all('data-is-stated').toReversed();
	const { start } = firstDayOf(world, keyResult, day);
	comparison.expect('story', `${keyResult.id} begins`, start, dayOf(rows[0]));
	comparison.expect('story', `${keyResult.id} ends`, day, dayOf(rows.at(-1)));
	for (const [index, element] of rows.entries()) {
		const shown = dayOf(element);
		const next = index === rows.length - 1 ? addDays(shown, 1) : dayOf(rows[index + 1]);
		for (let at = shown; at < next; at = addDays(at, 1)) {
			const truth = keyResultRow(world, keyResult, at);
			const where = `${keyResult.id} on ${at}`;
			const told = (name: string) => attributeOf(element, name);
			comparison.expect('progress', where, truth?.progress, told('data-progress'));
			comparison.expect('confidence', where, truth?.confidence, told('data-confidence'));
			if (at === shown)
				comparison.expect('expected', where, truth?.expected, told('data-expected'));
		}
	}
}

function firstDayOf(world: World, keyResult: KnownKeyResult, day: string): { start: string } {
	const { startsOn } = keyResult.objective.period;
	let start = startsOn;
	while (start < day && keyResultRow(world, keyResult, start) === null) start = addDays(start, 1);
	return { start };
}

function dayOf(element: PageElement | undefined): string {
	return (element === undefined ? null : attributeOf(element, 'data-day')) ?? '';
}

function compareCheckIns(
	comparison: Comparison,
	page: Page,
	world: World,
	keyResult: KnownKeyResult,
	day: string
): void {
	const truth = (checkInsByKeyResult(world, '').get(keyResult.id) ?? [])
		.filter((row) => localDay(row.checked_in_at) <= day)
		.toSorted((a, b) => b.checked_in_at - a.checked_in_at);
	const shown = page.all('data-check-in');
	const inForce = shown.filter((element) => element.attribs['class']?.includes('deleted') !== true);
	comparison.expect(
		'check-ins',
		keyResult.id,
		truth.map((row) => row.check_in_id).join(' '),
		inForce.map((element) => attributeOf(element, 'data-check-in')).join(' ')
	);
	for (const row of truth) {
		const element = inForce.find((one) => attributeOf(one, 'data-check-in') === row.check_in_id);
		if (element === undefined) continue;
		const where = `${keyResult.id} ${row.check_in_id}`;
		const said = (name: string): string | null => {
			// The first one: what earlier revisions said comes after it.
			const found = page
				.all('data-said', element)
				.find((one) => attributeOf(one, 'data-said') === name && !isInRevision(one, element));
			return found === undefined ? null : attributeOf(found, 'data-value');
		};
		comparison.expect('check-in progress', where, row.progress, said('progress'));
		comparison.expect('check-in confidence', where, row.confidence, said('confidence'));
		comparison.expect('edited', where, String(row.is_edited), attributeOf(element, 'data-edited'));
	}
}

function isInRevision(element: PageElement, root: PageElement): boolean {
	for (let above = element.parent; above !== null && above !== root; above = above.parent)
		if ('name' in above && above.name === 'details') return true;
	return false;
}

function compareWeeks(
	comparison: Comparison,
	page: Page,
	world: World,
	keyResult: KnownKeyResult,
	day: string
): void {
	const truth = (weeksByKeyResult(world, '').get(keyResult.id) ?? [])
		.filter((row) => row.week <= mondayOf(day))
		.toSorted((a, b) => a.week.localeCompare(b.week));
	const shown = page.all('data-state');
	comparison.expect(
		'weeks',
		keyResult.id,
		truth.map((row) => `${row.week} ${row.check_in_state} ${row.quality_marks ?? ''}`).join(', '),
		shown
			.map((element) =>
				['data-week', 'data-state', 'data-quality']
					.map((name) => attributeOf(element, name) ?? '')
					.join(' ')
			)
			.join(', ')
	);
}

export async function objectiveDifferences(
	app: App,
	world: World,
	day: string
): Promise<Difference[]> {
	const comparison = comparisonOf('objective', day);
	const live = objectivesOn(world, day);
	comparison.expect('objectives', 'are there', true, live.length > SAMPLE);
	const company = live.filter((row) => row.level === 'company').slice(0, 1);
	for (const { objective_id } of [...sampleOf(live), ...company]) {
		const objective = world.objectives.get(objective_id);
		if (objective === undefined) throw new Error(`${objective_id} is unknown`);
		const page = await openPage(app, `/objectives/${objective_id}?as_of=${day}`);
		compareObjective(comparison, page, world, objective, day);
		compareItsKeyResults(comparison, page, world, objective, day);
	}
	return comparison.found;
}

const objectivesOn = oncePerDay(objectiveRows);
const keyResultsOn = oncePerDay(keyResultRows);

function compareObjective(
	comparison: Comparison,
	page: Page,
	world: World,
	objective: KnownObjective,
	day: string
): void {
	const row = objectiveRow(world, objective, day);
	if (row === null) throw new Error(`${objective.id} is not live on ${day}`);
	const fact = (name: string) =>
		page.all('data-fact').find((element) => attributeOf(element, 'data-fact') === name);
	const expectFact = (name: string, expected: unknown): void => {
		const element = fact(name);
		const shown = element === undefined ? null : attributeOf(element, 'data-value');
		comparison.expect(name, objective.id, expected, shown);
	};
	expectFact('progress', row.progress);
	expectFact('grade', row.grade);
	expectFact('worst_pace', row.worst_pace);
	expectFact('checks_passed', row.checks_applicable === 0 ? null : row.checks_passed);
	const { level, is_rooted, is_aligned } = row;
	const below = is_rooted ? 'rooted' : is_aligned ? 'aligned' : 'orphan';
	expectFact('alignment', level === 'company' ? 'company' : below);
	const broken = page
		.all('data-broken')
		.filter((element) => attributeOf(element, 'data-broken') !== null)
		.filter((element) => isUnder(page, element, 'up'));
	comparison.expect('broken links', objective.id, row.broken_link_count, broken.length);
	for (const element of page.all('data-is-stated')) {
		const shown = dayOf(element);
		const truth = objectiveRow(world, objective, shown);
		comparison.expect(
			'progress',
			`${objective.id} on ${shown}`,
			truth?.progress,
			attributeOf(element, 'data-progress')
		);
	}
}

function isUnder(page: Page, element: PageElement, direction: string): boolean {
	return page
		.all('data-links')
		.some(
			(list) =>
				attributeOf(list, 'data-links') === direction &&
				page.all('data-broken', list).includes(element)
		);
}

function compareItsKeyResults(
	comparison: Comparison,
	page: Page,
	world: World,
	objective: KnownObjective,
	day: string
): void {
	const truth = keyResultsOn(world, day).filter((row) => row.objective_id === objective.id);
	compareRows(comparison, page, truth, objective.id);
}

function compareRows(
	comparison: Comparison,
	page: Page,
	truth: readonly ReturnType<typeof keyResultRows>[number][],
	where: string
): void {
	const shown = page.all('data-key-result-id');
	comparison.expect(
		'key results',
		where,
		truth
			.map((row) => row.key_result_id)
			.toSorted()
			.join(' '),
		shown
			.map((element) => attributeOf(element, 'data-key-result-id'))
			.toSorted()
			.join(' ')
	);
	for (const row of truth) {
		const element = shown.find(
			(one) => attributeOf(one, 'data-key-result-id') === row.key_result_id
		);
		if (element === undefined) continue;
		for (const name of ['progress', 'expected', 'confidence'] as const)
			comparison.expect(name, row.key_result_id, row[name], attributeOf(element, `data-${name}`));
		comparison.expect(
			'stall reason',
			row.key_result_id,
			row.stall_reason,
			attributeOf(element, 'data-stall-reason')
		);
	}
}

export async function personDifferences(
	app: App,
	world: World,
	day: string
): Promise<Difference[]> {
	const comparison = comparisonOf('person', day);
	const people = [...new Set(personRows(world, day).map((row) => row.person_id))];
	for (const id of sampleOf(people)) {
		const page = await openPage(app, `/people/${id}?as_of=${day}`);
		const objectives = objectivesOn(world, day).filter((row) => row.owner_id === id);
		const shown = page.all('data-objective');
		comparison.expect(
			'objectives',
			id,
			objectives
				.map((row) => row.objective_id)
				.toSorted()
				.join(' '),
			shown
				.map((element) => attributeOf(element, 'data-objective'))
				.toSorted()
				.join(' ')
		);
		for (const element of shown) {
			const objectiveId = attributeOf(element, 'data-objective');
			const row = objectives.find((one) => one.objective_id === objectiveId);
			comparison.expect(
				'progress',
				`${objectiveId}`,
				row?.progress,
				attributeOf(element, 'data-progress')
			);
		}
		compareRows(
			comparison,
			page,
			keyResultsOn(world, day).filter((row) => row.owner_id === id),
			id
		);
		const scope = { day, periodId: null, departmentId: null, lens: 'as_was' } as const;
		const weeks = matrixWeeks(world, scope);
		const owned = (weeksByOwner(world, '').get(id) ?? []).filter((row) => weeks.includes(row.week));
		const measures = weekMeasures(owned);
		const compliance = page.one('data-fact', 'compliance');
		comparison.expect('compliance', id, measures.compliance, attributeOf(compliance, 'data-value'));
		comparison.expect('due', id, measures.due_count, attributeOf(compliance, 'data-base'));
	}
	return comparison.found;
}

const weeksByOwner = oncePerDay((world: World) =>
	Map.groupBy(weekRows(world), (row) => row.owner_id)
);

/** The truth pages are of companies in this zone. */
function localDay(instant: number): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(instant);
}
