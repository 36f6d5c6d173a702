import type { Cube } from '../cube/client.ts';

export interface StreamState {
	/** departments, people and so on, as the sync names it. */
	readonly stream: string;
	readonly isPartial: boolean;
	/** Why it is partial, or what else is worth knowing, in English. */
	readonly reason: string | null;
	/** Epoch ms of its latest read. */
	readonly readAt: number;
	/** Epoch ms of its latest complete read; null: there was none. */
	readonly completeAt: number | null;
	/** Items on the answered pages of the latest read. */
	readonly items: number;
	/** Rows that the latest read added. */
	readonly rows: number;
}

/** The order in which a run reads; streams that it does not name come after these. */
const ORDER = [
	'departments',
	'people',
	'departures',
	'periods',
	'objectives',
	'organisation_objectives',
	'check_ins',
	'reports',
	'reconciliation'
];

/** How fresh each stream is, and what its latest read says of itself. */
export async function loadLatestReads(cube: Cube): Promise<Omit<StreamState, 'completeAt'>[]> {
	const rows = await cube.rows({
		view: 'streams',
		measures: ['item_count', 'row_count'],
		dimensions: ['stream', 'status', 'reason', 'read_at'],
		filters: [{ member: 'is_latest', operator: 'equals', values: ['true'] }]
	});
	const rankOf = (stream: string): number => {
		const at = ORDER.indexOf(stream);
		return at < 0 ? ORDER.length : at;
	};
	return rows
		.map((row) => ({
			stream: row.stream ?? '',
			isPartial: row.status === 'partial',
			reason: row.reason,
			readAt: Date.parse(row.read_at ?? ''),
			items: row.item_count,
			rows: row.row_count
		}))
		.sort((a, b) => rankOf(a.stream) - rankOf(b.stream) || a.stream.localeCompare(b.stream));
}

/** How fresh and how complete each stream is. */
export async function loadStreams(cube: Cube): Promise<StreamState[]> {
	const [latest, complete] = await Promise.all([
		loadLatestReads(cube),
		cube.rows({
			view: 'streams',
			dimensions: ['stream', 'read_at'],
			filters: [{ member: 'is_latest_complete', operator: 'equals', values: ['true'] }]
		})
	]);
	const completeAt = new Map(complete.map((row) => [row.stream, row.read_at]));
	return latest.map((read) => {
		const lastComplete = completeAt.get(read.stream) ?? null;
		return { ...read, completeAt: lastComplete === null ? null : Date.parse(lastComplete) };
	});
}
