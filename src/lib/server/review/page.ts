/** What the page of a review loads: the same for the company and for a department. */
import { error } from '@sveltejs/kit';
import { PUBLISHED, walkOf } from '$lib/review/link.ts';
import { childrenOf } from '../queries/departments.ts';
import { getRuntime } from '../runtime/current.ts';
import type { Scope } from '../scope.ts';
import type { Viewer } from '../view-as.ts';
import { findPublished, openPublished } from './publish.ts';
import { reviewOf, reviewPlaceOf } from './review.ts';
import { mayReview, reviewScope, type ReviewEvent } from './reviewer.ts';

export async function loadReviewPage(
	event: Pick<ReviewEvent, 'url' | 'params' | 'route' | 'locals'>
) {
	const scope = await reviewScope(event);
	if (scope.moment.isNotStarted) return { review: null, published: null, walk: null };
	const { viewer } = event.locals;
	const id = event.url.searchParams.get(PUBLISHED);
	const place = reviewPlaceOf(scope);
	const { publishedReviews } = getRuntime();
	const [heads, mayDecide, shown] = await Promise.all([
		publishedReviews.list(place),
		mayReview(scope, viewer),
		id === null ? reviewOf(scope, viewer) : published(scope, id, viewer)
	]);
	return {
		review: shown.document,
		published: 'published' in shown ? shown.published : null,
		walk: walkOf(event.url.searchParams),
		heads,
		mayDecide,
		below: childrenOf(scope.department, scope.departments).map(({ id, name }) => ({ id, name }))
	};
}

async function published(scope: Scope, id: string, viewer: Viewer) {
	const kept = await findPublished(scope, id);
	if (kept === null) error(404, { message: 'No such published review', code: 'not_found' });
	const { document, ...rest } = await openPublished(scope, kept, viewer);
	return { document, published: { id, day: kept.day, ...rest } };
}
