/** How Cube answers: rows of at most so many, whose members carry the name of their view. */
import type { Row } from './cube-over.ts';
import { textOf, type Actual } from './oracle/differences.ts';

/** Cube gives 10,000 rows unless asked for more; the most it gives. */
export const MOST_ROWS = 50_000;

export function withoutView(view: string, row: Row): Actual {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name.slice(view.length + 1), value])
	);
}

/** A fact of any row as text; of members that a view may not have. */
export function factOf(row: object, name: string): string {
	return textOf(Reflect.get(row, name));
}
