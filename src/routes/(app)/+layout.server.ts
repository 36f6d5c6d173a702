import { m } from '$lib/paraglide/messages.js';
import { locales } from '$lib/paraglide/runtime.js';
import { loadFreshness } from '$lib/server/queries/freshness.ts';
import { countLeftOut } from '$lib/server/queries/left-out.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { sandboxNotice } from '$lib/server/sandbox-notice.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { LayoutServerLoad } from './$types';

/** What stands on every page: the scope in force, how fresh the data is, and whose data it is. */
export const load: LayoutServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { moment, state, notices, department, periods, departments, version } = scope;
	const runtime = getRuntime();
	const [freshness, leftOut] = await Promise.all([loadFreshness(scope), countLeftOut(scope)]);
	return {
		state,
		notices,
		day: moment.day,
		defaultDay: moment.defaultDay,
		minDay: moment.minDay,
		maxDay: moment.maxDay,
		isNotStarted: moment.isNotStarted,
		period: moment.period,
		department,
		periods: periods.map(({ id, name }) => ({ id, name })),
		departments: departments.map(({ id, name, depth }) => ({ id, name, depth })),
		freshness,
		leftOut,
		sandbox: runtime.isSandbox ? sandboxNotice(periods, version.asOf) : null,
		viewAs: runtime.isSandbox
			? { role: event.locals.viewer.role ?? 'admin', name: event.locals.viewer.name }
			: null,
		account:
			runtime.signIn === null ? null : event.locals.viewer.name || event.locals.viewer.userId,
		timezone: runtime.timezone,
		theme: event.locals.theme,
		lang: event.locals.lang,
		languages: locales.map((locale) => ({ locale, name: m.language_name({}, { locale }) }))
	};
};
