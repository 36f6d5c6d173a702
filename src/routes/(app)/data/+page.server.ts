import { error, redirect } from '@sveltejs/kit';
import { formOf } from '$lib/server/form.ts';
import { loadAnswerAges } from '$lib/server/queries/answers.ts';
import { loadDrift } from '$lib/server/queries/drift.ts';
import { loadHolds } from '$lib/server/queries/holds.ts';
import { loadMonthCalls } from '$lib/server/queries/month-calls.ts';
import { loadMonthPushes } from '$lib/server/queries/pushes.ts';
import { loadReconciliation } from '$lib/server/queries/reconciliation.ts';
import { loadRejects } from '$lib/server/queries/rejects.ts';
import { loadStreams } from '$lib/server/queries/streams.ts';
import { loadRuns } from '$lib/server/queries/sync-runs.ts';
import { pathBack } from '$lib/server/preferences.ts';
import { getRuntime } from '$lib/server/runtime/current.ts';
import { scopeOf } from '$lib/server/scope.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async (event) => {
	const scope = await scopeOf(event);
	const { cube, state, version } = scope;
	const runtime = getRuntime();
	// Before the rows are asked for: one that ends meanwhile is followed to its end, and the page is loaded again.
	const sync = runtime.syncState();
	const runsOf = (page: number) =>
		loadRuns(cube, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
	const [
		asked,
		latest,
		streams,
		ages,
		calls,
		rejects,
		drift,
		holds,
		reconciliations,
		pushes,
		budget
	] = await Promise.all([
		runsOf(state.page),
		loadRuns(cube, { offset: 0, limit: 1 }),
		loadStreams(cube),
		loadAnswerAges(cube),
		loadMonthCalls(cube, runtime.today()),
		loadRejects(cube),
		loadDrift(cube),
		loadHolds(cube),
		loadReconciliation(scope),
		loadMonthPushes(cube, runtime.today()),
		runtime.budget()
	]);
	const isBehindEnd = asked.runs.length === 0 && state.page > 1;
	return {
		...{ streams, ages, calls, rejects, drift, holds, reconciliations, pushes, budget },
		isReconciling: runtime.isReconciling,
		runs: isBehindEnd ? await runsOf(1) : asked,
		page: isBehindEnd ? 1 : state.page,
		isBehindEnd,
		pageSize: PAGE_SIZE,
		dataDay: version.asOf,
		lastRun: latest.runs[0] ?? null,
		sync,
		nextSyncAt: runtime.nextSyncAt(),
		events: runtime.events(),
		/** Real time: the product's clock may stand still. */
		now: runtime.now(),
		realNow: Date.now(),
		canSync: event.locals.viewer.isAdmin
	};
};

/** SvelteKit takes a form from our own origin only. The page that comes back shows what came of it. */
export const actions: Actions = {
	sync: (event) =>
		asAdministrator(event, (form) =>
			getRuntime().startSync({ allowShrink: form.get('allow_shrink') === 'yes' })
		),
	cancel: (event) => asAdministrator(event, () => getRuntime().cancelSync())
};

async function asAdministrator(event: RequestEvent, act: (form: FormData) => void): Promise<never> {
	if (!event.locals.viewer.isAdmin)
		error(403, { message: 'Only administrators start and stop syncs.', code: 'forbidden' });
	const form = await formOf(event);
	act(form);
	redirect(303, pathBack(form.get('back'), event.url.origin, false));
}
