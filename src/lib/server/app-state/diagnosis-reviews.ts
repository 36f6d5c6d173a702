/**
 * A reviewer's own answer to a diagnosis (metrics.md 12): an entry in `app_entries`, which a sync or a rebuild never touches. Cube
 * shows the last one of each diagnosis with the next question (`cube/model/cubes/diagnoses.yml`).
 */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../../../../etl/clickhouse/client.ts';
import { enteredText } from './entered-text.ts';
import { enter, type Entry } from './entries.ts';
import { EntryError } from './entry-error.ts';

export const DIAGNOSIS_ANSWERS = [
	'market_moved',
	'capacity_or_dependency',
	'slow_to_react',
	'cannot_tell'
] as const;

const KIND = 'diagnosis_review';
const LONGEST_NOTE = 2_000;

const Diagnosis = z.object({
	keyResultId: z.string().min(1).max(200),
	periodId: z.string().min(1).max(200)
});
export type Diagnosis = z.infer<typeof Diagnosis>;

export const DiagnosisReview = Diagnosis.extend({
	answer: z.enum(DIAGNOSIS_ANSWERS),
	/** Nobody overrules without saying why. */
	note: z.string().trim().min(1).max(LONGEST_NOTE)
});
export type DiagnosisReview = z.infer<typeof DiagnosisReview>;

/** There is no such diagnosis: the key result is not known, or was neither missed nor at risk at the last sync. */
export class NoDiagnosisError extends Error {
	override readonly name = 'NoDiagnosisError';
	constructor({ keyResultId, periodId }: Diagnosis) {
		super(`Key result ${keyResultId} is neither missed nor at risk in period ${periodId}.`);
	}
}

export type AnswerProblem = 'no_answer' | 'no_note' | 'unknown';

/** As forms send them. Who may review, and whether the key result is open to them, is the caller's matter. */
export interface DiagnosisReviews {
	/** @throws {EntryError} an AnswerProblem */
	answer(
		diagnosis: Diagnosis,
		entered: { readonly answer: string; readonly note: string },
		reviewerId: string
	): Promise<void>;
	/** The computed answer speaks again. */
	withdraw(diagnosis: Diagnosis, reviewerId: string): Promise<void>;
}

export function createDiagnosisReviews(warehouse: Warehouse): DiagnosisReviews {
	const problem = (problem: AnswerProblem) => new EntryError(KIND, problem);
	return {
		async answer(diagnosis, entered, reviewerId) {
			const answer = DIAGNOSIS_ANSWERS.find((one) => one === entered.answer);
			if (answer === undefined) throw problem('no_answer');
			const note = enteredText(entered.note, LONGEST_NOTE);
			if (note === '') throw problem('no_note');
			try {
				await reviewDiagnosis(warehouse, { ...diagnosis, answer, note }, reviewerId);
			} catch (cause) {
				throw cause instanceof NoDiagnosisError ? problem('unknown') : cause;
			}
		},
		withdraw: (diagnosis, reviewerId) => withdrawDiagnosisReview(warehouse, diagnosis, reviewerId)
	};
}

/**
 * Puts the reviewer's answer in the place of the computed one and of earlier reviews, which are kept.
 *
 * @param reviewerId DingTalk's user id; who may review is the caller's matter
 * @throws {z.ZodError} an answer that is none of the four, no note, or one of more than 2000 characters
 * @throws {NoDiagnosisError}
 */
export async function reviewDiagnosis(
	warehouse: Warehouse,
	review: DiagnosisReview,
	reviewerId: string
): Promise<void> {
	const { keyResultId, periodId, answer, note } = DiagnosisReview.parse(review);
	if (!(await isDiagnosed(warehouse, { keyResultId, periodId })))
		throw new NoDiagnosisError({ keyResultId, periodId });
	const body = { key_result_id: keyResultId, period_id: periodId, answer, note };
	await enter(warehouse, entryOf({ keyResultId, periodId }, reviewerId, body));
}

/** Lets the computed answer speak again. */
export async function withdrawDiagnosisReview(
	warehouse: Warehouse,
	diagnosis: Diagnosis,
	reviewerId: string
): Promise<void> {
	await enter(warehouse, entryOf(Diagnosis.parse(diagnosis), reviewerId, null));
}

function entryOf(
	{ keyResultId, periodId }: Diagnosis,
	authorId: string,
	body: object | null
): Entry {
	return { kind: KIND, entryId: JSON.stringify([keyResultId, periodId]), authorId, body };
}

async function isDiagnosed(
	warehouse: Warehouse,
	{ keyResultId, periodId }: Diagnosis
): Promise<boolean> {
	const rows = await selectRows(
		warehouse,
		`SELECT 1 AS one FROM mart_diagnoses
		WHERE key_result_id = ${sqlLiteral(keyResultId)} AND period_id = ${sqlLiteral(periodId)}`,
		(row) => row
	);
	return rows.length > 0;
}
