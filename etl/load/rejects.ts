/** Dead letters: what could not be loaded or read, with the reason and the record. */
import { instantText } from '../normalise/instants.ts';
import type { Batches } from './batches.ts';

export type RejectKind = 'record' | 'confidence' | 'refused';

/** @param rejectedAt epoch ms */
export function reject(
	batches: Batches,
	rejectedAt: number,
	stream: string,
	entityKey: string,
	kind: RejectKind,
	reason: string,
	record: unknown
): Promise<void> {
	return batches.add('ops_rejects', [
		{
			stream,
			entity_key: entityKey,
			kind,
			reason,
			payload: typeof record === 'string' ? record : (JSON.stringify(record) ?? ''),
			rejected_at: instantText(rejectedAt)
		}
	]);
}
