/** What the page of a review loads and takes: the same for the company and for a department. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { walkOf, reviewHref } from '$lib/review/link.ts';
import type { Author, DecisionProblem, Decisions, ReviewPlace } from '../app-state/decisions.ts';
import { childrenOf } from '../queries/departments.ts';
import { headsOf } from '../queries/heads.ts';
import { getRuntime } from '../runtime/current.ts';
import { scopeOf, type Scope } from '../scope.ts';
import { ownerOf, type Viewer } from '../view-as.ts';
import { viewerName } from '../viewer-name.ts';
import { reviewOf, reviewPlaceOf } from './review.ts';

interface ReviewEvent extends RequestEvent {
	readonly params: { readonly period: string; readonly department?: string };
}

export async function loadReviewPage(
	event: Pick<ReviewEvent, 'url' | 'params' | 'route' | 'locals'>
) {
	const scope = await reviewScope(event);
	if (scope.moment.isNotStarted) return { review: null, walk: null, mayDecide: false, below: [] };
	const { viewer } = event.locals;
	const [{ document }, mayDecide] = await Promise.all([
		reviewOf(scope, viewer),
		mayReview(scope, viewer)
	]);
	return {
		review: document,
		walk: walkOf(event.url.searchParams),
		mayDecide,
		below: childrenOf(scope.department, scope.departments).map(({ id, name }) => ({ id, name }))
	};
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

/** SvelteKit takes a form from our own origin only; who enters something is read from the session, never from the form. */
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
		)
};

async function change(
	event: ReviewEvent,
	make: (decisions: Decisions, place: ReviewPlace, form: FormData, author: Author) => Promise<void>
) {
	const scope = await reviewScope(event);
	const { viewer } = event.locals;
	if (!(await mayReview(scope, viewer)))
		error(403, { message: 'Not a reviewer of this department', code: 'forbidden' });
	const form = await event.request.formData();
	const author = { id: ownerOf(viewer), name: viewerName(viewer) };
	try {
		await make(getRuntime().decisions, reviewPlaceOf(scope), form, author);
	} catch (cause) {
		const problem = problemOf(cause);
		if (problem === null) throw cause;
		return fail(400, { problem, text: text(form, 'text') });
	}
	redirect(303, `${reviewHref(scope.state)}#decisions`);
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

/** By its name: the class of the process that keeps the decisions is not the one of this bundle. */
function problemOf(cause: unknown): DecisionProblem | null {
	return cause instanceof Error && cause.name === 'DecisionError' && 'problem' in cause
		? (cause.problem as DecisionProblem)
		: null;
}
