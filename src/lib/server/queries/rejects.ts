import type { Cube } from '../cube/client.ts';

export interface RejectGroup {
	readonly stream: string;
	/** record, confidence or refused. */
	readonly kind: string;
	/** In English. */
	readonly reason: string;
	/** Distinct records. */
	readonly records: number;
	/** Epoch ms. */
	readonly lastAt: number;
	/** Keys of some of the records in DingTalk; never what they say. */
	readonly examples: readonly string[];
}

const GROUPS = 50;
const EXAMPLES = 3;

/** What could not be loaded or read and still matters, by reason; the most frequent first. */
export async function loadRejects(cube: Cube): Promise<RejectGroup[]> {
	const filters = [{ member: 'is_open', operator: 'equals', values: ['true'] }] as const;
	const [groups, records] = await Promise.all([
		cube.rows({
			view: 'rejects',
			measures: ['record_count'],
			dimensions: ['stream', 'kind', 'reason', 'last_rejected_at'],
			filters,
			order: [['record_count', 'desc']],
			limit: GROUPS
		}),
		cube.rows({
			view: 'rejects',
			measures: ['reject_count'],
			dimensions: ['stream', 'kind', 'reason', 'entity_key'],
			filters,
			order: [['entity_key', 'asc']],
			limit: 1_000
		})
	]);
	return groups.map((group) => ({
		stream: group.stream ?? '',
		kind: group.kind ?? '',
		reason: group.reason ?? '',
		records: group.record_count,
		lastAt: Date.parse(group.last_rejected_at ?? ''),
		examples: records
			.filter(
				(one) =>
					one.stream === group.stream && one.kind === group.kind && one.reason === group.reason
			)
			.flatMap((one) => one.entity_key ?? [])
			.slice(0, EXAMPLES)
	}));
}
