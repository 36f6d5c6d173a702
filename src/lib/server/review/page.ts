/** What the page of a review loads and takes: the same for the company and for a department. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { PUBLISHED, publishedHref, reviewHref, walkOf } from '$lib/review/link.ts';
import type { Author, DecisionProblem, Decisions, ReviewPlace } from '../app-state/decisions.ts';
import { problemOf } from '../app-state/entry-error.ts';
import { formOf } from '../form.ts';
import { childrenOf } from '../queries/departments.ts';
import { headsOf } from '../queries/heads.ts';
import { getRuntime } from '../runtime/current.ts';
import { scopeOf, type Scope } from '../scope.ts';
import { ownerOf, type Viewer } from '../view-as.ts';
import { viewerName } from '../viewer-name.ts';
import { findPublished, openPublished, publishReview } from './publish.ts';
import { reviewOf, reviewPlaceOf } from './review.ts';

interface ReviewEvent extends RequestEvent {
	readonly params: { readonly period: string; readonly department?: string };
}

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

async function reviewScope(
	event: Pick<ReviewEvent, 'url' | 'params' | 'route' | 'locals'>
): Promise<Scope> {
	const scope = await scopeOf(event);
	if (scope.moment.period === null)
		error(404, { message: 'No such period', code: 'period_not_found' });
	if (event.params.department !== undefined && scope.department === null)
		error(404, { message: 'No such department on that day', code: 'department_not_found' });
	return scope;
}

/** Administrators, and whoever heads the department or one above it on the day of the review; of the company its heads. */
async function mayReview(scope: Scope, { isAdmin, userId }: Viewer): Promise<boolean> {
	if (isAdmin) return true;
	const heads = await headsOf(scope, scope.moment.day);
	const roots = scope.departments.filter(({ parentId }) => parentId === null);
	const above = (scope.department?.path ?? '').split('/').filter((id) => id !== '');
	const ids = scope.department === null ? roots.map(({ id }) => id) : above;
	return heads.some(({ id, headIds }) => ids.includes(id) && headIds.includes(userId));
}

/** SvelteKit takes a form from our own origin only. */
export const reviewActions = {
	decide: (event: ReviewEvent) =>
		change(event, (decisions, place, form, author) =>
			decisions.add(place, text(form, 'text'), author)
		),
	change: (event: ReviewEvent) =>
		change(event, (decisions, place, form, author) =>
			decisions.change(place, text(form, 'id'), text(form, 'text'), author)
		),
	remove: (event: ReviewEvent) =>
		change(event, (decisions, place, form, author) =>
			decisions.remove(place, text(form, 'id'), author)
		),
	publish: async (event: ReviewEvent) => {
		const { scope, author } = await reviewer(event);
		const id = await publishReview(scope, author);
		redirect(303, publishedHref(scope.state, { id, day: scope.moment.day }));
	}
};

/** Who enters something is read from the session, never from the form. */
async function reviewer(event: ReviewEvent): Promise<{ scope: Scope; author: Author }> {
	const scope = await reviewScope(event);
	const { viewer } = event.locals;
	if (!(await mayReview(scope, viewer)))
		error(403, { message: 'Not a reviewer of this department', code: 'forbidden' });
	// Whoever signed in is known by name; in the demo it is a role that decides.
	const name = viewer.role === null && viewer.name !== '' ? viewer.name : viewerName(viewer);
	return { scope, author: { id: ownerOf(viewer), name } };
}

async function change(
	event: ReviewEvent,
	make: (decisions: Decisions, place: ReviewPlace, form: FormData, author: Author) => Promise<void>
) {
	const { scope, author } = await reviewer(event);
	const form = await formOf(event.request);
	try {
		await make(getRuntime().decisions, reviewPlaceOf(scope), form, author);
	} catch (cause) {
		const problem = problemOf<DecisionProblem>(cause, 'review_decision');
		if (problem === null) throw cause;
		return fail(400, { problem, text: text(form, 'text') });
	}
	redirect(303, `${reviewHref(scope.state)}#decisions`);
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
