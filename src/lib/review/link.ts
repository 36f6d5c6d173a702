/** The addresses of reviews: period and department are in the path. */
import { linkToPage } from '$lib/url-state/link.ts';
import type { UrlState } from '$lib/url-state/state.ts';
import { SECTIONS, type SectionId } from './document.ts';

/** The section that a walk through the review shows. */
const WALK = 'walk';

/** Without a period it is `/review`, which leads to the newest one. */
export function reviewHref(state: UrlState): string {
	const parts = [state.period, state.period === null ? null : state.department];
	const path = parts.flatMap((part) => (part === null ? [] : [encodeURIComponent(part)]));
	const rest = state.period === null ? {} : { period: null, department: null };
	return linkToPage(['/review', ...path].join('/'), { ...state, ...rest });
}

/** The published review that is shown instead of today's figures. */
export const PUBLISHED = 'published';

export interface PublishedPlace {
	readonly id: string;
	readonly day: string;
}

/** With its day, so that it shows the same whatever the period's last day with data is by then. */
export function publishedHref(state: UrlState, published: PublishedPlace): string {
	return withPublished(reviewHref({ ...state, asOf: published.day }), published);
}

/** The same of a review that shows today's figures, and of one that was published. */
export function shownHref(state: UrlState, published: PublishedPlace | null): string {
	return published === null ? reviewHref(state) : publishedHref(state, published);
}

export function walkHref(
	state: UrlState,
	section: SectionId,
	published: PublishedPlace | null = null
): string {
	return withParameter(shownHref(state, published), WALK, section);
}

/** The same on a walk (`section`) and without one. */
export function reviewAt(state: UrlState, section: SectionId | null): string {
	return section === null ? reviewHref(state) : walkHref(state, section);
}

/** Where the evidence of a missed key result stands. */
export function evidenceId(keyResultId: string): string {
	return `missed-${keyResultId}`;
}

/** An address with the parameter that says which published review is meant. */
export function withPublished(href: string, { id }: PublishedPlace): string {
	return withParameter(href, PUBLISHED, id);
}

function withParameter(href: string, name: string, value: string): string {
	return `${href}${href.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
}

/** null: the URL asks for no walk; where it asks for a section that does not exist, the walk begins. */
export function walkOf(params: URLSearchParams): SectionId | null {
	const asked = params.get(WALK);
	if (asked === null) return null;
	return SECTIONS.find((section) => section === asked) ?? 'summary';
}

export function isReview(path: string): boolean {
	return /^\/review(?:\/|$)/.test(path);
}
