import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StatementAbortedError, WarehouseClosedError } from './errors.ts';
import { ConnectionPool, type EngineConnection, type Statement } from './pool.ts';
import { settingLiterals } from './settings.ts';

/** An engine that answers only when the test says so, and notes what each connection was sent. */
class FakeEngine {
	readonly connections: FakeConnection[] = [];
	open = (): EngineConnection => {
		const connection = new FakeConnection();
		this.connections.push(connection);
		return connection;
	};

	/** The pool's first connection carries no statements of callers. */
	get control(): FakeConnection {
		return this.connections[0] ?? expect.unreachable('nothing was opened');
	}
	get pending(): Call[] {
		return this.connections.slice(1).flatMap((connection) => connection.pending);
	}
	/** The statement of a caller that is running now, found by its text. */
	running(sql: string): Call {
		const call = this.pending.find((one) => one.sql.endsWith(` ${sql}`));
		return call ?? expect.unreachable(`${sql} is not running`);
	}
}

interface Call {
	readonly sql: string;
	answer(text?: string): void;
	fail(message: string): void;
}

class FakeConnection implements EngineConnection {
	readonly sent: string[] = [];
	pending: Call[] = [];
	isClosed = false;

	run(sql: string): Promise<Uint8Array> {
		expect(this.isClosed, 'a closed connection was used').toBe(false);
		expect(this.pending, 'a connection got a second statement').toEqual([]);
		this.sent.push(sql);
		if (/^(USE|SET) /.test(sql)) return Promise.resolve(Buffer.from(''));
		const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
		const settle = (outcome: () => void) => {
			this.pending = [];
			outcome();
		};
		this.pending.push({
			sql,
			answer: (text = '') => settle(() => resolve(Buffer.from(text))),
			fail: (message) => settle(() => reject(new Error(message)))
		});
		return promise;
	}
	runNow(sql: string): void {
		this.sent.push(sql);
	}
	close(): void {
		this.isClosed = true;
	}
}

function poolOf(size: number): { engine: FakeEngine; pool: ConnectionPool } {
	const engine = new FakeEngine();
	return { engine, pool: new ConnectionPool(engine.open, { size, setUp: 'USE okr' }) };
}

function statement(sql: string, rest: Partial<Statement> = {}): Statement {
	return { sql, format: 'TSV', settings: settingLiterals(), leavesState: false, ...rest };
}

/** Lets everything happen that can happen without the engine. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) await nextTurn();
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('a pool of connections', () => {
	it('gives each connection one statement at a time, in the order they came', async () => {
		const { engine, pool } = poolOf(2);
		const answers = ['A', 'B', 'C', 'D'].map((sql) => pool.execute(statement(sql)).then(textOf));
		await settled();
		expect(engine.pending.map(({ sql }) => sql.slice(-1))).toEqual(['A', 'B']);
		engine.running('B').answer('b');
		await settled();
		expect(engine.pending.map(({ sql }) => sql.slice(-1)).sort()).toEqual(['A', 'C']);
		for (const sql of ['A', 'C', 'D']) {
			engine.running(sql).answer(sql.toLowerCase());
			await settled();
		}
		expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
		expect(engine.connections).toHaveLength(3);
	});

	it('uses a connection after a failure only once it has answered with nothing but its own', async () => {
		const { engine, pool } = poolOf(1);
		const failing = pool.execute(statement('BAD'));
		const next = pool.execute(statement('NEXT'));
		await settled();
		engine.running('BAD').fail('Code: 395');
		await expect(failing).rejects.toThrow('395');
		await settled();

		const [first] = engine.pending;
		const proof = /^SELECT '(.*)'$/.exec(first?.sql ?? '')?.[1];
		first?.answer(`rows of BAD\n${proof}\n`);
		await settled();
		expect(engine.pending.map(({ sql }) => sql)).toEqual([`SELECT '${proof}'`]);
		engine.pending[0]?.answer(`${proof}\n`);
		await settled();
		engine.running('NEXT').answer('next');
		expect(textOf(await next)).toBe('next');
		expect(engine.connections).toHaveLength(2);
	});

	it('drops a connection that stays unclean', async () => {
		const { engine, pool } = poolOf(1);
		const failing = pool.execute(statement('BAD'));
		const next = pool.execute(statement('NEXT'));
		await settled();
		engine.running('BAD').fail('Code: 395');
		await expect(failing).rejects.toThrow();
		for (let attempt = 0; attempt < 3; attempt++) {
			await settled();
			engine.pending[0]?.answer('never its own');
		}
		await settled();
		expect(engine.connections[1]?.isClosed).toBe(true);
		engine.running('NEXT').answer('next');
		expect(textOf(await next)).toBe('next');
	});

	it('answers an abort at once, but keeps the connection until the engine has ended', async () => {
		const { engine, pool } = poolOf(1);
		const abort = new AbortController();
		const aborted = pool.execute(statement('LONG', { signal: abort.signal }));
		const next = pool.execute(statement('NEXT'));
		await settled();
		const long = engine.running('LONG');
		abort.abort('enough');
		await expect(aborted).rejects.toBeInstanceOf(StatementAbortedError);
		await settled();
		const marker = /^\/\* [\w-]+ \*\//.exec(long.sql)?.[0];
		expect(engine.control.sent.at(-1)).toBe(
			`KILL QUERY WHERE startsWith(query, '${marker}') ASYNC`
		);
		expect(engine.pending).toEqual([long]);

		long.fail('Code: 394');
		await settled();
		const proof = /^SELECT '(.*)'$/.exec(engine.pending[0]?.sql ?? '')?.[1];
		engine.pending[0]?.answer(`${proof}\n`);
		await settled();
		engine.running('NEXT').answer('next');
		expect(textOf(await next)).toBe('next');
	});

	it('changes settings only where they differ, and takes them back', async () => {
		const { engine, pool } = poolOf(1);
		const withNulls = settingLiterals({ join_use_nulls: 1 });
		for (const settings of [withNulls, withNulls, settingLiterals()]) {
			const answer = pool.execute(statement('S', { settings }));
			await settled();
			engine.running('S').answer();
			await answer;
			await settled();
		}
		expect(engine.connections[1]?.sent.filter((sql) => !sql.startsWith('/*'))).toEqual([
			'USE okr',
			'SET join_use_nulls = 1',
			'SET join_use_nulls = DEFAULT'
		]);
	});

	it('closes by refusing what waits, killing what runs, and waiting for its end', async () => {
		const { engine, pool } = poolOf(1);
		const running = pool.execute(statement('LONG'));
		const waiting = pool.execute(statement('WAITING'));
		await settled();
		let isClosed = false;
		const closing = pool.close().then(() => (isClosed = true));
		await expect(waiting).rejects.toBeInstanceOf(WarehouseClosedError);
		await expect(pool.execute(statement('LATE'))).rejects.toBeInstanceOf(WarehouseClosedError);
		await settled();
		expect(engine.control.sent.at(-1)).toMatch(/^KILL QUERY/);
		expect(isClosed).toBe(false);

		engine.running('LONG').fail('Code: 394. Query was cancelled');
		await expect(running).rejects.toThrow('394');
		await settled();
		engine.pending[0]?.fail('going down');
		await closing;
		expect(engine.connections.every((connection) => connection.isClosed)).toBe(true);
	});
});

describe('a statement that the engine never ends', () => {
	// Only time that the test lets pass: a busy machine is no reason to give anything up.
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('is given up, and the next one gets another connection', async () => {
		const engine = new FakeEngine();
		const pool = new ConnectionPool(engine.open, { size: 1, setUp: 'USE okr', limit: 20 });
		const lost = pool.execute(statement('SELECT 1'));
		const given = expect(lost).rejects.toMatchObject({ kind: 'lost', isRetryable: true });
		await settled();
		await vi.advanceTimersByTimeAsync(20);
		await given;
		expect(engine.control.sent.at(-1)).toMatch(/^KILL QUERY/);
		const [, stuck] = engine.connections;
		expect(stuck?.isClosed).toBe(false);

		const next = pool.execute(statement('SELECT 2'));
		await settled();
		engine.running('SELECT 2').answer('2');
		expect(textOf(await next)).toBe('2');
		// Only when the engine does end it after all is its connection closed.
		engine.running('SELECT 1').answer('1');
		await settled();
		expect(stuck?.isClosed).toBe(true);
		await pool.close();
	});

	it('is told once, with what the engine says it does, how many wait, and its text', async () => {
		const engine = new FakeEngine();
		const told: string[] = [];
		const tell = (text: string) => void told.push(text);
		const pool = new ConnectionPool(engine.open, { size: 1, setUp: 'USE okr', patience: 60, tell });
		const answers = [`SELECT 1 ${'x'.repeat(600)}`, 'SELECT 2', 'SELECT 3'].map((sql) =>
			pool.execute(statement(sql))
		);
		await settled();
		await vi.advanceTimersByTimeAsync(59);
		expect(engine.connections).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(1);
		const asked = engine.connections[2]?.pending[0];
		expect(asked?.sql).toContain('FROM system.processes');
		asked?.answer('seconds\tquery\n60\tSELECT 1\n');
		await vi.waitFor(() => expect(told).toHaveLength(1));
		expect(told[0]).toContain('for 0 s; 1 statements are running, 2 waiting.');
		expect(told[0]).toContain(`It is: SELECT 1 ${'x'.repeat(491)}\n`);
		expect(told[0]).toMatch(
			/libuv's threads: answer\.\nsystem\.processes: \nseconds\tquery\n60\tSELECT 1$/
		);
		expect(engine.connections[2]?.isClosed).toBe(true);

		for (const connection of [1, 1, 1]) {
			engine.connections[connection]?.pending[0]?.answer();
			await settled();
		}
		await Promise.all(answers);
		await vi.advanceTimersByTimeAsync(1000);
		expect(told).toHaveLength(1);
		await pool.close();
	});

	it('is told also when the engine does not even say what it does', async () => {
		const engine = new FakeEngine();
		const told: string[] = [];
		const tell = (text: string) => void told.push(text);
		const pool = new ConnectionPool(engine.open, { size: 1, setUp: 'USE okr', patience: 60, tell });
		const answer = pool.execute(statement('SELECT 1'));
		await settled();
		await vi.advanceTimersByTimeAsync(60);
		await vi.advanceTimersByTimeAsync(5000);
		await vi.waitFor(() => expect(told).toHaveLength(1));
		expect(told[0]).toMatch(/system\.processes: no answer within 5 s$/);
		engine.running('SELECT 1').answer();
		await answer;
		await pool.close();
	});
});
