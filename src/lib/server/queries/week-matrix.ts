import type { Scope } from '../scope.ts';
import { loadWeeks, loadWeeksByDepartment, type WeekCell } from './check-in-weeks.ts';
import { childrenOf } from './departments.ts';
import { matrixWeeks, weeksOfPlace } from './windows.ts';

export interface MatrixRow {
	/**
	 * `total`: the chosen department or the company with all below it · `child`: a department directly below, with all below
	 * that one · `own`: what belongs to the chosen department itself · `key_result`: one key result.
	 */
	readonly kind: 'total' | 'child' | 'own' | 'key_result';
	/** null: the whole company, or a key result. */
	readonly departmentId: string | null;
	readonly keyResultId?: string;
	/** null: the whole company. */
	readonly name: string | null;
	/** A child with departments below it. */
	readonly hasChildren: boolean;
	/** One per week of the matrix; null: no key result was live. */
	readonly cells: readonly (WeekCell | null)[];
}

export interface WeekMatrix {
	/** Mondays, oldest first. */
	readonly weeks: readonly string[];
	readonly rows: readonly MatrixRow[];
}

/** Department x week: the chosen department, those directly below it, and what is its own. */
export async function loadWeekMatrix(scope: Scope): Promise<WeekMatrix> {
	const { department, departments } = scope;
	const weeks = matrixWeeks(scope.moment, scope.version.asOf);
	const children = childrenOf(department, departments);
	const ownId = children.length > 0 ? (department?.id ?? onlyRootOf(scope)) : null;
	const [total, byDepartment, own] = await Promise.all([
		loadWeeks(scope, weeksOfPlace(scope.moment, scope.version.asOf)),
		loadWeeksByDepartment(
			scope,
			weeks,
			children.map((child) => child.id)
		),
		ownId === null ? [] : loadWeeks(scope, weeks, { kind: 'only', departmentId: ownId })
	]);
	const inOrder = (found: ReadonlyMap<string, WeekCell>) =>
		weeks.map((week) => found.get(week) ?? null);
	const byWeek = (cells: readonly WeekCell[]) => new Map(cells.map((cell) => [cell.week, cell]));

	const name = department?.name ?? null;
	const rows: MatrixRow[] = [
		{
			kind: 'total',
			departmentId: department?.id ?? null,
			name,
			hasChildren: false,
			cells: inOrder(byWeek(total))
		}
	];
	for (const child of children)
		rows.push({
			kind: 'child',
			departmentId: child.id,
			name: child.name,
			hasChildren: departments.some((one) => one.parentId === child.id),
			cells: inOrder(byDepartment.get(child.id) ?? new Map())
		});
	if (own.length > 0)
		rows.push({
			kind: 'own',
			departmentId: ownId,
			name: departments.find((one) => one.id === ownId)?.name ?? name,
			hasChildren: false,
			cells: inOrder(byWeek(own))
		});
	return { weeks, rows };
}

/** The one root, whose own key results stand beside the departments below it. */
function onlyRootOf(scope: Scope): string | null {
	const roots = scope.departments.filter((one) => one.parentId === null);
	return roots.length === 1 ? (roots[0]?.id ?? null) : null;
}
