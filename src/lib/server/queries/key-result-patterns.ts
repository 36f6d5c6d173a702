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
	const rows = await scope.cube.rows({
		view: 'pattern_evidence',
		dimensions: [
			'pattern',
			'since_week',
			'valued_on',
			'week_confidence',
			'week_progress',
			'week_expected',
			'text'
		],
		filters: [
			onDays([day]),
			{ member: 'key_result_id', operator: 'equals', values: [keyResultId] }
		],
		order: [['valued_on', 'asc']],
		limit: 1_000
	});
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
