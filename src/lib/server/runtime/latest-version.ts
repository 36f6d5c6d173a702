/** Which data there is. Every request asks, most of them more than once, and many at the same moment: they share an answer. */
import type { DataVersion } from './current.ts';

/** Milliseconds. Of what this process itself changes it is told (`forget`). */
const KEPT_FOR = 250;

export interface LatestVersion {
	/** null until the first sync has finished. */
	read(): Promise<DataVersion | null>;
	/** It may be another one now. */
	forget(): void;
}

export function createLatestVersion(
	read: () => Promise<DataVersion | null>,
	now: () => number = () => performance.now()
): LatestVersion {
	let kept: { readonly askedAt: number; readonly version: Promise<DataVersion | null> } | null =
		null;
	const forget = (): void => {
		kept = null;
	};
	return {
		read() {
			if (kept !== null && now() - kept.askedAt < KEPT_FOR) return kept.version;
			const asking = { askedAt: now(), version: read() };
			kept = asking;
			asking.version.catch(() => {
				if (kept === asking) forget();
			});
			return asking.version;
		},
		forget
	};
}
