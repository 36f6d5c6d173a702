import type { Extent } from './about.ts';
import type { Cell } from './table.ts';

interface Part {
	readonly rows: readonly (readonly Cell[])[];
	/** With all parts so far. */
	readonly extent: Extent;
}

/** The first rows of a table, at most so many, and whether there are more. */
export async function* counted(
	batches: AsyncIterable<readonly (readonly Cell[])[]>,
	most: number
): AsyncGenerator<Part> {
	let rows = 0;
	for await (const batch of batches) {
		const kept = batch.slice(0, most - rows);
		rows += kept.length;
		const isCut = kept.length < batch.length;
		if (kept.length > 0 || isCut) yield { rows: kept, extent: { rows, isCut } };
		if (isCut) return;
	}
}
