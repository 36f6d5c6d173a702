/** One events run: reads what events named and no run has read since, and nothing else. */
import { runSync, type RunSummary, type SyncContext, type SyncHooks } from '../sync.ts';
import { keptPlan } from '../plan/run-plan.ts';
import { askedFor, noteAsked, waitingEvents } from './waiting-events.ts';

/**
 * @returns how the run ended; null: nothing waits
 * @throws what `runSync` throws
 */
export async function readWaitingEvents(
	context: SyncContext,
	hooks: SyncHooks = {}
): Promise<RunSummary | null> {
	const { warehouse, clock } = context;
	const waiting = await waitingEvents(warehouse);
	if (waiting.events.length === 0) return null;
	const askedAt = clock.now();
	const summary = await runSync(context, { only: waiting }, hooks);
	const plan = await keptPlan(warehouse, summary.runId);
	// It may have been able to afford a part only; the rest waits on.
	if (plan !== null && summary.asOf !== null && summary.stoppedOn === null)
		await noteAsked(warehouse, askedFor(waiting, plan), summary.runId, askedAt);
	return summary;
}
