/** What a page does when nobody waits for it: one after another, each in a task of its own, so that none keeps a visitor waiting. */
const waiting = new Set<() => void>();
let isUnderWay = false;

/** @returns takes it back, unless it has been done */
export function inTurn(run: () => void): () => void {
	waiting.add(run);
	if (!isUnderWay) whenIdle(doNext);
	isUnderWay = true;
	return () => void waiting.delete(run);
}

function doNext() {
	const [run] = waiting;
	isUnderWay = run !== undefined;
	if (run === undefined) return;
	waiting.delete(run);
	whenIdle(doNext);
	run();
}

/** Safari has no idle callback. */
function whenIdle(run: () => void) {
	if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 300 });
	else setTimeout(run);
}
