import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCheckInText } from '../../etl/normalise/check-in-text.ts';

const SOURCE = new URL('..', import.meta.url).pathname;

/** A text, or texts by a form of a number; see `@inlang/plugin-message-format`. */
const messageSchema = z.union([
	z.string(),
	z.tuple([
		z.strictObject({
			declarations: z.array(z.string()),
			selectors: z.array(z.string()),
			match: z.record(z.string(), z.string())
		})
	])
]);
type Message = z.infer<typeof messageSchema>;

const { baseLocale, locales } = z
	.object({ baseLocale: z.string(), locales: z.array(z.string()) })
	.parse(JSON.parse(readFileSync('project.inlang/settings.json', 'utf8')));

function messagesOf(language: string): Record<string, Message> {
	const file = new URL(`./${language}.json`, import.meta.url);
	const { $schema: _, ...messages } = z
		.record(z.string(), z.unknown())
		.parse(JSON.parse(readFileSync(file, 'utf8')));
	return z.record(z.string(), messageSchema).parse(messages);
}

/** The texts of a message by their form; one text stands for every number. */
function textsOf(message: Message): Record<string, string> {
	if (typeof message === 'string') return { '*': message };
	return Object.fromEntries(
		Object.entries(message[0].match).map(([form, text]) => [form.replace('form=', ''), text])
	);
}

/** The names in braces that a text expects. */
function inputsOf(text: string): string[] {
	return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
}

/** Forms that stand for one number alone in the languages that have them: "يومان" needs no digit. */
const SAYS_ITS_NUMBER = new Set(['zero', 'one', 'two']);

function sourceText(): string {
	return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(svelte|ts)$/.test(path) && !path.startsWith(join('lib', 'paraglide')))
		.map((path) => readFileSync(join(SOURCE, path), 'utf8'))
		.join('\n');
}

/** Where a translation is the English text, because the word is the same in that language. `product_name` is a brand in all. */
const SAME_WORD: Readonly<Record<string, readonly string[]>> = {
	// Indonesian companies that work with OKRs say "objective" and "key result".
	id: ['list_comma', 'goal_objective', 'column_objective', 'column_key_result', 'thing_key_result'],
	vi: ['list_comma'],
	th: ['list_comma'],
	ms: ['list_comma']
};

/** Where a translation keeps the number apart from every noun ("…: 3 of 5"), so that one text does for all of them. */
const NUMBER_APART: Readonly<Record<string, readonly string[]>> = {
	ar: [
		'where_most',
		'bands_base',
		'needs_you_count',
		'stalled_of_open',
		'person_on_time',
		'transparency_all_unknown',
		'transparency_some_unknown',
		'tree_contributing'
	]
};

const english = messagesOf(baseLocale);

it('every language that has messages is offered, and the other way round', () => {
	const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.json'));
	expect(files.sort()).toEqual(locales.map((locale) => `${locale}.json`).sort());
});

it.each(locales)('no message of %s stands twice, where the last would silently win', (language) => {
	const text = readFileSync(new URL(`./${language}.json`, import.meta.url), 'utf8');
	const keys = [...text.matchAll(/^ {2}"(\w+)":/gm)].map(([, key]) => key);
	expect(keys.length).toBeGreaterThan(0);
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

describe.each(locales.filter((locale) => locale !== baseLocale))(
	'the messages in %s',
	(language) => {
		const translated = messagesOf(language);

		it('are the same ones as in English', () => {
			expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
		});

		it('say all that English says', () => {
			for (const [key, message] of Object.entries(translated)) {
				const expected = inputsOf(textsOf(english[key] ?? '')['*'] ?? '');
				for (const [form, text] of Object.entries(textsOf(message))) {
					const needed = SAYS_ITS_NUMBER.has(form)
						? expected.filter((name) => inputsOf(text).includes(name) || !isCount(key, name))
						: expected;
					expect(inputsOf(text), `${key} ${form}`).toEqual(needed);
				}
			}
		});

		it('are never empty, and not English left over', () => {
			const same = new Set(['product_name', ...(SAME_WORD[language] ?? [])]);
			const leftOver = Object.entries(translated).filter(
				([key, message]) =>
					Object.values(textsOf(message)).some((text) => text.trim() === '') ||
					(JSON.stringify(message) === JSON.stringify(english[key]) && !same.has(key))
			);
			expect(leftOver).toEqual([]);
			for (const key of same) expect(translated[key], key).toEqual(english[key]);
		});

		it('are in the script of the language', () => {
			const script = SCRIPTS[language];
			if (script === undefined) return;
			const foreign = Object.entries(translated).filter(
				([key, message]) =>
					!['product_name', ...(SAME_WORD[language] ?? [])].includes(key) &&
					/\p{L}/u.test(inputsLeftOut(message)) &&
					!script.test(inputsLeftOut(message))
			);
			expect(foreign).toEqual([]);
		});
	}
);

/** Languages whose texts cannot be without a letter of their script. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
	zh: /\p{Script=Han}/u,
	th: /\p{Script=Thai}/u,
	ar: /\p{Script=Arabic}/u
};

function inputsLeftOut(message: Message): string {
	return Object.values(textsOf(message))
		.join('')
		.replaceAll(/\{\w+\}/g, '');
}

/** Whether the number itself is what the input says, so that a form may say it in words. */
function isCount(key: string, name: string): boolean {
	const message = english[key];
	if (message === undefined || typeof message === 'string') return false;
	return name === 'shown' || message[0].declarations.includes(`input ${name}`);
}

it.each(locales)('the line that %s tells people to write states a confidence', (language) => {
	const text = textsOf(messagesOf(language)['confidence_nobody_yet'] ?? '')['*'] ?? '';
	const line = /[“«](.*?)[”»]/.exec(text)?.[1] ?? '';
	expect(readCheckInText(line, []).statements).toMatchObject([{ confidence: 7 }]);
});

describe.each(locales)('numbers in %s', (language) => {
	const messages = messagesOf(language);
	const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

	it('have every form that the language distinguishes, and no other', () => {
		const expected = [...forms.filter((form) => form !== 'other'), '*'].sort();
		const wrong = Object.entries(messages)
			.filter(([, message]) => typeof message !== 'string')
			.map(([key, message]) => [key, Object.keys(textsOf(message)).sort()])
			.filter(([, found]) => JSON.stringify(found) !== JSON.stringify(expected));
		expect(wrong).toEqual([]);
	});

	it('are counted wherever English counts, if the language has forms at all', () => {
		if (forms.length === 1) return;
		const plain = Object.keys(english).filter(
			(key) => typeof english[key] !== 'string' && typeof messages[key] === 'string'
		);
		expect(plain).toEqual(NUMBER_APART[language] ?? []);
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
