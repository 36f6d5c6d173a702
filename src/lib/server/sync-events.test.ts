import { expect, it, vi } from 'vitest';
import type { SyncState } from './runtime/current.ts';
import { syncEvents } from './sync-events.ts';

const running = (done: number): SyncState => ({
	kind: 'running',
	startedAt: 0,
	progress: { phase: 'people', done, total: 9 },
	isEnding: false
});

/** A sync whose state the test moves. */
function syncOf(first: SyncState) {
	let state = first;
	const listeners = new Set<() => void>();
	return {
		listeners,
		syncState: () => state,
		onSyncChange: (listener: () => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		become(next: SyncState) {
			state = next;
			for (const listener of listeners) listener();
		}
	};
}

it('tells the state at once, changes at a pace that can be read, and ends with the sync', async () => {
	vi.useFakeTimers();
	const sync = syncOf(running(1));
	const text = new Response(syncEvents(sync)).text();
	for (let done = 2; done <= 9; done += 1) sync.become(running(done));
	await vi.advanceTimersByTimeAsync(300);
	await vi.advanceTimersByTimeAsync(15_000);
	sync.become({ kind: 'idle' });
	await vi.advanceTimersByTimeAsync(300);
	vi.useRealTimers();
	const events = (await text).split('\n\n');
	expect(events).toEqual([
		`data: ${JSON.stringify(running(1))}`,
		`data: ${JSON.stringify(running(9))}`,
		': still here',
		`event: end\ndata: {"kind":"idle"}`,
		''
	]);
	expect(sync.listeners.size).toBe(0);
});

it('ends at once when nothing runs, with what went wrong last', async () => {
	const failed: SyncState = { kind: 'failed', failedAt: 1, message: 'No network.', isLogged: true };
	const text = await new Response(syncEvents(syncOf(failed))).text();
	expect(text).toBe(`event: end\ndata: ${JSON.stringify(failed)}\n\n`);
});

it('lets go of the sync when the visitor leaves', async () => {
	const sync = syncOf(running(1));
	const reader = syncEvents(sync).getReader();
	await reader.read();
	expect(sync.listeners.size).toBe(1);
	await reader.cancel();
	expect(sync.listeners.size).toBe(0);
});
