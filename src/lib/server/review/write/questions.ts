/** What to talk about: patterns as questions, and for each missed key result what speaks for the market or for ourselves. */
import { formatDay, formatInstant } from '$lib/format/dates.ts';
import { formatCount, formatProgress } from '$lib/format/numbers.ts';
import {
	causeWord,
	dependencySentence,
	outcomeWords,
	responseSentence,
	rhythmSentence,
	timingSentence
} from '$lib/goals/diagnosis-words.ts';
import { evidenceSentence, patternWords } from '$lib/goals/pattern-words.ts';
import { answerWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Block, Section } from '$lib/review/document.ts';
import { keyResultHref } from '$lib/url-state/link.ts';
import { PATTERNS } from '../../queries/key-result-patterns.ts';
import type { DiagnosedKeyResult } from '../../queries/period-diagnoses.ts';
import { moreThan, note, NOTHING, number, words, type Writing } from './blocks.ts';
import { figure, text } from './results.ts';
import { answersOf, diagnosisSentences } from './summary.ts';

/** So many lines of a key result are quoted; its page has all of them. */
const MOST_QUOTES = 3;

export function writePatterns(writing: Writing): Section {
	const { facts, state } = writing;
	const { counts, rows } = facts.patterns;
	const isAny = counts.some(({ keyResults }) => keyResults > 0);
	const blocks = PATTERNS.flatMap((name): Block[] => {
		const ofOne = rows.filter(({ pattern }) => pattern.pattern === name);
		const count = counts.find(({ pattern }) => pattern === name)?.keyResults ?? 0;
		if (ofOne.length === 0) return [];
		const { name: title, question } = patternWords(name);
		const more = moreThan(ofOne.length, count, writing);
		return [
			{
				kind: 'table',
				title: `${title} (${formatCount(count)})`,
				about: question,
				columns: [
					text(m.column_key_result(), 2.5),
					text(m.column_owner(), 1.5),
					text(m.pattern_evidence(), 3)
				],
				rows: ofOne.map((row) => [
					{
						kind: 'text',
						text: row.title,
						isForeign: true,
						href: keyResultHref(row.keyResultId, state)
					},
					{ kind: 'text', text: row.ownerName, isForeign: true, href: null },
					words(evidenceSentence(row.pattern))
				]),
				more,
				href: null
			}
		];
	});
	return {
		id: 'patterns',
		title: m.patterns_title(),
		blocks:
			blocks.length > 0
				? [note(m.review_patterns_text()), ...blocks]
				: [note(isAny ? m.stalled_none_open() : m.pattern_none())]
	};
}

export function writeMissed(writing: Writing): Section {
	const { diagnoses, isOver, period } = writing.facts;
	const title = m.diagnosis_title();
	if (diagnoses === null)
		return {
			id: 'missed',
			title,
			blocks: [note(m.review_not_judged({ day: formatDay(period.endsOn) }))]
		};
	const all = diagnoses.missed + diagnoses.atRisk;
	if (all === 0)
		return {
			id: 'missed',
			title,
			blocks: [note(isOver ? m.review_missed_none() : m.review_at_risk_none())]
		};
	const more =
		diagnoses.rows.length === 0
			? m.stalled_none_open()
			: moreThan(diagnoses.rows.length, all, writing);
	return {
		id: 'missed',
		title,
		blocks: [
			...diagnosisSentences(writing),
			{
				kind: 'table',
				title: m.review_answers(),
				about: m.diagnosis_question(),
				columns: [text(m.review_answer(), 3), figure(m.objective_key_results())],
				rows: answersOf(diagnoses).map(({ answer, count }) => [
					words(answerWord(answer)),
					number('count', count)
				]),
				more: null,
				href: null
			},
			...diagnoses.rows.flatMap((row) => evidenceOf(row, writing)),
			...(more === null ? [] : [note(more)])
		]
	};
}

function evidenceOf(row: DiagnosedKeyResult, { state, timezone }: Writing): Block[] {
	const { diagnosis, causes, progress } = row;
	const dependencies = dependencySentence(diagnosis);
	const cause = [
		...(causes.length === 0 ? [m.diagnosis_cause_none()] : []),
		...(dependencies === null ? [] : [dependencies])
	].join(' ');
	return [
		{
			kind: 'heading',
			text: row.title,
			isForeign: true,
			href: keyResultHref(row.keyResultId, state)
		},
		{
			kind: 'points',
			points: [
				{
					name: m.review_answer(),
					text: diagnosis.isReviewed
						? `${answerWord(diagnosis.answer)} – ${m.diagnosis_reviewed({ computed: answerWord(diagnosis.computedAnswer) })}`
						: answerWord(diagnosis.answer)
				},
				{
					name: m.column_owner(),
					text: [row.ownerName, row.departmentName].filter((part) => part !== '').join(' · ')
				},
				{
					name: m.story_progress(),
					text: `${progress === null ? NOTHING : formatProgress(progress)} · ${outcomeWords(diagnosis)}`
				},
				{ name: m.diagnosis_rhythm_title(), text: rhythmSentence(diagnosis) },
				{ name: m.diagnosis_timing_title(), text: timingSentence(diagnosis) },
				{ name: m.diagnosis_response_title(), text: responseSentence(diagnosis) },
				...(cause === '' ? [] : [{ name: m.diagnosis_cause_title(), text: cause }])
			],
			asked: {
				keyResultId: row.keyResultId,
				answer: diagnosis.isReviewed ? diagnosis.answer : null,
				note: diagnosis.note
			}
		},
		...(diagnosis.isReviewed && diagnosis.note !== null
			? [{ kind: 'quote' as const, text: diagnosis.note, source: m.review_reviewer() }]
			: []),
		...causes.slice(0, MOST_QUOTES).map(({ line, cause: kind, at }) => ({
			kind: 'quote' as const,
			text: line,
			source: `${causeWord(kind)} · ${formatInstant(Date.parse(at), timezone)}`
		}))
	];
}
