/**
 * A reviewer's own answer to a diagnosis (metrics.md 12): an entry in `app_entries`, which a sync or a rebuild never touches. Cube
 * shows the last one of each diagnosis with the next question (`cube/model/cubes/diagnoses.yml`).
 */
import { z } from 'zod';
import {
	insertRows,
	selectRows,
	sqlLiteral,
	type Warehouse
} from '../../../../etl/clickhouse/client.ts';

export const DIAGNOSIS_ANSWERS = [
	'market_moved',
	'capacity_or_dependency',
	'slow_to_react',
	'cannot_tell'
] as const;

const KIND = 'diagnosis_review';

const Diagnosis = z.object({
	keyResultId: z.string().min(1).max(200),
	periodId: z.string().min(1).max(200)
});
export type Diagnosis = z.infer<typeof Diagnosis>;

export const DiagnosisReview = Diagnosis.extend({
	answer: z.enum(DIAGNOSIS_ANSWERS),
	/** Nobody overrules without saying why. */
	note: z.string().trim().min(1).max(2000)
});
export type DiagnosisReview = z.infer<typeof DiagnosisReview>;

/** There is no such diagnosis: the key result is not known, or was neither missed nor at risk at the last sync. */
export class NoDiagnosisError extends Error {
	override readonly name = 'NoDiagnosisError';
	constructor({ keyResultId, periodId }: Diagnosis) {
		super(`Key result ${keyResultId} is neither missed nor at risk in period ${periodId}.`);
	}
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
	await enter(warehouse, { keyResultId, periodId }, reviewerId, body);
}

/** Lets the computed answer speak again. */
export async function withdrawDiagnosisReview(
	warehouse: Warehouse,
	diagnosis: Diagnosis,
	reviewerId: string
): Promise<void> {
	await enter(warehouse, Diagnosis.parse(diagnosis), reviewerId, null);
}

/** @param body null: nothing holds any more */
async function enter(
	warehouse: Warehouse,
	{ keyResultId, periodId }: Diagnosis,
	authorId: string,
	body: object | null
): Promise<void> {
	const entryId = JSON.stringify([keyResultId, periodId]);
	const now = new Date();
	// Later than all before, also where the clock was set back.
	const version = Math.max(now.getTime(), (await lastVersion(warehouse, entryId)) + 1);
	await insertRows(warehouse, 'app_entries', [
		{
			kind: KIND,
			entry_id: entryId,
			version: String(version),
			author_id: z.string().min(1).parse(authorId),
			entered_at: now,
			is_deleted: body === null ? 1 : 0,
			body: JSON.stringify(body ?? {})
		}
	]);
}

async function lastVersion(warehouse: Warehouse, entryId: string): Promise<number> {
	const [last] = await selectRows(
		warehouse,
		`SELECT max(version) AS version FROM app_entries
		WHERE kind = '${KIND}' AND entry_id = ${sqlLiteral(entryId)}`,
		(row) => z.object({ version: z.coerce.number() }).parse(row).version
	);
	return last ?? 0;
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
