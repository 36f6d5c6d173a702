/** Waits for a moment in which nothing writes: a backup is one consistent cut, a restore must not meet a sync. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Warehouse } from '../clickhouse/client.ts';
import { BusyError, exclusively } from '../state/exclusive.ts';
import { refuseBesideSync, SyncRunningError } from '../state/run-log.ts';

/** Minutes that a running sync is waited for. */
export const PATIENCE = 30;
/** Milliseconds between two looks. */
const LOOK = 500;

export interface WaitHooks {
	readonly signal?: AbortSignal;
	/** Told once, when there is something to wait for. */
	readonly onWait?: (reason: string) => void;
	/** Minutes; default `PATIENCE`. */
	readonly patience?: number;
}

/**
 * Does the work while no sync, rebuild or other such job runs, here or in another process on the same server.
 * @throws {BusyError | SyncRunningError} when one still runs after `patience`; what the work throws
 */
export async function whenQuiet<T>(
	warehouse: Warehouse,
	job: string,
	{ signal, onWait, patience = PATIENCE }: WaitHooks,
	work: () => Promise<T>
): Promise<T> {
	const deadline = Date.now() + patience * 60_000;
	let isWaiting = false;
	for (;;) {
		let hasBegun = false;
		try {
			return await exclusively(warehouse, job, async () => {
				await refuseBesideSync(warehouse);
				hasBegun = true;
				return work();
			});
		} catch (error) {
			const isBusy = error instanceof BusyError || error instanceof SyncRunningError;
			if (hasBegun || !isBusy || Date.now() >= deadline) throw error;
			if (!isWaiting) onWait?.(error.message);
			isWaiting = true;
			await sleep(LOOK, undefined, signal === undefined ? {} : { signal });
		}
	}
}
