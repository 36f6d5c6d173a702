import type { Scope } from '../scope.ts';
import { inScope, onDays, placeOf } from './filters.ts';
import { loadPatternsOf, PATTERNS, type Pattern, type PatternName } from './key-result-patterns.ts';

export interface PatternOfKeyResult {
	readonly keyResultId: string;
	readonly title: string;
	readonly ownerName: string;
	readonly departmentName: string;
	readonly pattern: Pattern;
}

export interface PatternsOfPeriod {
	/** Key results by pattern; one may show several. */
	readonly counts: readonly { readonly pattern: PatternName; readonly keyResults: number }[];
	/** At most `mostOfEach` of each pattern, those that show it longest first. */
	readonly rows: readonly PatternOfKeyResult[];
}

/** Patterns worth asking about among the key results of the scope on the as-of day. */
export async function loadPeriodPatterns(
	scope: Scope,
	mostOfEach: number
): Promise<PatternsOfPeriod> {
	const filters = [onDays([scope.moment.day]), ...inScope(scope, placeOf(scope))];
	const [counts, ...lists] = await Promise.all([
		scope.cube.rows({
			view: 'patterns',
			measures: ['key_result_count'],
			dimensions: ['pattern'],
			filters
		}),
		...PATTERNS.map((pattern) =>
			scope.cube.rows({
				view: 'patterns',
				dimensions: [
					...(['key_result_id', 'key_result_title', 'owner_name', 'department_name'] as const),
					'since_week'
				],
				filters: [...filters, { member: 'pattern', operator: 'equals', values: [pattern] }],
				order: [
					['since_week', 'asc'],
					['key_result_id', 'asc']
				],
				limit: mostOfEach
			})
		)
	]);
	const ids = [...new Set(lists.flat().map((row) => row.key_result_id ?? ''))];
	const evidence = await loadPatternsOf(scope, ids, scope.moment.day);
	return {
		counts: PATTERNS.map((pattern) => ({
			pattern,
			keyResults: counts.find((row) => row.pattern === pattern)?.key_result_count ?? 0
		})),
		rows: PATTERNS.flatMap((name, index) =>
			(lists[index] ?? []).flatMap((row) => {
				const id = row.key_result_id ?? '';
				const pattern = evidence.get(id)?.find((one) => one.pattern === name);
				return pattern === undefined
					? []
					: [
							{
								keyResultId: id,
								title: row.key_result_title ?? '',
								ownerName: row.owner_name ?? '',
								departmentName: row.department_name ?? '',
								pattern
							}
						];
			})
		)
	};
}
