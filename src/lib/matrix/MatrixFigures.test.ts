import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import type { WeekMatrix } from '$lib/server/queries/week-matrix.ts';
import MatrixFigures from './MatrixFigures.svelte';

/** Of `count` departments and thirteen weeks, each with the same figures. */
function matrixOf(count: number): WeekMatrix {
	const weeks = Array.from(
		{ length: 13 },
		(_, week) => `2026-0${1 + Math.floor(week / 4)}-0${1 + (week % 4)}`
	);
	const cell = {
		...{ base: 3, due: 3, onTime: 2, late: 0, missed: 1, compliance: 2 / 3 },
		...{ withConfidence: 2, confidence: 6.5, red: 0 }
	};
	const rows = Array.from({ length: count }, (_, row) => ({
		...{ kind: 'child' as const, departmentId: String(row), name: `D${row}`, hasChildren: false },
		cells: weeks.map((week) => ({ ...cell, week }))
	}));
	return { weeks, rows };
}

describe('the table twin of a matrix', () => {
	it('is there without scripts', () => {
		const { body } = render(MatrixFigures, { props: { matrix: matrixOf(20) } });
		expect(body.match(/<tr>/g)?.length).toBe(1 + 20 * 13);
		expect(body).not.toContain('<noscript>');
	});

	it('is left to scripts where the server would write thousands of cells for every visitor, and says so', () => {
		const { body } = render(MatrixFigures, { props: { matrix: matrixOf(200) } });
		expect(body).not.toContain('<table');
		expect(body).toContain('<noscript>');
		expect(body.length).toBeLessThan(1000);
	});
});
