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

/** How fresh and how complete each stream is. */
export async function loadStreams(cube: Cube): Promise<StreamState[]> {
	const dimensions = ['stream', 'status', 'reason', 'read_at'] as const;
	const [latest, complete] = await Promise.all([
		cube.rows({
			view: 'streams',
			measures: ['item_count', 'row_count'],
			dimensions,
			filters: [{ member: 'is_latest', operator: 'equals', values: ['true'] }]
		}),
		cube.rows({
			view: 'streams',
			dimensions: ['stream', 'read_at'],
			filters: [{ member: 'is_latest_complete', operator: 'equals', values: ['true'] }]
		})
	]);
	const completeAt = new Map(complete.map((row) => [row.stream, row.read_at]));
	const rankOf = (stream: string): number => {
		const at = ORDER.indexOf(stream);
		return at < 0 ? ORDER.length : at;
	};
	return latest
		.map((row) => {
			const lastComplete = completeAt.get(row.stream) ?? null;
			return {
				stream: row.stream ?? '',
				isPartial: row.status === 'partial',
				reason: row.reason,
				readAt: Date.parse(row.read_at ?? ''),
				completeAt: lastComplete === null ? null : Date.parse(lastComplete),
				items: row.item_count,
				rows: row.row_count
			};
		})
		.sort((a, b) => rankOf(a.stream) - rankOf(b.stream) || a.stream.localeCompare(b.stream));
}
