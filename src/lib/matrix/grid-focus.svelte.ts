import { moveInGrid, type Position } from './grid-keys.ts';

/**
 * The one stop of an ARIA grid for the Tab key, and the arrows that move it. What can be focused carries `data-cell="row:column"`
 * and the `tabindex` from here; the table listens with `onkeydown` and `onfocusin`.
 */
export class GridFocus {
	readonly #size: () => { readonly rows: number; readonly columns: number };
	#here: Position = $state.raw({ row: 0, column: 0 });
	/** Always inside, also when another department has fewer rows. */
	readonly #stop = $derived.by(() => ({
		row: Math.min(this.#here.row, this.#size().rows - 1),
		column: Math.min(this.#here.column, this.#size().columns - 1)
	}));

	constructor(size: () => { readonly rows: number; readonly columns: number }) {
		this.#size = size;
	}

	tabindex(row: number, column: number): 0 | -1 {
		return this.#stop.row === row && this.#stop.column === column ? 0 : -1;
	}

	/** An attachment of a grid whose cells come as text, with a `tabindex` of -1 each (cells.ts). */
	readonly stopAtCell = (grid: HTMLElement): (() => void) | undefined => {
		const { row, column } = this.#stop;
		const cell = grid.querySelector(`td[data-cell='${row}:${column}']`);
		cell?.setAttribute('tabindex', '0');
		return () => cell?.setAttribute('tabindex', '-1');
	};

	readonly onfocusin = (event: FocusEvent): void => {
		this.#here = focusedCell(event) ?? this.#here;
	};

	/** Moves, or returns the cell in which another key was pressed. */
	readonly onkeydown = (
		event: KeyboardEvent & { readonly currentTarget: HTMLElement }
	): Position | null => {
		const from = focusedCell(event);
		if (from === null) return null;
		const { key, ctrlKey, metaKey, currentTarget: grid } = event;
		const isRightToLeft = getComputedStyle(grid).direction === 'rtl';
		const to = moveInGrid(from, { key, ctrlKey: ctrlKey || metaKey, isRightToLeft }, this.#size());
		if (to === null) return from;
		event.preventDefault();
		this.#here = to;
		const cell = grid.querySelector<HTMLElement>(`[data-cell='${to.row}:${to.column}']`);
		cell?.focus({ preventScroll: true });
		// A focus alone may leave it below the heads: only this keeps clear of the scroll padding of the box.
		cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
		return null;
	};
}

/** The cell that has the focus: what was focused before the page came alive counts as well. */
function focusedCell(event: Event): Position | null {
	const cell = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined;
	const [row, column] = cell?.split(':').map(Number) ?? [];
	return row === undefined || column === undefined ? null : { row, column };
}
