/**
 * What the URL holds of a page: `?period=&department=&as_of=&lens=&lang=` (contract.md, HTTP), the filters of single pages
 * (`OWN_FILTERS`), and on lists `page`. A value equal to its default is never written, so that one state has one URL.
 */

export const LENSES = ['as_was', 'today'] as const;
/** `as_was`: departments along the tree of the as-of day. `today`: old facts mapped to today's tree (metrics.md 2). */
export type Lens = (typeof LENSES)[number];

export const STALL_REASONS = ['never_started', 'silent', 'no_movement'] as const;
export type StallReason = (typeof STALL_REASONS)[number];

/** Below company level: what can be aligned. */
export const LOWER_LEVELS = ['department', 'individual'] as const;
export type LowerLevel = (typeof LOWER_LEVELS)[number];

export const BROKEN_REASONS = ['dangling', 'self', 'cycle', 'period_mismatch'] as const;
export type BrokenReason = (typeof BROKEN_REASONS)[number];

export const DEPENDENCY_KINDS = ['cooperation'] as const;
export type DependencyKind = (typeof DEPENDENCY_KINDS)[number];

export const SORTS = ['problem'] as const;
export type Sort = (typeof SORTS)[number];

/** What a search finds. */
export const SEARCH_KINDS = ['objective', 'key_result', 'person', 'department'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export interface UrlState {
	/** null: everything live on the as-of day. */
	readonly period: string | null;
	/** null: the whole company. */
	readonly department: string | null;
	/** YYYY-MM-DD; null: the last day there is data for, inside the period. */
	readonly asOf: string | null;
	readonly lens: Lens;
	/** Only when the link itself names a language; null: the visitor's own. */
	readonly lang: string | null;
	readonly reason: StallReason | null;
	/** null: all levels. */
	readonly level: LowerLevel | null;
	/** Links that are broken for this reason; null: objectives without any valid link. */
	readonly broken: BrokenReason | null;
	/** null: dependencies of every kind. */
	readonly kind: DependencyKind | null;
	/** `problem`: what needs attention first; null: in the order of the tree. */
	readonly sort: Sort | null;
	/**
	 * The cell of the matrix that is listed; null: any. `from` is a department, `to` another one, or in the matrix of contributions
	 * a company objective.
	 */
	readonly from: string | null;
	readonly to: string | null;
	/** Which nodes of the tree are open: lib/alignment/open-nodes.ts. */
	readonly open: string | null;
	/** Words that titles hold. */
	readonly find: string | null;
	/** Words of the search over everything. */
	readonly q: string | null;
	/** Only what is of this kind; null: the first of each. */
	readonly found: SearchKind | null;
	/** From 1. */
	readonly page: number;
}

export const DEFAULT_STATE: UrlState = {
	period: null,
	department: null,
	asOf: null,
	lens: 'as_was',
	lang: null,
	reason: null,
	level: null,
	broken: null,
	kind: null,
	sort: null,
	from: null,
	to: null,
	open: null,
	find: null,
	q: null,
	found: null,
	page: 1
};

/** The wire names. The hidden fields of the header's form use them too. */
export const PARAM = {
	period: 'period',
	department: 'department',
	asOf: 'as_of',
	lens: 'lens',
	lang: 'lang',
	reason: 'reason',
	level: 'level',
	broken: 'broken',
	kind: 'kind',
	sort: 'sort',
	from: 'from',
	to: 'to',
	open: 'open',
	find: 'find',
	q: 'q',
	found: 'found',
	page: 'page'
} as const satisfies Record<keyof UrlState, string>;

/**
 * Filters that single pages have beside the scope, by their path; `/departments/[id]` has those of `/departments`. A link to another
 * page leaves them behind.
 */
export const OWN_FILTERS: Readonly<Record<string, readonly (keyof typeof NO_FILTERS)[]>> = {
	'/stalled': ['reason'],
	'/alignment': ['level', 'broken'],
	'/alignment/tree': ['open', 'find'],
	'/alignment/dependencies': ['kind', 'from', 'to'],
	'/departments': ['sort'],
	'/departments/contributions': ['sort', 'from', 'to'],
	'/search': ['q', 'found']
};

export const NO_FILTERS = {
	reason: null,
	level: null,
	broken: null,
	kind: null,
	sort: null,
	from: null,
	to: null,
	open: null,
	find: null,
	q: null,
	found: null
} as const satisfies Partial<UrlState>;

/** A value of the URL that could not be used, and what is shown instead. Components turn it into a sentence. */
export type Notice =
	| { readonly kind: 'unknown_period'; readonly value: string }
	| { readonly kind: 'unknown_department'; readonly value: string; readonly day: string }
	| { readonly kind: 'malformed_as_of'; readonly value: string; readonly shown: string }
	| { readonly kind: 'as_of_before_data'; readonly value: string; readonly shown: string }
	| { readonly kind: 'as_of_after_data'; readonly value: string; readonly shown: string }
	| { readonly kind: 'as_of_outside_period'; readonly value: string; readonly shown: string }
	| { readonly kind: 'unknown_lens'; readonly value: string }
	| { readonly kind: 'unknown_language'; readonly value: string }
	| { readonly kind: 'unknown_reason'; readonly value: string }
	| { readonly kind: 'unknown_level'; readonly value: string }
	| { readonly kind: 'unknown_broken'; readonly value: string }
	| { readonly kind: 'unknown_kind'; readonly value: string }
	| { readonly kind: 'unknown_sort'; readonly value: string }
	| { readonly kind: 'unknown_found'; readonly value: string }
	| { readonly kind: 'unknown_cell'; readonly value: string }
	| { readonly kind: 'page_out_of_range'; readonly value: string };
