import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';
import { onDays } from './filters.ts';

export const PATTERNS = [
	'watermelon',
	'sandbag',
	'frozen_dial',
	'late_rush',
	'copy_paste'
] as const;
export type PatternName = (typeof PATTERNS)[number];

export interface PatternEvidence {
	/** Whose values they are: the last live day of a week, or a day of a late rush. */
	readonly day: string;
	/** 0..10 */
	readonly confidence: number | null;
	/** 0..100 */
	readonly progress: number | null;
	readonly expected: number | null;
	/** What was written again and again. */
	readonly text: string | null;
}

/** A question worth asking about a key result, never a verdict (metrics.md 12). */
export interface Pattern {
	readonly pattern: PatternName;
	/** Monday. */
	readonly sinceWeek: string;
	/** Oldest first, at least one. */
	readonly evidence: readonly PatternEvidence[];
}

export async function loadPatterns(
	scope: Scope,
	keyResultId: string,
	day: string
): Promise<Pattern[]> {
	return (await loadPatternsOf(scope, [keyResultId], day)).get(keyResultId) ?? [];
}

/** By the id of the key result; those without a pattern are absent. */
export async function loadPatternsOf(
	scope: Scope,
	keyResultIds: readonly string[],
	day: string
): Promise<Map<string, Pattern[]>> {
	if (keyResultIds.length === 0) return new Map();
	const rows = await scope.cube.rows({
		view: 'pattern_evidence',
		dimensions: DIMENSIONS,
		filters: [onDays([day]), { member: 'key_result_id', operator: 'equals', values: keyResultIds }],
		order: [['valued_on', 'asc']],
		limit: 50_000
	});
	const byKeyResult = Map.groupBy(rows, (row) => row.key_result_id ?? '');
	return new Map([...byKeyResult].map(([id, ofOne]) => [id, patternsIn(ofOne)]));
}

const DIMENSIONS = [
	'key_result_id',
	'pattern',
	'since_week',
	'valued_on',
	'week_confidence',
	'week_progress',
	'week_expected',
	'text'
] as const;

function patternsIn(
	rows: readonly Row<'pattern_evidence', never, (typeof DIMENSIONS)[number]>[]
): Pattern[] {
	return PATTERNS.flatMap((pattern) => {
		const evidence = rows.filter((row) => row.pattern === pattern);
		const [first] = evidence;
		if (first === undefined) return [];
		return [
			{
				pattern,
				sinceWeek: first.since_week ?? '',
				evidence: evidence.map((row) => ({
					day: row.valued_on ?? '',
					confidence: row.week_confidence,
					progress: row.week_progress,
					expected: row.week_expected,
					text: row.text
				}))
			}
		];
	});
}
