import { confidenceState, type CellState } from '$lib/matrix/cell-state.ts';
import { m } from '$lib/paraglide/messages.js';
import { departmentHref, keyResultHref } from '$lib/url-state/link.ts';
import type { WeekCell } from '../../queries/check-in-weeks.ts';
import { childrenOf } from '../../queries/departments.ts';
import { loadKeyResultWeeks } from '../../queries/key-result-weeks.ts';
import { loadWeekMatrix, type MatrixRow, type WeekMatrix } from '../../queries/week-matrix.ts';
import type { Scope } from '../../scope.ts';
import { weekColumns } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { column, whole, type Column } from '../table.ts';

/** One cell of a matrix. */
export interface MatrixCell {
	readonly row: MatrixRow;
	/** Its Monday. */
	readonly week: string;
	readonly cell: WeekCell | null;
}

/** A row for each cell: what a filter or a pivot table of a spreadsheet can work with. */
export async function cellsOf(matrix: Promise<WeekMatrix>): Promise<MatrixCell[]> {
	const { weeks, rows } = await matrix;
	return rows.flatMap((row) =>
		weeks.map((week, index) => ({ row, week, cell: row.cells[index] ?? null }))
	);
}

export function cellColumns(): Column<MatrixCell>[] {
	return [
		column(m.matrix_week_of(), 'day', ({ week }) => week),
		...weekColumns<MatrixCell>(({ cell }) => cell),
		column(m.column_why_empty(), 'text', ({ cell }) => whyEmpty(confidenceState(cell)))
	];
}

/** Why a cell of confidence has no number; its own words for each, as the matrix has its own marks. */
function whyEmpty({ kind }: CellState): string | null {
	switch (kind) {
		case 'value':
			return null;
		case 'missing':
			return m.legend_missing();
		case 'not_due':
			return m.cell_not_due();
		case 'nothing':
			return m.cell_nothing();
	}
}

/** Key results have rows of their own where no department is below, as on the page. */
async function leafCells(scope: Scope): Promise<MatrixCell[]> {
	const isLeaf =
		scope.department !== null && childrenOf(scope.department, scope.departments).length === 0;
	return isLeaf ? cellsOf(loadKeyResultWeeks(scope)) : [];
}

const here = {
	page: ({ scope }: Ask) => departmentHref(scope.state.department, scope.state),
	of: 'scope' as const
};

export const departmentQuestions = {
	'department-weeks': question<MatrixCell>({
		...here,
		title: () => `${m.nav_departments()} · ${m.transparency_history()}`,
		columns: ({ scope, address }) => [
			column(m.matrix_department(), 'text', ({ row }) => {
				const name = row.name ?? m.scope_whole_company();
				return row.kind === 'own' ? m.matrix_own({ name }) : name;
			}),
			...cellColumns(),
			column(m.column_link(), 'link', ({ row }) =>
				address(departmentHref(row.departmentId, scope.state))
			)
		],
		rows: ({ scope }) => whole(cellsOf(loadWeekMatrix(scope)))
	}),
	'key-result-weeks': question<MatrixCell>({
		...here,
		title: () => m.matrix_key_results_title(),
		columns: ({ scope, address }) => [
			column(m.column_key_result(), 'text', ({ row }) => row.name),
			...cellColumns(),
			column(m.column_link(), 'link', ({ row }) =>
				row.keyResultId === undefined ? null : address(keyResultHref(row.keyResultId, scope.state))
			)
		],
		rows: ({ scope }) => whole(leafCells(scope))
	})
};
