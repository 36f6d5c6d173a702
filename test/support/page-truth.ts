/** What a page of the running product shows, compared with what the oracle says that it must show. */
import type { App } from './app.ts';
import { isSame } from './oracle/differences.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import {
	matrixWeeks,
	needsYou,
	ownWeekCell,
	stalledList,
	tileOf,
	weekCell
} from './oracle/pages.ts';
import type { ListedKeyResult, PageScope, TileName } from './oracle/pages.ts';
import { departmentRows } from './oracle/rows.ts';
import { attributeOf, openPage } from './page.ts';
import type { Page } from './page.ts';

const TILES: readonly TileName[] = [
	'delivery_score',
	'red_flag_count',
	'stalled_count',
	'compliance',
	'rooted_coverage'
];

/** At most this many rows under "needs you", and on one page of the stalled list. */
const NEEDS_YOU_ROWS = 7;
const STALLED_PAGE = 50;

export class Comparison {
	readonly found: Difference[] = [];
	readonly #page: string;
	readonly #scope: string;
	constructor(page: string, { day, periodId, departmentId, lens }: PageScope) {
		this.#page = page;
		this.#scope = `${day} ${lens} department ${departmentId ?? 'all'} period ${periodId ?? 'all'}`;
	}
	expect(column: string, where: string, expected: unknown, actual: unknown): void {
		if (isSame(expected, actual)) return;
		this.found.push({
			view: this.#page,
			column,
			where: [this.#scope, where].filter(Boolean).join(', '),
			expected,
			actual
		});
	}
}

export function queryOf(scope: PageScope, extra: Readonly<Record<string, string>> = {}): string {
	const params = new URLSearchParams({ as_of: scope.day, ...extra });
	if (scope.periodId !== null) params.set('period', scope.periodId);
	if (scope.lens === 'today') params.set('lens', 'today');
	return params.toString();
}

export function withDepartment(scope: PageScope): Record<string, string> {
	return scope.departmentId === null ? {} : { department: scope.departmentId };
}

export async function overviewDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('overview', scope);
	const page = await openPage(app, `/?${queryOf(scope, withDepartment(scope))}`);
	for (const name of TILES) {
		const truth = tileOf(world, scope, name);
		const [tile, ...others] = page
			.all('data-base-measure')
			.filter((element) => attributeOf(element, 'data-measure') === name);
		comparison.expect(name, 'tiles', 1, tile === undefined ? 0 : 1 + others.length);
		if (tile === undefined) continue;
		comparison.expect(name, 'value', truth.value, attributeOf(tile, 'data-value'));
		comparison.expect(name, 'base', truth.base, attributeOf(tile, 'data-base'));
		comparison.expect(name, 'change', truth.change, attributeOf(tile, 'data-change'));
		const points = page.all('data-day', tile);
		comparison.expect(
			name,
			'days of the sparkline',
			truth.series.map(({ day }) => day).join(' '),
			points
				.map((point) => attributeOf(point, 'data-day'))
				.toReversed()
				.join(' ')
		);
		for (const { day, value } of truth.series) {
			const point = points.find((one) => attributeOf(one, 'data-day') === day);
			comparison.expect(name, `point ${day}`, value, point && attributeOf(point, 'data-value'));
		}
	}
	const waiting = needsYou(world, scope);
	const count = page.one('data-measure', 'needs_attention_count');
	comparison.expect('needs_attention_count', '', waiting.length, attributeOf(count, 'data-value'));
	compareList(comparison, page, waiting.slice(0, NEEDS_YOU_ROWS), 'li');
	compareMatrix(comparison, page, world, scope, 'confidence');
	return comparison.found;
}

export async function matrixDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('departments', scope);
	const path = scope.departmentId === null ? '/departments' : `/departments/${scope.departmentId}`;
	const page = await openPage(app, `${path}?${queryOf(scope)}`);
	compareMatrix(comparison, page, world, scope, 'confidence');
	compareMatrix(comparison, page, world, scope, 'compliance');
	return comparison.found;
}

/** The row of the scope, of each department directly below it and of its own; every week shown. */
function compareMatrix(
	comparison: Comparison,
	page: Page,
	world: World,
	scope: PageScope,
	shows: 'confidence' | 'compliance'
): void {
	const tree = departmentRows(world, scope.lens === 'today' ? world.lastDay : scope.day);
	const parentId =
		scope.departmentId ?? tree.find(({ parent_id }) => parent_id === null)?.department_id;
	const children = tree.filter(({ parent_id }) => parent_id === parentId);
	const tables = page
		.all('data-matrix')
		.filter((table) => attributeOf(table, 'data-matrix') === shows);
	const weeks = matrixWeeks(world, scope);
	comparison.expect(shows, 'matrices', weeks.length > 0 ? 1 : 0, tables.length);
	const [table] = tables;
	if (table === undefined) return;
	const rows = page.all('data-kind', table);
	const shown = rows
		.filter((row) => attributeOf(row, 'data-kind') === 'child')
		.map((row) => attributeOf(row, 'data-department'));
	comparison.expect(
		shows,
		'departments below',
		children
			.map(({ department_id }) => department_id)
			.sort()
			.join(' '),
		shown.toSorted().join(' ')
	);
	for (const row of rows) {
		const kind = attributeOf(row, 'data-kind');
		const departmentId = attributeOf(row, 'data-department');
		const cells = page.all('data-week', row);
		const shownWeeks = cells.map((cell) => attributeOf(cell, 'data-week')).join(' ');
		comparison.expect(shows, `weeks of ${departmentId ?? 'all'}`, weeks.join(' '), shownWeeks);
		for (const cell of cells) {
			const week = attributeOf(cell, 'data-week') ?? '';
			const place = { ...scope, departmentId };
			const truth = kind === 'own' ? ownWeekCell(world, place, week) : weekCell(world, place, week);
			const where = `${kind} ${departmentId ?? 'all'} week ${week}`;
			comparison.expect(shows, where, truth?.[shows] ?? null, attributeOf(cell, 'data-value'));
			comparison.expect(`${shows} due`, where, truth?.due ?? 0, attributeOf(cell, 'data-due'));
			comparison.expect(`${shows} base`, where, truth?.base ?? 0, attributeOf(cell, 'data-base'));
		}
	}
}

export async function stalledDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('stalled', scope);
	const truth = stalledList(world, scope);
	const pages = Math.max(1, Math.ceil(truth.length / STALLED_PAGE));
	for (let number = 1; number <= pages; number += 1) {
		const query = queryOf(scope, { ...withDepartment(scope), page: String(number) });
		const page = await openPage(app, `/stalled?${query}`);
		const rows = truth.slice((number - 1) * STALLED_PAGE, number * STALLED_PAGE);
		compareList(comparison, page, rows, 'tr');
		if (number > 1) continue;
		const counts = {
			stalled_count: truth.length,
			never_started_count: ofReason(truth, 'never_started'),
			silent_count: ofReason(truth, 'silent'),
			no_movement_count: ofReason(truth, 'no_movement')
		};
		for (const [measure, count] of Object.entries(counts)) {
			const shown = page
				.all('data-measure')
				.filter((element) => attributeOf(element, 'data-measure') === measure);
			comparison.expect(measure, 'is shown', true, shown.length > 0);
			for (const element of shown)
				comparison.expect(measure, 'count', count, attributeOf(element, 'data-value'));
		}
	}
	return comparison.found;
}

function ofReason(list: readonly ListedKeyResult[], reason: string): number {
	return list.filter(({ row }) => row.stall_reason === reason).length;
}

/** The same key results in the same order, and what each row says. */
function compareList(
	comparison: Comparison,
	page: Page,
	truth: readonly ListedKeyResult[],
	tag: 'li' | 'tr'
): void {
	const shown = page.all('data-key-result-id').filter((element) => element.name === tag);
	comparison.expect(
		'rows',
		'',
		truth.map(({ row }) => row.key_result_id).join(' '),
		shown.map((element) => attributeOf(element, 'data-key-result-id')).join(' ')
	);
	for (const { row, weightAge } of truth) {
		const element = shown.find(
			(one) => attributeOf(one, 'data-key-result-id') === row.key_result_id
		);
		if (element === undefined) continue;
		const expectColumn = (attribute: string, expected: unknown): void =>
			comparison.expect(attribute, row.key_result_id, expected, attributeOf(element, attribute));
		expectColumn('data-weight-age', weightAge);
		if (tag === 'li') continue;
		expectColumn('data-stall-reason', row.stall_reason);
		expectColumn('data-days-stalled', row.days_stalled);
		expectColumn('data-department', row.department_id);
		expectColumn('data-progress', row.progress);
		expectColumn('data-expected', row.expected);
		expectColumn('data-confidence', row.confidence);
	}
}
