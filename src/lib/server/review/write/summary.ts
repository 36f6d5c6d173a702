/** In short: the figures of the period and what they say, each sentence made of numbers. */
import { formatCount, formatPercent, formatProgress } from '$lib/format/numbers.ts';
import { formatConfidence, formatSignedPoints } from '$lib/format/numbers.ts';
import { answerWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Block, Figure, Section, Sentence } from '$lib/review/document.ts';
import { evidenceOf, note, NOTHING, pageOf, sentence, type Writing } from './blocks.ts';

export function writeSummary(writing: Writing): Section {
	const { facts } = writing;
	return {
		id: 'summary',
		title: m.review_summary(),
		blocks:
			facts.now.keyResults === null
				? [note(m.overview_nothing_live()), ...objectiveSentences(writing)]
				: [figuresBlock(writing), ...sentencesOf(writing)]
	};
}

function figuresBlock(writing: Writing): Block {
	const { keyResults, discipline, objectives } = writing.facts.now;
	const count = (base: number) => ({ count: base, shown: formatCount(base) });
	const figures: Figure[] = [
		{
			title: m.delivery_title(),
			text: orNothing(keyResults?.deliveryScore, formatPercent),
			note:
				keyResults?.deliveryScore == null
					? m.delivery_none()
					: m.delivery_base(count(keyResults.judged)),
			evidence: evidenceOf([
				'key_results.delivery_score',
				keyResults?.deliveryScore ?? null,
				keyResults?.judged ?? 0
			]),
			href: pageOf(writing, '/')
		},
		{
			title: m.story_progress(),
			text: orNothing(keyResults?.progress, formatProgress),
			note: m.review_expected({ expected: orNothing(keyResults?.expected, formatProgress) }),
			evidence: evidenceOf([
				'key_results.avg_progress',
				keyResults?.progress ?? null,
				keyResults?.withProgress ?? 0
			]),
			href: pageOf(writing, '/')
		},
		{
			title: m.red_title(),
			text: formatCount(keyResults?.red ?? 0),
			note: m.red_base(count(keyResults?.open ?? 0)),
			evidence: evidenceOf([
				'key_results.red_flag_count',
				keyResults?.red ?? 0,
				keyResults?.open ?? 0
			]),
			href: pageOf(writing, '/confidence')
		},
		{
			title: m.compliance_title(),
			text: orNothing(discipline?.compliance, formatPercent),
			note: discipline === null ? m.review_nothing_due() : m.review_due(count(discipline.due)),
			evidence: evidenceOf([
				'check_in_weeks.compliance',
				discipline?.compliance ?? null,
				discipline?.due ?? 0
			]),
			href: pageOf(writing, '/check-ins')
		},
		{
			title: m.rooted_title(),
			text: orNothing(objectives?.rooted, formatPercent),
			note:
				objectives?.rooted == null ? m.rooted_none() : m.rooted_base(count(objectives.rootable)),
			evidence: evidenceOf([
				'objectives.rooted_coverage',
				objectives?.rooted ?? null,
				objectives?.rootable ?? 0
			]),
			href: pageOf(writing, '/alignment')
		}
	];
	return { kind: 'figures', figures };
}

function sentencesOf(writing: Writing): Sentence[] {
	return [
		...keyResultSentences(writing),
		...earlierSentence(writing),
		...confidenceSentences(writing),
		...disciplineSentences(writing),
		...objectiveSentences(writing),
		...commitmentSentences(writing),
		...changeSentences(writing),
		...diagnosisSentences(writing)
	];
}

function keyResultSentences(writing: Writing): Sentence[] {
	const { keyResults } = writing.facts.now;
	if (keyResults === null) return [];
	const { deliveryScore, judged, progress, expected, withProgress, live, done } = keyResults;
	const href = pageOf(writing, '/');
	return [
		deliveryScore === null
			? sentence(m.delivery_none(), href, ['key_results.delivery_score', null, judged])
			: sentence(
					m.review_said_delivery({
						value: formatPercent(deliveryScore),
						base: m.delivery_base({ count: judged, shown: formatCount(judged) })
					}),
					href,
					['key_results.delivery_score', deliveryScore, judged]
				),
		...(progress === null || expected === null
			? []
			: [
					sentence(
						m.review_said_progress({
							value: formatProgress(progress),
							expected: formatProgress(expected),
							base: m.review_of_known({ count: withProgress, shown: formatCount(withProgress) })
						}),
						href,
						['key_results.avg_progress', progress, withProgress],
						['key_results.avg_expected', expected, live]
					)
				]),
		sentence(
			m.review_said_pace({
				done: formatCount(done),
				behind: formatCount(keyResults.behind),
				risk: formatCount(keyResults.atRisk),
				base: ofKeyResults(live)
			}),
			href,
			['key_results.done_count', done, live],
			['key_results.behind_count', keyResults.behind, live],
			['key_results.at_risk_count', keyResults.atRisk, live]
		)
	];
}

/** How the delivery score moved since the last period of the same kind. */
function earlierSentence(writing: Writing): Sentence[] {
	const { facts, state } = writing;
	const [last] = facts.earlier;
	const now = facts.now.keyResults?.deliveryScore ?? null;
	const then = last?.figures?.keyResults?.deliveryScore ?? null;
	if (last === undefined || now === null || then === null) return [];
	return [
		sentence(
			m.review_said_since({ name: last.name, points: formatSignedPoints(now - then) }),
			pageOf({ ...writing, state: { ...state, period: last.id, asOf: last.day } }, '/'),
			['key_results.delivery_score', now, facts.now.keyResults?.judged ?? 0],
			['key_results.delivery_score', then, last.figures?.keyResults?.judged ?? 0]
		)
	];
}

export function confidenceSentences(writing: Writing): Sentence[] {
	const { keyResults } = writing.facts.now;
	if (keyResults === null) return [];
	const { red, withConfidence, confidence, stalled, withCheckIns } = keyResults;
	const href = pageOf(writing, '/confidence');
	return [
		confidence === null
			? sentence(m.confidence_nobody(), href, ['key_results.avg_confidence', null, 0])
			: sentence(
					m.review_said_red({
						red: formatCount(red),
						value: formatConfidence(confidence),
						base: m.confidence_of_stated({
							count: withConfidence,
							shown: formatCount(withConfidence)
						})
					}),
					href,
					['key_results.red_flag_count', red, withConfidence],
					['key_results.avg_confidence', confidence, withConfidence]
				),
		sentence(
			m.review_said_stalled({
				stalled: formatCount(stalled),
				base: m.stalled_base({ count: withCheckIns, shown: formatCount(withCheckIns) })
			}),
			pageOf(writing, '/stalled'),
			['key_results.stalled_count', stalled, withCheckIns]
		)
	];
}

export function disciplineSentences(writing: Writing): Sentence[] {
	const { discipline } = writing.facts.now;
	const href = pageOf(writing, '/check-ins');
	if (discipline?.compliance == null)
		return [sentence(m.review_nothing_due(), href, ['check_in_weeks.compliance', null, 0])];
	const { compliance, due } = discipline;
	return [
		sentence(
			m.review_said_compliance({
				value: formatPercent(compliance),
				base: m.review_due({ count: due, shown: formatCount(due) })
			}),
			href,
			['check_in_weeks.compliance', compliance, due]
		)
	];
}

export function objectiveSentences(writing: Writing): Sentence[] {
	const { objectives } = writing.facts.now;
	if (objectives?.rooted == null) return [];
	const { rooted, rootable } = objectives;
	return [
		sentence(
			m.review_said_rooted({
				value: formatPercent(rooted),
				base: m.rooted_base({ count: rootable, shown: formatCount(rootable) })
			}),
			pageOf(writing, '/alignment'),
			['objectives.rooted_coverage', rooted, rootable]
		)
	];
}

export function commitmentSentences(writing: Writing): Sentence[] {
	const { commitments, isOver } = writing.facts;
	const { judged, atRisk } = commitments.given;
	if (judged === 0) return [];
	const parts = {
		part: formatCount(atRisk),
		base: m.review_of_commitments({ count: judged, shown: formatCount(judged) })
	};
	return [
		sentence(
			isOver ? m.review_said_kept(parts) : m.review_said_risky(parts),
			pageOf(writing, '/alignment/dependencies'),
			['dependencies.at_risk_dependency_count', atRisk, judged]
		)
	];
}

export function changeSentences(writing: Writing): Sentence[] {
	const { rescoped, dropped, addedLate } = writing.facts.changes;
	return [
		sentence(
			m.review_said_changed({
				rescoped: formatCount(rescoped),
				dropped: formatCount(dropped),
				late: formatCount(addedLate)
			}),
			null,
			['changes.rescoped_count', rescoped, null],
			['changes.dropped_count', dropped, null],
			['changes.added_late_count', addedLate, null]
		)
	];
}

export function diagnosisSentences(writing: Writing): Sentence[] {
	const { diagnoses, now } = writing.facts;
	if (diagnoses === null || diagnoses.missed === 0) return [];
	const live = now.keyResults?.live ?? 0;
	const [most] = answersOf(diagnoses).toSorted((a, b) => b.count - a.count);
	return [
		sentence(
			m.review_said_missed({ missed: formatCount(diagnoses.missed), base: ofKeyResults(live) }),
			null,
			['diagnosis.missed_count', diagnoses.missed, live]
		),
		...(most === undefined
			? []
			: [
					sentence(
						m.review_said_answer({
							answer: answerWord(most.answer),
							part: formatCount(most.count),
							all: formatCount(diagnoses.missed + diagnoses.atRisk)
						}),
						null,
						[most.measure, most.count, diagnoses.missed + diagnoses.atRisk]
					)
				])
	];
}

/** In the order in which the answers are tried (metrics.md 12). */
export function answersOf({ answers }: NonNullable<Writing['facts']['diagnoses']>) {
	return [
		{
			answer: 'market_moved',
			measure: 'diagnosis.market_moved_count',
			count: answers.marketMoved
		},
		{
			answer: 'capacity_or_dependency',
			measure: 'diagnosis.capacity_or_dependency_count',
			count: answers.capacityOrDependency
		},
		{
			answer: 'slow_to_react',
			measure: 'diagnosis.slow_to_react_count',
			count: answers.slowToReact
		},
		{ answer: 'cannot_tell', measure: 'diagnosis.cannot_tell_count', count: answers.cannotTell }
	] as const;
}

export function ofKeyResults(count: number): string {
	return m.review_of_key_results({ count, shown: formatCount(count) });
}

function orNothing(value: number | null | undefined, format: (value: number) => string): string {
	return value == null ? NOTHING : format(value);
}
