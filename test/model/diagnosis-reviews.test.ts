/** A reviewer overrules a diagnosis (metrics.md 12): at once, with a note, for good, whatever is synced or rebuilt. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import {
	NoDiagnosisError,
	reviewDiagnosis,
	withdrawDiagnosisReview,
	type DiagnosisReview
} from '../../src/lib/server/app-state/diagnosis-reviews.ts';
import {
	buildFrom,
	keyResult,
	objective,
	period,
	person,
	read,
	type Fact
} from '../support/core-builder.ts';
import { cellOf, cubeOn, type CubeUnderTest, type Row } from '../support/cube-over.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

/** Two key results that nobody ever checked in on, missed on September 30, and one that was done. */
const FACTS: readonly Fact[][] = [
	period('Q3', '2026-07-01', '2026-09-30'),
	person('linh'),
	objective('o'),
	...['k1', 'k2', 'k3'].map((id) => keyResult(id)),
	read('k3', '2026-09-20', 100)
];

let warehouse: Warehouse;
let cube: CubeUnderTest;

beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	await buildFrom(warehouse, { asOf: '2026-10-20' }, ...FACTS);
	cube = await cubeOn(warehouse);
});

beforeEach(() => run(warehouse, 'TRUNCATE TABLE app_entries'));

afterAll(async () => {
	await cube.close();
	await closeTestWarehouse(warehouse);
});

const REVIEW: DiagnosisReview = {
	keyResultId: 'k1',
	periodId: 'Q3',
	answer: 'market_moved',
	note: 'The tariff of July.'
};

const MEMBERS = ['answer', 'reviewed_answer', 'review_note', 'reviewed_by', 'final_answer'];

async function shown(id = 'k1'): Promise<Row | undefined> {
	const [row] = await cube.load({
		dimensions: [...MEMBERS, 'reviewed_at'].map((name) => `diagnosis.${name}`),
		filters: [{ member: 'diagnosis.key_result_id', operator: 'equals', values: [id] }]
	});
	return row;
}

const counts = () =>
	cellOf(cube, 'diagnosis', [
		'diagnosis_count',
		'slow_to_react_count',
		'market_moved_count',
		'reviewed_count',
		'overruled_count'
	]);

describe('a review', () => {
	it('is shown by the next question, with its author, time and note, and counted as the final answer', async () => {
		expect(await shown()).toMatchObject({
			'diagnosis.answer': 'slow_to_react',
			'diagnosis.reviewed_answer': null,
			'diagnosis.reviewed_at': null,
			'diagnosis.final_answer': 'slow_to_react'
		});
		expect(await counts()).toEqual({
			...{ diagnosis_count: 2, slow_to_react_count: 2, market_moved_count: 0 },
			...{ reviewed_count: 0, overruled_count: 0 }
		});
		const before = Date.now();
		await reviewDiagnosis(warehouse, REVIEW, 'mai');
		const row = await shown();
		expect(row).toMatchObject({
			'diagnosis.answer': 'slow_to_react',
			'diagnosis.reviewed_answer': 'market_moved',
			'diagnosis.review_note': 'The tariff of July.',
			'diagnosis.reviewed_by': 'mai',
			'diagnosis.final_answer': 'market_moved'
		});
		const reviewedAt = Date.parse(`${String(row?.['diagnosis.reviewed_at'])}Z`);
		expect(reviewedAt).toBeGreaterThanOrEqual(before);
		expect(reviewedAt).toBeLessThanOrEqual(Date.now());
		expect(await counts()).toEqual({
			...{ diagnosis_count: 2, slow_to_react_count: 1, market_moved_count: 1 },
			...{ reviewed_count: 1, overruled_count: 1 }
		});
		expect(await shown('k2')).toMatchObject({ 'diagnosis.final_answer': 'slow_to_react' });
	});

	it('gives way to a later one, also within one millisecond; all of them are kept', async () => {
		for (const answer of ['market_moved', 'cannot_tell', 'slow_to_react'] as const) {
			await reviewDiagnosis(warehouse, { ...REVIEW, answer }, 'mai');
			expect(await shown()).toMatchObject({ 'diagnosis.final_answer': answer });
		}
		// Agreeing with what was computed is a review, but overrules nothing.
		expect(await counts()).toMatchObject({ reviewed_count: 1, overruled_count: 0 });
		const kept = await selectRows(warehouse, 'SELECT version FROM app_entries', (row) => row);
		expect(kept).toHaveLength(3);
	});

	it('can be taken back, and given again', async () => {
		await reviewDiagnosis(warehouse, REVIEW, 'mai');
		await withdrawDiagnosisReview(warehouse, REVIEW, 'tuan');
		expect(await shown()).toMatchObject({
			'diagnosis.reviewed_answer': null,
			'diagnosis.final_answer': 'slow_to_react'
		});
		await reviewDiagnosis(warehouse, REVIEW, 'mai');
		expect(await shown()).toMatchObject({ 'diagnosis.final_answer': 'market_moved' });
	});

	it('outlives a rebuild of everything below it', async () => {
		await reviewDiagnosis(warehouse, REVIEW, 'mai');
		await buildFrom(warehouse, { asOf: '2026-10-21' }, ...FACTS);
		expect(await shown()).toMatchObject({ 'diagnosis.final_answer': 'market_moved' });
	});

	it('has one of the four answers and a note of at most 2000 characters', async () => {
		const wrong: readonly Partial<Record<keyof DiagnosisReview, string>>[] = [
			{ answer: 'bad_luck' },
			{ note: '' },
			{ note: '  ' },
			{ note: 'x'.repeat(2001) },
			{ keyResultId: '' }
		];
		for (const facts of wrong) {
			const review = { ...REVIEW, ...facts } as DiagnosisReview;
			await expect(reviewDiagnosis(warehouse, review, 'mai')).rejects.toThrow(ZodError);
		}
		await expect(reviewDiagnosis(warehouse, REVIEW, '')).rejects.toThrow(ZodError);
		expect(await counts()).toMatchObject({ reviewed_count: 0 });
	});

	it('is of something that was missed or is at risk', async () => {
		for (const facts of [{ keyResultId: 'k3' }, { keyResultId: "k1' OR 1" }, { periodId: 'Q4' }]) {
			await expect(reviewDiagnosis(warehouse, { ...REVIEW, ...facts }, 'mai')).rejects.toThrow(
				NoDiagnosisError
			);
		}
	});

	it('may hold whatever people write', async () => {
		const note = `It's "said" — 100 % \\ 市场 ${'😀'} {CUBE}`;
		await reviewDiagnosis(warehouse, { ...REVIEW, note }, 'mai');
		expect(await shown()).toMatchObject({ 'diagnosis.review_note': note });
	});
});
