/**
 * People who were forgotten, taken out of whatever DingTalk answers or has answered: their id and name become a pseudonym, their
 * contact details go. The same in every layer, so that objectives, check-ins and links stay connected and every figure stays.
 */
import { isContactDetail } from './contact-details.ts';
import type { ForgottenPerson } from './forgotten-people.ts';

/** Keys under which an object says whom it is about: its other fields are that person's. */
const PERSON_KEYS = ['userid', 'userId', 'dingUserId', 'creator_id'];
const NAME_KEYS: ReadonlySet<string> = new Set(['name', 'nickname', 'nick', 'creator_name']);
/** An id of something else may look like a person's. */
const ID_OF_ANOTHER_KIND =
	/(?:dept|department|team|objective|key_?result|kr|period|rule|progress|report|check_?in|run|target|entity|event|delivery|field)_?ids?(?:_list)?$/i;
/** An id of at least so many characters means its person also amid other words, as in the message of a refusal. */
const LONG_ID = 6;
/** Scripts that write words without spaces between them: a name there has no edge to look for. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

export interface Pseudonymiser {
	/** JSON values of any shape; what has nothing of a forgotten person is returned as it is, the same object. */
	readonly value: (value: unknown) => unknown;
}

export function createPseudonymiser(people: readonly ForgottenPerson[]): Pseudonymiser {
	const byId = new Map(people.map((person) => [person.personId, person.pseudonym]));
	const words = people.flatMap(({ pseudonym, personId, names }) => {
		const own = names.flatMap(written).map((name) => ({ pattern: patternOf(name), pseudonym }));
		// What somebody entered for themselves is kept under `user:ID`.
		const id =
			personId.length < LONG_ID
				? { pattern: patternOf(`user:${personId}`), pseudonym: `user:${pseudonym}` }
				: { pattern: patternOf(personId), pseudonym };
		return [id, ...own];
	});

	function text(value: string): string {
		let found = value;
		for (const { pattern, pseudonym } of words) found = found.replace(pattern, pseudonym);
		return found;
	}

	function textAt(value: string, key: string): string {
		const pseudonym = byId.get(value);
		if (pseudonym !== undefined) return ID_OF_ANOTHER_KIND.test(key) ? value : pseudonym;
		const json = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
		if (json === undefined) return text(value);
		const said = valueAt(json, key);
		return said === json ? value : JSON.stringify(said);
	}

	function valueAt(value: unknown, key: string): unknown {
		if (typeof value === 'string') return textAt(value, key);
		if (typeof value === 'number') {
			const pseudonym = byId.get(String(value));
			return pseudonym !== undefined && PERSON_KEYS.includes(key) ? pseudonym : value;
		}
		if (Array.isArray(value)) {
			const items = value.map((item: unknown) => valueAt(item, key));
			return items.every((item, place) => item === value[place]) ? value : items;
		}
		return typeof value === 'object' && value !== null ? objectOf(value) : value;
	}

	function objectOf(value: object): object {
		const entries = Object.entries(value) as [string, unknown][];
		const pseudonym = pseudonymOf(entries);
		let hasChanged = false;
		const found = entries.flatMap(([key, field]): [string, unknown][] => {
			if (pseudonym !== undefined && isContactDetail(key)) {
				hasChanged = true;
				return [];
			}
			// `userId` beside `dingUserId` is the same person in Agoal's own ids.
			const isOwn = NAME_KEYS.has(key) || PERSON_KEYS.includes(key);
			const said = pseudonym !== undefined && isOwn ? pseudonym : valueAt(field, key);
			const name = byId.get(key) ?? key;
			hasChanged ||= said !== field || name !== key;
			return [[name, said]];
		});
		return hasChanged ? Object.fromEntries(found) : value;
	}

	/** Whom the object is about, if it is a forgotten person. */
	function pseudonymOf(entries: readonly [string, unknown][]): string | undefined {
		for (const [key, field] of entries) {
			if (!PERSON_KEYS.includes(key)) continue;
			if (typeof field !== 'string' && typeof field !== 'number') continue;
			const pseudonym = byId.get(String(field));
			if (pseudonym !== undefined) return pseudonym;
		}
		return undefined;
	}

	return { value: (value) => (people.length === 0 ? value : valueAt(value, '')) };
}

/** The name as it is written, and as HTML writes it. */
function written(name: string): string[] {
	const escaped = name.replaceAll('&', '&amp;');
	return [
		...new Set([
			name,
			name.normalize('NFKC'),
			escaped.replaceAll("'", '&#39;'),
			escaped.replaceAll("'", '&#x27;'),
			escaped.replaceAll("'", '&apos;')
		])
	];
}

function patternOf(name: string): RegExp {
	const inWord = String.raw`[\p{L}\p{M}\p{N}]`;
	const [first = '', last = ''] = [...name].length > 0 ? [[...name][0], [...name].at(-1)] : [];
	const before = WITHOUT_SPACES.test(first) ? '' : `(?<!${inWord})`;
	const after = WITHOUT_SPACES.test(last) ? '' : `(?!${inWord})`;
	return new RegExp(before + escapeForPattern(name) + after, 'giu');
}

function escapeForPattern(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
