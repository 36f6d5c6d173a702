/** A run once more from its answers in the raw layer, without a call: same plan, same streams, same load, same instant. */
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { runMutation } from '../clickhouse/mutations.ts';
import { dayOf, type Config } from '../config.ts';
import { createBatches } from '../load/batches.ts';
import { loadContextOf } from '../load/context.ts';
import { commitRun, loadCore } from '../load/load.ts';
import { keptPlan, settingsFor } from '../plan/run-plan.ts';
import { syncHistory } from '../state/history.ts';
import { readCompany } from '../streams/company.ts';
import { readNamed } from '../streams/named.ts';
import type { RunScope, Tally } from '../streams/scope.ts';
import { openKeptAnswers, replayingClient } from './kept-answers.ts';

export interface ReplayedRun {
	readonly runId: string;
	/** Epoch ms. */
	readonly observedAt: number;
	/** No stream stayed partial; null: as the replay finds it. */
	readonly isComplete: boolean | null;
}

/** The run has no plan in the raw layer: it was made by a version that kept none. */
export class NoPlanError extends Error {
	override readonly name = 'NoPlanError';
	constructor(runId: string) {
		super(
			`The run ${runId} was made by an earlier version, which kept too little to make its tables anew. Nothing was changed; npm run rebuild -- --figures builds the figures from the tables that are there.`
		);
	}
}

/** More than a live run ever has in flight: where the raw layer ends, what was answered beside the missing page is still taken. */
const AT_A_TIME = 64;

/**
 * @param from where the raw layer is
 * @param into whose core tables are filled; may be the same
 * @throws {NoPlanError} and whatever the streams throw
 */
export async function replayRun(
	from: Warehouse,
	into: Warehouse,
	config: Config,
	{ runId, observedAt, isComplete }: ReplayedRun
): Promise<void> {
	const plan = await keptPlan(from, runId);
	if (plan === null) throw new NoPlanError(runId);
	const batches = createBatches(into, runId);
	const scope: Omit<RunScope, 'onProgress'> = {
		runId,
		config: settingsFor(plan, config),
		warehouse: into,
		client: replayingClient(await openKeptAnswers(from, runId)),
		batches,
		raw: { keep: async () => {} },
		observedAt,
		signal: undefined,
		concurrency: { contacts: AT_A_TIME, agoal: AT_A_TIME }
	};
	const tallies: Tally[] = [];
	const decide = () => Promise.resolve(plan);
	const read =
		plan.kind === 'events'
			? await readNamed(scope, tallies, decide, () => {})
			: await readCompany(scope, tallies, decide, () => {});
	await batches.flush();
	const load = loadContextOf(scope, read, await syncHistory(into));
	await loadCore(load);
	const isWhole = read.stop === null && tallies.every((tally) => tally.isComplete);
	await commitRun(load, dayOf(config, observedAt), isComplete ?? isWhole);
}

const Abandoned = z.object({ run_id: z.string(), started_ms: z.coerce.number() });

/**
 * A run that ended before its rows counted, and that the next one does not go on with because it is too long ago or something
 * else was asked: what it was answered was paid for, so it is loaded as of its own instant.
 */
export async function adoptAbandoned(
	warehouse: Warehouse,
	config: Config,
	ownRunId: string
): Promise<void> {
	const [run] = await selectRows(
		warehouse,
		`SELECT run_id, toUnixTimestamp64Milli(started_at) AS started_ms FROM
		(
			SELECT * FROM ops_runs WHERE run_id != ${sqlLiteral(ownRunId)} AND kind != 'events'
			ORDER BY run_id DESC LIMIT 1
		)
		WHERE is_resumable AND run_id NOT IN (SELECT run_id FROM core_runs)
			AND run_id > (SELECT max(run_id) FROM core_runs)
			AND run_id IN (SELECT run_id FROM raw_reads WHERE stream = 'objectives')`,
		(row) => Abandoned.parse(row)
	);
	if (run === undefined || (await keptPlan(warehouse, run.run_id)) === null) return;
	// Its replay rejects them once more.
	await runMutation(
		warehouse,
		`DELETE FROM ops_rejects WHERE run_id = ${sqlLiteral(run.run_id)} SETTINGS lightweight_deletes_sync = 2`
	);
	await replayRun(warehouse, warehouse, config, {
		runId: run.run_id,
		observedAt: run.started_ms,
		isComplete: false
	});
}
