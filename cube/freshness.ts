/**
 * Answers are kept until the data version changes, and not a moment longer.
 *
 * Cube looks for a new version in the background: whoever asks first after a sync gets the answer from before it, however long
 * ago the sync was, because the kept version number is handed out once more while it is renewed (QueryCache of Cube 1.7.43,
 * `skipRefreshKeyWaitForRenew`). Here every question first asks the engine for the version, which takes milliseconds.
 */
import type { OrchestratorApi } from '@cubejs-backend/server-core';

type QueryCache = ReturnType<ReturnType<OrchestratorApi['getQueryOrchestrator']>['getQueryCache']>;

/** @returns the same orchestrator, which from now on never uses a kept version number; safe to call again */
export function alwaysFresh(orchestrator: OrchestratorApi): OrchestratorApi {
	const cache = orchestrator.getQueryOrchestrator().getQueryCache();
	const loadRefreshKey: QueryCache['loadRefreshKey'] = ([sql, values], expireSecs, options) => {
		const { priority, requestId, dataSource } = options;
		return cache.cacheQueryResult(sql, values, [sql, values], expireSecs, {
			forceNoCache: true,
			...{ priority, requestId, dataSource }
		});
	};
	// They are getters of the class, so they cannot be assigned.
	Object.defineProperties(cache, {
		loadRefreshKey: { value: loadRefreshKey, configurable: true },
		// The look in the background would only be a second one, and a question that joins it would be as old as it is.
		startRenewCycle: { value: () => undefined, configurable: true }
	});
	return orchestrator;
}
