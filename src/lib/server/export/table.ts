/** What a file holds: typed columns and their rows, which come in batches. No number is computed here. */

/**
 * `count` whole numbers · `number` any · `ratio` 0..1 · `progress` 0..100 · `confidence` 0..10 · `day` YYYY-MM-DD · `instant`
 * epoch ms or ISO 8601 · `link` an address. Of every kind null is an empty cell, never a 0.
 */
export type Kind =
	'text' | 'count' | 'number' | 'ratio' | 'progress' | 'confidence' | 'day' | 'instant' | 'link';

export interface Cell {
	readonly kind: Kind;
	readonly value: string | number | null;
}

export interface Head {
	readonly title: string;
	/** null: the cells of the column are of several kinds. */
	readonly kind: Kind | null;
	readonly definition: string | null;
}

export interface Table {
	readonly heads: readonly Head[];
	readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

export interface Column<Row> {
	readonly title: string;
	readonly kind: Kind | ((row: Row) => Kind);
	readonly of: (row: Row) => string | number | null;
	/** What the numbers mean, on what they rest, what they leave out. */
	readonly definition?: string;
}

export function column<Row>(
	title: string,
	kind: Column<Row>['kind'],
	of: Column<Row>['of'],
	definition?: string
): Column<Row> {
	return { title, kind, of, ...(definition === undefined ? {} : { definition }) };
}

export function tableOf<Row>(
	columns: readonly Column<Row>[],
	batches: AsyncIterable<readonly Row[]>
): Table {
	return {
		heads: columns.map(({ title, kind, definition }) => ({
			title,
			kind: typeof kind === 'function' ? null : kind,
			definition: definition ?? null
		})),
		batches: (async function* () {
			for await (const rows of batches)
				yield rows.map((row) =>
					columns.map(({ kind, of }) => ({
						kind: typeof kind === 'function' ? kind(row) : kind,
						value: of(row)
					}))
				);
		})()
	};
}

/** A list that is answered as a whole. */
export async function* whole<Row>(rows: Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
	yield await rows;
}

/** A list that a page shows in parts, from its beginning to its end. The reader may stop earlier. */
export async function* paged<Row>(
	load: (part: { offset: number; limit: number }) => Promise<readonly Row[]>,
	size = 5_000
): AsyncGenerator<readonly Row[]> {
	for (let offset = 0; ; offset += size) {
		const rows = await load({ offset, limit: size });
		yield rows;
		if (rows.length < size) return;
	}
}
