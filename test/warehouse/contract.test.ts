import { ClickHouseError, type ClickHouseSettings } from '@clickhouse/client';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	createClientFor,
	insertRows,
	run,
	selectRows,
	sqlLiteral,
	type Warehouse
} from '../../etl/clickhouse/client.ts';
import { StatementAbortedError } from '../../etl/clickhouse/errors.ts';
import {
	closeTestWarehouse,
	engineName,
	isEmbedded,
	openTestWarehouse
} from '../support/warehouse.ts';
import { eventually, row, valuesOf } from './reading.ts';

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openTestWarehouse();
});
afterAll(() => closeTestWarehouse(warehouse));

const query = async (sql: string, settings?: ClickHouseSettings): Promise<string> => {
	const result = await warehouse.client.query({
		query: sql,
		format: 'JSONEachRow',
		...(settings && { clickhouse_settings: settings })
	});
	return result.text();
};

const failure = async (work: Promise<unknown>): Promise<unknown> =>
	work.then(
		() => expect.unreachable('the statement should have failed'),
		(error: unknown) => error
	);

describe(`a warehouse on ${engineName}`, () => {
	describe('statements', () => {
		it('run in the database of the product when they name no other', async () => {
			expect(await valuesOf(warehouse, 'SELECT currentDatabase() AS value')).toEqual([
				warehouse.database
			]);
		});

		it('run at the same time', async () => {
			const sleepers = [1, 2, 3].map((n) =>
				query(
					`SELECT ${n} AS sleeper, sleepEachRow(0.5) FROM numbers(6) SETTINGS max_block_size = 1`
				)
			);
			// Seen from a fourth statement: all three are running at one moment.
			await eventually(async () => {
				const running = await valuesOf(
					warehouse,
					`SELECT count() AS value FROM system.processes WHERE query LIKE '%AS sleeper%' AND query NOT LIKE '%system.processes%'`
				);
				expect(Number(running[0])).toBe(3);
			});
			await Promise.all(sleepers);
		});

		it('wait for their turn when there are more of them than connections', async () => {
			const answers = await Promise.all(
				Array.from({ length: 60 }, (_, n) => valuesOf(warehouse, `SELECT ${n} AS value`))
			);
			expect(answers).toEqual(Array.from({ length: 60 }, (_, n) => [n]));
		});

		it('are refused when there are several in one call, and none of them runs', async () => {
			await run(warehouse, 'CREATE TABLE kept (n UInt8) ENGINE = MergeTree ORDER BY n');
			for (const sql of ['SELECT 1; DROP TABLE kept', 'DROP TABLE kept; SELECT 1']) {
				expect(await failure(query(sql))).toMatchObject({ code: '62' });
				expect(await failure(run(warehouse, sql))).toMatchObject({ code: '62' });
			}
			expect(await valuesOf(warehouse, `EXISTS TABLE kept`, 'result')).toEqual([1]);
			expect(await valuesOf(warehouse, `SELECT 'a;b' AS value -- ;`)).toEqual(['a;b']);
		});

		it('take values apart from their text', async () => {
			const result = await warehouse.client.query({
				query: 'SELECT {text:String} AS text, {numbers:Array(UInt8)} AS numbers',
				query_params: { text: 'it\'s; \\ ` "', numbers: [1, 2] },
				format: 'JSONEachRow'
			});
			expect(await result.json()).toEqual([{ text: 'it\'s; \\ ` "', numbers: [1, 2] }]);
		});
	});

	describe('settings', () => {
		const seen = (name: string) =>
			valuesOf(warehouse, `SELECT toString(getSetting('${name}')) AS value`);

		it('hold for their own statement and for no other on any connection', async () => {
			const [before] = await seen('max_block_size');
			const own = `SELECT toString(getSetting('max_block_size')) AS value, sleep(0.05)`;
			const settings = Array.from({ length: 12 }, (_, n) => 1000 + n);
			const answers = await Promise.all(
				settings.map((max_block_size) => query(own, { max_block_size: String(max_block_size) }))
			);
			expect(answers.map((text) => text.trim())).toEqual(
				settings.map((size) => `{"value":"${size}","sleep(0.05)":0}`)
			);
			const after = await Promise.all(settings.map(() => seen('max_block_size')));
			expect(new Set(after.flat())).toEqual(new Set([before]));
		});

		it('that forbid further changes do not spoil the statements after it', async () => {
			await Promise.all([1, 2, 3, 4, 5].map(() => query('SELECT sleep(0.02)', { readonly: '1' })));
			expect(await seen('readonly')).toEqual(['0']);
			await run(warehouse, 'CREATE TABLE after_readonly (n UInt8) ENGINE = MergeTree ORDER BY n');
		});

		it('do not stay when a statement is SET or USE', async () => {
			await run(warehouse, 'SET max_block_size = 77');
			await run(warehouse, '/* a comment first */ USE system');
			const seenBy = () =>
				selectRows(
					warehouse,
					`SELECT getSetting('max_block_size') AS size, currentDatabase() AS database, sleep(0.02)`,
					row
				);
			for (const [one] of await Promise.all([1, 2, 3, 4, 5, 6].map(seenBy))) {
				expect(one).toMatchObject({ database: warehouse.database });
				expect(one).not.toMatchObject({ size: '77' });
			}
		});

		it('that do not exist are an error, and the next statement is none the wiser', async () => {
			const error = await failure(query('SELECT 1', { no_such_setting: 1 }));
			expect(error).toMatchObject({ code: '115' });
			expect(await valuesOf(warehouse, 'SELECT 1 AS value')).toEqual([1]);
		});
	});

	describe('values', () => {
		it('of 64 bits and more arrive whole', async () => {
			const sql = `SELECT toUInt64(18446744073709551615) AS u, toInt64(-9223372036854775808) AS i,
				toInt128('170141183460469231731687303715884105727') AS big`;
			for (const format of ['JSONEachRow', 'JSON'] as const) {
				const text = await (await warehouse.client.query({ query: sql, format })).text();
				expect(text).toMatch(/"u":\s*"18446744073709551615"/);
				expect(text).toMatch(/"i":\s*"-9223372036854775808"/);
				expect(text).toMatch(/"big":\s*"170141183460469231731687303715884105727"/);
			}
		});

		it('that are instants are read and written in UTC', async () => {
			await run(
				warehouse,
				`CREATE TABLE instants (at DateTime64(3, 'UTC'), plain DateTime) ENGINE = MergeTree ORDER BY at`
			);
			const at = new Date('2026-03-01T16:30:00.125Z');
			await insertRows(warehouse, 'instants', [{ at, plain: at.toISOString() }]);
			const sql = `SELECT * FROM instants WHERE at = ${sqlLiteral(at)}`;
			expect(await selectRows(warehouse, sql, row)).toEqual([
				{ at: '2026-03-01 16:30:00.125', plain: '2026-03-01 16:30:00' }
			]);
		});

		it('that are text of any kind come back as they went in', async () => {
			await run(warehouse, 'CREATE TABLE texts (n UInt32, t String) ENGINE = MergeTree ORDER BY n');
			const hostile = [
				"'; DROP TABLE texts; --",
				'\\',
				"\\'",
				'`"\'',
				'/* */ -- ;',
				'{"a": 1}\n{"b": 2}\n',
				'\0\b\f\t\r\n\u001f',
				'\u2028\u2029\ufeff',
				'Tiến độ chậm, chờ khách hàng',
				'本周完成 80%，信心 7 分 👩🏽‍💻',
				'FORMAT JSON SETTINGS max_threads = 1',
				'{{on_cluster}} {x:String} ${y}',
				'x'.repeat(300_000)
			];
			await insertRows(
				warehouse,
				'texts',
				hostile.map((t, n) => ({ n, t }))
			);
			expect(await valuesOf(warehouse, 'SELECT t AS value FROM texts ORDER BY n')).toEqual(hostile);
			for (const t of hostile.filter((text) => text.length < 1000)) {
				const found = `SELECT ${sqlLiteral(t)} AS value, t FROM texts WHERE t = ${sqlLiteral(t)}`;
				expect(await valuesOf(warehouse, found)).toEqual([t]);
			}
		});

		it('survive both ways in, whatever the characters (property)', async () => {
			await run(
				warehouse,
				'CREATE TABLE anything (id UInt32, t String) ENGINE = MergeTree ORDER BY id'
			);
			let id = 0;
			await fc.assert(
				fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), async (ts) => {
					const from = id;
					await insertRows(
						warehouse,
						'anything',
						ts.map((t) => ({ id: id++, t }))
					);
					const sql = `SELECT t AS value, ${sqlLiteral(ts)}[id - ${from} + 1] = t AS same
						FROM anything WHERE id >= ${from} ORDER BY id`;
					const rows = await selectRows(warehouse, sql, row);
					expect(rows).toEqual(ts.map((value) => ({ value, same: 1 })));
				}),
				{ numRuns: 40 }
			);
		});

		it('that end in half a character are stored with its replacement', async () => {
			await run(warehouse, 'CREATE TABLE halves (t String) ENGINE = MergeTree ORDER BY t');
			await insertRows(warehouse, 'halves', [{ t: 'cut \ud83d' }]);
			expect(await valuesOf(warehouse, 'SELECT t AS value FROM halves')).toEqual(['cut \ufffd']);
		});
	});

	describe('inserts', () => {
		it('of rows with a field the table lacks, or a null it cannot hold, store nothing', async () => {
			await run(warehouse, 'CREATE TABLE strict (n UInt8, t String) ENGINE = MergeTree ORDER BY n');
			const bad: object[] = [
				{ n: 2, t: '', extra: 1 },
				{ n: 2, t: null },
				{ n: 'two', t: '' }
			];
			for (const wrong of bad) {
				const error = await failure(insertRows(warehouse, 'strict', [{ n: 1, t: 'ok' }, wrong]));
				expect(error).toBeInstanceOf(ClickHouseError);
			}
			expect(await valuesOf(warehouse, 'SELECT count() AS value FROM strict')).toEqual(['0']);
		});

		it('of nothing are no error', async () => {
			await insertRows(warehouse, 'strict', []);
			await warehouse.client.insert({ table: 'strict', values: [], format: 'JSONEachRow' });
		});

		it('with a token are stored once, and another body under the same token is stored too', async () => {
			await run(
				warehouse,
				`CREATE TABLE once (n UInt32) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100`
			);
			const insert = (n: number) => insertRows(warehouse, 'once', [{ n }], { token: 'load-1' });
			await insert(1);
			await insert(1);
			await insert(2);
			await insert(1);
			const all = 'SELECT n AS value FROM once ORDER BY n';
			expect(await valuesOf(warehouse, all)).toEqual([1, 2]);
		});

		it('without a token are not taken for the one before that had one', async () => {
			await run(
				warehouse,
				`CREATE TABLE tokens (n UInt32) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100`
			);
			for (let n = 0; n < 8; n++) {
				await insertRows(warehouse, 'tokens', [{ n }], { token: 'the same' });
				await run(warehouse, `INSERT INTO tokens SELECT ${100 + n}`);
			}
			expect(await valuesOf(warehouse, 'SELECT count() AS value FROM tokens')).toEqual(['16']);
		});

		it('of 100,000 rows are one block', async () => {
			await run(warehouse, 'CREATE TABLE many (n UInt32, t String) ENGINE = MergeTree ORDER BY n');
			await insertRows(
				warehouse,
				'many',
				Array.from({ length: 100_000 }, (_, n) => ({ n, t: `row ${n}` }))
			);
			const sql = `SELECT (count(), sum(n), uniqExact(_part)) AS value FROM many`;
			expect(await valuesOf(warehouse, sql)).toEqual([['100000', '4999950000', '1']]);
		});
	});

	describe('failures', () => {
		it.each([
			['60', 'UNKNOWN_TABLE', 'SELECT * FROM no_such_table'],
			['47', 'UNKNOWN_IDENTIFIER', 'SELECT no_such_column FROM numbers(1)'],
			['62', 'SYNTAX_ERROR', 'SELECT FROM WHERE'],
			['62', 'SYNTAX_ERROR', "SELECT 'open"],
			['395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO', 'SELECT throwIf(number = 3) FROM numbers(9)'],
			[
				'159',
				'TIMEOUT_EXCEEDED',
				'SELECT count() FROM numbers(1e13) SETTINGS max_execution_time = 0.2'
			],
			[
				'241',
				'MEMORY_LIMIT_EXCEEDED',
				'SELECT groupArray(number) FROM numbers(1e8) SETTINGS max_memory_usage = 5000000'
			]
		])('carry their code (%s %s)', async (code, type, sql) => {
			const error = await failure(selectRows(warehouse, sql, row));
			expect(error).toBeInstanceOf(ClickHouseError);
			// The client's own parser of HTTP errors takes a word of the query for the type of a 62.
			expect(error).toMatchObject(isEmbedded ? { code, type } : { code });
		});

		it('reach whoever asks for statements without a result', async () => {
			expect(await failure(run(warehouse, 'DROP TABLE no_such_table'))).toMatchObject({
				code: '60'
			});
		});
	});

	describe('an abort', () => {
		const endless = `SELECT count() AS value FROM numbers(1e13) WHERE number % 7 = 8`;
		const stillRunning = () =>
			valuesOf(
				warehouse,
				`SELECT count() AS value FROM system.processes WHERE query LIKE '%number \\% 7 = 8%' AND query NOT LIKE '%system.processes%'`
			);

		it('is answered at once and ends the statement in the engine', async () => {
			const abort = new AbortController();
			const answer = failure(
				warehouse.client.query({ query: endless, abort_signal: abort.signal })
			);
			await eventually(async () => expect(await stillRunning()).toEqual(['1']));
			abort.abort();
			const error = await answer;
			if (isEmbedded) expect(error).toBeInstanceOf(StatementAbortedError);
			await eventually(async () => expect(await stillRunning()).toEqual(['0']));
		});

		// Over HTTP the client pays no attention to a signal that has fired already.
		it.runIf(isEmbedded)('before the start means that nothing runs', async () => {
			const signal = AbortSignal.abort();
			await failure(
				warehouse.client.command({
					query: 'CREATE TABLE never (n UInt8) ENGINE = Memory',
					abort_signal: signal
				})
			);
			expect(await valuesOf(warehouse, 'EXISTS TABLE never', 'result')).toEqual([0]);
		});

		it('while waiting for a connection means that nothing runs', async () => {
			const busy = Array.from({ length: 8 }, () => query('SELECT sleep(0.3)'));
			const abort = new AbortController();
			const waiting = failure(
				warehouse.client.command({
					query: 'CREATE TABLE never_either (n UInt8) ENGINE = Memory',
					abort_signal: abort.signal
				})
			);
			abort.abort();
			await waiting;
			await Promise.all(busy);
			expect(await valuesOf(warehouse, 'EXISTS TABLE never_either', 'result')).toEqual([0]);
		});
	});

	describe('a further client', () => {
		it('works on the same data, and closing it leaves the warehouse open', async () => {
			const further = createClientFor(warehouse, { clickhouse_settings: { join_use_nulls: 1 } });
			const result = await further.query({
				query: `SELECT getSetting('join_use_nulls') AS nulls, currentDatabase() AS database`,
				format: 'JSONEachRow'
			});
			expect(await result.json()).toEqual([{ nulls: true, database: warehouse.database }]);
			await further.close();
			expect(await warehouse.client.ping()).toEqual({ success: true });
			expect(await valuesOf(warehouse, 'SELECT 1 AS value')).toEqual([1]);
		});

		it('is told the format of the answer', async () => {
			const format = 'JSONCompactEachRowWithNamesAndTypes';
			const result = await warehouse.client.query({ query: 'SELECT 1 AS n', format });
			expect(result.response_headers['x-clickhouse-format']).toBe(format);
			expect(await result.json()).toEqual([['n'], ['UInt8'], [1]]);
		});
	});
});
