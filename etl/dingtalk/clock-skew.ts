/**
 * How far DingTalk's clock and this machine's are apart, from the Date headers of its answers. Nothing is lost when they are:
 * what is read again is decided by ids, stamps and contents of DingTalk's own, never by comparing its instants with our clock.
 * But reads are dated by our clock, check-ins by DingTalk's.
 */

export interface SkewMeter {
	/** @param date the header, with whole seconds; the instants are epoch ms by our clock */
	see(date: string | null, sentAt: number, receivedAt: number): void;
	/** Milliseconds that DingTalk is ahead of us; null before the first answer with a date. */
	skew(): number | null;
}

export function createSkewMeter(): SkewMeter {
	let skew: number | null = null;
	let shortest = Infinity;
	return {
		see(date, sentAt, receivedAt) {
			const stamped = date === null ? Number.NaN : Date.parse(date);
			const duration = receivedAt - sentAt;
			// The quicker an answer, the surer the moment at which its date was written. A negative time: our clock was set meanwhile.
			if (Number.isNaN(stamped) || duration < 0 || duration > shortest) return;
			shortest = duration;
			skew = Math.round(stamped + 500 - (sentAt + receivedAt) / 2);
		},
		skew: () => skew
	};
}

/** Runs of a few minutes are well dated by a clock this wrong. */
const TOLERATED = 300_000;

/** What a run's summary says about the two clocks; null: nothing worth saying. */
export function describeSkew(skew: number | null): string | null {
	if (skew === null || Math.abs(skew) <= TOLERATED) return null;
	const minutes = Math.round(Math.abs(skew) / 60_000);
	return `this machine's clock is ${minutes} minutes ${skew > 0 ? 'behind' : 'ahead of'} DingTalk's, so reads are dated wrongly by as much; nothing is lost. Let the machine keep its time by NTP`;
}
