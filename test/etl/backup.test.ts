import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Manifest } from '../../etl/backup/manifest.ts';
import { NotABackupError, readManifest } from '../../etl/backup/manifest.ts';
import { whenQuiet } from '../../etl/backup/quiet.ts';
import { RestoreRefusedError } from '../../etl/backup/restore.ts';
import { writeBackup, writeNow } from '../../etl/backup/write.ts';
import { insertRows, run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { migrate, NewerDataError } from '../../etl/clickhouse/migrate.ts';
import { createClock } from '../../etl/clock.ts';
import { backup } from '../../etl/commands/backup.ts';
import type { Command } from '../../etl/commands/command.ts';
import { restore } from '../../etl/commands/restore.ts';
import { parseConfig, type Config } from '../../etl/config.ts';
import { cubeApiSecret } from '../../etl/secrets.ts';
import { meteredCallsOfMonth } from '../../etl/state/call-log.ts';
import {
	claimWarehouse,
	heldIdentity,
	type CompanyIdentity
} from '../../etl/state/company-identity.ts';
import { BusyError, exclusively } from '../../etl/state/exclusive.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import { digestOfEverything } from '../support/table-digest.ts';
import { isEmbedded } from '../support/warehouse.ts';

const DAYS = ['2026-01-18', '2026-01-25'] as const;
const SANDBOX: CompanyIdentity = { id: 'sandbox:12:7', name: 'the sandbox' };

type Digests = Readonly<Record<string, string>>;

// A server writes backups where its own configuration says so, on its own disk.
describe.runIf(isEmbedded)('a backup', () => {
	let root: string;
	let bench: SyncBench;
	let config: Config;
	let first: string;
	/** A backup of before migration 7, which holds the log of one run. */
	let older: string;
	/** At the moment of the first backup. */
	let atFirst: Digests;

	beforeAll(async () => {
		root = await mkdtemp(join(tmpdir(), 'okr-backup-'));
		const environment = { DATA_DIR: join(root, 'data') };
		bench = await openSyncBench({ people: 12, seed: 7, day: DAYS[0], environment });
		config = bench.configOf(DAYS[1]);
		await claimWarehouse(bench.warehouse, 'here', SANDBOX);
		await bench.sync(DAYS[0]);
		await enter(bench.warehouse, 'a saved view');
		cubeApiSecret(config);
		first = join(root, 'first');
		older = join(root, 'older');
		atFirst = await digestOfEverything(bench.warehouse);
		expect(await carryOut(backup, ['--out', first])).toMatchObject({ code: 0 });
	});
	afterAll(async () => {
		await bench.close();
		await rm(root, { recursive: true, force: true });
	});

	async function carryOut(
		command: Command,
		args: readonly string[],
		options: { warehouse?: Warehouse; config?: Config; served?: CompanyIdentity } = {}
	): Promise<{ code: number; out: string; err: string }> {
		let [out, err] = ['', ''];
		const code = await command(
			args,
			{
				out: (text) => void (out += text),
				err: (text) => void (err += text),
				isTty: false,
				signal: new AbortController().signal
			},
			{
				config,
				clock: createClock(config.timezone, DAYS[1]),
				warehouse: bench.warehouse,
				dingtalk: bench.endpoints,
				...options
			}
		);
		return { code, out, err };
	}

	/** An empty database on the same engine, as a fresh installation has. */
	async function fresh(name: string): Promise<Warehouse> {
		const warehouse = await bench.warehouse.beside(name);
		await migrate(warehouse);
		return warehouse;
	}

	/** A copy of the first backup's manifest, changed, and nothing else. */
	async function withManifest(change: (manifest: Manifest) => unknown): Promise<string> {
		const directory = await mkdtemp(join(root, 'changed-'));
		const changed = JSON.stringify(change(readManifest(first)));
		await writeFile(join(directory, 'manifest.json'), changed);
		return directory;
	}

	it('holds every table that cannot be made anew, and the secrets, for its owner only', async () => {
		const manifest = readManifest(first);
		const names = manifest.tables.map(({ name }) => name);
		const kept = Object.keys(atFirst).filter((name) => !name.startsWith('mart_'));
		expect(names).toEqual([...kept, 'ops_data_versions'].sort());
		for (const { name, rows } of manifest.tables)
			expect(atFirst[name] ?? '1 ').toMatch(new RegExp(`^${rows} `));
		expect(manifest.company).toEqual(SANDBOX);
		expect((await readdir(first)).sort()).toEqual(['database', 'manifest.json', 'secrets']);
		const secrets = join(first, 'secrets');
		const modes = [first, secrets, join(secrets, 'secrets.json')].map(async (path) =>
			((await stat(path)).mode & 0o777).toString(8)
		);
		expect(await Promise.all(modes)).toEqual(['700', '700', '600']);
	});

	it('is written to no directory that holds something', async () => {
		const directory = join(root, 'full');
		await mkdir(directory);
		await writeFile(join(directory, 'letter.txt'), 'dear');
		for (const taken of [directory, first]) {
			const { code, err } = await carryOut(backup, ['--out', taken]);
			expect(code).toBe(2);
			expect(err).toContain(`${taken} is not empty`);
		}
		expect(await readFile(join(directory, 'letter.txt'), 'utf8')).toBe('dear');
	});

	it('brings back tables, figures and secrets as they were, and keeps what came since', async () => {
		await bench.sync(DAYS[1]);
		await enter(bench.warehouse, 'entered later');
		const before = await digestOfEverything(bench.warehouse);
		const spent = await meteredCallsOfMonth(bench.warehouse, DAYS[1]);
		const shown = await greatestVersion(bench.warehouse);
		const secrets = await readFile(join(config.dataDir, 'secrets.json'), 'utf8');
		await writeFile(join(config.dataDir, 'secrets.json'), '{"cubeApiSecret":"another"}');
		expect(before).not.toEqual(atFirst);

		const { code, out, err } = await carryOut(restore, ['--from', first]);
		expect(code, err).toBe(0);
		expect(out).toContain('start the product again');
		const { ops_calls: _, ...kept } = await digestOfEverything(bench.warehouse);
		const { ops_calls: _calls, ...wanted } = atFirst;
		expect(kept).toEqual(wanted);
		// Calls since the backup were paid for all the same.
		expect(await meteredCallsOfMonth(bench.warehouse, DAYS[1])).toBe(spent);
		expect(await greatestVersion(bench.warehouse)).toBeGreaterThan(shown);
		expect(await readFile(join(config.dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
		expect(await databases(bench.warehouse)).toEqual([bench.warehouse.database]);

		const keptIn = /kept as a backup in (\S+);/.exec(out)?.[1] ?? '';
		const back = await carryOut(restore, ['--from', keptIn]);
		expect(back.code, back.err).toBe(0);
		expect(back.out).not.toContain('kept as a backup');
		expect(await digestOfEverything(bench.warehouse)).toEqual(before);
	});

	it('of an older version is brought up to this one', async () => {
		const old = await bench.warehouse.beside('okr_older');
		await migrate(old, { only: new Set([1, 2, 3, 4, 5, 6]) });
		await claimWarehouse(old, 'there', SANDBOX);
		const state = { run_id: 'r', version: 1, status: 'killed', product: 'agoal' };
		await insertRows(old, 'ops_run_states', [state]);
		// Without the wait for a sync, which today's code looks for in columns that came later.
		await writeNow({ warehouse: old, dataDir: root, company: SANDBOX }, older);
		expect(readManifest(older).tables.map(({ name }) => name)).not.toContain('ops_holds');
		await old.close();

		const warehouse = await fresh('okr_newer');
		await insertRows(warehouse, 'ops_holds', [{ run_id: 'x', stream: 'people' }]);
		const { code, err } = await carryOut(restore, ['--from', older], { warehouse });
		expect(code, err).toBe(0);
		expect(await migrate(warehouse)).toEqual([]);
		const runs = await selectRows(
			warehouse,
			'SELECT run_id, status, kind FROM ops_runs',
			(row) => row
		);
		expect(runs).toEqual([{ run_id: 'r', status: 'killed', kind: 'planned' }]);
		// What the backup did not know was not there then.
		expect(await selectRows(warehouse, 'SELECT * FROM ops_holds', (row) => row)).toEqual([]);
		await warehouse.close();
	});

	describe('is refused, and nothing is changed,', () => {
		let before: Digests;
		beforeAll(async () => {
			before = await digestOfEverything(bench.warehouse);
		});
		const refused = async (directory: string, options: Parameters<typeof carryOut>[2] = {}) => {
			const error: unknown = await carryOut(restore, ['--from', directory], options).then(
				() => null,
				(reason: unknown) => reason
			);
			const warehouse = options.warehouse ?? bench.warehouse;
			if (warehouse === bench.warehouse)
				expect(await digestOfEverything(warehouse)).toEqual(before);
			return error;
		};

		it('without a manifest, because it was cut off', async () => {
			const directory = join(root, 'cut-off');
			await mkdir(join(directory, 'incomplete-backup'), { recursive: true });
			const error = await refused(directory);
			expect(error).toBeInstanceOf(NotABackupError);
			expect(String(error)).toContain('cut off');
		});
		it('when a newer version wrote it, by its format or its tables', async () => {
			const newer = await refused(await withManifest((manifest) => ({ ...manifest, format: 99 })));
			expect(String(newer)).toContain('newer version');
			const migrated = await withManifest((manifest) => ({
				...manifest,
				migrations: [...manifest.migrations, { number: 9999, name: 'future', hash: 'x' }]
			}));
			expect(await refused(migrated)).toBeInstanceOf(NewerDataError);
		});
		it('when its manifest is no manifest', async () => {
			expect(String(await refused(await withManifest(() => ({ format: 1 }))))).toContain('damaged');
		});
		it('when its contents are not those of the manifest', async () => {
			const directory = join(root, 'damaged');
			const source = { warehouse: bench.warehouse, dataDir: root, company: SANDBOX };
			const manifest = await writeBackup(source, directory);
			const tables = manifest.tables.map((table) =>
				table.name === 'raw_payloads' ? { ...table, checksum: 'F00' } : table
			);
			await writeFile(join(directory, 'manifest.json'), JSON.stringify({ ...manifest, tables }));
			expect(String(await refused(directory))).toMatch(/damaged: raw_payloads does not/);
			// A part that lost half of its bytes.
			const parts = join(directory, 'database/data', manifest.database, 'core_check_in_revisions');
			const [part = ''] = await readdir(parts);
			const file = join(parts, part, 'data.bin');
			await writeFile(file, (await readFile(file)).subarray(0, 40));
			expect(await refused(directory)).toBeInstanceOf(Error);
		});
		it("when it is another company's", async () => {
			const others = await withManifest((manifest) => ({
				...manifest,
				company: { id: 'dingtalk:other', name: 'the DingTalk company other' }
			}));
			const error = await refused(others);
			expect(error).toBeInstanceOf(RestoreRefusedError);
			expect(String(error)).toContain('DINGTALK_CORP_ID');
			const served = { id: 'sandbox:300:7', name: 'the sandbox of 300' };
			expect(String(await refused(first, { served }))).toContain('running product shows');
			const corp = { DINGTALK_APP_KEY: 'k', DINGTALK_APP_SECRET: 's', DINGTALK_CORP_ID: 'other' };
			expect(String(await refused(first, { config: parseConfig(corp) }))).toContain(
				'company other'
			);
		});
		it("over another company's data, unless that is given up", async () => {
			const warehouse = await fresh('okr_taken');
			await claimWarehouse(warehouse, 'there', { id: 'sandbox:40:1', name: 'the sandbox of 40' });
			expect(String(await refused(older, { warehouse }))).toContain('--replace');
			const { code } = await carryOut(restore, ['--from', older, '--replace'], { warehouse });
			expect(code).toBe(0);
			expect(await heldIdentity(warehouse)).toEqual(SANDBOX);
			await warehouse.close();
		});
	});

	it('waits for what writes, and gives up in a sentence', async () => {
		const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
		const running = exclusively(bench.warehouse, 'sync', () => held);
		await expect(
			whenQuiet(bench.warehouse, 'backup', { patience: 0 }, async () => {})
		).rejects.toBeInstanceOf(BusyError);
		const reasons: string[] = [];
		const source = { warehouse: bench.warehouse, dataDir: root, company: SANDBOX };
		const waiting = writeBackup(source, join(root, 'waited'), {
			onWait: (reason) => {
				reasons.push(reason);
				letGo();
			}
		});
		expect((await waiting).tables.length).toBeGreaterThan(20);
		await running;
		expect(reasons).toEqual(['A sync is running; try again when it has finished.']);
	});

	it('that is interrupted leaves nothing behind', async () => {
		const directory = join(root, 'interrupted');
		const interrupt = new AbortController();
		const source = { warehouse: bench.warehouse, dataDir: root, company: SANDBOX };
		const writing = writeBackup(source, directory, {
			signal: interrupt.signal,
			onPhase: (phase) => phase === 'checking' && interrupt.abort(new Error('Interrupted.'))
		});
		await expect(writing).rejects.toThrow('Interrupted');
		expect(existsSync(directory)).toBe(true);
		expect(await readdir(directory)).toEqual([]);
		await writeBackup(source, directory);
	});
});

async function enter(warehouse: Warehouse, body: string): Promise<void> {
	const entry = { kind: 'view', entry_id: body, version: '1', author_id: 'a', is_deleted: 0 };
	await insertRows(warehouse, 'app_entries', [{ ...entry, entered_at: new Date(), body }]);
}

async function greatestVersion(warehouse: Warehouse): Promise<number> {
	const Version = z.object({ version: z.coerce.number() });
	const [row] = await selectRows(
		warehouse,
		'SELECT max(version) AS version FROM ops_data_versions',
		(found) => Version.parse(found)
	);
	return row?.version ?? 0;
}

async function databases(warehouse: Warehouse): Promise<string[]> {
	await run(warehouse, 'SELECT 1');
	return selectRows(
		warehouse,
		`SELECT name FROM system.databases WHERE name LIKE 'okr%' ORDER BY name`,
		(row) => z.object({ name: z.string() }).parse(row).name
	);
}
