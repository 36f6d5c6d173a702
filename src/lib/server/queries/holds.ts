import type { Cube } from '../cube/client.ts';

export interface Hold {
	readonly stream: string;
	/** Rows that the read missed. */
	readonly missing: number;
	/** Rows that were there before. */
	readonly known: number;
	/** Epoch ms. */
	readonly heldAt: number;
}

/** What waits for somebody's yes before it is closed. */
export async function loadHolds(cube: Cube): Promise<Hold[]> {
	const rows = await cube.rows({
		view: 'holds',
		measures: ['closing_count', 'present_count'],
		dimensions: ['stream', 'held_at'],
		filters: [{ member: 'is_open', operator: 'equals', values: ['true'] }],
		order: [['stream', 'asc']]
	});
	return rows.map((row) => ({
		stream: row.stream ?? '',
		missing: row.closing_count,
		known: row.present_count,
		heldAt: Date.parse(row.held_at ?? '')
	}));
}
