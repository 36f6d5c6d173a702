import type { Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';

/** "Did the market change, or did we not keep up?" of one key result and period (metrics.md 12). */
export interface Diagnosis {
	readonly periodId: string;
	/** `missed` or `at_risk` */
	readonly outcome: string;
	readonly judgedOn: string;
	/** The reviewer's where there is one, else the computed one. */
	readonly answer: string;
	readonly computedAnswer: string;
	readonly isReviewed: boolean;
	readonly note: string | null;
	readonly dueWeeks: number | null;
	readonly onTimeWeeks: number | null;
	/** null: nothing is known of its check-ins. */
	readonly longestSilence: number | null;
	/** Monday; null: it never fell. */
	readonly firstFellIn: string | null;
	readonly fellWith: {
		readonly keyResults: number;
		readonly owners: number;
		readonly departments: number;
	};
	readonly atRiskDependencies: number | null;
	readonly firstTroubleOn: string | null;
	readonly response: string | null;
	readonly rescopedOn: string | null;
	readonly nextActionOn: string | null;
}

/** A line of a check-in that states a cause. */
export interface StatedCause {
	/** `external` or `capacity` */
	readonly cause: string;
	/** UTC. */
	readonly at: string;
	readonly line: string;
	/** The words that speak for it. */
	readonly terms: readonly string[];
}

/** The diagnoses of a key result that were judged by the as-of day; the latest period first. */
export async function loadDiagnoses(scope: Scope, keyResultId: string): Promise<Diagnosis[]> {
	const rows = await scope.cube.rows({
		view: 'diagnosis',
		dimensions: DIAGNOSIS,
		filters: [{ member: 'key_result_id', operator: 'equals', values: [keyResultId] }],
		order: [['judged_on', 'desc']],
		limit: 100
	});
	return rows.filter((row) => (row.judged_on ?? '') <= scope.moment.day).map(toDiagnosis);
}

export const DIAGNOSIS = [
	'period_id',
	'outcome',
	'judged_on',
	'answer',
	'final_answer',
	'reviewed_answer',
	'review_note',
	'closed_due_weeks',
	'on_time_weeks',
	'longest_silence_days',
	'first_fell_in',
	'fell_with_key_results',
	'fell_with_owners',
	'fell_with_departments',
	'at_risk_dependencies',
	'first_trouble_on',
	'response',
	'rescoped_on',
	'next_action_on'
] as const;

export function toDiagnosis(row: Row<'diagnosis', never, (typeof DIAGNOSIS)[number]>): Diagnosis {
	return {
		periodId: row.period_id ?? '',
		outcome: row.outcome ?? '',
		judgedOn: row.judged_on ?? '',
		answer: row.final_answer ?? 'cannot_tell',
		computedAnswer: row.answer ?? 'cannot_tell',
		isReviewed: row.reviewed_answer !== null,
		note: row.review_note,
		dueWeeks: row.closed_due_weeks,
		onTimeWeeks: row.on_time_weeks,
		longestSilence: row.longest_silence_days,
		firstFellIn: row.first_fell_in,
		fellWith: {
			keyResults: row.fell_with_key_results ?? 0,
			owners: row.fell_with_owners ?? 0,
			departments: row.fell_with_departments ?? 0
		},
		atRiskDependencies: row.at_risk_dependencies,
		firstTroubleOn: row.first_trouble_on,
		response: row.response,
		rescopedOn: row.rescoped_on,
		nextActionOn: row.next_action_on
	};
}

/** The lines that state a cause, in the order in which they were written. */
export async function loadStatedCauses(scope: Scope, keyResultId: string): Promise<StatedCause[]> {
	return (await loadStatedCausesOf(scope, [keyResultId])).get(keyResultId) ?? [];
}

/** By the id of the key result; those without a line are absent. */
export async function loadStatedCausesOf(
	scope: Scope,
	keyResultIds: readonly string[]
): Promise<Map<string, StatedCause[]>> {
	if (keyResultIds.length === 0) return new Map();
	const rows = await scope.cube.rows({
		view: 'diagnosis_quotes',
		dimensions: QUOTE,
		filters: [{ member: 'key_result_id', operator: 'equals', values: keyResultIds }],
		order: [
			['checked_in_at', 'asc'],
			['line_number', 'asc'],
			['check_in_id', 'asc'],
			['term', 'asc']
		],
		limit: 50_000
	});
	const byKeyResult = Map.groupBy(rows, (row) => row.key_result_id ?? '');
	return new Map([...byKeyResult].map(([id, ofOne]) => [id, causesIn(ofOne)]));
}

const QUOTE = [
	...(['key_result_id', 'check_in_id', 'checked_in_at', 'line_number'] as const),
	...(['line', 'cause', 'term'] as const)
] as const;

function causesIn(
	rows: readonly Row<'diagnosis_quotes', never, (typeof QUOTE)[number]>[]
): StatedCause[] {
	const byLine = Map.groupBy(rows, (row) =>
		[row.check_in_id, row.line_number, row.cause].join(' ')
	);
	return [...byLine.values()].flatMap((terms) => {
		const [first] = terms;
		if (first === undefined) return [];
		return [
			{
				cause: first.cause ?? '',
				at: first.checked_in_at ?? '',
				line: first.line ?? '',
				terms: [...new Set(terms.flatMap((row) => row.term ?? []))]
			}
		];
	});
}
