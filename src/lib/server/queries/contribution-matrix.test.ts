import { describe, expect, it } from 'vitest';
import { byProblem, type ContributionMatrix } from './contribution-matrix.ts';
import type { Contribution } from './contributions.ts';

const cell = (worstPace: string): Contribution => ({
	...{ objectives: 1, departments: 1, progress: 50, progressCount: 1, worstPace }
});
const row = (
	kind: 'total' | 'child' | 'own',
	departmentId: string | null,
	...paces: (string | null)[]
) => ({
	...{ kind, departmentId, name: departmentId, supported: 0 },
	cells: paces.map((pace) => (pace === null ? null : cell(pace)))
});
const columnsOf = (...ids: string[]) =>
	ids.map((id) => ({ id, title: id, periodName: 'Q4', progress: null }));

describe('the order of problems', () => {
	const matrix: ContributionMatrix = {
		columns: columnsOf('fine', 'risk', 'nobody'),
		objectives: 3,
		rows: [
			row('total', null, 'on_track', 'at_risk', null),
			row('child', '1', 'on_track', null, null),
			row('child', '2', 'on_track', 'at_risk', null),
			row('child', '3', null, 'behind', null),
			row('own', '0', 'at_risk', 'at_risk', null)
		]
	};
	const sorted = byProblem(matrix);

	it('begins with the objective on which nobody works', () => {
		expect(sorted.columns.map(({ id }) => id)).toEqual(['nobody', 'risk', 'fine']);
	});

	it('has the departments at risk first, between the whole and what is its own', () => {
		expect(sorted.rows.map(({ departmentId }) => departmentId)).toEqual([null, '2', '3', '1', '0']);
	});

	it('moves every cell with its row and column', () => {
		expect(sorted.rows[1]?.cells.map((one) => one?.worstPace ?? null)).toEqual([
			null,
			'at_risk',
			'on_track'
		]);
	});

	it('of equals keeps that of the tree', () => {
		const equal = { ...matrix, rows: [row('total', null, 'done', 'done', 'done')] };
		expect(byProblem(equal)).toEqual(equal);
	});
});
