import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { problemOf } from '$lib/server/app-state/entry-error.ts';
import type { ViewProblem } from '$lib/server/app-state/saved-views.ts';
import { THEMES } from '$lib/server/preferences.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { ownerOf } from '$lib/server/view-as.ts';
import type { Actions, PageServerLoad } from './$types';

/** Enough to see who looks at what; all of them are in the table. */
const MOST_VIEWS_SHOWN = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const runtime = getRuntime();
	const { isAdmin } = locals.viewer;
	return {
		views: await runtime.savedViews.list(ownerOf(locals.viewer)),
		/** The page from which somebody came to save it. */
		toSave: url.searchParams.get('save'),
		themes: THEMES,
		settings: runtime.settings.filter((setting) => isAdmin || !setting.isForAdministrators),
		vocabulary: runtime.vocabulary,
		restrictedViews:
			isAdmin && runtime.signIn !== null
				? await runtime.restrictedViews.latest(MOST_VIEWS_SHOWN)
				: null,
		isAdmin
	};
};

/** SvelteKit takes a form from our own origin only; whose views they are is read from the session, never from the form. */
export const actions: Actions = {
	save: (event) =>
		change(event, (views, owner, form) =>
			views.save(owner, text(form, 'name'), text(form, 'href'))
		),
	rename: (event) =>
		change(event, (views, owner, form) =>
			views.rename(owner, text(form, 'id'), text(form, 'name'))
		),
	remove: (event) => change(event, (views, owner, form) => views.remove(owner, text(form, 'id')))
};

type Views = ReturnType<typeof getRuntime>['savedViews'];

async function change(
	{ locals, request }: RequestEvent,
	make: (views: Views, owner: string, form: FormData) => Promise<void>
) {
	const form = await request.formData();
	try {
		await make(getRuntime().savedViews, ownerOf(locals.viewer), form);
	} catch (error) {
		const problem = problemOf<ViewProblem>(error, 'saved_view');
		if (problem === null) throw error;
		return fail(400, { problem, name: text(form, 'name'), href: text(form, 'href') });
	}
	redirect(303, '/settings#views');
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
