import { error } from '@sveltejs/kit';
import type { Runtime } from './runtime/current.ts';

/** Before the first sync has finished there is no page to show, but there is progress to show. */
export function firstSyncError(runtime: Pick<Runtime, 'syncState'>): never {
	const state = runtime.syncState();
	const sync: App.Error['sync'] =
		state.kind === 'running'
			? { state: 'running', message: '', progress: state.progress }
			: state.kind === 'failed'
				? { state: 'failed', message: state.message, progress: null }
				: { state: 'waiting', message: '', progress: null };
	error(503, { message: 'The first sync has not finished yet', code: 'first_sync', sync });
}
