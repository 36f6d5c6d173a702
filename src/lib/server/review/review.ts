/** The review of a period and a place, for one viewer: the document that page, PDF, slides and text files are made from. */
import type { ReviewDocument } from '$lib/review/document.ts';
import type { Decision, ReviewPlace } from '../app-state/decisions.ts';
import { getRuntime } from '../runtime/current.ts';
import type { Scope } from '../scope.ts';
import type { Viewer } from '../view-as.ts';
import { viewerName } from '../viewer-name.ts';
import { loadReviewFacts, type ReviewFacts } from './facts.ts';
import { writeReview } from './write.ts';

export interface Review {
	readonly facts: ReviewFacts;
	readonly decisions: readonly Decision[];
	/** In the language of the request. */
	readonly document: ReviewDocument;
}

/**
 * @param scope reads with the rights of the viewer; its period is the one under review, its department, day and lens count
 * @throws {CubeError}
 */
export async function reviewOf(scope: Scope, viewer: Viewer): Promise<Review> {
	const { timezone, decisions } = getRuntime();
	const [facts, entered] = await Promise.all([
		loadReviewFacts(scope),
		decisions.list(reviewPlaceOf(scope))
	]);
	const source = { facts, decisions: entered, viewer: viewerName(viewer), timezone };
	return { facts, decisions: entered, document: writeReview(source) };
}

export function reviewPlaceOf({ moment, department }: Scope): ReviewPlace {
	return { periodId: moment.period?.id ?? '', departmentId: department?.id ?? null };
}
