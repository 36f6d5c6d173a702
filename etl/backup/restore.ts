/**
 * Brings a backup back: made ready in a database beside the warehouse, checked, brought up to this version and given its
 * marts there, and swapped in at the end. Until then the warehouse is as it was.
 */
import { copyFileSync, existsSync, readFileSync, renameSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { run, selectRows, sqlIdentifier, type Warehouse } from '../clickhouse/client.ts';
import { migrate, refuseUnknown, renderMigrations } from '../clickhouse/migrate.ts';
import { createClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { repairMarts } from '../current-marts.ts';
import type { MartProgress } from '../marts/rebuild.ts';
import { takeOut } from '../personal-data/forget.ts';
import { addForgotten, readForgotten } from '../personal-data/forgotten-people.ts';
import { removeExpired } from '../retention/remove-expired.ts';
import { SECRETS_FILE } from '../secrets.ts';
import { heldIdentity, type CompanyIdentity } from '../state/company-identity.ts';
import { contentsOf } from './contents.ts';
import { copyIn } from './copy.ts';
import {
	DATABASE_DIRECTORY,
	NotABackupError,
	readManifest,
	SECRETS_DIRECTORY,
	type Manifest
} from './manifest.ts';
import { whenQuiet, type WaitHooks } from './quiet.ts';
import { inScratch } from './scratch.ts';
import { finishSwap, isDecided, swapIn } from './swap.ts';
import { writeNow } from './write.ts';

export interface RestoreTarget {
	readonly warehouse: Warehouse;
	readonly config: Config;
	/** The company that a running product shows; null: none runs. */
	readonly served: CompanyIdentity | null;
}

export interface RestoreOptions {
	/** Absolute. */
	readonly directory: string;
	/** Also over another company's data, and without keeping what newer syncs brought. */
	readonly isReplacing: boolean;
}

export interface RestoreHooks extends WaitHooks {
	readonly onPhase?: (phase: 'copying' | 'checking' | 'keeping' | 'swapping') => void;
	readonly onMarts?: (progress: MartProgress) => void;
}

export interface Restored {
	readonly manifest: Manifest;
	/** Where what was there before is kept, because syncs had been made since the backup; null: nothing was lost. */
	readonly keptIn: string | null;
	/** The generated secrets of DATA_DIR are other ones now: a running product has to be started again. */
	readonly areSecretsNew: boolean;
}

/** The backup may not be restored here. Nothing was changed. */
export class RestoreRefusedError extends Error {
	override readonly name = 'RestoreRefusedError';
}

/**
 * @throws {NotABackupError | NewerDataError | RestoreRefusedError | CopyError | BusyError | SyncRunningError} nothing was changed
 */
export async function restoreBackup(
	target: RestoreTarget,
	options: RestoreOptions,
	hooks: RestoreHooks = {}
): Promise<Restored> {
	const { warehouse } = target;
	const manifest = readManifest(options.directory);
	if (warehouse.cluster !== null)
		throw new RestoreRefusedError(
			'A replicated schema (CLICKHOUSE_CLUSTER) is restored with the own tool of the cluster: RESTORE DATABASE … ON CLUSTER …'
		);
	const ours = renderMigrations({ cluster: null });
	for (const migration of manifest.migrations)
		refuseUnknown(`The backup ${options.directory}`, migration, ours);
	await refuseOtherCompany(target, manifest.company, options.isReplacing);
	return whenQuiet(warehouse, 'restore', hooks, () => restoreNow(target, options, manifest, hooks));
}

async function restoreNow(
	target: RestoreTarget,
	{ directory, isReplacing }: RestoreOptions,
	manifest: Manifest,
	{ onPhase, onMarts, signal }: RestoreHooks
): Promise<Restored> {
	const { warehouse, config } = target;
	// On a server nobody else finishes what a killed restore decided.
	if (await isDecided(warehouse)) await finishSwap(warehouse);
	return inScratch(warehouse, 'restoring', async (beside) => {
		onPhase?.('copying');
		await migrate(beside, { only: new Set(manifest.migrations.map(({ number }) => number)) });
		await copyIn(beside, manifest, join(directory, DATABASE_DIRECTORY), signal);
		onPhase?.('checking');
		await refuseDamaged(beside, manifest, directory, signal);
		await migrate(beside);
		// Whoever was forgotten since the backup is in it; whoever was before may not be forgotten here.
		const secrets = join(directory, SECRETS_DIRECTORY);
		await takeOut(beside, [...readForgotten(secrets), ...readForgotten(config.dataDir)], {
			...(signal !== undefined && { signal })
		});

		// What was over before the backup was made may be back, and more is over since.
		const clock = createClock(config.timezone, config.today);
		await removeExpired(beside, config.retentionMonths, clock.today(), signal);

		const isSameCompany = (await heldIdentity(warehouse))?.id === manifest.company.id;
		let keptIn: string | null = null;
		if (isSameCompany) {
			const lost = await runsSince(warehouse, beside);
			if (lost > 0 && !isReplacing) {
				onPhase?.('keeping');
				keptIn = await keepPresent(target, manifest.company, lost);
			}
			await keepLedger(warehouse, beside);
		}
		await repairMarts(beside, config, {
			isForced: true,
			...(signal !== undefined && { signal }),
			...(onMarts !== undefined && { onProgress: onMarts })
		});
		await showAsNew(warehouse, beside);

		signal?.throwIfAborted();
		onPhase?.('swapping');
		const areSecretsNew = restoreSecrets(directory, config.dataDir);
		addForgotten(config.dataDir, readForgotten(secrets));
		await swapIn(warehouse, beside);
		return { manifest, keptIn, areSecretsNew };
	});
}

/** @throws {RestoreRefusedError} */
async function refuseOtherCompany(
	{ warehouse, config, served }: RestoreTarget,
	company: CompanyIdentity,
	isReplacing: boolean
): Promise<void> {
	const wanted = config.dingtalk === null ? 'sandbox:' : `dingtalk:${config.dingtalk.corpId}`;
	const isOurs = config.dingtalk === null ? company.id.startsWith(wanted) : company.id === wanted;
	if (!isOurs)
		throw new RestoreRefusedError(
			`The backup holds ${company.name}, but the settings (DINGTALK_CORP_ID and the others) are those of ${config.dingtalk === null ? 'the bundled sandbox' : `the DingTalk company ${config.dingtalk.corpId}`}: the next sync would mix the two. Restore with the settings of the backup's company.`
		);
	if (served !== null && served.id !== company.id)
		throw new RestoreRefusedError(
			`The backup holds ${company.name}, but the running product shows ${served.name}. Stop it, restore, and start it with the settings of the backup's company.`
		);
	const held = await heldIdentity(warehouse);
	if (held !== null && held.id !== company.id && !isReplacing)
		throw new RestoreRefusedError(
			`The backup holds ${company.name}, but this warehouse is filled with ${held.name}. Restore into another one (DATA_DIR, or with CLICKHOUSE_URL: CLICKHOUSE_DATABASE), or add --replace to give up what is here.`
		);
}

/** @throws {NotABackupError} contents that are not those the manifest names */
async function refuseDamaged(
	beside: Warehouse,
	{ tables }: Manifest,
	directory: string,
	signal?: AbortSignal
): Promise<void> {
	const damaged: string[] = [];
	for (const table of tables) {
		signal?.throwIfAborted();
		const found = await contentsOf(beside, table.name);
		if (found.rows !== table.rows || found.checksum !== table.checksum) damaged.push(table.name);
	}
	if (damaged.length > 0)
		throw new NotABackupError(
			`The backup ${directory} is damaged: ${damaged.join(', ')} ${damaged.length === 1 ? 'does' : 'do'} not hold what was backed up. Nothing was changed; use another backup.`
		);
}

const Count = z.object({ found: z.coerce.number() });

/** How many syncs the warehouse has that the backup lacks. */
async function runsSince(warehouse: Warehouse, beside: Warehouse): Promise<number> {
	const [row] = await selectRows(
		warehouse,
		`SELECT count() AS found FROM core_runs
		WHERE run_id NOT IN (SELECT run_id FROM ${sqlIdentifier(beside.database)}.core_runs)`,
		(found) => Count.parse(found)
	);
	return row?.found ?? 0;
}

/** A backup of what the restore will replace: history exists nowhere else. @returns where it is */
async function keepPresent(
	{ warehouse, config }: RestoreTarget,
	company: CompanyIdentity,
	lost: number
): Promise<string> {
	if (warehouse.kind === 'server')
		throw new RestoreRefusedError(
			`${lost} ${lost === 1 ? 'sync was' : 'syncs were'} made since this backup, and what they read would be lost. Back up first, then add --replace.`
		);
	const { dataDir } = config;
	const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
	const directory = join(dataDir, 'before-restore', time);
	await writeNow({ warehouse, dataDir, company }, directory);
	return directory;
}

/** Calls made and events received since the backup count all the same: the month's budget must not forget them. */
async function keepLedger(warehouse: Warehouse, beside: Warehouse): Promise<void> {
	const ledgers = { ops_calls: 'run_id', ops_event_deliveries: 'delivery_id' };
	for (const [table, key] of Object.entries(ledgers)) {
		const restored = `${sqlIdentifier(beside.database)}.${table}`;
		await run(
			warehouse,
			`INSERT INTO ${restored} SELECT * FROM ${table} WHERE ${key} NOT IN (SELECT ${key} FROM ${restored})`
		);
	}
}

/** Pages look for a greater data version: the restored one must be greater than any that was shown. */
async function showAsNew(warehouse: Warehouse, beside: Warehouse): Promise<void> {
	const restored = `${sqlIdentifier(beside.database)}.ops_data_versions`;
	await run(
		warehouse,
		`INSERT INTO ${restored}
		SELECT (SELECT max(version) FROM ops_data_versions) + 1 AS version, * EXCEPT version
		FROM ${restored}
		WHERE version <= (SELECT max(version) FROM ops_data_versions)
			AND version = (SELECT max(version) FROM ${restored})`
	);
}

/** @returns whether they are other ones than before */
function restoreSecrets(directory: string, dataDir: string): boolean {
	const from = join(directory, SECRETS_DIRECTORY, SECRETS_FILE);
	if (!existsSync(from)) return false;
	const to = join(dataDir, SECRETS_FILE);
	if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return false;
	copyFileSync(from, `${to}.new`);
	chmodSync(`${to}.new`, 0o600);
	renameSync(`${to}.new`, to);
	return true;
}
