import type { WeekCell } from '$lib/server/queries/check-in-weeks.ts';

/**
 * What a cell of a week matrix shows. `missing`: check-ins were due, but none stated a value · `not_due`: key results were
 * live, but no check-in was due · `nothing`: no key result was live. None of them is a 0.
 */
export type CellState =
	| { readonly kind: 'value'; readonly value: number; readonly band: Band }
	| { readonly kind: 'missing' | 'not_due' | 'nothing' };

export type Band =
	'red' | 'watch' | 'stable' | 'scale-1' | 'scale-2' | 'scale-3' | 'scale-4' | 'scale-5';

/** Confidence 0..10, binned at 3 and 7 as metrics.md 4 draws the bands. */
export function confidenceState(cell: WeekCell | null): CellState {
	if (cell === null) return { kind: 'nothing' };
	if (cell.confidence !== null) {
		const value = cell.confidence;
		return { kind: 'value', value, band: value > 7 ? 'stable' : value < 3 ? 'red' : 'watch' };
	}
	return { kind: cell.due > 0 ? 'missing' : 'not_due' };
}

/** Compliance 0..1 in five even steps of one hue. */
export function complianceState(cell: WeekCell | null): CellState {
	if (cell === null) return { kind: 'nothing' };
	if (cell.compliance === null) return { kind: 'not_due' };
	const value = cell.compliance;
	const steps = ['scale-1', 'scale-2', 'scale-3', 'scale-4', 'scale-5'] as const;
	const band = steps[Math.min(4, Math.floor(value * 5))] ?? 'scale-1';
	return { kind: 'value', value, band };
}
