import type { Scope } from '../scope.ts';
import { companyObjectives } from './company-objectives.ts';
import {
	loadContributions,
	loadContributionsOfEach,
	type Contribution,
	type Contributions
} from './contributions.ts';
import { childrenOf, ownOf } from './departments.ts';

export interface ContributionColumn {
	readonly id: string;
	readonly title: string;
	readonly periodName: string;
	/** 0..100, of its own key results; null: none has one. */
	readonly progress: number | null;
}

export interface ContributionRow {
	/**
	 * `total`: the chosen department or the company, with all below it · `child`: a department directly below, with all below that
	 * one · `own`: the chosen department itself, without those below.
	 */
	readonly kind: 'total' | 'child' | 'own';
	/** null: the whole company. */
	readonly departmentId: string | null;
	/** null: the whole company. */
	readonly name: string | null;
	/** Of all company objectives, those that something of the row works on. */
	readonly supported: number;
	/** One per column; null: nobody works on it. */
	readonly cells: readonly (Contribution | null)[];
}

export interface ContributionMatrix {
	readonly columns: readonly ContributionColumn[];
	/** All company objectives, also those beyond the last column. */
	readonly objectives: number;
	readonly rows: readonly ContributionRow[];
}

/** More columns than a person can compare are left out, and the page says so. */
const MOST_COLUMNS = 60;

/** Department x company objective: the chosen department, those directly below it, and what is its own. */
export async function loadContributionMatrix(scope: Scope): Promise<ContributionMatrix> {
	const { department, departments } = scope;
	const children = childrenOf(department, departments);
	const own = children.length === 0 ? null : ownOf(department, departments);
	const [columns, total, ofEach, ofOwn] = await Promise.all([
		loadColumns(scope),
		loadContributions(scope),
		loadContributionsOfEach(
			scope,
			children.map(({ id }) => id)
		),
		own === null ? {} : loadContributions(scope, { kind: 'only', departmentId: own.id })
	]);
	const rowOf = (
		kind: ContributionRow['kind'],
		place: { readonly id: string; readonly name: string } | null,
		found: Contributions
	): ContributionRow => ({
		kind,
		departmentId: place?.id ?? null,
		name: place?.name ?? null,
		supported: columns.filter(({ id }) => found[id] !== undefined).length,
		cells: columns.map(({ id }) => found[id] ?? null)
	});
	const all: ContributionMatrix = {
		columns,
		objectives: columns.length,
		rows: [
			rowOf('total', department, total),
			...children.map((child) => rowOf('child', child, ofEach.get(child.id) ?? {})),
			...(own === null || Object.keys(ofOwn).length === 0 ? [] : [rowOf('own', own, ofOwn)])
		]
	};
	return firstColumns(scope.state.sort === 'problem' ? byProblem(all) : all);
}

async function loadColumns(scope: Scope): Promise<ContributionColumn[]> {
	const rows = await scope.cube.rows({
		view: 'objectives',
		dimensions: ['objective_id', 'objective_title', 'period_name', 'progress'],
		filters: companyObjectives(scope),
		order: [
			['period_name', 'asc'],
			['objective_id', 'asc']
		],
		limit: 5_000
	});
	return rows.map((row) => ({
		id: row.objective_id ?? '',
		title: row.objective_title ?? '',
		periodName: row.period_name ?? '',
		progress: row.progress
	}));
}

/** Columns on which nobody works first, then those with the most cells at risk; rows with the most cells at risk first. */
export function byProblem(matrix: ContributionMatrix): ContributionMatrix {
	const [total, ...below] = matrix.rows;
	if (total === undefined) return matrix;
	const problemOf = (cells: readonly (Contribution | null)[]) => [
		cells.filter((cell) => cell?.worstPace === 'at_risk').length,
		cells.filter((cell) => cell?.worstPace === 'behind').length,
		cells.filter((cell) => cell === null).length
	];
	const order = matrix.columns
		.map((_, index) => ({
			index,
			problem: [
				total.cells[index] === null ? 1 : 0,
				...problemOf(
					(below.length === 0 ? matrix.rows : below).map((row) => row.cells[index] ?? null)
				)
			]
		}))
		.toSorted((a, b) => compareProblems(a.problem, b.problem))
		.map(({ index }) => index);
	const inOrder = <Item>(items: readonly Item[]) =>
		order.flatMap((index) => items.slice(index, index + 1));
	const isOwn = (row: ContributionRow) => row.kind === 'own';
	return {
		...matrix,
		columns: inOrder(matrix.columns),
		rows: [
			total,
			...below
				.filter((row) => !isOwn(row))
				.toSorted((a, b) => compareProblems(problemOf(a.cells), problemOf(b.cells))),
			...below.filter(isOwn)
		].map((row) => ({ ...row, cells: inOrder(row.cells) }))
	};
}

/** The larger number first; equals keep the order of the tree. */
function compareProblems(a: readonly number[], b: readonly number[]): number {
	const index = a.findIndex((value, at) => value !== b[at]);
	return index === -1 ? 0 : (b[index] ?? 0) - (a[index] ?? 0);
}

function firstColumns(matrix: ContributionMatrix): ContributionMatrix {
	return {
		...matrix,
		columns: matrix.columns.slice(0, MOST_COLUMNS),
		rows: matrix.rows.map((row) => ({ ...row, cells: row.cells.slice(0, MOST_COLUMNS) }))
	};
}
