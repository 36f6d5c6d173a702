import { createClock } from '../../etl/clock.ts';
import { parseConfig, type Config, type DingTalkConfig } from '../../etl/config.ts';
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import type { Company } from '../../etl/sandbox/company/model.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../etl/sandbox/server.ts';
import { runSync, type RunSummary, type SyncHooks, type SyncOptions } from '../../etl/sync.ts';
import { endpointsOf } from './endpoints.ts';
import { closeTestWarehouse, openTestWarehouse } from './warehouse.ts';

/** A sandbox company over HTTP whose day can be moved on, and an empty warehouse beside it. */
export interface SyncBench {
	readonly warehouse: Warehouse;
	readonly sandbox: Sandbox;
	readonly endpoints: DingTalkConfig;
	/** Moves company and product clock to the end of that day (YYYY-MM-DD) and syncs. */
	sync(day: string, options?: SyncOptions, hooks?: SyncHooks): Promise<RunSummary>;
	/** Moves the company to the end of that day without a sync. */
	show(day: string): void;
	/** The configuration of a sync on that day. */
	configOf(day: string): Config;
	close(): Promise<void>;
}

export interface BenchOptions extends Pick<
	SandboxOptions,
	'people' | 'seed' | 'company' | 'qps' | 'quota' | 'faults' | 'reports' | 'product'
> {
	/** The first day: until a sync moves it, what the company shows. */
	readonly day: string;
	/** Settings of the product, e.g. HOLIDAY_WEEKS. */
	readonly environment?: Readonly<Record<string, string>>;
	/** Settings that the environment cannot give the bundled company, e.g. a call budget. */
	readonly settings?: Partial<Config>;
}

export async function openSyncBench({
	day,
	environment,
	settings,
	...company
}: BenchOptions): Promise<SyncBench> {
	let today = day;
	const sandbox = await startSandbox({ ...company, port: 0, today: () => today });
	const warehouse = await openTestWarehouse({ migrated: true });
	const endpoints = endpointsOf(sandbox.url);
	const configOf = (on: string) => ({
		...parseConfig({ ...environment, OKR_TODAY: on }),
		...settings
	});
	return {
		warehouse,
		sandbox,
		endpoints,
		configOf,
		sync(on, options, hooks) {
			today = on;
			const config = configOf(on);
			const clock = createClock(config.timezone, on);
			return runSync({ config, warehouse, clock, dingtalk: endpoints }, options, hooks);
		},
		show(on) {
			today = on;
		},
		async close() {
			await sandbox.close();
			await closeTestWarehouse(warehouse);
		}
	};
}

export interface SyncedWarehouse {
	readonly warehouse: Warehouse;
	/** Of the last day. */
	readonly company: Company;
	/** One per day. */
	readonly summaries: readonly RunSummary[];
	close(): Promise<void>;
}

/**
 * A warehouse after one complete read at the end of each of `days`. Marts are built on the last but one and brought to the last.
 * @throws {Error} a sync that did not succeed
 */
export async function syncedWarehouse(
	options: Omit<BenchOptions, 'day'> & { readonly days: readonly string[] }
): Promise<SyncedWarehouse> {
	const { days, ...company } = options;
	const [first] = days;
	if (first === undefined) throw new RangeError('At least one day is needed.');
	const bench = await openSyncBench({ ...company, day: first });
	const summaries: RunSummary[] = [];
	try {
		for (const day of days) {
			const isMartless = !days.slice(-2).includes(day);
			const summary = await bench.sync(day, { isFull: true }, { isMartless });
			if (summary.status !== 'succeeded')
				throw new Error(`The sync of ${day} ${summary.status}: ${summary.message}`);
			summaries.push(summary);
		}
	} catch (error) {
		await bench.close();
		throw error;
	}
	return {
		warehouse: bench.warehouse,
		company: bench.sandbox.company(),
		summaries,
		close: () => bench.close()
	};
}
