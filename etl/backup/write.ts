/** Writes a backup: tables, generated secrets, and last the manifest that makes it one. */
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	rmdirSync
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { selectRows, type Warehouse } from '../clickhouse/client.ts';
import { appliedMigrations, migrate } from '../clickhouse/migrate.ts';
import { FORGOTTEN_FILE } from '../personal-data/forgotten-people.ts';
import { SECRETS_FILE } from '../secrets.ts';
import type { CompanyIdentity } from '../state/company-identity.ts';
import { contentsOf, keptTables } from './contents.ts';
import { copyIn, copyOut } from './copy.ts';
import {
	DATABASE_DIRECTORY,
	FORMAT,
	MANIFEST_FILE,
	SECRETS_DIRECTORY,
	writeManifest,
	type BackedUpTable,
	type Manifest
} from './manifest.ts';
import { whenQuiet, type WaitHooks } from './quiet.ts';
import { dropScratch, inScratch } from './scratch.ts';

export interface BackupSource {
	readonly warehouse: Warehouse;
	readonly dataDir: string;
	readonly company: CompanyIdentity;
}

export interface BackupHooks extends WaitHooks {
	readonly onPhase?: (phase: 'copying' | 'checking' | 'finishing') => void;
}

/** The directory cannot take a backup. Nothing was written. */
export class UnusableDirectoryError extends Error {
	override readonly name = 'UnusableDirectoryError';
}

/** Everything of an unfinished backup lies in here, and what of it was moved out already. */
const INCOMPLETE = 'incomplete-backup';
const OWN = new Set([INCOMPLETE, DATABASE_DIRECTORY, SECRETS_DIRECTORY, `${MANIFEST_FILE}.new`]);

/**
 * @param directory absolute; new or empty, or what a killed backup left there. Readable by its owner only afterwards.
 * @throws {UnusableDirectoryError | CopyError | BusyError | SyncRunningError}
 */
export async function writeBackup(
	source: BackupSource,
	directory: string,
	hooks: BackupHooks = {}
): Promise<Manifest> {
	prepare(directory);
	return whenQuiet(source.warehouse, 'backup', hooks, () => writeNow(source, directory, hooks));
}

/** As `writeBackup`, for a caller that keeps everything else from writing. */
export async function writeNow(
	{ warehouse, dataDir, company }: BackupSource,
	directory: string,
	{ onPhase, signal }: BackupHooks = {}
): Promise<Manifest> {
	prepare(directory);
	const unfinished = join(directory, INCOMPLETE);
	let manifest: Manifest;
	try {
		onPhase?.('copying');
		mkdirSync(unfinished, { mode: 0o700 });
		const names = await keptTables(warehouse);
		const migrations = await appliedMigrations(warehouse);
		const lastChange = await lastRunChange(warehouse);
		await copyOut(warehouse, names, join(unfinished, DATABASE_DIRECTORY), signal);
		if ((await lastRunChange(warehouse)) !== lastChange)
			throw new Error(
				'A sync of another process was at work during the backup, which therefore is no consistent one and was removed. Run it again.'
			);
		copySecrets(dataDir, unfinished);

		onPhase?.('checking');
		const tables = await readBack(warehouse, unfinished, names, migrations, signal);

		onPhase?.('finishing');
		signal?.throwIfAborted();
		manifest = {
			format: FORMAT,
			product_version: productVersion(),
			created_at: new Date().toISOString(),
			company,
			database: warehouse.database,
			engine_version: await engineVersion(warehouse),
			migrations,
			tables
		};
		for (const part of [DATABASE_DIRECTORY, SECRETS_DIRECTORY])
			if (existsSync(join(unfinished, part)))
				renameSync(join(unfinished, part), join(directory, part));
		writeManifest(directory, manifest);
	} catch (error) {
		for (const part of OWN) rmSync(join(directory, part), { recursive: true, force: true });
		throw error;
	}
	rmdirSync(unfinished);
	return manifest;
}

/** Restores the copy beside the warehouse: what is in the manifest was read from the backup, not from the tables. */
async function readBack(
	warehouse: Warehouse,
	unfinished: string,
	names: readonly string[],
	migrations: Manifest['migrations'],
	signal?: AbortSignal
): Promise<BackedUpTable[]> {
	const tables = await inScratch(warehouse, 'checking', async (beside) => {
		await migrate(beside, { only: new Set(migrations.map(({ number }) => number)) });
		const copied = names.map((name) => ({ name, rows: 0, checksum: '' }));
		const { database } = warehouse;
		const from = join(unfinished, DATABASE_DIRECTORY);
		await copyIn(beside, { database, tables: copied }, from, signal);
		const found: BackedUpTable[] = [];
		for (const name of names) {
			signal?.throwIfAborted();
			found.push(await contentsOf(beside, name));
		}
		return found;
	});
	await dropScratch(warehouse, 'checking');
	return tables;
}

function prepare(directory: string): void {
	try {
		mkdirSync(directory, { recursive: true, mode: 0o700 });
		const entries = readdirSync(directory);
		const isLeftOver = entries.includes(INCOMPLETE) && entries.every((entry) => OWN.has(entry));
		if (isLeftOver)
			for (const entry of entries) rmSync(join(directory, entry), { recursive: true });
		else if (entries.length > 0)
			throw new UnusableDirectoryError(
				`${directory} is not empty. Name a new directory for each backup.`
			);
		// It will hold secrets and everybody's OKRs.
		chmodSync(directory, 0o700);
	} catch (cause) {
		if (cause instanceof UnusableDirectoryError) throw cause;
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new UnusableDirectoryError(
			`${directory} cannot take a backup: ${reason}. It has to be a new or empty directory of the user that runs the product.`,
			{ cause }
		);
	}
}

/** Also whom the company has forgotten: a restore elsewhere must not bring them back. */
function copySecrets(dataDir: string, unfinished: string): void {
	const to = join(unfinished, SECRETS_DIRECTORY);
	for (const file of [SECRETS_FILE, FORGOTTEN_FILE]) {
		const from = join(dataDir, file);
		if (!existsSync(from)) continue; // set in the environment, or nobody needed one yet
		mkdirSync(to, { recursive: true, mode: 0o700 });
		copyFileSync(from, join(to, file));
		chmodSync(join(to, file), 0o600);
	}
}

/** Moves with every sign of life of any run, of whatever process. */
async function lastRunChange(warehouse: Warehouse): Promise<string> {
	const [row] = await selectRows(
		warehouse,
		'SELECT toString(max(version)) AS version FROM ops_run_states',
		(found) => z.object({ version: z.string() }).parse(found)
	);
	return row?.version ?? '';
}

async function engineVersion(warehouse: Warehouse): Promise<string> {
	const [row] = await selectRows(warehouse, 'SELECT version() AS version', (found) =>
		z.object({ version: z.string() }).parse(found)
	);
	return row?.version ?? '';
}

function productVersion(): string {
	const path = join(import.meta.dirname, '../../package.json');
	return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
