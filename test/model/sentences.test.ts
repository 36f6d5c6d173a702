/** README.md of this folder names a test for each sentence of the definitions: each of them is there, under that name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const LINES = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').split('\n');

/** Every text in the source, without quotes and escapes: names of tests and of what holds them are among them. */
function namesIn(file: string): Set<string> {
	const source = readFileSync(join(ROOT, file), 'utf8');
	const texts = source.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g);
	return new Set(
		[...texts].map(([, single, double]) => (single ?? double ?? '').replace(/\\(.)/g, '$1'))
	);
}

const named = LINES.flatMap((line) => {
	const [, file, name] = /^ {2}- `([^`]+)`: (.+)$/.exec(line) ?? [];
	return file === undefined || name === undefined ? [] : [{ file, name }];
});

describe('the table of sentences', () => {
	it('names only tests that exist', () => {
		const files = new Map([...new Set(named.map(({ file }) => file))].map((f) => [f, namesIn(f)]));
		const missing = named.filter(({ file, name }) => files.get(file)?.has(name) !== true);
		expect(missing).toEqual([]);
	});

	it('has a test for every sentence', () => {
		const without = LINES.filter(
			(line, index) => line.startsWith('- ') && !/^ {2}- `/.test(LINES[index + 1] ?? '')
		);
		expect(without).toEqual([]);
		expect(LINES.filter((line) => line.startsWith('- ')).length).toBeGreaterThan(80);
	});
});
