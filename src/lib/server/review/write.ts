/** A review in words: the figures of `facts.ts` as a document, in the language of the request. */
import { formatDay } from '$lib/format/dates.ts';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import type { ReviewDocument, Section } from '$lib/review/document.ts';
import { reviewHref } from '$lib/review/link.ts';
import type { Decision } from '../app-state/decisions.ts';
import type { ReviewFacts } from './facts.ts';
import { hashOf } from './hash.ts';
import { stateOf, type Writing } from './write/blocks.ts';
import { coverageWords, writeAppendix, writeDecisions } from './write/closing.ts';
import { writeCheckIns, writeConfidence, writeStalled } from './write/health.ts';
import { writeMissed, writePatterns } from './write/questions.ts';
import { writeEarlier, writeGrades, writeProgress } from './write/results.ts';
import { writeSummary } from './write/summary.ts';
import { writeAlignment, writeChanges } from './write/together.ts';

export interface ReviewSource {
	readonly facts: ReviewFacts;
	readonly decisions: readonly Decision[];
	/** Whose rights the facts were read with; empty: those of everybody. */
	readonly viewer: string;
	readonly timezone: string;
	/** Of a published review: the fingerprint under which it was kept, and what was decided since. */
	readonly kept?: {
		readonly hash: string;
		readonly later: readonly Decision[];
		/** Rows are left out that the viewer may not open today. */
		readonly isLess: boolean;
	};
}

export function writeReview(source: ReviewSource): ReviewDocument {
	const { facts, decisions, viewer, timezone, kept } = source;
	const writing: Writing = {
		facts,
		state: stateOf(facts),
		timezone,
		isLess: kept?.isLess ?? false
	};
	const sections: Section[] = [
		writeSummary(writing),
		writeGrades(writing),
		writeProgress(writing),
		writeConfidence(writing),
		writeStalled(writing),
		writeCheckIns(writing),
		writeAlignment(writing),
		writeChanges(writing),
		writePatterns(writing),
		writeMissed(writing),
		writeEarlier(writing),
		writeDecisions(decisions, kept?.later ?? [], timezone)
	];
	const hash = kept?.hash ?? hashOf(facts);
	return {
		language: getLocale(),
		title: m.review_title({ name: facts.period.name }),
		period: facts.period.name,
		department: facts.department?.name ?? null,
		day: facts.day,
		asOf: m.headline_as_of({ day: formatDay(facts.day) }),
		coverage: coverageWords(facts),
		version: facts.data.version,
		hash,
		href: reviewHref(writing.state),
		viewer,
		published: [],
		warnings: facts.isOver ? [] : [m.review_provisional({ day: formatDay(facts.period.endsOn) })],
		sections: [...sections, writeAppendix(writing, { sections, hash, viewer })]
	};
}
