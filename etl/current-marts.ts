/** The marts as of the last run whose core rows count: built by a sync, after a setting changed, and to mend a killed build. */
import { z } from 'zod';
import { insertRows, selectRows, type Warehouse } from './clickhouse/client.ts';
import type { Config } from './config.ts';
import { recover } from './load/recover.ts';
import {
	areMartsCurrent,
	martsFingerprint,
	rebuildMarts,
	updateMarts,
	type MartProgress,
	type MartSettings
} from './marts/rebuild.ts';
import { instantText } from './normalise/instants.ts';
import { exclusively } from './state/exclusive.ts';
import { refuseBesideSync } from './state/run-log.ts';

type MartConfig = Pick<
	Config,
	'timezone' | 'holidayWeeks' | 'companyHeadUserIds' | 'minGroupSize' | 'unknownVisibility'
>;

export interface BuildHooks {
	readonly onProgress?: (progress: MartProgress) => void;
	readonly signal?: AbortSignal;
	/** Build all of them anew, also if they are current. */
	readonly isForced?: boolean;
}

const Run = z.object({
	run_id: z.string(),
	observed_ms: z.coerce.number(),
	as_of: z.string(),
	has_version: z.coerce.boolean(),
	last_version: z.coerce.number()
});

/**
 * Makes marts and data version those of the last run and the present settings, from the core tables alone. What a killed run
 * left there is removed first.
 * @returns whether anything had to be built; false also without any run
 * @throws {BusyError | SyncRunningError} while a sync is at work, here or in another process
 */
export function repairMarts(
	warehouse: Warehouse,
	config: MartConfig,
	hooks: BuildHooks = {}
): Promise<boolean> {
	return exclusively(warehouse, 'rebuild', async () => {
		await refuseBesideSync(warehouse);
		await recover(warehouse);
		return buildCurrentMarts(warehouse, config, hooks);
	});
}

/** As `repairMarts`, for a caller that knows that core tables hold whole runs only. */
export async function buildCurrentMarts(
	warehouse: Warehouse,
	config: MartConfig,
	{ onProgress, signal, isForced = false }: BuildHooks = {}
): Promise<boolean> {
	const [run] = await selectRows(
		warehouse,
		`SELECT run_id, toUnixTimestamp64Milli(observed_at) AS observed_ms, as_of,
			run_id IN (SELECT run_id FROM ops_data_versions) AS has_version,
			(SELECT max(version) FROM ops_data_versions) AS last_version
		FROM core_runs ORDER BY run_id DESC LIMIT 1`,
		(row) => Run.parse(row)
	);
	if (run === undefined) return false;
	const settings: MartSettings = {
		timezone: config.timezone,
		holidayWeeks: config.holidayWeeks,
		companyHeadUserIds: config.companyHeadUserIds,
		minGroupSize: config.minGroupSize,
		unknownVisibility: config.unknownVisibility,
		lastSyncAt: run.observed_ms,
		asOf: run.as_of,
		runId: run.run_id
	};
	const isCurrent =
		run.has_version && (await areMartsCurrent(warehouse, martsFingerprint(settings)));
	if (isCurrent && !isForced) return false;
	await (isForced ? rebuildMarts : updateMarts)(warehouse, settings, onProgress, signal);
	const version = Math.max(Date.now(), run.last_version + 1);
	// Last of all: readers take the greatest version as the sign that everything below it is in place.
	await insertRows(warehouse, 'ops_data_versions', [
		{
			version,
			run_id: run.run_id,
			as_of: run.as_of,
			loaded_at: instantText(run.observed_ms),
			created_at: instantText(Date.now())
		}
	]);
	return true;
}
