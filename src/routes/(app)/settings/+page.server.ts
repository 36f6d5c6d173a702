import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { TokenProblem } from '$lib/server/app-state/api-tokens.ts';
import { problemOf } from '$lib/server/app-state/entry-error.ts';
import type { ViewProblem } from '$lib/server/app-state/saved-views.ts';
import { TOKEN_LIVES, TOKEN_SCOPES } from '$lib/server/app-state/token-choices.ts';
import { formOf } from '$lib/server/form.ts';
import { THEMES } from '$lib/server/preferences.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { ownerOf } from '$lib/server/view-as.ts';
import { settingsHref } from '$lib/settings/action.ts';
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
		tokens: {
			/** Without an id of their own nobody can have a token. */
			canHave: locals.viewer.userId !== '',
			list: await runtime.apiTokens.list(locals.viewer.userId),
			scopes: TOKEN_SCOPES,
			lives: TOKEN_LIVES,
			now: Date.now()
		},
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
	remove: (event) => change(event, (views, owner, form) => views.remove(owner, text(form, 'id'))),
	token: (event) =>
		changeTokens(event, async (userId, form) => {
			const madeToken = await getRuntime().apiTokens.create(userId, {
				name: text(form, 'name'),
				scopes: form.getAll('scope').filter((scope) => typeof scope === 'string'),
				days: Number(text(form, 'days'))
			});
			// Shown in the answer to the form, and never again.
			return { madeToken };
		}),
	revoke: (event) =>
		changeTokens(event, async (userId, form) => {
			await getRuntime().apiTokens.revoke(userId, text(form, 'id'));
			redirect(303, settingsHref('programs', event.url));
		})
};

type Views = ReturnType<typeof getRuntime>['savedViews'];

async function change(
	{ locals, request, url }: RequestEvent,
	make: (views: Views, owner: string, form: FormData) => Promise<void>
) {
	const form = await formOf(request);
	try {
		await make(getRuntime().savedViews, ownerOf(locals.viewer), form);
	} catch (cause) {
		const problem = problemOf<ViewProblem>(cause, 'saved_view');
		if (problem === null) throw cause;
		return fail(400, { problem, name: text(form, 'name'), href: text(form, 'href') });
	}
	redirect(303, settingsHref('views', url));
}

async function changeTokens(
	{ locals, request }: RequestEvent,
	make: (userId: string, form: FormData) => Promise<{ madeToken: string }>
) {
	const { userId } = locals.viewer;
	if (userId === '') error(403);
	const form = await formOf(request);
	try {
		return await make(userId, form);
	} catch (cause) {
		const tokenProblem = problemOf<TokenProblem>(cause, 'api_token');
		if (tokenProblem === null) throw cause;
		return fail(400, { tokenProblem, tokenName: text(form, 'name') });
	}
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
