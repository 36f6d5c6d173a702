import { SettingsMap } from '@clickhouse/client';
import { describe, expect, it } from 'vitest';
import { setStatement, settingLiterals } from './settings.ts';

const none = settingLiterals();

describe('settingLiterals', () => {
	it('lets the later layer win and leaves out what only HTTP knows', () => {
		const literals = settingLiterals(
			{ join_use_nulls: 0, max_threads: 2 },
			{ join_use_nulls: 1, wait_end_of_query: 1 },
			undefined
		);
		expect([...literals]).toEqual([
			['join_use_nulls', '1'],
			['max_threads', '2']
		]);
	});

	it('writes every kind of value', () => {
		const literals = settingLiterals({
			insert_deduplication_token: "a'b\\c",
			async_insert: 0,
			additional_table_filters: SettingsMap.from({ t: "n = 'x'" })
		});
		expect(literals.get('insert_deduplication_token')).toBe(`'a\\'b\\\\c'`);
		expect(literals.get('async_insert')).toBe('0');
		expect(literals.get('additional_table_filters')).toMatch(/^'\{.*\}'$/);
	});

	it('takes no SQL for a name', () => {
		expect(() => settingLiterals({ 'a = 1, b': 1 })).toThrow(/is not the name of/);
	});
});

describe('setStatement', () => {
	it('names only what changes, and returns the rest to its default', () => {
		const from = settingLiterals({ join_use_nulls: 1, max_threads: 2, readonly: '0' });
		const to = settingLiterals({ join_use_nulls: 0, max_threads: 2 });
		expect(setStatement(from, to)).toBe('SET join_use_nulls = 0, readonly = DEFAULT');
	});

	it('is not needed between equal states', () => {
		expect(setStatement(none, none)).toBeNull();
	});
});
