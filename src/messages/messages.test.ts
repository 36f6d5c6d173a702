import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const SOURCE = new URL('..', import.meta.url).pathname;

function messagesOf(language: string): Record<string, unknown> {
	const file = new URL(`./${language}.json`, import.meta.url);
	const content = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
	return Object.fromEntries(Object.entries(content).filter(([key]) => key !== '$schema'));
}

/** The names in braces that a message expects. */
function inputsOf(message: unknown): string[] {
	const text = JSON.stringify(message).replaceAll(/"declarations":\[[^\]]*\]/g, '');
	return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
}

function sourceText(): string {
	return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(svelte|ts)$/.test(path) && !path.startsWith(join('lib', 'paraglide')))
		.map((path) => readFileSync(join(SOURCE, path), 'utf8'))
		.join('\n');
}

const english = messagesOf('en');

describe.each(['vi'])('the messages in %s', (language) => {
	const translated = messagesOf(language);

	it('are the same ones as in English', () => {
		expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
	});

	it('use no name that English does not give them', () => {
		for (const [key, message] of Object.entries(translated)) {
			const given = [...inputsOf(english[key]), 'count'];
			expect(given, key).toEqual(expect.arrayContaining(inputsOf(message)));
		}
	});

	it('are never empty, and not English left over', () => {
		const leftOver = Object.entries(translated).filter(
			([key, message]) =>
				message === '' ||
				(JSON.stringify(message) === JSON.stringify(english[key]) && key !== 'product_name')
		);
		expect(leftOver).toEqual([]);
	});
});

describe('the messages', () => {
	const used = new Set([...sourceText().matchAll(/\bm\.([a-z_]+)\b/g)].map(([, key]) => key ?? ''));

	it('are all used', () => {
		expect(Object.keys(english).filter((key) => !used.has(key))).toEqual([]);
	});

	it('exist for every use', () => {
		expect([...used].filter((key) => !(key in english))).toEqual([]);
	});
});
