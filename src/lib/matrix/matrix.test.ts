import { describe, expect, it } from 'vitest';
import type { WeekCell } from '$lib/server/queries/check-in-weeks.ts';
import { complianceState, confidenceState } from './cell-state.ts';
import { figureCells, matrixCells } from './cells.ts';
import { moveInGrid } from './grid-keys.ts';

const cell: WeekCell = {
	week: '2026-11-09',
	base: 10,
	due: 8,
	onTime: 6,
	late: 1,
	missed: 1,
	compliance: 0.75,
	withConfidence: 6,
	confidence: 6.4
};

describe('a cell of the confidence matrix', () => {
	it.each([
		[10, 'stable'],
		[7.01, 'stable'],
		[7, 'watch'],
		[3, 'watch'],
		[2.99, 'red'],
		[0, 'red']
	])('with %d is %s', (confidence, band) => {
		expect(confidenceState({ ...cell, confidence })).toMatchObject({ kind: 'value', band });
	});

	it('is missing when check-ins were due and none stated a value', () => {
		expect(confidenceState({ ...cell, confidence: null })).toEqual({ kind: 'missing' });
	});

	it('is not due when nothing was due, and nothing when no key result was live', () => {
		expect(confidenceState({ ...cell, due: 0, confidence: null })).toEqual({ kind: 'not_due' });
		expect(confidenceState(null)).toEqual({ kind: 'nothing' });
	});
});

describe('a cell of the check-in matrix', () => {
	it.each([
		[0, 'scale-1'],
		[0.2, 'scale-2'],
		[0.99, 'scale-5'],
		[1, 'scale-5']
	])('with %d is %s', (compliance, band) => {
		expect(complianceState({ ...cell, compliance })).toMatchObject({ band });
	});

	it('without a due week is not 0', () => {
		expect(complianceState({ ...cell, due: 0, compliance: null })).toEqual({ kind: 'not_due' });
	});
});

describe('the cells of a row', () => {
	const columns = [
		{ week: '2026-11-09', at: 1 },
		{ week: '2026-11-02', at: 0 }
	];
	const draw = (cells: readonly (WeekCell | null)[], shows: 'confidence' | 'compliance') =>
		matrixCells(cells, columns, { shows, row: 3, isWay: false });
	const read = (html: string, name: string) =>
		Array.from(html.matchAll(new RegExp(`${name}="([^"]*)"`, 'g')), ([, value]) => value);

	it('stand in the order of the columns, each with the value of its own week', () => {
		const html = draw([{ ...cell, confidence: 2.97 }, cell], 'confidence');
		expect(read(html, 'data-week')).toEqual(['2026-11-09', '2026-11-02']);
		expect(read(html, 'data-value')).toEqual(['6.4', '2.97']);
		expect(read(html, 'data-cell')).toEqual(['3:1', '3:2']);
		expect(read(html, 'class').filter((look) => look !== 'visually-hidden')).toEqual([
			...['watch', 'red']
		]);
	});

	it('tell a 0 from what is not there', () => {
		const html = draw([{ ...cell, compliance: 0 }, null], 'compliance');
		expect(read(html, 'data-value')).toEqual(['', '0']);
		expect(read(html, 'data-state')).toEqual(['nothing', 'value']);
		expect(html).toContain('<span aria-hidden="true">0</span>');
	});

	it('have their counts in the table of figures, and a dash for no value', () => {
		const html = figureCells({ ...cell, confidence: null });
		const texts = Array.from(html.matchAll(/<td>(.*?)<\/td>/g), ([, text]) => text);
		expect(texts).toHaveLength(8);
		expect(texts[1]).toMatch(/^<span aria-hidden="true">–/);
		expect(texts.slice(2)).toEqual(['6', '75%', '8', '6', '1', '1']);
	});
});

describe('the keys of the grid', () => {
	const size = { rows: 4, columns: 6 };
	const at = { row: 1, column: 2 };
	const press = (key: string, ctrlKey = false, isRightToLeft = false) =>
		moveInGrid(at, { key, ctrlKey, isRightToLeft }, size);

	it('move by one cell', () => {
		expect(press('ArrowRight')).toEqual({ row: 1, column: 3 });
		expect(press('ArrowLeft')).toEqual({ row: 1, column: 1 });
		expect(press('ArrowDown')).toEqual({ row: 2, column: 2 });
		expect(press('ArrowUp')).toEqual({ row: 0, column: 2 });
	});

	it('are mirrored where text runs from right to left', () => {
		expect(press('ArrowLeft', false, true)).toEqual({ row: 1, column: 3 });
	});

	it('move to the ends of the row and of the grid', () => {
		expect(press('Home')).toEqual({ row: 1, column: 0 });
		expect(press('End')).toEqual({ row: 1, column: 5 });
		expect(press('Home', true)).toEqual({ row: 0, column: 0 });
		expect(press('End', true)).toEqual({ row: 3, column: 5 });
	});

	it('stop at the edge, and leave other keys to the browser', () => {
		expect(
			moveInGrid(
				{ row: 3, column: 5 },
				{ key: 'ArrowDown', ctrlKey: false, isRightToLeft: false },
				size
			)
		).toEqual({ row: 3, column: 5 });
		expect(press('Tab')).toBeNull();
	});
});
