/**
 * SIGKILL of the real process that writes a backup or restores one, at named points of it: a backup is whole or none, a restore leaves
 * the old tables or the new ones. `npm test` kills the whole product (operations.test.ts), and breaks a backup off (backup.test.ts).
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NotABackupError, readManifest } from '../../etl/backup/manifest.ts';
import { restoreBackup } from '../../etl/backup/restore.ts';
import { finishKilledRestore } from '../../etl/backup/swap.ts';
import { writeBackup } from '../../etl/backup/write.ts';
import {
	insertRows,
	openWarehouse,
	selectRows,
	type Warehouse
} from '../../etl/clickhouse/client.ts';
import { migrate } from '../../etl/clickhouse/migrate.ts';
import { createClock } from '../../etl/clock.ts';
import { parseConfig } from '../../etl/config.ts';
import { repairMarts } from '../../etl/current-marts.ts';
import { startSandbox } from '../../etl/sandbox/server.ts';
import { claimWarehouse } from '../../etl/state/company-identity.ts';
import { runSync } from '../../etl/sync.ts';
import { endpointsOf } from '../support/endpoints.ts';
import { digestOfEverything } from '../support/table-digest.ts';

const SCRIPT = join(import.meta.dirname, '../support/killable-restore.ts');
/** Early in the year: a short history has few parts, which every copy and every start here pays for. */
const DAY = '2026-01-25';
const COMPANY = { id: 'sandbox:12:7', name: 'the sandbox' };

type Digests = Readonly<Record<string, string>>;

let root: string;
/** A data directory with a sync, a backup of before it, and what the tables hold before and after a calm restore. */
let prepared: string;
let backup: string;
let old: Digests;
let restored: Digests;

const configOf = (dataDir: string) => parseConfig({ DATA_DIR: dataDir, OKR_TODAY: DAY });

async function copyOfPrepared(): Promise<string> {
	const dataDir = await mkdtemp(join(root, 'data-'));
	await cp(prepared, dataDir, { recursive: true });
	return dataDir;
}

/** As a start of the product does: what a killed process left behind is mended before anything is shown. */
async function onceStarted<T>(
	dataDir: string,
	work: (warehouse: Warehouse, dataDir: string) => Promise<T>
): Promise<T> {
	const warehouse = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
	try {
		await finishKilledRestore(warehouse);
		await migrate(warehouse);
		await repairMarts(warehouse, configOf(dataDir));
		return await work(warehouse, dataDir);
	} finally {
		await warehouse.close();
	}
}

function killed(
	what: 'backup' | 'restore',
	dataDir: string,
	directory: string,
	killAt: string
): Promise<{ signal: string | null; err: string }> {
	const args = ['--disable-warning=ExperimentalWarning', SCRIPT];
	const child = spawn(process.execPath, [...args, what, dataDir, directory, DAY, killAt], {
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let err = '';
	child.stderr.on('data', (part: Buffer) => (err += part.toString()));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (_code, signal) => resolve({ signal, err }));
	});
}

beforeAll(async () => {
	root = await mkdtemp(join(tmpdir(), 'okr-killed-restore-'));
	prepared = join(root, 'prepared');
	backup = join(root, 'backup');
	const sandbox = await startSandbox({ port: 0, people: 12, seed: 7, today: DAY });
	await onceStarted(prepared, async (warehouse) => {
		await claimWarehouse(warehouse, 'here', COMPANY);
		const entry = { kind: 'view', entry_id: 'v', version: '1', author_id: 'a', is_deleted: 0 };
		await insertRows(warehouse, 'app_entries', [{ ...entry, entered_at: new Date(), body: '{}' }]);
		await writeBackup({ warehouse, dataDir: prepared, company: COMPANY }, backup);
		const config = configOf(prepared);
		const clock = createClock(config.timezone, DAY);
		await runSync({ config, warehouse, clock, dingtalk: endpointsOf(sandbox.url) });
		old = await digestOfEverything(warehouse);
	});
	await sandbox.close();
	restored = await onceStarted(await copyOfPrepared(), async (warehouse, dataDir) => {
		const target = { warehouse, config: configOf(dataDir), served: null };
		await restoreBackup(target, { directory: backup, isReplacing: true });
		return digestOfEverything(warehouse);
	});
	const differing = Object.keys(old).filter((table) => old[table] !== restored[table]);
	expect(differing.length).toBeGreaterThan(15);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What the next start finds in the tables after a kill: those from before the restore, or those of the backup. */
type RestoreKill = readonly [when: string, killAt: string, which: 'old' | 'new'];

const RESTORE_KILLS: readonly RestoreKill[] = [
	['when all is ready, before it is decided', 'before INSERT INTO swap_plan', 'old'],
	['as soon as it is decided', 'after INSERT INTO swap_plan', 'new'],
	['between two tables', 'after EXCHANGE TABLES okr.core_objective_versions', 'new'],
	['after the last table', 'after EXCHANGE TABLES okr.stage_periods', 'new']
];

describe('a restore that is killed', () => {
	it.each(RESTORE_KILLS)('%s leaves the next start whole tables', async (_when, killAt, which) => {
		const dataDir = await copyOfPrepared();
		const end = await killed('restore', dataDir, backup, killAt);
		expect(end.signal, end.err).toBe('SIGKILL');
		await onceStarted(dataDir, async (warehouse) => {
			expect(await digestOfEverything(warehouse)).toEqual(which === 'old' ? old : restored);
			const databases = await selectRows(
				warehouse,
				`SELECT name FROM system.databases WHERE name LIKE 'okr%'`,
				(row) => z.object({ name: z.string() }).parse(row).name
			);
			expect(databases).toEqual(['okr']);
		});
	});
});

describe('a backup that is killed', () => {
	it('when only its manifest is missing is never taken for a whole one, and the next one may use its directory', async () => {
		const dataDir = await copyOfPrepared();
		const directory = await mkdtemp(join(root, 'backup-'));
		const end = await killed('backup', dataDir, directory, 'phase finishing');
		expect(end.signal, end.err).toBe('SIGKILL');
		expect(() => readManifest(directory)).toThrow(NotABackupError);
		await onceStarted(dataDir, async (warehouse) => {
			await writeBackup({ warehouse, dataDir, company: COMPANY }, directory);
			expect(await digestOfEverything(warehouse)).toEqual(old);
		});
		expect(readManifest(directory).tables.length).toBeGreaterThan(20);
	});
});
