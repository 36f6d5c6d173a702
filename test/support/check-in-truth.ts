/** What /check-ins shows, compared with what the oracle says that it must show (metrics.md 6). */
import type { App } from './app.ts';
import { addDays, dayOf, mondayOf } from './oracle/days.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { weekMeasures } from './oracle/measures.ts';
import { oncePerDay } from './oracle/once.ts';
import { departmentsBelow, inScope, minDayOf, weeksNamed } from './oracle/pages.ts';
import type { PageScope } from './oracle/pages.ts';
import { checkInRows, type WeekRow } from './oracle/rows.ts';
import { attributeOf, openPage, type Page } from './page.ts';
import { Comparison, queryOf, withDepartment } from './page-truth.ts';

const WEEKS = 14;
const PAGE = 50;
const allCheckIns = oncePerDay((world: World) => checkInRows(world));

export async function checkInDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('check-ins', scope);
	const page = await openPage(app, `/check-ins?${queryOf(scope, withDepartment(scope))}`);
	compareFigures(comparison, page, world, scope);
	compareWeeks(comparison, page, world, scope);
	compareDepartments(comparison, page, world, scope);
	if (scope.periodId === null && scope.lens === 'as_was')
		compareLatest(comparison, page, world, scope);
	return comparison.found;
}

/** null: nothing was live. */
function weekOf(world: World, scope: PageScope, week: string) {
	const rows = inScope(weeksNamed(world, week), scope);
	if (rows.length === 0) return null;
	const judged = rows.filter((row) => row.isClosedDue && row.quality_marks !== null).length;
	const count = (state: WeekRow['check_in_state']): number =>
		rows.filter((row) => row.check_in_state === state).length;
	return { ...weekMeasures(rows), judged, count };
}

function compareFigures(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const weekBefore = addDays(scope.day, -7);
	const now = weekOf(world, scope, addDays(mondayOf(scope.day), -7));
	const before =
		weekBefore >= minDayOf(world, scope)
			? weekOf(world, scope, addDays(mondayOf(weekBefore), -7))
			: null;
	for (const [name, base] of [
		['compliance', now?.due_count],
		['missed_count', now?.due_count],
		['check_in_quality', now?.judged]
	] as const) {
		const figure = page.one('data-measure', name);
		const value = now?.[name] ?? (name === 'missed_count' ? 0 : null);
		const earlier = before?.[name] ?? null;
		comparison.expect(name, 'value', value, attributeOf(figure, 'data-value'));
		comparison.expect(name, 'base', base ?? 0, attributeOf(figure, 'data-base'));
		const change = value === null || earlier === null ? null : value - earlier;
		comparison.expect(name, 'change', change, attributeOf(figure, 'data-change'));
	}
}

function compareWeeks(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const running = mondayOf(scope.day);
	const weeks = Array.from({ length: WEEKS }, (_, index) =>
		addDays(running, 7 * (index - WEEKS + 1))
	).filter((week) => addDays(week, 6) >= minDayOf(world, scope));
	const shown = page.all('data-discipline').toReversed();
	comparison.expect(
		'weeks',
		'',
		weeks.join(' '),
		shown.map((row) => attributeOf(row, 'data-discipline')).join(' ')
	);
	for (const row of shown) {
		const week = attributeOf(row, 'data-discipline') ?? '';
		const truth = weekOf(world, scope, week);
		for (const [attribute, expected] of [
			['data-base', truth?.base_count],
			['data-due', truth?.due_count],
			['data-on-time', truth?.on_time_count],
			['data-late', truth?.late_count],
			['data-missed', truth?.missed_count],
			['data-pending', truth?.count('pending')],
			['data-not-due', truth?.count('not_due')],
			['data-unknown', truth?.count('unknown')],
			['data-compliance', truth?.compliance],
			['data-quality', truth?.check_in_quality],
			['data-judged', truth?.judged]
		] as const)
			comparison.expect(attribute, week, expected ?? null, attributeOf(row, attribute));
	}
}

function compareDepartments(
	comparison: Comparison,
	page: Page,
	world: World,
	scope: PageScope
): void {
	const shown = page.all('data-discipline-in');
	comparison.expect(
		'departments',
		'below',
		departmentsBelow(world, scope).sort().join(' '),
		shown
			.map((row) => attributeOf(row, 'data-discipline-in'))
			.sort()
			.join(' ')
	);
	for (const row of shown) {
		const id = attributeOf(row, 'data-discipline-in') ?? '';
		const truth = weekOf(world, { ...scope, departmentId: id }, addDays(mondayOf(scope.day), -7));
		for (const [attribute, expected] of [
			['data-value', truth?.compliance ?? null],
			['data-due', truth?.due_count ?? 0],
			['data-on-time', truth?.on_time_count ?? 0],
			['data-late', truth?.late_count ?? 0],
			['data-missed', truth?.missed_count ?? 0],
			['data-quality', truth?.check_in_quality ?? null],
			['data-judged', truth?.judged ?? 0]
		] as const)
			comparison.expect(`department ${attribute}`, id, expected, attributeOf(row, attribute));
	}
}

/** Of all periods, along the tree of each check-in's own day. */
function compareLatest(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const first = [minDayOf(world, scope), addDays(scope.day, -97)].sort().at(-1) ?? '';
	const rows = allCheckIns(world, '').filter((row) => {
		const day = dayOf(row.checked_in_at, world.settings.timezone);
		return (
			day >= first &&
			day <= scope.day &&
			(scope.departmentId === null || row.department_path.includes(`/${scope.departmentId}/`))
		);
	});
	const count = new Set(rows.map((row) => row.check_in_id)).size;
	const shownCount = page.one('data-measure', 'check_in_count');
	comparison.expect('check-ins', 'count', count, attributeOf(shownCount, 'data-value'));
	const latest = rows
		.toSorted(
			(a, b) =>
				b.checked_in_at - a.checked_in_at ||
				(`${a.check_in_id} ${a.key_result_id}` < `${b.check_in_id} ${b.key_result_id}` ? -1 : 1)
		)
		.slice(0, PAGE);
	const shown = page.all('data-line');
	comparison.expect(
		'latest',
		'key results',
		latest.map((row) => row.key_result_id).join(' '),
		shown.map((line) => attributeOf(line, 'data-line')).join(' ')
	);
	for (const [index, line] of shown.entries()) {
		const row = latest[index];
		if (row === undefined) continue;
		const where = `${row.check_in_id} ${row.key_result_id}`;
		comparison.expect('progress', where, row.progress, attributeOf(line, 'data-progress'));
		comparison.expect('confidence', where, row.confidence, attributeOf(line, 'data-confidence'));
	}
}
