import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWarehouse, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { DataDirectoryUnusableError } from '../../etl/clickhouse/data-directory.ts';
import { isEmbedded, temporaryDirectory } from '../support/warehouse.ts';
import { row, valuesOf } from './reading.ts';

let dataDir: string;
let children: ChildProcess[];
beforeEach(async () => {
	dataDir = await temporaryDirectory();
	children = [];
});
afterEach(async () => {
	for (const child of children) await killed(child);
	await rm(dataDir, { recursive: true, force: true });
});

const open = (): Promise<Warehouse> =>
	openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });

/** A process of its own that runs a file of `children/` on the data directory. */
function start(
	file: string,
	threads = 16
): ChildProcess & { lines: string[]; line: () => Promise<string> } {
	const script = join(import.meta.dirname, 'children', file);
	const child = spawn(process.execPath, [script, dataDir], {
		stdio: ['ignore', 'pipe', 'ignore'],
		env: { ...process.env, TZ: 'UTC', UV_THREADPOOL_SIZE: String(threads) }
	});
	children.push(child);
	const lines: string[] = [];
	const reader = createInterface({ input: child.stdout });
	reader.on('line', (line) => lines.push(line));
	const line = async () => {
		if (lines.length === 0) await Promise.race([once(reader, 'line'), once(reader, 'close')]);
		return lines.at(-1) ?? '';
	};
	return Object.assign(child, { lines, line });
}

async function killed(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, 'exit');
	child.kill('SIGKILL');
	await exit;
}

async function exitCodeOf(child: ChildProcess): Promise<unknown> {
	await once(child, 'close');
	return child.exitCode ?? child.signalCode;
}

describe.runIf(isEmbedded)('processes on one data directory', () => {
	it('an INSERT neither waits for standard input nor takes its rows from there', async () => {
		const script = join(import.meta.dirname, 'children', 'insert-once.ts');
		const child = spawn(process.execPath, [script, dataDir], {
			stdio: ['pipe', 'pipe', 'ignore'],
			env: { ...process.env, TZ: 'UTC', UV_THREADPOOL_SIZE: '16' }
		});
		children.push(child);
		// Never closed, like the standard input of a process that another one started.
		child.stdin.write('{"n":7}\n{"n":8}\n');
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
		expect(await exitCodeOf(child)).toBe(0);
		expect(said).toBe('{"rows":"1"} /dev/null\n');
	});
	it('a process killed at any moment loses nothing that was acknowledged', async () => {
		for (const [round, afterBatches] of [3, 40].entries()) {
			const child = start('insert-forever.ts');
			while (child.lines.length < afterBatches) await once(child.stdout ?? child, 'data');
			await killed(child);
			const acknowledged = child.lines.length;

			const warehouse = await open();
			const sql = `SELECT batch, count() AS rows, uniqExact(n) AS distinct FROM batches GROUP BY batch ORDER BY batch`;
			const batches = await selectRows(warehouse, sql, row);
			await valuesOf(warehouse, 'TRUNCATE TABLE batches');
			await warehouse.close();

			// The last one may have been stored without its acknowledgement getting out; none is halved.
			expect(batches.length, `round ${round}`).toBeGreaterThanOrEqual(acknowledged);
			expect(batches.length).toBeLessThanOrEqual(acknowledged + 1);
			expect(batches).toEqual(
				batches.map((_, batch) => ({ batch, rows: '1000', distinct: '1000' }))
			);
		}
	});

	it('a second process is told which process holds the directory', async () => {
		const child = start('insert-forever.ts');
		await child.line();
		// Not this process: the engine itself writes to stderr that it is refused.
		const second = start('open.ts');
		expect(await exitCodeOf(second)).toBe(1);
		const said = second.lines.join('\n');
		expect(said).toContain(
			`DataDirectoryInUseError: The data directory ${dataDir} is in use by process ${child.pid} (node `
		);
		expect(said).toMatch(/insert-forever\.ts .*since \d{4}-.*Stop that process, or set DATA_DIR/s);
		// Being refused did not disturb the first, and once it is gone the way is free.
		const before = child.lines.length;
		while (child.lines.length < before + 3) await once(child.stdout ?? child, 'data');
		await killed(child);
		expect(existsSync(join(dataDir, 'holder.json'))).toBe(true);
		await (await open()).close();
		expect(existsSync(join(dataDir, 'holder.json'))).toBe(false);
	});

	it('a second process names the holder even when its note is damaged', async () => {
		const warehouse = await open();
		await writeFile(join(dataDir, 'holder.json'), '{"pid":');
		const second = start('open.ts');
		expect(await second.line()).toContain(
			`DataDirectoryInUseError: The data directory ${dataDir} is in use by process ${process.pid}`
		);
		await warehouse.close();
	});

	it('a note of a process that is gone keeps nobody out', async () => {
		const child = start('open.ts');
		expect(await exitCodeOf(child)).toBe(0);
		await writeFile(
			join(dataDir, 'holder.json'),
			JSON.stringify({ pid: child.pid, startedAt: '2026-01-01T00:00:00Z', command: 'node gone' })
		);
		const warehouse = await open();
		const note = await readFile(join(dataDir, 'holder.json'), 'utf8');
		expect(note).toContain(`"pid":${process.pid},`);
		await warehouse.close();
	});

	it('a directory that cannot be written is named in a sentence', async () => {
		const file = join(dataDir, 'file');
		await writeFile(file, '');
		const error = await openWarehouse({
			kind: 'embedded',
			dataDir: join(file, 'data'),
			database: 'okr'
		}).catch((fault: unknown) => fault);
		expect(error).toBeInstanceOf(DataDirectoryUnusableError);
		expect(String(error)).toContain(`${join(file, 'data')} cannot be used: it cannot be written`);
	});

	it('a process that is told to stop under full load exits with 0 within 5 seconds', async () => {
		// Statements occupy libuv threads: with four of them there is none left for the one that kills.
		for (const threads of [4, 16, 16]) {
			const child = start('busy-until-sigterm.ts', threads);
			expect(await child.line()).toBe('busy');
			const exit = exitCodeOf(child);
			const told = Date.now();
			child.kill('SIGTERM');
			expect(await exit).toBe(0);
			expect(Date.now() - told).toBeLessThan(5000);
			expect(child.lines).toEqual(['busy', 'closed, 12 ended']);
			await rm(dataDir, { recursive: true });
		}
	});
});

describe.runIf(isEmbedded)('one process', () => {
	it('shares the engine between those who open the same directory, until the last one leaves', async () => {
		const first = await open();
		const second = await open();
		await first.close();
		await first.close();
		expect(await valuesOf(second, 'SELECT 1 AS value')).toEqual([1]);
		await second.close();
		await expect(valuesOf(second, 'SELECT 1 AS value')).rejects.toThrow('The warehouse is closed');
	});

	it('can open a directory again, or another one, as soon as it has closed the one before', async () => {
		const elsewhere = await temporaryDirectory();
		for (const directory of [dataDir, elsewhere, dataDir]) {
			const warehouse = await openWarehouse({
				kind: 'embedded',
				dataDir: directory,
				database: 'okr'
			});
			expect(await valuesOf(warehouse, 'SELECT 1 AS value')).toEqual([1]);
			void warehouse.close();
		}
		await (await open()).close();
		await rm(elsewhere, { recursive: true });
	});

	it('is told that it cannot open two directories at once', async () => {
		const warehouse = await open();
		const other = openWarehouse({
			kind: 'embedded',
			dataDir: join(dataDir, 'other'),
			database: 'okr'
		});
		await expect(other).rejects.toThrow(`already has the data directory ${dataDir} open`);
		await warehouse.close();
	});

	it('caps the memory of the engine when asked to', async () => {
		const warehouse = await openWarehouse(
			{ kind: 'embedded', dataDir, database: 'okr' },
			{ memoryLimit: 600_000_000 }
		);
		const greedy = 'SELECT length(groupArray(number)) AS value FROM numbers(1e9)';
		await expect(valuesOf(warehouse, greedy)).rejects.toMatchObject({ code: '241' });
		expect(await valuesOf(warehouse, 'SELECT 1 AS value')).toEqual([1]);
		await warehouse.close();
	});

	it('reads the answer to a statement without one as an empty JSON document', async () => {
		// Cube's driver sends DDL through query() and parses what comes back.
		const warehouse = await open();
		for (const format of ['JSON', 'JSONCompact'] as const) {
			const query = `CREATE TABLE through_${format} (n UInt8) ENGINE = MergeTree ORDER BY n`;
			const result = await warehouse.client.query({ query, format });
			expect(await result.json()).toEqual({ meta: [], data: [], rows: 0 });
		}
		expect(await valuesOf(warehouse, 'SHOW TABLES', 'name')).toHaveLength(2);
		await warehouse.close();
	});
});
