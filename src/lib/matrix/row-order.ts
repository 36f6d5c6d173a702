import type { MatrixRow, WeekMatrix } from '$lib/server/queries/week-matrix.ts';

/** What a week matrix shows, and is ordered by. */
export type Shown = 'confidence' | 'compliance';

/**
 * The lowest latest value first: of a week in which nothing was stated or due nobody knows better than from the week before. Rows
 * without any value come last, equals keep their order.
 */
export function lowestFirst(rows: readonly MatrixRow[], shows: Shown): MatrixRow[] {
	return rows.toSorted((a, b) => latestOf(a, shows) - latestOf(b, shows));
}

/** Departments in that order, between the whole and what is its own. */
export function byProblem(matrix: WeekMatrix, shows: Shown): WeekMatrix {
	const children = lowestFirst(
		matrix.rows.filter(({ kind }) => kind === 'child'),
		shows
	);
	const rest = (kind: MatrixRow['kind']) => matrix.rows.filter((row) => row.kind === kind);
	return { ...matrix, rows: [...rest('total'), ...children, ...rest('own')] };
}

function latestOf({ cells }: MatrixRow, shows: Shown): number {
	return cells.findLast((cell) => cell?.[shows] != null)?.[shows] ?? Number.MAX_VALUE;
}
