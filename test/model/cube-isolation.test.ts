/** Nobody gets rows of somebody else's query, whatever that query did (an engine that fails while it runs leaves output behind). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows } from '../../etl/clickhouse/client.ts';
import { openThings, type Things } from './things.ts';

let things: Things;
beforeAll(async () => {
	// More than thirty questions at once take on a busy machine.
	things = await openThings({ statementTimeout: 8 });
});
afterAll(() => things.close());

const count = 'things.thing_count';
let turn = 0;

/** Reads line after line and fails at the last one, after many blocks of output. Never the same text, so that no cache answers. */
async function failWhileRunning(): Promise<void> {
	const { status, body } = await things.load({
		dimensions: ['lines.line_id', 'lines.secret'],
		filters: [{ member: 'lines.line_id', operator: 'notEquals', values: [String(-++turn)] }],
		limit: 50_000,
		ungrouped: true
	});
	expect(status).toBe(400);
	expect(body.error).toContain('trapped');
	expect(JSON.stringify(body)).not.toContain('foreign rows');
}

async function askForOwnRows(): Promise<void> {
	const { status, rows, body } = await things.load({
		measures: [count],
		dimensions: ['things.level'],
		filters: [{ member: 'things.thing_id', operator: 'notEquals', values: [`none${++turn}`] }],
		order: { 'things.level': 'asc' }
	});
	expect(status, JSON.stringify(body.error)).toBe(200);
	expect(rows).toEqual([
		{ 'things.level': 'company', [count]: '14' },
		{ 'things.level': 'department', [count]: '13' },
		{ 'things.level': 'individual', [count]: '13' }
	]);
}

describe('after queries that fail while they run', () => {
	it('the next query gets its own rows, one after the other', async () => {
		for (let round = 0; round < 10; round++) {
			await failWhileRunning();
			await askForOwnRows();
		}
	});

	it('every query gets its own rows, all at once', async () => {
		for (let round = 0; round < 4; round++) {
			const crowd = Array.from({ length: 30 }, (_, index) =>
				index % 3 === 0 ? failWhileRunning() : askForOwnRows()
			);
			await Promise.all(crowd);
		}
	});
});

describe('two callers with the same question', () => {
	it('do not share what they may see, though they share the answer of the engine', async () => {
		const viewer = await things.tokenOf(false);
		const query = { measures: [count], dimensions: ['things.owner'] };
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				index % 2 === 0 ? things.load(query) : things.ask('load', { query }, viewer)
			)
		);
		answers.forEach(({ rows, body }, index) => {
			if (index % 2 === 0) expect(rows).toHaveLength(7);
			else expect(body.error).toContain('hidden member');
		});
	});
});

describe('a statement that takes too long', () => {
	it('is killed, and its connection is as good as before', async () => {
		const started = performance.now();
		const running = () =>
			things.sql("SELECT query FROM system.processes WHERE query LIKE '%sleep' || 'EachRow%'");
		const loading = things.load({ measures: ['numbers.number_count'] });
		await expect.poll(running, { timeout: 7_000 }).toHaveLength(1);
		const { status, body } = await loading;
		expect(status).toBe(400);
		expect(body.error).toMatch(/timeout/i);
		expect(performance.now() - started).toBeLessThan(30_000);
		await expect.poll(running, { timeout: 20_000 }).toEqual([]);
		await Promise.all(Array.from({ length: 8 }, askForOwnRows));
	});
});

describe('an answer that is kept', () => {
	const query = {
		measures: [count],
		filters: [{ member: 'things.thing_id', operator: 'startsWith', values: ['fresh'] }]
	};
	const counted = async (cache?: string) =>
		(await things.load(query, cache === undefined ? {} : { cache })).rows[0]?.[count];
	const thing = (id: string) => ({
		thing_id: id,
		as_of: '2026-11-22',
		period_id: 'q4',
		level: 'company',
		title: '',
		owner: '',
		is_red: false,
		progress: null,
		seen_at: '2026-11-22 10:00:00.000'
	});

	it('holds while the data version stands, is bypassed by no-cache, and ends with the version', async () => {
		expect(await counted()).toBe('0');
		await insertRows(things.warehouse, 'things', [thing('fresh1')]);
		await new Promise((resolve) => setTimeout(resolve, 1200));
		expect(await counted(), 'same version, same answer').toBe('0');
		expect(await counted('no-cache')).toBe('1');

		await insertRows(things.warehouse, 'things', [thing('fresh2')]);
		await insertRows(things.warehouse, 'ops_data_versions', [{ version: 9, as_of: '2026-11-22' }]);
		await expect.poll(() => counted(), { timeout: 20_000, interval: 100 }).toBe('2');
	});
});

describe('an end while queries run', () => {
	it('comes within seconds, twice if asked twice, and takes no more requests', async () => {
		const endless = things
			.load({
				measures: ['numbers.number_count'],
				filters: [{ member: 'numbers.number', operator: 'gt', values: ['1'] }]
			})
			.catch((error: unknown) => error);
		await new Promise((resolve) => setTimeout(resolve, 300));
		const started = performance.now();
		await Promise.all([things.cube.close(), things.cube.close()]);
		expect(performance.now() - started).toBeLessThan(10_000);
		await endless;
		await expect(fetch(`${things.cube.url}/livez`)).rejects.toThrow();
	});
});
