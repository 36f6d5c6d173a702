import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '../../etl/clickhouse/client.ts';
import { closeTestWarehouse, engineName, openTestWarehouse } from '../support/warehouse.ts';

/**
 * chDB puts what a failed statement had already written in front of the next answer of that
 * connection. Nobody may ever read it: it is another reader's data.
 */

/** Rows of each kind of failing statement hold this, so that one stray row is seen. */
const FOREIGN = 'somebody-elses-row';
const FOREIGN_ROWS = `SELECT '${FOREIGN}' AS owner, number`;

const SEED = 20261122;
const STATEMENTS = 240;
const READERS = 12;

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openTestWarehouse();
});
afterAll(() => closeTestWarehouse(warehouse));

interface Request {
	readonly query: string;
	readonly abort_signal?: AbortSignal;
}

async function ask(request: Request, format: 'JSONEachRow' | 'JSON' | 'CSV'): Promise<string> {
	const result = await warehouse.client.query({ ...request, format });
	return result.text();
}

/** Every way a statement can end badly after it began to answer. */
const FAILURES: Record<string, () => Promise<unknown>> = {
	'an exception on a late row': () =>
		ask(
			{
				query: `${FOREIGN_ROWS}, throwIf(number = 300000) FROM numbers(400000) SETTINGS max_block_size = 5000`
			},
			'JSONEachRow'
		),
	'a timeout': () =>
		ask({ query: `${FOREIGN_ROWS} FROM numbers(1e10) SETTINGS max_execution_time = 0.05` }, 'CSV'),
	'too little memory': () =>
		ask(
			{
				query: `${FOREIGN_ROWS}, groupArray(number) OVER (ORDER BY number) FROM numbers(1e6) SETTINGS max_memory_usage = 4000000`
			},
			'JSON'
		),
	'an abort': () => {
		const abort = new AbortController();
		const answer = ask(
			{ query: `${FOREIGN_ROWS} FROM numbers(1e10)`, abort_signal: abort.signal },
			'JSONEachRow'
		);
		setTimeout(() => abort.abort(), 30);
		return answer;
	},
	'a wrong statement': () => ask({ query: `${FOREIGN_ROWS} FROM no_such_table` }, 'JSON'),
	'an insert that breaks off': () =>
		warehouse.client.command({
			query: `INSERT INTO FUNCTION null('owner String, n UInt64') ${FOREIGN_ROWS} + throwIf(number = 90000) FROM numbers(100000)`
		})
};

async function ownRows(own: string, count: number): Promise<void> {
	const sql = `SELECT '${own}' AS owner, number AS n FROM numbers(${count})`;
	const text = await ask({ query: sql }, 'JSONEachRow');
	const lines = text.trimEnd().split('\n');
	expect(text).not.toContain(FOREIGN);
	expect(lines).toEqual(Array.from({ length: count }, (_, n) => `{"owner":"${own}","n":"${n}"}`));
}

/** mulberry32: the same order of events in every run. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

describe(`answers on ${engineName}`, () => {
	it.each(Object.keys(FAILURES))('hold their own rows only, after %s', async (name) => {
		for (let round = 0; round < 3; round++) {
			await expect(FAILURES[name]?.()).rejects.toThrow();
			// As many readers as could share the connection that failed.
			await Promise.all([1, 2, 3, 4, 5].map((n) => ownRows(`reader ${n}`, 3)));
		}
	});

	it(`hold their own rows only, whatever fails beside them (seed ${SEED})`, async () => {
		const random = randomFrom(SEED);
		const failures = Object.values(FAILURES);
		let next = 0;
		let read = 0;
		let failed = 0;
		const reader = async () => {
			while (next < STATEMENTS) {
				const id = next++;
				const failure = failures[Math.floor(random() * failures.length * 2)];
				if (failure === undefined) {
					await ownRows(`statement ${id}`, 1 + Math.floor(random() * 2000));
					read++;
				} else {
					await expect(failure()).rejects.toThrow();
					failed++;
				}
			}
		};
		await Promise.all(Array.from({ length: READERS }, reader));
		expect(read + failed).toBe(STATEMENTS);
		expect(Math.min(read, failed)).toBeGreaterThan(STATEMENTS / 4);
	});
});
