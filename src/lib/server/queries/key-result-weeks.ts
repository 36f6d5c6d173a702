import { lowestFirst } from '$lib/matrix/row-order.ts';
import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { MEASURES, toCell, type WeekCell } from './check-in-weeks.ts';
import { inScope } from './filters.ts';
import type { MatrixRow, WeekMatrix } from './week-matrix.ts';
import { matrixWeeks } from './windows.ts';

/** Key result x week, for a department with nothing below it. The lowest confidence of the latest week comes first. */
export function loadKeyResultWeeks(scope: Scope): Promise<WeekMatrix> {
	return load(scope, inScope(scope));
}

/** The same for the key results of one objective. */
export function loadKeyResultWeeksOf(scope: Scope, objectiveId: string): Promise<WeekMatrix> {
	return load(scope, [{ member: 'objective_id', operator: 'equals', values: [objectiveId] }]);
}

async function load(
	scope: Scope,
	filters: readonly Filter<'check_in_weeks'>[]
): Promise<WeekMatrix> {
	const weeks = matrixWeeks(scope.moment, scope.version.asOf);
	if (weeks.length === 0) return { weeks, rows: [] };
	const found = await scope.cube.rows({
		view: 'check_in_weeks',
		measures: MEASURES,
		dimensions: ['week', 'key_result_id', 'key_result_title', 'owner_name'],
		filters: [{ member: 'week', operator: 'equals', values: weeks }, ...filters],
		order: [['week', 'desc']],
		limit: 50_000
	});
	const names = new Map<string, string>();
	const cells = new Map<string, Map<string, WeekCell>>();
	for (const row of found) {
		const id = row.key_result_id ?? '';
		// Titles change; the latest week comes first, and its title speaks.
		if (!names.has(id)) names.set(id, [row.key_result_title, row.owner_name].join(' · '));
		const ofKeyResult = cells.get(id) ?? new Map<string, WeekCell>();
		if (!ofKeyResult.has(row.week)) ofKeyResult.set(row.week, toCell(row));
		cells.set(id, ofKeyResult);
	}
	const rows = [...names].map(([id, name]): MatrixRow => ({
		kind: 'key_result',
		departmentId: null,
		keyResultId: id,
		name,
		hasChildren: false,
		cells: weeks.map((week) => cells.get(id)?.get(week) ?? null)
	}));
	return { weeks, rows: lowestFirst(rows, 'confidence') };
}
