import { error, redirect } from '@sveltejs/kit';
import { reviewHref } from '$lib/review/link.ts';
import { scopeOf } from '$lib/server/scope.ts';
import { periodToReview } from '$lib/server/review/newest.ts';
import type { PageServerLoad } from './$types';

/** Leads to a review: of the chosen period, or of the newest one that there is something to review of. */
export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const period = scope.moment.period ?? periodToReview(scope.periods, scope.version.asOf);
	if (period === null) error(404, { message: 'No period yet', code: 'period_not_found' });
	redirect(303, reviewHref({ ...scope.state, period: period.id }));
};
