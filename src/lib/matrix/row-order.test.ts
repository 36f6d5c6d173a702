import { describe, expect, it } from 'vitest';
import type { WeekCell } from '$lib/server/queries/check-in-weeks.ts';
import type { MatrixRow } from '$lib/server/queries/week-matrix.ts';
import { byProblem } from './row-order.ts';

const cell = (confidence: number | null, compliance: number | null): WeekCell => ({
	...{ week: '2026-11-09', base: 4, due: 4, onTime: 0, late: 0, missed: 0, withConfidence: 0 },
	confidence,
	compliance
});
const row = (
	kind: MatrixRow['kind'],
	departmentId: string | null,
	...cells: (WeekCell | null)[]
): MatrixRow => ({ kind, departmentId, name: departmentId, hasChildren: false, cells });

const matrix = {
	weeks: ['2026-11-02', '2026-11-09'],
	rows: [
		row('total', null, cell(5, 0.5), cell(5, 0.5)),
		row('child', 'empty', null, null),
		row('child', 'fine', cell(1, 0.1), cell(8, 0.2)),
		row('child', 'silent', cell(2, 1), cell(null, 0.9)),
		row('child', 'zero', cell(9, 0.4), cell(3, 0)),
		row('child', 'equal', cell(3, 0.2), null),
		row('own', '1', cell(0, 0), cell(0, 0))
	]
};
const idsBy = (shows: 'confidence' | 'compliance') =>
	byProblem(matrix, shows).rows.map(({ departmentId }) => departmentId);

describe('problems first', () => {
	it('has the lowest latest confidence first, and what has none last', () => {
		expect(idsBy('confidence')).toEqual([null, 'silent', 'zero', 'equal', 'fine', 'empty', '1']);
	});

	it('orders compliance by its own values; 0 is one', () => {
		expect(idsBy('compliance')).toEqual([null, 'zero', 'fine', 'equal', 'silent', 'empty', '1']);
	});
});
