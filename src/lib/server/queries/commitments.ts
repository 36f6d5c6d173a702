import type { Scope } from '../scope.ts';
import { loadDependencies, type Dependency } from './dependency-list.ts';
import {
	cellEnds,
	inMatrix,
	toCell,
	MEASURES,
	type DependencyCell,
	type MatrixPlace
} from './dependency-matrix.ts';

export interface Commitments {
	/** What others need from the place; of the whole company all of them. */
	readonly given: DependencyCell;
	/** What the place needs from others; null for the whole company, where it would be the same. */
	readonly needed: DependencyCell | null;
	/** Those at risk first; at most `most` of either side, each once. */
	readonly rows: readonly Dependency[];
}

/** What departments committed to one another: dependencies on the as-of day, of the period of the one that needs (metrics.md 8). */
export async function loadCommitments(scope: Scope, most: number): Promise<Commitments> {
	const { department } = scope;
	const place: MatrixPlace | null =
		department === null ? null : { kind: 'child', id: department.id, name: department.name };
	const count = async (from: MatrixPlace | null, to: MatrixPlace | null) => {
		const [row] = await scope.cube.rows({
			view: 'dependencies',
			measures: MEASURES,
			filters: [...inMatrix(scope), ...cellEnds(scope, from, to)]
		});
		return row === undefined ? { count: 0, judged: 0, atRisk: 0 } : toCell(row);
	};
	const list = (from: MatrixPlace | null, to: MatrixPlace | null) =>
		loadDependencies(scope, { from, to }, { offset: 0, limit: most });
	const [given, needed, onPlace, byPlace] = await Promise.all([
		count(null, place),
		place === null ? null : count(place, null),
		list(null, place),
		place === null ? [] : list(place, null)
	]);
	const rows = new Map([...onPlace, ...byPlace].map((one) => [one.key, one]));
	return { given, needed, rows: [...rows.values()] };
}
