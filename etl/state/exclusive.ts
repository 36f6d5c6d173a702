/** Within one process only one job at a time may write core tables and marts: a second one would remove the first one's rows. */
import type { Warehouse } from '../clickhouse/client.ts';

/** Another job of this process is at work on the warehouse. Worth a retry when it has finished. */
export class BusyError extends Error {
	override readonly name = 'BusyError';
	constructor(job: string) {
		super(`A ${job} is running; try again when it has finished.`);
	}
}

const jobs = new WeakMap<Warehouse, string>();

/** @param job as people call it: 'sync', 'rebuild' @throws {BusyError} at once, if there is another one */
export async function exclusively<T>(
	warehouse: Warehouse,
	job: string,
	work: () => Promise<T>
): Promise<T> {
	const running = jobs.get(warehouse);
	if (running !== undefined) throw new BusyError(running);
	jobs.set(warehouse, job);
	try {
		return await work();
	} finally {
		jobs.delete(warehouse);
	}
}
