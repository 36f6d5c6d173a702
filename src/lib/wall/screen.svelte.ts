import { invalidateAll } from '$app/navigation';

const MINUTE_MS = 60_000;

/** Asks every minute whether there is other data, and keeps in mind since when nobody has answered. */
export class DataWatch {
	/** Epoch ms of the last answer, if the last question had none. */
	lostAt: number | null = $state(null);
	/** Epoch ms, to the minute. */
	now = $state(Date.now());
	#heardAt = Date.now();

	/** Until the function that it returns is called. */
	start(shown: () => number): () => void {
		const ask = () => void this.#ask(shown());
		const timer = setInterval(ask, MINUTE_MS);
		addEventListener('online', ask);
		addEventListener('offline', ask);
		return () => {
			clearInterval(timer);
			removeEventListener('online', ask);
			removeEventListener('offline', ask);
		};
	}

	async #ask(shown: number): Promise<void> {
		this.now = Date.now();
		try {
			const answer = await fetch('/wall/version', { signal: AbortSignal.timeout(10_000) });
			const version = await answer.text();
			if (!answer.ok || version === '') throw new Error(`status ${answer.status}`);
			this.#heardAt = Date.now();
			this.lostAt = null;
			if (version !== String(shown)) await invalidateAll();
		} catch {
			// A screen nobody sits at: what it shows stays, with the time from which on it may be old.
			this.lostAt = this.#heardAt;
		}
	}
}

/** Keeps the screen on where the browser has a way to (Screen Wake Lock); it lets go whenever the page is hidden. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	const hold = async () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			lock = await navigator.wakeLock.request('screen');
		} catch {
			// Low battery, or not allowed: the screen then sleeps when it is set to.
		}
	};
	void hold();
	const again = () => void hold();
	document.addEventListener('visibilitychange', again);
	return () => {
		document.removeEventListener('visibilitychange', again);
		void lock?.release();
	};
}

/** Sizes of type against that which the width asks for. Below the last one nobody can read a wall from where people stand. */
const FITS = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7];

/**
 * An attachment: makes all type as small as its box needs to be seen whole, because nobody scrolls a wall. What cannot be, such as a matrix
 * of two hundred departments, keeps its size.
 */
export function seenWhole(box: HTMLElement): () => void {
	const { style } = document.documentElement;
	const set = (fit: number) => style.setProperty('--fit', String(fit));
	const fit = () => {
		for (const each of [...FITS, 1]) {
			set(each);
			if (box.scrollHeight <= box.clientHeight) return;
		}
	};
	let frame = 0;
	// Not at once: what an observer is told of must not change the size of what it observes.
	const sizes = new ResizeObserver(() => {
		cancelAnimationFrame(frame);
		frame = requestAnimationFrame(fit);
	});
	const observe = () => [box, ...box.children].forEach((each) => sizes.observe(each));
	observe();
	const scenes = new MutationObserver(observe);
	scenes.observe(box, { childList: true });
	return () => {
		cancelAnimationFrame(frame);
		sizes.disconnect();
		scenes.disconnect();
		style.removeProperty('--fit');
	};
}
