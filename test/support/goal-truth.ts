/** What the pages of single goals and people show, compared with what the oracle says that they must show. */
import type { App } from './app.ts';
import { addDays, mondayOf } from './oracle/days.ts';
import type { Difference } from './oracle/differences.ts';
import type { KnownKeyResult, World } from './oracle/known.ts';
import { oncePerDay } from './oracle/once.ts';
import { checkInRows, keyResultRow, weekRows } from './oracle/rows.ts';
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

/** The truth pages are of companies in this zone. */
function localDay(instant: number): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(instant);
}
