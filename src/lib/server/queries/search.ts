/**
 * Goals, people and departments by words of their titles: what the viewer may open, as of the day of the scope. The model knows what
 * a match is and how good it is (cube/model/cubes/search-entries.yml); words go to it as they were typed.
 */
import { SEARCH_KINDS, type SearchKind } from '$lib/url-state/state.ts';
import type { Filter } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { onDays } from './filters.ts';

export interface Finding {
	readonly kind: SearchKind;
	readonly id: string;
	readonly title: string;
	/** Of a key result. */
	readonly objectiveTitle: string | null;
	readonly level: string | null;
	readonly periodName: string | null;
	readonly ownerName: string | null;
	/** Of a department, the one above it. */
	readonly departmentName: string | null;
}

/** What was found of one kind. */
export interface FoundOfKind {
	readonly kind: SearchKind;
	/** All there are. */
	readonly total: number;
	/** The best of them, or one page. */
	readonly findings: readonly Finding[];
}

/** The best few of each kind; the kind with the best match first, and none without any. */
export async function searchEverything(
	scope: Scope,
	words: string,
	mostOfEach: number
): Promise<FoundOfKind[]> {
	const [totals, ...ranked] = await Promise.all([
		countByKind(scope, words),
		...SEARCH_KINDS.map((kind) => best(scope, words, kind, 0, mostOfEach))
	]);
	return ranked
		.map(({ kind, rank, findings }) => ({ kind, rank, findings, total: totals.get(kind) ?? 0 }))
		.filter(({ total }) => total > 0)
		.sort((one, other) => one.rank - other.rank)
		.map(({ kind, total, findings }) => ({ kind, total, findings }));
}

/** One page of one kind, and how many there are of each. */
export async function searchKind(
	scope: Scope,
	words: string,
	kind: SearchKind,
	offset: number,
	limit: number
): Promise<{ readonly totals: ReadonlyMap<SearchKind, number>; readonly findings: Finding[] }> {
	const [totals, { findings }] = await Promise.all([
		countByKind(scope, words),
		best(scope, words, kind, offset, limit)
	]);
	return { totals, findings: totals.get(kind) === 0 ? [] : findings };
}

function matching(scope: Scope, words: string): Filter<'search'>[] {
	return [onDays([scope.moment.day]), { member: 'words', operator: 'equals', values: [words] }];
}

/** Nothing for a text without a word, such as "?!", which every title would hold. */
async function countByKind(scope: Scope, words: string): Promise<ReadonlyMap<SearchKind, number>> {
	const rows = await scope.cube.rows({
		view: 'search',
		measures: ['base_count'],
		dimensions: ['entity_kind', 'words'],
		filters: matching(scope, words)
	});
	return new Map(
		SEARCH_KINDS.map((kind) => [
			kind,
			rows.find((row) => row.entity_kind === kind && row.words !== null)?.base_count ?? 0
		])
	);
}

async function best(
	scope: Scope,
	words: string,
	kind: SearchKind,
	offset: number,
	limit: number
): Promise<{ kind: SearchKind; rank: number; findings: Finding[] }> {
	const rows = await scope.cube.rows({
		view: 'search',
		dimensions: [
			...(['entity_kind', 'entity_id', 'title', 'match_rank', 'objective_title', 'level'] as const),
			...(['period_name', 'owner_name', 'department_name', 'department_path'] as const)
		],
		filters: [
			...matching(scope, words),
			{ member: 'entity_kind', operator: 'equals', values: [kind] }
		],
		// By the alphabet, the company's goals come before those of departments, and these before people's.
		order: [
			['match_rank', 'asc'],
			['level', 'asc'],
			['title', 'asc'],
			['entity_id', 'asc']
		],
		offset,
		limit
	});
	const nameOf = new Map(scope.departments.map(({ id, name }) => [id, name]));
	return {
		kind,
		rank: rows[0]?.match_rank ?? Infinity,
		findings: rows.map((row) => ({
			kind,
			id: row.entity_id ?? '',
			title: row.title ?? row.entity_id ?? '',
			objectiveTitle: row.objective_title,
			level: row.level,
			periodName: row.period_name,
			ownerName: row.owner_name,
			departmentName:
				kind === 'department'
					? (nameOf.get(row.department_path?.split('/').at(-3) ?? '') ?? null)
					: row.department_name
		}))
	};
}
