/**
 * A review as a document: sections of blocks with their words in one language. Page, PDF, slides and text files are made from the
 * same blocks, so that none of them says anything that another one does not. Plain data: it can be kept as JSON.
 */
import type { MeasureOf, ViewName } from '$lib/server/cube/catalog.ts';
import type { ShareColumnsOf } from '$lib/charts/share-parts.ts';

/** Which measure of the model a number is: `key_results.delivery_score`. Its definition is in the appendix under that name. */
export type MeasureName = { [V in ViewName]: `${V}.${MeasureOf<V>}` }[ViewName];

/** A number with what it is and what it rests on. */
export interface Evidence {
	readonly measure: MeasureName;
	/** null: over an empty base. */
	readonly value: number | null;
	/** The count that it rests on; null: it is a count itself, of everything. */
	readonly base: number | null;
}

/** A whole sentence, made of numbers. */
export interface Sentence {
	readonly kind: 'sentence';
	readonly text: string;
	/** The numbers of the sentence, the one that it is about first. */
	readonly evidence: readonly Evidence[];
	/** The page that shows the rows behind it, from the path. */
	readonly href: string | null;
	readonly today?: Today;
}

/** Of a published review: what would stand there if it were made today, in words. Absent: the same. */
type Today = string;

export interface Figure {
	readonly title: string;
	/** As it is read; `–` when there is none. */
	readonly text: string;
	/** What it rests on, or why there is none. */
	readonly note: string;
	readonly evidence: Evidence;
	readonly href: string | null;
	readonly today?: Today;
}

export type Unit = 'count' | 'ratio' | 'progress' | 'confidence' | 'grade' | 'points' | 'days';

/** Words as people wrote them (a title, a name, a quote) may run in another direction than the document: `isForeign`. */
export type Cell =
	| {
			readonly kind: 'text';
			readonly text: string;
			readonly isForeign: boolean;
			readonly href: string | null;
	  }
	| {
			readonly kind: 'number';
			readonly unit: Unit;
			readonly value: number | null;
			readonly text: string;
			readonly today?: Today;
	  };

export interface Column {
	readonly title: string;
	readonly kind: 'text' | 'number';
	/** How much of the width it wants beside the others: a title 3, a name 1.5, a number 1. */
	readonly share: number;
}

/** Lines over days: what was reached and what was expected. */
export interface Lines {
	readonly unit: 'progress';
	/** YYYY-MM-DD, oldest first. */
	readonly days: readonly string[];
	readonly lines: readonly {
		readonly key: 'progress' | 'expected';
		readonly name: string;
		/** One for each day; null is a gap. */
		readonly values: readonly (number | null)[];
	}[];
}

/** A missed key result, and what a reviewer has answered of it. */
export interface AskedKeyResult {
	readonly keyResultId: string;
	/** null: nobody has. */
	readonly answer: string | null;
	readonly note: string | null;
}

export type Block =
	| Sentence
	| { readonly kind: 'figures'; readonly figures: readonly Figure[] }
	| {
			readonly kind: 'heading';
			readonly text: string;
			readonly isForeign: boolean;
			readonly href: string | null;
	  }
	/** Says how to read what follows, or why there is nothing. */
	| { readonly kind: 'note'; readonly text: string }
	/** Columns of equal height; `shares.columns[].counts` are the numbers. */
	| {
			readonly kind: 'shares';
			readonly title: string;
			readonly shares: ShareColumnsOf;
			readonly today?: Today;
	  }
	| {
			readonly kind: 'lines';
			readonly title: string;
			/** In place of the picture. */
			readonly label: string;
			readonly lines: Lines;
			readonly today?: Today;
	  }
	| {
			readonly kind: 'table';
			/** Its caption; where it is that of the section, once is enough. */
			readonly title: string;
			/** How to read it; null: that needs no words. */
			readonly about: string | null;
			readonly columns: readonly Column[];
			readonly rows: readonly (readonly Cell[])[];
			/** That there are more rows than these, and where; null: these are all. */
			readonly more: string | null;
			readonly href: string | null;
	  }
	| {
			readonly kind: 'points';
			readonly points: readonly { readonly name: string; readonly text: string }[];
			/** What reviewers may answer themselves here. Absent: nothing. */
			readonly asked?: AskedKeyResult;
	  }
	/** What somebody wrote, in their words. */
	| { readonly kind: 'quote'; readonly text: string; readonly source: string }
	| {
			readonly kind: 'decision';
			readonly id: string;
			readonly text: string;
			readonly by: string;
			/** UTC. */
			readonly at: string;
			readonly source: string;
	  }
	| {
			readonly kind: 'definition';
			readonly measure: MeasureName;
			readonly name: string;
			readonly text: string;
	  };

export const SECTIONS = [
	...([
		'summary',
		'grades',
		'progress',
		'confidence',
		'stalled',
		'check-ins',
		'alignment'
	] as const),
	...(['changes', 'patterns', 'missed', 'earlier', 'decisions', 'appendix'] as const)
] as const;
export type SectionId = (typeof SECTIONS)[number];

export interface Section {
	readonly id: SectionId;
	readonly title: string;
	readonly blocks: readonly Block[];
}

export interface ReviewDocument {
	/** The tag of the language of its words. */
	readonly language: string;
	readonly title: string;
	/** Names of the period and of the department, as DingTalk has them; null: the whole company. */
	readonly period: string;
	readonly department: string | null;
	/** YYYY-MM-DD, and in words. */
	readonly day: string;
	readonly asOf: string;
	/** How complete the data is, in words. */
	readonly coverage: string;
	readonly version: number;
	/** `sha256` of the figures (`hashOf`). */
	readonly hash: string;
	/** Opens this very state, from the path. */
	readonly href: string;
	/** Whose rights it was made with; empty: those of everybody. */
	readonly viewer: string;
	/** Of a published review: who published it and when, and how it stands to today. Empty: these are today's figures. */
	readonly published: readonly string[];
	/** What stands above everything: that the period runs, that data is missing. */
	readonly warnings: readonly string[];
	readonly sections: readonly Section[];
}
