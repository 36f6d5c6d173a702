import type { Cube } from '../cube/client.ts';

export interface UnknownField {
	readonly stream: string;
	/** Path in the record, list indices as []. */
	readonly field: string;
	/** Type of a value that was seen. */
	readonly type: string;
	/** Epoch ms. */
	readonly firstAt: number;
	/** Epoch ms. */
	readonly lastAt: number;
}

/** What DingTalk sends and this version does not know; the newest first. */
export async function loadDrift(cube: Cube): Promise<UnknownField[]> {
	const rows = await cube.rows({
		view: 'drift',
		dimensions: ['stream', 'field', 'sample', 'first_seen_at', 'last_seen_at'],
		order: [
			['first_seen_at', 'desc'],
			['stream', 'asc'],
			['field', 'asc']
		],
		limit: 50_000
	});
	const seen = new Set<string>();
	return rows.flatMap((row) => {
		const key = `${row.stream} ${row.field}`;
		// A field may come with values of several types; one of them is enough to know it by.
		if (seen.has(key)) return [];
		seen.add(key);
		return {
			stream: row.stream ?? '',
			field: row.field ?? '',
			type: row.sample ?? '',
			firstAt: Date.parse(row.first_seen_at ?? ''),
			lastAt: Date.parse(row.last_seen_at ?? '')
		};
	});
}
