import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';

const Row = z.record(z.string(), z.unknown());

/** For `selectRows`, where a test compares whole rows. */
export function row(raw: unknown): Record<string, unknown> {
	return Row.parse(raw);
}

/** One column of a result; unless named, the one called `value`. */
export async function valuesOf(
	warehouse: Warehouse,
	sql: string,
	column = 'value'
): Promise<unknown[]> {
	const rows = await selectRows(warehouse, sql, row);
	return rows.map((one) => one[column]);
}

/** Repeats until the assertion holds; after ten seconds its own failure is thrown. */
export async function eventually(assertion: () => Promise<void>): Promise<void> {
	const deadline = Date.now() + 10_000;
	for (;;) {
		try {
			return await assertion();
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await sleep(20);
		}
	}
}
