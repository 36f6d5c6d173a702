import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { TokenProblem } from '$lib/server/app-state/api-tokens.ts';
import type { ViewProblem } from '$lib/server/app-state/saved-views.ts';
import { TOKEN_LIVES, TOKEN_SCOPES } from '$lib/server/app-state/token-choices.ts';
import { formOf } from '$lib/server/form.ts';
import { THEMES } from '$lib/server/preferences.ts';
import { refusalOf } from '$lib/server/refusal.ts';
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
			const madeToken = await getRuntime().apiTokens.create(userId, askedToken(form));
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
	event: RequestEvent,
	make: (views: Views, owner: string, form: FormData) => Promise<void>
) {
	const form = await formOf(event);
	try {
		await make(getRuntime().savedViews, ownerOf(event.locals.viewer), form);
	} catch (cause) {
		const { status, refusal } = refusalOf<ViewProblem>(event, cause, 'saved_view');
		const [id, name, href] = [text(form, 'id'), text(form, 'name'), text(form, 'href')];
		return fail(status, { view: { ...refusal, id, name, href } });
	}
	redirect(303, settingsHref('views', event.url));
}

async function changeTokens(
	event: RequestEvent,
	make: (userId: string, form: FormData) => Promise<{ madeToken: string }>
) {
	const { userId } = event.locals.viewer;
	if (userId === '') error(403);
	const form = await formOf(event);
	try {
		return await make(userId, form);
	} catch (cause) {
		const { status, refusal } = refusalOf<TokenProblem>(event, cause, 'api_token');
		return fail(status, {
			token: { ...refusal, asked: form.has('name') ? askedToken(form) : null }
		});
	}
}

function askedToken(form: FormData): { name: string; scopes: string[]; days: number } {
	return {
		name: text(form, 'name'),
		scopes: form.getAll('scope').filter((scope) => typeof scope === 'string'),
		days: Number(text(form, 'days'))
	};
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
