/** What /confidence shows, compared with what the oracle says that it must show (metrics.md 4 and, of the windows, 1). */
import type { App } from './app.ts';
import { addDays } from './oracle/days.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { keyResultMeasures } from './oracle/measures.ts';
import { departmentsBelow, inScope, keyResultsOn, minDayOf, trendDays } from './oracle/pages.ts';
import type { PageScope } from './oracle/pages.ts';
import { attributeOf, openPage, type Page } from './page.ts';
import { Comparison, queryOf, withDepartment } from './page-truth.ts';

/** At most so many falls, and so many key results on a page of the strips. */
const FALLS = 8;
const STRIPS = 12;

export async function confidenceDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('confidence', scope);
	const page = await openPage(app, `/confidence?${queryOf(scope, withDepartment(scope))}`);
	compareFigures(comparison, page, world, scope);
	compareBands(comparison, page, world, scope);
	compareFalls(comparison, page, world, scope);
	compareDepartments(comparison, page, world, scope);
	compareStrips(comparison, page, world, scope);
	return comparison.found;
}

/** null: nothing was live. */
function measuresOn(world: World, scope: PageScope, day: string) {
	const rows = inScope(keyResultsOn(world, day), scope);
	const stated = rows.filter((row) => row.isOpen && row.confidence !== null).length;
	return rows.length === 0 ? null : { ...keyResultMeasures(rows), stated };
}

function compareFigures(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const now = measuresOn(world, scope, scope.day);
	const weekBefore = addDays(scope.day, -7);
	const before = weekBefore >= minDayOf(world, scope) ? measuresOn(world, scope, weekBefore) : null;
	for (const [name, base] of [
		['avg_confidence', now?.stated],
		['median_confidence', now?.stated],
		['net_confidence', now?.stated],
		['red_flag_count', now?.open_count],
		['confidence_coverage', now?.open_count]
	] as const) {
		const figure = page.one('data-measure', name);
		const value = now?.[name] ?? (name === 'red_flag_count' ? 0 : null);
		const earlier = before?.[name] ?? null;
		comparison.expect(name, 'value', value, attributeOf(figure, 'data-value'));
		comparison.expect(name, 'base', base ?? 0, attributeOf(figure, 'data-base'));
		const change = value === null || earlier === null ? null : value - earlier;
		comparison.expect(name, 'change', change, attributeOf(figure, 'data-change'));
	}
}

function compareBands(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const days = trendDays(world, scope);
	const rows = page.all('data-bands').toReversed();
	const shown = rows.map((row) => attributeOf(row, 'data-bands'));
	comparison.expect('bands', 'days', days.join(' '), shown.join(' '));
	for (const row of rows) {
		const day = attributeOf(row, 'data-bands') ?? '';
		const truth = measuresOn(world, scope, day);
		for (const [attribute, expected] of [
			['data-open', truth?.open_count],
			['data-stated', truth?.stated],
			['data-red', truth?.red_flag_count],
			['data-watch', truth?.watch_count],
			['data-stable', truth?.stable_count],
			['data-mean', truth?.avg_confidence],
			['data-net', truth?.net_confidence]
		] as const)
			comparison.expect(attribute, day, expected ?? null, attributeOf(row, attribute));
	}
}

/** "Biggest falls: current confidence minus the one 14 days before", of what is open and in the place on both days. */
function compareFalls(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const since = addDays(scope.day, -14);
	const before = new Map(
		since < minDayOf(world, scope)
			? []
			: inScope(keyResultsOn(world, since), scope)
					.filter((row) => row.isOpen)
					.map((row) => [row.key_result_id, row.confidence])
	);
	const falls = inScope(keyResultsOn(world, scope.day), scope)
		.filter((row) => row.isOpen && row.confidence !== null)
		.flatMap(({ key_result_id: id, confidence }) => {
			const earlier = before.get(id) ?? null;
			if (earlier === null || confidence === null || confidence >= earlier) return [];
			return [{ id, earlier, confidence, change: confidence - earlier }];
		})
		.sort((a, b) => a.change - b.change || (a.id < b.id ? -1 : 1))
		.slice(0, FALLS);
	const shown = page.all('data-fall');
	comparison.expect(
		'falls',
		'key results',
		falls.map(({ id }) => id).join(' '),
		shown.map((element) => attributeOf(element, 'data-fall')).join(' ')
	);
	for (const { id, earlier, confidence, change } of falls) {
		const element = shown.find((one) => attributeOf(one, 'data-fall') === id);
		if (element === undefined) continue;
		comparison.expect('fall before', id, earlier, attributeOf(element, 'data-before'));
		comparison.expect('fall now', id, confidence, attributeOf(element, 'data-value'));
		comparison.expect('fall', id, change, attributeOf(element, 'data-change'));
	}
}

function compareDepartments(
	comparison: Comparison,
	page: Page,
	world: World,
	scope: PageScope
): void {
	const truths = departmentsBelow(world, scope).map((id) => ({
		id,
		place: { ...scope, departmentId: id },
		now: measuresOn(world, { ...scope, departmentId: id }, scope.day)
	}));
	const shown = page.all('data-confidence-in');
	comparison.expect(
		'departments',
		'below',
		truths
			.map(({ id }) => id)
			.sort()
			.join(' '),
		shown
			.map((element) => attributeOf(element, 'data-confidence-in'))
			.sort()
			.join(' ')
	);
	const nets = shown.map((element) => Number(attributeOf(element, 'data-net') ?? Infinity));
	comparison.expect(
		'departments',
		'worst first',
		nets.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(' '),
		nets.join(' ')
	);
	for (const { id, place, now } of truths) {
		const element = page.one('data-confidence-in', id);
		const expectOf = (attribute: string, expected: unknown): void =>
			comparison.expect(`department ${attribute}`, id, expected, attributeOf(element, attribute));
		expectOf('data-value', now?.avg_confidence ?? null);
		expectOf('data-net', now?.net_confidence ?? null);
		expectOf('data-base', now?.stated ?? 0);
		expectOf('data-open', now?.open_count ?? 0);
		for (const cell of page.all('data-day', page.one('data-strip', id))) {
			const day = attributeOf(cell, 'data-day') ?? '';
			const mean = measuresOn(world, place, day)?.avg_confidence ?? null;
			comparison.expect('department strip', `${id} ${day}`, mean, attributeOf(cell, 'data-value'));
		}
	}
}

function compareStrips(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const open = inScope(keyResultsOn(world, scope.day), scope).filter((row) => row.isOpen);
	const first = open
		.toSorted(
			(a, b) =>
				(a.confidence ?? Infinity) - (b.confidence ?? Infinity) ||
				(a.key_result_id < b.key_result_id ? -1 : 1)
		)
		.slice(0, STRIPS);
	const shown = page.all('data-confidence-of');
	comparison.expect(
		'strips',
		'key results',
		first.map((row) => row.key_result_id).join(' '),
		shown.map((element) => attributeOf(element, 'data-confidence-of')).join(' ')
	);
	const [listed] = page.all('data-listed');
	comparison.expect('strips', 'listed', open.length, listed && attributeOf(listed, 'data-listed'));
	const days = trendDays(world, scope);
	const rowOn = (day: string, id: string) =>
		keyResultsOn(world, day).find((row) => row.key_result_id === id);
	for (const { key_result_id: id } of first) {
		const cells = page.all('data-day', page.one('data-strip', id));
		for (const [index, cell] of cells.entries()) {
			const day = days[index] ?? '';
			const row = rowOn(day, id);
			const previous = rowOn(days[index - 1] ?? addDays(day, -7), id);
			const isCarried =
				row?.confidence != null && row.confidence_stated_at === previous?.confidence_stated_at;
			comparison.expect('strip day', `${id} ${day}`, day, attributeOf(cell, 'data-day'));
			comparison.expect(
				'strip',
				`${id} ${day}`,
				row?.confidence ?? null,
				attributeOf(cell, 'data-value')
			);
			comparison.expect(
				'strip carried',
				`${id} ${day}`,
				isCarried,
				attributeOf(cell, 'data-carried')
			);
		}
	}
}
