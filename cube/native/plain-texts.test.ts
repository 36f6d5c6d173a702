/** What is read without Cube's parser is what Cube's parser makes of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Parser {
	readonly transpileToJs: () => unknown;
}
type Load = <T>(name: string) => T;
const load = createRequire(import.meta.url) as Load;
const inCompiler = createRequire(
	createRequire(import.meta.url).resolve('@cubejs-backend/schema-compiler')
) as Load;
const { readPlainText } = load<{ readonly readPlainText: (code: string) => object | null }>(
	'./plain-texts.js'
);
const { PythonParser } = load<{ PythonParser: new (code: string) => Parser }>(
	'@cubejs-backend/schema-compiler/dist/src/parser/PythonParser.js'
);
const { default: generate } = inCompiler<{
	readonly default: (program: unknown) => { code: string };
}>('@babel/generator');
const { load: readYaml } = inCompiler<{ readonly load: (text: string) => unknown }>('js-yaml');

const MODEL = join(import.meta.dirname, '../model');

function* textsOf(value: unknown): Generator<string> {
	if (typeof value === 'string') yield value;
	else if (typeof value === 'object' && value !== null)
		for (const part of Object.values(value)) yield* textsOf(part);
}

/** As Cube quotes a text without escapes. */
const codeOf = (text: string): string => `f"${text}"`;
const byCube = (code: string): string => generate(new PythonParser(code).transpileToJs()).code;

describe('plain texts of a model', () => {
	it('are nearly all of ours, and read as Cube reads them', { timeout: 300_000 }, () => {
		const texts = new Set<string>();
		for (const file of readdirSync(MODEL, { recursive: true, encoding: 'utf8' }))
			if (file.endsWith('.yml'))
				for (const text of textsOf(readYaml(readFileSync(join(MODEL, file), 'utf8'))))
					texts.add(text);
		let plain = 0;
		const different: string[] = [];
		for (const text of texts) {
			const program = readPlainText(codeOf(text));
			if (program === null) continue;
			plain += 1;
			if (generate(program).code !== byCube(codeOf(text))) different.push(text);
		}
		expect(different).toEqual([]);
		expect(plain / texts.size).toBeGreaterThan(0.9);
	});

	it.each([
		' blanks  around ',
		'{CUBE}',
		'{CUBE}.a + {labels.title} {labels.kind}',
		'100 % of # people; 进度 🎯, it’s "done"? \'x\''.replaceAll('"', ''),
		'a\ttab',
		'f(x) and not y'
	])('%j is read as Cube reads it', (text) => {
		const program = readPlainText(codeOf(text));
		expect(program).not.toBeNull();
		expect(generate(program).code).toBe(byCube(codeOf(text)));
	});

	it.each([
		'',
		'{a',
		'{a()}',
		'{not}',
		'{a.in}',
		'a"b',
		'a\\b',
		'`a`',
		'${a}',
		'{ a }',
		'{a}{b}',
		'a\nb'
	])('%j is left to the parser', (text) => {
		expect(readPlainText(codeOf(text))).toBeNull();
	});
});
