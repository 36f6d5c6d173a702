/** What many ask for at the same moment, some of them more than once: they share an answer, which is kept for a while. */

export interface Latest<Value> {
	read(): Promise<Value>;
	/** It may be another one now. */
	forget(): void;
}

/**
 * A failed read is not kept.
 *
 * @param keptFor milliseconds; of what this process itself changes, it says so (`forget`)
 */
export function createLatest<Value>(
	read: () => Promise<Value>,
	keptFor: number,
	now: () => number = () => performance.now()
): Latest<Value> {
	let kept: { readonly askedAt: number; readonly value: Promise<Value> } | null = null;
	const forget = (): void => {
		kept = null;
	};
	return {
		read() {
			if (kept !== null && now() - kept.askedAt < keptFor) return kept.value;
			const asking = { askedAt: now(), value: read() };
			kept = asking;
			asking.value.catch(() => {
				if (kept === asking) forget();
			});
			return asking.value;
		},
		forget
	};
}
