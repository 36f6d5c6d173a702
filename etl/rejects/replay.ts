/** Rejects once more: what an earlier version could not use may be readable today, and the raw layer still has it. */
import { z } from 'zod';
import { insertRows, selectRows, sqlIdentifier, type Warehouse } from '../clickhouse/client.ts';
import type { Config } from '../config.ts';
import { rebuildCore, type RebuildHooks } from '../replay/rebuild-core.ts';
import { REJECT_HASH } from './open-rejects.ts';

export interface ReplayedRejects {
	/** Gone: their records are in the core tables now. */
	readonly settled: number;
	/** Records that an earlier version used and this one cannot, or whose reason has other words today. */
	readonly added: number;
}

const Settled = z.object({
	run_id: z.string(),
	stream: z.string(),
	entity_key: z.string(),
	reject_hash: z.string()
});
const Reject = z.record(z.string(), z.unknown());

/**
 * Makes all core tables anew from the raw layer and settles the rejects that did not come again. The marts are the caller's.
 * A kill before the rejects are written leaves them open; the next replay settles them.
 * @throws as `rebuildCore`; nothing was changed then
 */
export async function replayRejects(
	warehouse: Warehouse,
	config: Config,
	hooks: Omit<RebuildHooks, 'onReady'> = {}
): Promise<ReplayedRejects> {
	let settled: z.infer<typeof Settled>[] = [];
	let added: z.infer<typeof Reject>[] = [];
	await rebuildCore(warehouse, config, {
		...hooks,
		onReady: async (beside) => {
			const again = `${sqlIdentifier(beside.database)}.ops_rejects`;
			settled = await selectRows(
				warehouse,
				`SELECT DISTINCT run_id, stream, entity_key, ${REJECT_HASH} AS reject_hash FROM ops_rejects
				WHERE run_id IN (SELECT run_id FROM core_runs)
					AND (run_id, stream, entity_key, ${REJECT_HASH}) NOT IN
						(SELECT run_id, stream, entity_key, ${REJECT_HASH} FROM ${again})
					AND (run_id, stream, entity_key, ${REJECT_HASH}) NOT IN
						(SELECT run_id, stream, entity_key, reject_hash FROM ops_reject_resolutions)`,
				(row) => Settled.parse(row)
			);
			added = await selectRows(
				warehouse,
				`SELECT * FROM ${again}
				WHERE (run_id, stream, entity_key, ${REJECT_HASH}) NOT IN
					(SELECT run_id, stream, entity_key, ${REJECT_HASH} FROM ops_rejects)`,
				(row) => Reject.parse(row)
			);
		}
	});
	const resolved = { resolved_at: new Date(), how: 'replayed' };
	await insertRows(
		warehouse,
		'ops_reject_resolutions',
		settled.map((reject) => ({ ...reject, ...resolved }))
	);
	await insertRows(warehouse, 'ops_rejects', added);
	return { settled: settled.length, added: added.length };
}
