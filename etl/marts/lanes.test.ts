import { describe, expect, it } from 'vitest';
import { runInLanes, tablesOf } from './lanes.ts';

describe('the tables of a step', () => {
	it('are those its SQL names; it writes what it creates and fills', () => {
		const tables = tablesOf(
			[
				'CREATE TABLE build_a ENGINE = Memory AS\nSELECT * FROM build_b, core_b, mart_b',
				'INSERT INTO mart_c_next\n(x)'
			],
			['build_d']
		);
		expect([...tables.names].sort()).toEqual(['build_a', 'build_b', 'build_d', 'mart_c_next']);
		expect([...tables.written].sort()).toEqual(['build_a', 'build_d', 'mart_c_next']);
	});
});

describe('steps in lanes', () => {
	const job = (name: string, sql: string, touches?: 'all') => ({
		name,
		tables: tablesOf([sql], touches)
	});
	const JOBS = [
		job('a', 'CREATE TABLE build_a'),
		job('from a', 'CREATE TABLE build_b AS SELECT * FROM build_a'),
		job('also from a', 'CREATE TABLE build_c AS SELECT * FROM build_a'),
		job('more a', 'INSERT INTO build_a'),
		job('other', 'CREATE TABLE build_d'),
		job('all', '', 'all'),
		job('after', 'CREATE TABLE build_e')
	];

	/** What started and ended, in this order. */
	async function told(width: number, failing?: string): Promise<string[]> {
		const log: string[] = [];
		await runInLanes(JOBS, width, async ({ name }) => {
			log.push(`+ ${name}`);
			await new Promise((resolve) => setTimeout(resolve, name === 'other' ? 40 : 5));
			log.push(`- ${name}`);
			if (name === failing) throw new Error(`${name} failed`);
		}).catch((error: unknown) => log.push(String(error)));
		return log;
	}

	it('run one after the other in one lane', async () => {
		expect(await told(1)).toEqual(JOBS.flatMap(({ name }) => [`+ ${name}`, `- ${name}`]));
	});

	it('run beside one another where they share no table that one of them writes', async () => {
		const log = await told(3);
		const at = (entry: string) => log.indexOf(entry);
		expect(log.slice(0, 2)).toEqual(['+ a', '+ other']);
		expect(at('+ also from a')).toBeLessThan(at('- from a'));
		expect(at('+ more a')).toBeGreaterThan(Math.max(at('- from a'), at('- also from a')));
		expect(at('+ all')).toBeGreaterThan(Math.max(at('- other'), at('- more a')));
		expect(log.slice(-4)).toEqual(['+ all', '- all', '+ after', '- after']);
	});

	it('start no more after a failure, and what runs is waited for', async () => {
		expect(await told(3, 'a')).toEqual(['+ a', '+ other', '- a', '- other', 'Error: a failed']);
	});
});
