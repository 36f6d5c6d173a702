/** A page comes complete from the server: what only a visitor's hand needs may wait until there is one. */

const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'scroll', 'keydown'] as const;
let sign: Promise<void> | null = null;

/** Resolves when somebody first moves, touches, scrolls or presses a key, wherever on the page. */
export function firstSign(): Promise<void> {
	sign ??= new Promise((resolve) => {
		const seen = new AbortController();
		for (const kind of SIGNS)
			addEventListener(
				kind,
				() => {
					seen.abort();
					resolve();
				},
				{ passive: true, capture: true, signal: seen.signal }
			);
	});
	return sign;
}
