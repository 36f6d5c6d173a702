/** Patterns as questions, and their evidence as a sentence (metrics.md 12: never verdicts). */
import { formatDay } from '$lib/format/dates.ts';
import { formatConfidence, formatProgress } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Pattern, PatternName } from '$lib/server/queries/key-result-patterns.ts';

export function patternWords(pattern: PatternName): { name: string; question: string } {
	switch (pattern) {
		case 'watermelon':
			return { name: m.pattern_watermelon(), question: m.pattern_watermelon_question() };
		case 'sandbag':
			return { name: m.pattern_sandbag(), question: m.pattern_sandbag_question() };
		case 'frozen_dial':
			return { name: m.pattern_frozen(), question: m.pattern_frozen_question() };
		case 'late_rush':
			return { name: m.pattern_rush(), question: m.pattern_rush_question() };
		case 'copy_paste':
			return { name: m.pattern_copy(), question: m.pattern_copy_question() };
	}
}

/** From the first to the last of the values that speak for it. */
export function evidenceSentence({ pattern, evidence }: Pattern): string {
	const first = evidence[0];
	const last = evidence.at(-1);
	const span = {
		from: first === undefined ? '' : formatDay(first.day),
		to: last === undefined ? '' : formatDay(last.day)
	};
	const progress = {
		before: percent(first?.progress),
		after: percent(last?.progress),
		expected: percent(last?.expected)
	};
	switch (pattern) {
		case 'watermelon': {
			const confidence = { high: grade(first?.confidence), low: grade(last?.confidence) };
			return m.evidence_watermelon({ ...span, ...confidence, ...progress });
		}
		case 'sandbag':
			return m.evidence_sandbag({ ...span, ...progress, high: grade(first?.confidence) });
		case 'frozen_dial':
			return m.evidence_frozen({
				...span,
				...progress,
				value: grade(last?.confidence),
				count: evidence.length
			});
		case 'late_rush':
			return m.evidence_rush({ ...span, ...progress });
		case 'copy_paste':
			return m.evidence_copy({ ...span, count: evidence.length });
	}
}

function grade(value: number | null | undefined): string {
	return value == null ? m.value_none() : formatConfidence(value);
}

function percent(value: number | null | undefined): string {
	return value == null ? m.value_none() : formatProgress(value);
}
