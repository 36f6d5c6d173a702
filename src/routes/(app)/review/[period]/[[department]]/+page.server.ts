import { reviewActions } from '$lib/server/review/actions.ts';
import { loadReviewPage } from '$lib/server/review/page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadReviewPage(event);

export const actions: Actions = reviewActions;
