/**
 * The text of a check-in -> what it states (metrics.md 14). A strict reader on purpose: a number is a confidence only behind a
 * label at the start of a line. Linear in the length of the text: every pattern is tried at one place only.
 */
import { BLOCKER_LABELS, CONFIDENCE_LABELS, NEXT_ACTION_LABELS, NONE_WORDS } from './labels.ts';
import { readConfidence } from './confidence.ts';
import { anyOf, phrasePattern } from './phrases.ts';
import { linesOf, plainText } from './text-lines.ts';

export interface ListedKeyResult {
	readonly id: string;
	/** Every title by which people may know it; the longest that fits is taken. */
	readonly titles: readonly string[];
}

/** What a check-in says about one key result, or about all of them. null, false: it does not say. */
export interface Statement {
	/** Empty: for every key result of the check-in. */
	readonly keyResultId: string;
	/** 0..10. */
	readonly confidence: number | null;
	readonly blocker: string | null;
	/** In words: an empty label does not say so. */
	readonly saysNoBlocker: boolean;
	readonly nextAction: string | null;
}

export interface UnreadableConfidence {
	readonly line: string;
	readonly reason: string;
}

export interface CheckInText {
	/** Lines joined by line feeds. */
	readonly text: string;
	/** Case-folded, white space collapsed: equal for two check-ins that say the same. */
	readonly normalisedText: string;
	/** Names behind `@` and the source's own mentions, in order, without duplicates. */
	readonly mentions: readonly string[];
	/** At most one per addressee; none without content. */
	readonly statements: readonly Statement[];
	readonly unreadable: readonly UnreadableConfidence[];
}

type Draft = { -readonly [Key in keyof Statement]: Statement[Key] };

const SEPARATOR = String.raw`\s*[:.,·–-]?\s*`;
const BULLET = /[-*•·–]\s*/y;
/** `1.`, `2)`, `(3)`, `4、`, and `①`, which normalises to a bare digit. */
const NUMBERING = /(?:\(\d{1,3}\)|\d{1,3}(?:\s?[.)、:]|\s|(?=\p{L})))\s*/uy;
const CONFIDENCE = new RegExp(`(?:${anyOf(CONFIDENCE_LABELS)})`, 'iuy');
const BLOCKER = new RegExp(String.raw`(?:${anyOf(BLOCKER_LABELS)})\s*:\s*`, 'iuy');
const NEXT_ACTION = new RegExp(String.raw`(?:${anyOf(NEXT_ACTION_LABELS)})\s*:\s*`, 'iuy');
const NONE = new Set(NONE_WORDS.map(fold));
const TRAILING_PUNCTUATION = /[\p{P}\p{S}\s]/u;
const MENTION = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.-]*)/gu;

/** @param listed the key results of the check-in, in its order: `KR2` is the second of them */
export function readCheckInText(html: string, listed: readonly ListedKeyResult[]): CheckInText {
	const { lines, mentionEntities } = linesOf(html);
	const nameOf = nameReaderOf(listed);
	const statements = new Map<string, Draft>();
	const unreadable: UnreadableConfidence[] = [];
	/** The key result that the line above names, if it holds nothing else. */
	let announced = '';

	for (const line of lines) {
		const { name, labelAt } = openLine(line, nameOf);
		const addressee = name ?? announced;
		announced = name !== null && labelAt === line.length ? name : '';
		readLine(line, labelAt, () => draftFor(statements, addressee), unreadable);
	}

	const text = lines.join('\n');
	return {
		text,
		// Its lines are plain already.
		normalisedText: text.toLowerCase().replace(/\s+/g, ' ').trim(),
		mentions: mentionsOf(text, mentionEntities),
		statements: [...statements.values()].map((statement) => ({ ...statement })),
		unreadable
	};
}

function readLine(
	line: string,
	at: number,
	statement: () => Draft,
	unreadable: UnreadableConfidence[]
): void {
	if (matchesAt(CONFIDENCE, line, at)) {
		const reading = readConfidence(line, CONFIDENCE.lastIndex);
		if (reading.kind === 'value') statement().confidence = reading.value;
		if (reading.kind === 'rejected') unreadable.push({ line, reason: reading.reason });
	} else if (matchesAt(BLOCKER, line, at)) {
		const said = line.slice(BLOCKER.lastIndex).trim();
		if (isNone(said)) statement().saysNoBlocker = true;
		else if (hasContent(said)) statement().blocker = said;
	} else if (matchesAt(NEXT_ACTION, line, at)) {
		const said = line.slice(NEXT_ACTION.lastIndex).trim();
		if (!isNone(said) && hasContent(said)) statement().nextAction = said;
	}
}

function draftFor(statements: Map<string, Draft>, keyResultId: string): Draft {
	const known = statements.get(keyResultId);
	if (known !== undefined) return known;
	const draft: Draft = {
		keyResultId,
		confidence: null,
		blocker: null,
		saysNoBlocker: false,
		nextAction: null
	};
	statements.set(keyResultId, draft);
	return draft;
}

type NameReader = (
	line: string,
	at: number
) => { readonly id: string; readonly end: number } | null;

let last: { readonly key: string; readonly reader: NameReader } | null = null;

/** The check-ins of one objective, read one after the other, list the same key results. */
function nameReaderOf(listed: readonly ListedKeyResult[]): NameReader {
	const key = JSON.stringify(listed);
	if (last?.key !== key) last = { key, reader: nameReader(listed) };
	return last.reader;
}

/** Finds the name of a listed key result at one place of a line, with the separator behind it. */
function nameReader(listed: readonly ListedKeyResult[]): NameReader {
	const numbered = new RegExp(String.raw`KR\s?(\d{1,3})(?!\d)${SEPARATOR}`, 'iuy');
	const titled = listed
		.flatMap(({ id, titles }) =>
			[...new Set(titles)].map((title) => ({ id, title: plainText(title).trim() }))
		)
		.filter(({ title }) => title !== '')
		.sort((a, b) => b.title.length - a.title.length)
		.map(({ id, title }) => ({ id, pattern: new RegExp(phrasePattern(title) + SEPARATOR, 'iuy') }));
	return (line, at) => {
		for (const { id, pattern } of titled) {
			if (matchesAt(pattern, line, at)) return { id, end: pattern.lastIndex };
		}
		numbered.lastIndex = at;
		const match = numbered.exec(line);
		const id = listed[Number(match?.[1] ?? 0) - 1]?.id;
		return id === undefined ? null : { id, end: numbered.lastIndex };
	};
}

/** Skips bullets, numbering and the name of a key result, in any order: where a label would stand, and whose it would be. */
function openLine(line: string, nameOf: NameReader): { name: string | null; labelAt: number } {
	let name: string | null = null;
	for (let at = 0; ;) {
		// A title may itself begin like numbering ("3 new shops"), so it is tried first.
		const found: ReturnType<NameReader> = name === null ? nameOf(line, at) : null;
		if (found !== null) {
			name = found.id;
			at = found.end;
		} else if (matchesAt(BULLET, line, at)) at = BULLET.lastIndex;
		else if (matchesAt(NUMBERING, line, at)) at = NUMBERING.lastIndex;
		else return { name, labelAt: at };
	}
}

function matchesAt(pattern: RegExp, line: string, at: number): boolean {
	pattern.lastIndex = at;
	return pattern.test(line);
}

/** Only a word for "none", perhaps with punctuation behind it (metrics.md 14.4). */
export function isNone(said: string): boolean {
	return NONE.has(fold(withoutTrailingPunctuation(said)));
}

/** More than punctuation. */
export function hasContent(said: string): boolean {
	return withoutTrailingPunctuation(said) !== '';
}

function withoutTrailingPunctuation(said: string): string {
	const points = [...said];
	while (points.length > 0 && TRAILING_PUNCTUATION.test(points.at(-1) ?? '')) points.pop();
	return points.join('');
}

function mentionsOf(text: string, entities: readonly string[]): string[] {
	const found: { name: string; at: number }[] = [];
	const covered: string[] = [];
	for (const name of entities) {
		found.push({ name, at: Math.max(text.indexOf(`@${name}`), 0) });
		covered.push(`@${name}`);
	}
	for (const match of text.matchAll(MENTION)) {
		// A name of several words that the source marked is longer than its first word.
		if (covered.some((whole) => text.startsWith(whole, match.index))) continue;
		found.push({ name: (match[1] ?? '').replace(/[.-]+$/, ''), at: match.index });
	}
	return [...new Set(found.sort((a, b) => a.at - b.at).map(({ name }) => name))];
}

/** As people compare texts: normalised as `plainText` does, without regard to case. */
export function fold(text: string): string {
	return plainText(text).toLowerCase();
}
