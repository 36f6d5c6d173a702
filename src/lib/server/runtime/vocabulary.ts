/** The words by which the product reads check-ins, for the page of settings: labels (metrics.md 14) and causes (metrics.md 12). */
import type { ReportsConfig } from '../../../../etl/config.ts';
import {
	BLOCKER_LABELS,
	CONFIDENCE_LABELS,
	NEXT_ACTION_LABELS,
	NONE_WORDS,
	PROGRESS_LABELS
} from '../../../../etl/normalise/labels.ts';
import { readTermFile, TERM_KINDS, TERM_LANGUAGES } from '../../../../etl/marts/terms.ts';

export interface Vocabulary {
	/** Labels of all languages together: a check-in may mix them. */
	readonly labels: Readonly<
		Record<'confidence' | 'progress' | 'blocker' | 'next' | 'none', readonly string[]>
	>;
	readonly causes: readonly {
		readonly kind: (typeof TERM_KINDS)[number];
		readonly language: (typeof TERM_LANGUAGES)[number];
		readonly words: readonly string[];
	}[];
}

export function vocabularyOf(reports: ReportsConfig | null): Vocabulary {
	const own = reports?.fields;
	return {
		labels: {
			confidence: [...CONFIDENCE_LABELS, ...(own?.confidence ?? [])],
			progress: [...PROGRESS_LABELS, ...(own?.progress ?? [])],
			blocker: [...BLOCKER_LABELS, ...(own?.blocker ?? [])],
			next: [...NEXT_ACTION_LABELS, ...(own?.next ?? [])],
			none: NONE_WORDS
		},
		causes: TERM_KINDS.flatMap((kind) => {
			const { terms } = readTermFile(kind);
			return TERM_LANGUAGES.map((language) => ({ kind, language, words: terms[language] }));
		})
	};
}
