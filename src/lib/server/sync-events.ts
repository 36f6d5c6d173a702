/** The state of the sync as server-sent events: one when asked, one after each change, and the stream ends with the sync. */
import type { Runtime, SyncState } from './runtime/current.ts';

/** Progress comes with every answered call; nobody reads that fast. */
const PACE_MS = 200;
/** Proxies cut a connection on which nothing is said; most wait for 30 s at least. */
const HEARTBEAT_MS = 15_000;

/** @returns `data:` events with a SyncState as JSON; the last one is named `end` */
export function syncEvents(
	runtime: Pick<Runtime, 'syncState' | 'onSyncChange'>
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let stop = (): void => {};
	return new ReadableStream<Uint8Array>({
		start(controller) {
			let pending: NodeJS.Timeout | null = null;
			const send = (text: string): void => controller.enqueue(encoder.encode(text));
			const tell = (): void => {
				pending = null;
				const state = runtime.syncState();
				if (state.kind === 'running') return send(eventOf(state));
				stop();
				send(`event: end\n${eventOf(state)}`);
				controller.close();
			};
			const unsubscribe = runtime.onSyncChange(() => {
				pending ??= setTimeout(tell, PACE_MS);
			});
			const heart = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
			stop = () => {
				unsubscribe();
				clearInterval(heart);
				if (pending !== null) clearTimeout(pending);
			};
			tell();
		},
		// The visitor has left.
		cancel: () => stop()
	});
}

function eventOf(state: SyncState): string {
	return `data: ${JSON.stringify(state)}\n\n`;
}
