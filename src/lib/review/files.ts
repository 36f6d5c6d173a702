/** The files that a review can be downloaded as. What makes them: lib/server/review/formats.ts. */
import { m } from '$lib/paraglide/messages.js';
import { linkTo } from '$lib/url-state/link.ts';
import type { UrlState } from '$lib/url-state/state.ts';
import { withPublished, type PublishedPlace } from './link.ts';

/** In the order in which they are offered. */
export const REVIEW_FILES = ['pdf', 'pptx', 'docx', 'md'] as const;
export type ReviewFile = (typeof REVIEW_FILES)[number];

export const FILE_NAMES: Readonly<Record<ReviewFile, () => string>> = {
	pdf: m.review_file_pdf,
	pptx: m.review_pptx,
	docx: m.review_docx,
	md: m.review_md
};

/** @param published null: today's figures */
export function fileHref(
	file: ReviewFile,
	state: UrlState,
	published: PublishedPlace | null = null
): string {
	const path = `/export/review.${file}`;
	return published === null
		? linkTo(path, state)
		: withPublished(linkTo(path, { ...state, asOf: published.day }), published);
}
