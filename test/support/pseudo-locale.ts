/**
 * A language that nobody speaks and every page must bear: the English messages with accents, 40 % longer. The browser gets it in
 * the place of the file with the English words (src/messages/one-language.ts), so that it is made from whatever they are today.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const BUILT = join(import.meta.dirname, '../../build/client');

const ACCENTED: Readonly<Record<string, string>> = {
	a: 'á',
	e: 'ë',
	i: 'ï',
	o: 'ö',
	u: 'ü',
	A: 'Å',
	E: 'É',
	I: 'Î',
	O: 'Ø',
	U: 'Ü'
};

/** Texts between backticks, of which what stands in `${…}` stays. */
const TEXT = /`((?:[^`\\$]|\\.|\$(?!\{)|\$\{[^}]*\})*)`/g;
/** Not words of a message: the language, and the forms of numbers that are asked for. */
const CODE = new Set(['en', 'zero', 'one', 'two', 'few', 'many', 'other']);
const INPUT = /(\$\{[^}]*\})/;

/** A word for every two and a half, as German or Finnish would need. */
export function lengthen(text: string): string {
	const accented = text.replaceAll(/[aeiouAEIOU]/g, (letter) => ACCENTED[letter] ?? letter);
	const letters = text.replaceAll(/[^\p{L}]/gu, '').length;
	let missing = Math.ceil(letters * 0.4);
	let more = '';
	while (missing > 0) {
		const word = 'ëxtrá'.slice(0, Math.max(2, missing));
		more += more === '' && text.length < 12 ? word : ` ${word}`;
		missing -= word.length;
	}
	return accented.trimEnd() + more + (/\s$/.test(text) ? ' ' : '');
}

/** From the next load of a document on. */
export async function speakPseudoLocale(page: Page): Promise<void> {
	await page.route(/\/_app\/immutable\/.*\.js$/, async (route) => {
		// Read from the build: hundreds of scripts fetched by hand beside other tests once kept a page from coming to rest.
		const script = await readFile(join(BUILT, new URL(route.request().url()).pathname), 'utf8');
		const contentType = 'text/javascript';
		if (!script.includes('`Skip to content`')) return route.fulfill({ contentType, body: script });
		const body = script.replaceAll(TEXT, (whole, text: string) => {
			if (CODE.has(text)) return whole;
			const parts = text.split(INPUT);
			const last = parts.findLastIndex((part) => !part.startsWith('${') && /\p{L}/u.test(part));
			return `\`${parts.map((part, at) => (at === last ? lengthen(part) : part)).join('')}\``;
		});
		return route.fulfill({ contentType, body });
	});
}

/** What does not fit on the page as it stands: the page itself, or the words of something that is pressed. */
export function whatDoesNotFit(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		const found =
			document.documentElement.scrollWidth > width
				? [`the page is ${document.documentElement.scrollWidth} px wide`]
				: [];
		for (const one of document.querySelectorAll<HTMLElement>('button, .button, nav a, summary')) {
			const box = one.getBoundingClientRect();
			if (box.width < 2 || one.closest('.visually-hidden') !== null) continue;
			const words = document.createRange();
			words.selectNodeContents(one);
			const inner = words.getBoundingClientRect();
			if (inner.width < 2) continue;
			const isOut =
				inner.left < box.left - 1 ||
				inner.right > box.right + 1 ||
				inner.top < box.top - 3 ||
				inner.bottom > box.bottom + 3;
			const isCut =
				one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== 'visible';
			if (isOut || isCut) found.push(`cut: ${one.textContent.trim().slice(0, 60)}`);
		}
		return found;
	});
}
