/**
 * The text of one check-in, as HTML like DingTalk's editor writes it (dingtalk-api.md 4.2),
 * together with what its author meant by it.
 */

import { abroad, distractions, remarks, requests } from './content/everyday.ts';
import { fill, type Field, type Phrases, type Speech, type Tongue } from './content/phrases.ts';
import type { Style } from './habits.ts';
import type { Statement } from './model.ts';
import { labels, notations, rejected } from './notations.ts';
import { sharesOf, type Random } from './random.ts';

/** What there is to report. */
export interface Facts {
	readonly speech: Speech;
	readonly field: Field;
	/** Percent of the objective, for the prose. */
	readonly percent: number;
	/** What the author feels, 0..10. */
	readonly confidence: number;
	/** Something outside hit them in the last weeks. */
	readonly isHit: boolean;
	/** The key results that the check-in lists, in its order; empty if it lists none. */
	readonly listed: readonly { readonly id: string; readonly title: string }[];
	/** Whom the author may mention. */
	readonly colleagues: readonly string[];
}

export interface Note {
	readonly html: string;
	readonly says: readonly Statement[];
	readonly mentions: readonly string[];
}

interface Line {
	readonly text: string;
	readonly look?: 'heading' | 'bullet' | 'label';
}

type Words = Pick<Phrases, 'blockers' | 'outside' | 'next'>;

const NAME_FORMS = sharesOf({ number: 55, title: 15, above: 30 });
const NO_BLOCKER_FORMS = sharesOf({ silent: 55, none: 38, empty: 7 });

export function compose(facts: Facts, style: Style, draw: Random): Note {
	const { speech, field } = facts;
	const tongue = isTongue(speech) ? speech : null;
	const words: Words = isTongue(speech) ? field[speech] : abroad[speech];
	const lines: Line[] = [];
	const says: Statement[] = [];
	const mentions: string[] = [];
	let general: Statement = { ...NOTHING };

	const remark = (): string => {
		const own = tongue !== null && draw.chance(0.7) ? field[tongue].updates : remarks[speech];
		return fill(draw.pick(own), draw).replace('{p}', String(facts.percent));
	};

	if (style.layout === 'per_key_result' && facts.listed.length > 0) writePerKeyResult();
	else writeUpdates(draw.int(1, 3));
	if (style.layout !== 'prose' && style.temper !== 'wordless') {
		writeConfidence();
		writeBlocker();
		writeNext();
	} else if (facts.confidence < 5 && draw.chance(0.5)) {
		lines.push({ text: fill(draw.pick(facts.isHit ? words.outside : words.blockers), draw) });
	}
	if (facts.colleagues.length > 0 && draw.chance(facts.confidence < 5 ? 0.35 : 0.12))
		writeRequest();
	if (tongue !== null && draw.chance(0.025)) lines.push({ text: draw.pick(distractions[tongue]) });

	if (!isEmpty(general)) says.unshift(general);
	return { html: toHtml(lines, speech, style, draw), says, mentions };

	function writeUpdates(count: number): void {
		const isList = count > 1 && draw.chance(0.35);
		for (let at = 0; at < count; at++) {
			lines.push(isList ? { text: remark(), look: 'bullet' } : { text: remark() });
		}
	}

	function writePerKeyResult(): void {
		facts.listed.forEach((_keyResult, at) => {
			lines.push({ text: `KR${at + 1}${draw.pick(['：', ': ', ' - '])}${remark()}` });
		});
	}

	function writeConfidence(): void {
		if (!draw.chance(0.86)) return;
		if (draw.chance(0.02)) {
			lines.push({ text: draw.pick(rejected) });
			return;
		}
		if (draw.chance(0.015)) {
			// Thought twice: the last line that states a value speaks.
			const earlier = Math.min(10, facts.confidence + 1);
			lines.push({ text: notation(earlier) });
		}
		lines.push({ text: notation(facts.confidence), look: 'label' });
		general = { ...general, confidence: facts.confidence };
		const isNamed = style.layout === 'per_key_result' ? draw.chance(0.7) : draw.chance(0.08);
		if (isNamed && facts.listed.length > 1) writeNamedConfidence();
	}

	/** One key result stands out: named in front of the label, or alone on the line above it. */
	function writeNamedConfidence(): void {
		const at = draw.int(0, facts.listed.length - 1);
		const keyResult = facts.listed[at];
		if (keyResult === undefined) return;
		const confidence = Math.min(10, Math.max(0, facts.confidence + draw.pick([-3, -2, -2, 1, 2])));
		const form = draw.weighted(NAME_FORMS);
		if (form === 'above') {
			const name = draw.chance(0.5) ? keyResult.title : `KR${at + 1}`;
			lines.push({ text: name, look: 'heading' }, { text: notation(confidence) });
		} else {
			const name = form === 'number' ? `KR${at + 1}` : keyResult.title;
			lines.push({
				text: `${name}${draw.pick([': ', ' - ', ' – ', '：', ', '])}${notation(confidence)}`
			});
		}
		says.push({ ...NOTHING, keyResultId: keyResult.id, confidence });
	}

	function notation(value: number): string {
		const own = notations[speech];
		const favourite = own[style.notation % own.length];
		const write = favourite !== undefined && draw.chance(0.8) ? favourite : draw.pick(own);
		return write(value);
	}

	function writeBlocker(): void {
		const { blocker, none } = labels[speech];
		const isBlocked = draw.chance(facts.confidence < 4 ? 0.85 : facts.confidence < 6 ? 0.5 : 0.1);
		if (isBlocked) {
			const text = fill(draw.pick(facts.isHit ? words.outside : words.blockers), draw);
			const at = draw.int(0, facts.listed.length - 1);
			const keyResult = facts.listed[at];
			if (keyResult !== undefined && draw.chance(0.1)) {
				lines.push({ text: `KR${at + 1} - ${draw.pick(blocker)}${text}` });
				says.push({ ...NOTHING, keyResultId: keyResult.id, blocker: text });
				return;
			}
			lines.push({ text: draw.pick(blocker) + text, look: 'label' });
			general = { ...general, blocker: text };
			return;
		}
		const form = draw.weighted(NO_BLOCKER_FORMS);
		if (form === 'none') {
			lines.push({ text: draw.pick(blocker) + draw.pick(none) });
			general = { ...general, saysNoBlocker: true };
		} else if (form === 'empty') lines.push({ text: draw.pick(blocker).trimEnd() });
	}

	function writeNext(): void {
		const { next, none } = labels[speech];
		if (!draw.chance(0.66)) return;
		if (draw.chance(0.04)) {
			lines.push({ text: draw.pick(next) + draw.pick(none) });
			return;
		}
		const text = fill(draw.pick(words.next), draw);
		lines.push({ text: draw.pick(next) + text, look: 'label' });
		general = { ...general, nextAction: text };
	}

	function writeRequest(): void {
		const name = draw.pick(facts.colleagues);
		lines.push({ text: draw.pick(requests[speech]).replace('@', `@${name}`) });
		mentions.push(name);
		const other = draw.pick(facts.colleagues);
		if (other !== name && draw.chance(0.2)) {
			lines.push({ text: `@${other} @${name}` });
			mentions.push(other);
		}
	}
}

const NOTHING: Statement = {
	keyResultId: null,
	confidence: null,
	blocker: null,
	nextAction: null,
	saysNoBlocker: false
};

function isEmpty(statement: Statement): boolean {
	return (
		statement.confidence === null &&
		statement.blocker === null &&
		statement.nextAction === null &&
		!statement.saysNoBlocker
	);
}

function isTongue(speech: Speech): speech is Tongue {
	return speech === 'zh' || speech === 'vi' || speech === 'en';
}

const PARAGRAPH = 'text-align:left;text-indent:0;margin-left:0;margin-top:0;margin-bottom:0';
const EMPTY = `<p style="${PARAGRAPH}"><span data-type="text"></span></p>`;

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The lines as paragraphs, list items or with line breaks, with the clutter that editors leave
 * behind.
 */
function toHtml(lines: readonly Line[], speech: Speech, style: Style, draw: Random): string {
	const direction = speech === 'ar' ? ' dir="rtl"' : '';
	const usesBreaks = style.markup < 10;
	const usesBold = style.markup >= 10 && style.markup < 22;
	const usesNumbers = style.markup >= 22 && style.markup < 30;
	const inner = lines.map((line, at) => {
		const bullet =
			line.look !== 'label' ? '' : usesNumbers ? `${at + 1}. ` : style.markup > 92 ? '• ' : '';
		return bullet + markUp(line, usesBold, draw);
	});
	let body = '';
	if (usesBreaks) {
		body = `<p style="${PARAGRAPH}"${direction}><span data-type="text">${inner.join('<br>')}</span></p>`;
	} else {
		for (let at = 0; at < lines.length; at++) {
			const line = lines[at];
			const text = `<span data-type="text">${inner[at] ?? ''}</span>`;
			if (line?.look !== 'bullet') body += `<p style="${PARAGRAPH}"${direction}>${text}</p>`;
			else body += `<ul><li><p style="${PARAGRAPH}"${direction}>${text}</p></li></ul>`;
		}
		body = body.replaceAll('</ul><ul>', '');
	}
	const emptyEnd = EMPTY.repeat(Math.max(0, draw.int(-2, 2)));
	return `<article class="4ever-article">${body}${emptyEnd}</article>`;
}

function markUp(line: Line, usesBold: boolean, draw: Random): string {
	let text = escapeHtml(line.text).replace(/@(\S+)/g, '<span data-type="mention">@$1</span>');
	if (line.look === 'heading') return `<strong>${text}</strong>`;
	if (line.look !== 'label') return text;
	// Inline tags may cut through a word, and editors write hard spaces.
	if (usesBold) text = text.replace(/^([^\s&<]{2})([^\s&<]{2})/, '$1<b>$2</b>');
	if (draw.chance(0.08)) text = text.replace(/([:：]) ?/, '$1&nbsp;');
	return text;
}
