/** A limit of calls per second over a sliding second (dingtalk-api.md 6.1). */

export interface RateLimit {
	/** Whether a call may pass now; one that may not does not count. */
	admits(): boolean;
}

export function openRateLimit(
	perSecond: number,
	now: () => number = () => performance.now()
): RateLimit {
	const passed: number[] = [];
	return {
		admits() {
			if (perSecond === Infinity) return true;
			const instant = now();
			while (passed.length > 0 && (passed[0] ?? 0) <= instant - 1000) passed.shift();
			if (passed.length >= perSecond) return false;
			passed.push(instant);
			return true;
		}
	};
}
