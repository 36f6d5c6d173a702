/** Who may enter something into which review. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Author } from '../app-state/decisions.ts';
import { headsOf } from '../queries/heads.ts';
import { scopeOf, type Scope } from '../scope.ts';
import { ownerOf, type Viewer } from '../view-as.ts';
import { viewerName } from '../viewer-name.ts';

export interface ReviewEvent extends RequestEvent {
	readonly params: { readonly period: string; readonly department?: string };
}

/** @throws SvelteKit's error: 404 there is no such period or department */
export async function reviewScope(
	event: Pick<ReviewEvent, 'url' | 'params' | 'route' | 'locals'>
): Promise<Scope> {
	const scope = await scopeOf(event);
	if (scope.moment.period === null)
		error(404, { message: 'No such period', code: 'period_not_found' });
	if (event.params.department !== undefined && scope.department === null)
		error(404, { message: 'No such department on that day', code: 'department_not_found' });
	return scope;
}

/**
 * Administrators, and whoever heads, today, the department of the review or one that was above it on its day; of the company its
 * heads. Rights are those of today (metrics.md 13): another `as_of` in the address gives nobody a right that is gone.
 */
export async function mayReview(scope: Scope, { isAdmin, userId }: Viewer): Promise<boolean> {
	if (isAdmin) return true;
	const heads = await headsOf(scope, scope.version.asOf);
	const roots = scope.departments.filter(({ parentId }) => parentId === null);
	const above = (scope.department?.path ?? '').split('/').filter((id) => id !== '');
	const ids = scope.department === null ? roots.map(({ id }) => id) : above;
	return heads.some(({ id, headIds }) => ids.includes(id) && headIds.includes(userId));
}

/** Who enters something is read from the session, never from the form. @throws SvelteKit's error: 403 nobody who may */
export async function reviewer(
	event: ReviewEvent
): Promise<{ readonly scope: Scope; readonly author: Author }> {
	const scope = await reviewScope(event);
	const { viewer } = event.locals;
	if (!(await mayReview(scope, viewer)))
		error(403, { message: 'Not a reviewer of this department', code: 'forbidden' });
	// Whoever signed in is known by name; in the demo it is a role that decides.
	const name = viewer.role === null && viewer.name !== '' ? viewer.name : viewerName(viewer);
	return { scope, author: { id: ownerOf(viewer), name } };
}
