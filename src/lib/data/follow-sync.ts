/** Follows a running sync through its event stream (`/data/progress`), or by looking now and then where that is cut off. */
import type { SyncState } from '$lib/server/runtime/current.ts';

const LOOK_AGAIN_MS = 3_000;

/**
 * @param onState after each change
 * @param onEnd the sync has ended, or nobody can tell: what the page shows has to be loaded again
 * @returns what ends the following
 */
export function followSync(onState: (state: SyncState) => void, onEnd: () => void): () => void {
	const source = new EventSource('/data/progress');
	let timer: ReturnType<typeof setTimeout> | undefined;
	source.onmessage = (event: MessageEvent<string>) => {
		// Our own server's answer, of the build that this page is of.
		onState(JSON.parse(event.data) as SyncState);
	};
	source.addEventListener('end', () => {
		source.close();
		onEnd();
	});
	source.onerror = () => {
		// A cut connection is taken up again by the browser itself; a refused one is not.
		if (source.readyState === EventSource.CLOSED) timer = setTimeout(onEnd, LOOK_AGAIN_MS);
	};
	return () => {
		source.close();
		clearTimeout(timer);
	};
}
