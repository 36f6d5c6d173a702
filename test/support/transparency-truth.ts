/** What /transparency shows, compared with what the oracle says that it must show (metrics.md 9). */
import type { App } from './app.ts';
import { addDays } from './oracle/days.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { objectiveMeasures } from './oracle/measures.ts';
import { departmentsBelow, inScope, minDayOf, objectivesOn, trendDays } from './oracle/pages.ts';
import type { PageScope } from './oracle/pages.ts';
import type { ObjectiveRow } from './oracle/rows.ts';
import { attributeOf, openPage, type PageElement } from './page.ts';
import { Comparison, queryOf, withDepartment } from './page-truth.ts';

function measuresOf(rows: readonly ObjectiveRow[]) {
	const leaders = objectiveMeasures(rows.filter((row) => row.level !== 'individual'));
	const all = objectiveMeasures(rows);
	return {
		...all,
		known: all.public_count + all.restricted_count,
		leader_public: leaders.public_count,
		leader_known: leaders.public_count + leaders.restricted_count
	};
}

/** null: nothing was live. */
function measuresOn(world: World, scope: PageScope, day: string) {
	const rows = inScope(objectivesOn(world, day), scope);
	return rows.length === 0 ? null : measuresOf(rows);
}

export async function transparencyDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('transparency', scope);
	const page = await openPage(app, `/transparency?${queryOf(scope, withDepartment(scope))}`);
	const expectOf = (element: PageElement, where: string, values: Record<string, unknown>): void => {
		for (const [attribute, expected] of Object.entries(values))
			comparison.expect(attribute, where, expected, attributeOf(element, attribute));
	};
	const now = measuresOn(world, scope, scope.day);
	const weekBefore = addDays(scope.day, -7);
	const before = weekBefore >= minDayOf(world, scope) ? measuresOn(world, scope, weekBefore) : null;
	const change = (name: 'public_rate' | 'leader_public_rate'): number | null => {
		const [value, earlier] = [now?.[name] ?? null, before?.[name] ?? null];
		return value === null || earlier === null ? null : value - earlier;
	};
	expectOf(page.one('data-measure', 'leader_public_rate'), 'leaders', {
		'data-value': now?.leader_public_rate ?? null,
		'data-base': now?.leader_known ?? 0,
		'data-change': change('leader_public_rate')
	});
	expectOf(page.one('data-measure', 'public_rate'), 'all', {
		'data-value': now?.public_rate ?? null,
		'data-base': now?.known ?? 0,
		'data-change': change('public_rate')
	});
	const unknown = now?.unknown_visibility_count ?? 0;
	expectOf(page.one('data-measure', 'unknown_visibility_count'), 'unknown', {
		'data-value': unknown
	});
	comparison.expect('explained', '', unknown > 0, page.all('data-unknown-visibility').length > 0);

	const weeks = page.all('data-leaders').toReversed();
	comparison.expect(
		'leaders',
		'days',
		trendDays(world, scope).join(' '),
		weeks.map((row) => attributeOf(row, 'data-leaders')).join(' ')
	);
	for (const row of weeks) {
		const day = attributeOf(row, 'data-leaders') ?? '';
		const truth = measuresOn(world, scope, day);
		expectOf(row, `leaders ${day}`, {
			'data-value': truth?.leader_public_rate ?? null,
			'data-public': truth?.leader_public ?? null,
			'data-base': truth?.leader_known ?? null
		});
	}

	const rows = inScope(objectivesOn(world, scope.day), scope);
	const levels = (['company', 'department', 'individual'] as const).filter((level) =>
		rows.some((row) => row.level === level)
	);
	const shown = page.all('data-visibility');
	const idsOf = (kind: string) =>
		shown
			.filter((row) => attributeOf(row, 'data-visibility') === kind)
			.map((row) => attributeOf(row, 'data-id') ?? '');
	comparison.expect('levels', 'in order', levels.join(' '), idsOf('level').join(' '));
	comparison.expect(
		'departments',
		'below',
		departmentsBelow(world, scope).sort().join(' '),
		idsOf('child').sort().join(' ')
	);
	for (const row of shown) {
		const kind = attributeOf(row, 'data-visibility') ?? '';
		const id = attributeOf(row, 'data-id') ?? '';
		const part =
			kind === 'level'
				? rows.filter((one) => one.level === id)
				: kind === 'own'
					? rows.filter((one) => one.department_id === id)
					: inScope(objectivesOn(world, scope.day), { ...scope, departmentId: id });
		const truth = measuresOf(part);
		expectOf(row, `${kind} ${id}`, {
			'data-objectives': part.length,
			'data-public': truth.public_count,
			'data-restricted': truth.restricted_count,
			'data-unknown': truth.unknown_visibility_count,
			'data-value': truth.public_rate,
			'data-base': truth.known
		});
	}
	return comparison.found;
}
