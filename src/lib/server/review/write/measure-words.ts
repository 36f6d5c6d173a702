/**
 * What the measures of a review are called and mean, in its language: as the pages say it where they define the same. The model's own
 * words (`definitionNamed`) are English, and stand where there are none here.
 */
import { answerWord, paceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { MeasureName } from '$lib/review/document.ts';
import { definitionNamed, type Definition } from '../../cube/definitions.ts';
import type { ViewName } from '../../cube/catalog.ts';

type Words = readonly [title: () => string, description: () => string];

const WORDS: Readonly<Partial<Record<MeasureName, Words>>> = {
	'key_results.delivery_score': [m.delivery_title, m.delivery_definition],
	'key_results.avg_progress': [m.story_progress, m.review_means_progress],
	'key_results.avg_expected': [m.column_expected, m.review_means_expected],
	'key_results.red_flag_count': [m.red_title, m.red_definition],
	'key_results.stalled_count': [m.stalled_title, m.stalled_definition],
	'key_results.avg_confidence': [m.confidence_mean, m.confidence_mean_definition],
	'key_results.done_count': [pace('done'), m.review_means_done],
	'key_results.behind_count': [pace('behind'), m.review_means_behind],
	'key_results.at_risk_count': [pace('at_risk'), m.review_means_at_risk],
	'check_in_weeks.compliance': [m.compliance_title, m.review_means_compliance],
	'objectives.rooted_coverage': [m.rooted_title, m.rooted_definition],
	'dependencies.at_risk_dependency_count': [m.review_commitments, m.review_commitments_text],
	'changes.rescoped_count': [m.review_rescoped, m.review_means_rescoped],
	'changes.dropped_count': [m.review_dropped, m.review_means_dropped],
	'changes.added_late_count': [m.review_added_late, m.review_means_added_late],
	'diagnosis.missed_count': [m.review_missed, m.review_means_missed],
	'diagnosis.market_moved_count': [answer('market_moved'), m.review_means_market],
	'diagnosis.capacity_or_dependency_count': [
		answer('capacity_or_dependency'),
		m.review_means_capacity
	],
	'diagnosis.slow_to_react_count': [answer('slow_to_react'), m.review_means_slow],
	'diagnosis.cannot_tell_count': [answer('cannot_tell'), m.review_means_cannot_tell]
};

export function measureWords(measure: MeasureName): Definition {
	const [title, description] = WORDS[measure] ?? [];
	if (title !== undefined && description !== undefined)
		return { title: title(), description: description() };
	const [view, member = ''] = measure.split('.');
	// The cast of this door: a MeasureName is made of a view and a measure of it.
	return definitionNamed(view as ViewName, member);
}

function pace(name: string): () => string {
	return () => `${m.review_pace()}: ${paceWord(name)}`;
}

function answer(name: string): () => string {
	return () => `${m.review_answer()}: ${answerWord(name)}`;
}
