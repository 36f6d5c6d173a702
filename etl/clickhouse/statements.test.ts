import { describe, expect, it } from 'vitest';
import { firstKeyword, splitStatements, withoutComments } from './statements.ts';

describe('splitStatements', () => {
	it('cuts at semicolons and drops the empty pieces', () => {
		expect(splitStatements('SELECT 1;\n\n SELECT 2 ;;\n-- the end;\n')).toEqual([
			'SELECT 1',
			'SELECT 2'
		]);
	});

	it.each([
		`SELECT ';'`,
		`SELECT 'it''s; fine'`,
		`SELECT 'it\\'s; fine'`,
		`SELECT '\\\\', "a;b", \`c;d\``,
		`SELECT 1 -- no; cut\n+ 1`,
		`SELECT 1 # no; cut\n+ 1`,
		`SELECT /* a; 'b */ 1`,
		`SELECT '/*;', 2 /* '; */`,
		`SELECT 8 - -1 / 2 ; `.replace(';', ''),
		`SELECT 'open; to the end`
	])('leaves %s in one piece', (sql) => {
		expect(splitStatements(sql)).toEqual([sql.trim()]);
	});

	it('keeps the comment in front of a statement with it', () => {
		const [first, second] = splitStatements('-- Grain: one.\nSELECT 1;-- Grain: two.\nSELECT 2');
		expect(first).toBe('-- Grain: one.\nSELECT 1');
		expect(second).toBe('-- Grain: two.\nSELECT 2');
	});

	it('takes megabytes without strain', () => {
		const sql = `INSERT INTO t VALUES ${"('a;b', 1), ".repeat(200_000)}`;
		expect(splitStatements(sql)).toHaveLength(1);
	});
});

describe('withoutComments', () => {
	it('leaves what ClickHouse reads, and nothing of the layout', () => {
		const sql = `-- Grain: one row.\nCREATE TABLE t -- why\n(\n\tn UInt8 /* how */,\n\ts String DEFAULT '-- not  a comment'\n)`;
		expect(withoutComments(sql)).toBe(
			`CREATE TABLE t ( n UInt8 , s String DEFAULT '-- not  a comment' )`
		);
	});
});

describe('firstKeyword', () => {
	it.each([
		['select 1', 'SELECT'],
		['  /* why */ -- how\n insert into t select 1', 'INSERT'],
		['(SELECT 1)', ''],
		['USE system', 'USE'],
		['SETTINGS', 'SETTINGS'],
		['-- nothing', '']
	])('of %s is %s', (sql, keyword) => {
		expect(firstKeyword(sql)).toBe(keyword);
	});
});
