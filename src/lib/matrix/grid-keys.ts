/** A cell by row and column, from 0. Column 0 is the row's head. */
export interface Position {
	readonly row: number;
	readonly column: number;
}

export interface KeyStroke {
	readonly key: string;
	readonly ctrlKey: boolean;
	/** In right-to-left pages the next column is on the left. */
	readonly isRightToLeft: boolean;
}

/**
 * Where a key moves to in a data grid, or null if it is not one of the grid's keys.
 * Source: WAI-ARIA Authoring Practices, Grid pattern, keyboard interaction for data grids.
 */
export function moveInGrid(
	from: Position,
	{ key, ctrlKey, isRightToLeft }: KeyStroke,
	size: { readonly rows: number; readonly columns: number }
): Position | null {
	const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
	const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
	const last = { row: size.rows - 1, column: size.columns - 1 };
	const to = (row: number, column: number): Position => ({
		row: Math.min(last.row, Math.max(0, row)),
		column: Math.min(last.column, Math.max(0, column))
	});
	switch (key) {
		case forward:
			return to(from.row, from.column + 1);
		case backward:
			return to(from.row, from.column - 1);
		case 'ArrowDown':
			return to(from.row + 1, from.column);
		case 'ArrowUp':
			return to(from.row - 1, from.column);
		case 'Home':
			return to(ctrlKey ? 0 : from.row, 0);
		case 'End':
			return to(ctrlKey ? last.row : from.row, last.column);
		case 'PageDown':
			return to(from.row + 5, from.column);
		case 'PageUp':
			return to(from.row - 5, from.column);
		default:
			return null;
	}
}
