/** Rows of one run on their way into ClickHouse: buffered by table, inserted in blocks, never twice. */
import { ClickHouseError } from '@clickhouse/client';
import { DiskFullError } from '../clickhouse/errors.ts';
import { insertRows, type Warehouse } from '../clickhouse/client.ts';

const BLOCK = 2000;
const ATTEMPTS = 3;

export interface Batches {
	/** Adds rows to a table; run_id is put in. Resolves when they are buffered or stored. */
	add(table: string, rows: readonly object[]): Promise<void>;
	/** Everything added so far is stored when it resolves. */
	flush(): Promise<void>;
	/** Rows added so far. */
	count(table: string): number;
}

export function createBatches(warehouse: Warehouse, runId: string): Batches {
	const buffers = new Map<string, object[]>();
	const counts = new Map<string, number>();
	const pending = new Set<Promise<void>>();
	let blocks = 0;

	function store(table: string): Promise<void> {
		const rows = buffers.get(table) ?? [];
		buffers.delete(table);
		if (rows.length === 0) return Promise.resolve();
		// One token per block: a repeated insert of it is dropped, an equal block of its own is not.
		blocks += 1;
		const stored = insertBlock(warehouse, table, rows, `${runId}|${table}|${blocks}`);
		const tracked = stored.finally(() => pending.delete(tracked));
		pending.add(tracked);
		return tracked;
	}

	return {
		async add(table, rows) {
			const buffer = buffers.get(table) ?? [];
			buffers.set(table, buffer);
			for (const row of rows) buffer.push({ ...row, run_id: runId });
			counts.set(table, (counts.get(table) ?? 0) + rows.length);
			if (buffer.length >= BLOCK) await store(table);
		},
		async flush() {
			await Promise.all([...buffers.keys()].map(store));
			await Promise.all(pending);
		},
		count: (table) => counts.get(table) ?? 0
	};
}

async function insertBlock(
	warehouse: Warehouse,
	table: string,
	rows: readonly object[],
	token: string
): Promise<void> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			await insertRows(warehouse, table, rows, { token });
			return;
		} catch (error) {
			// The engine's own "no" stays one; a lost connection may have lost only the acknowledgement.
			const isRefused = error instanceof ClickHouseError || error instanceof DiskFullError;
			if (isRefused || attempt === ATTEMPTS) throw error;
		}
	}
}
