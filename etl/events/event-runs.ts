/**
 * Reads what events named, soon after it happened: when events pause, or at the latest some minutes after the first. A run that
 * fails leaves its events waiting for the next one, of whatever kind.
 */
import { realTiming, type Timing } from '../dingtalk/timing.ts';
import type { EventLog } from './listener.ts';

export interface EventRunsOptions {
	/** Reads what waits, if anything does. @returns whether another one may follow soon @throws what made it fail */
	readonly read: () => Promise<boolean>;
	readonly log: EventLog;
	/** For tests: real time otherwise. */
	readonly timing?: Timing;
}

export interface EventRuns {
	/** An event was stored, or some may wait from before. */
	note(): void;
	/** Starts no further run; resolves when none is at work. Who reads must be stopped before. */
	close(): Promise<void>;
}

/** Milliseconds without an event that let a run begin: a check-in and the change it brings are two events. */
const QUIET = 20_000;
/** Milliseconds after the first event at which it begins in any case. */
const LATEST = 180_000;
/** After a run that failed, or could not read everything within the budget. */
const REST = 600_000;
/** After any other one, times its own length: all figures are built anew for each, and the machine has other things to do. */
const REST_SHARE = 2;

export function createEventRuns(options: EventRunsOptions): EventRuns {
	const { read, log, timing = realTiming } = options;
	const stop = new AbortController();
	/** Of the events noted since the last run began. */
	let noted: { readonly first: number; readonly last: number } | null = null;
	let restUntil = 0;
	let working: Promise<void> | null = null;

	function dueAt({ first, last }: { first: number; last: number }): number {
		return Math.max(Math.min(last + QUIET, first + LATEST), restUntil);
	}

	async function work(): Promise<void> {
		while (noted !== null && !stop.signal.aborted) {
			const wait = dueAt(noted) - timing.now();
			if (wait > 0) {
				// It rejects when it is to stop, which the loop looks at.
				await timing.sleep(wait, stop.signal).catch(() => {});
				continue;
			}
			noted = null;
			const began = timing.now();
			const isGood = await turn();
			const ended = timing.now();
			restUntil = ended + (isGood ? REST_SHARE * (ended - began) : REST);
		}
		working = null;
	}

	async function turn(): Promise<boolean> {
		try {
			return await read();
		} catch (error) {
			if (!stop.signal.aborted)
				log.warn({ error }, 'What events named could not be read; the next sync reads it.');
			return false;
		}
	}

	return {
		note() {
			if (stop.signal.aborted) return;
			const now = timing.now();
			noted = { first: noted?.first ?? now, last: now };
			working ??= work();
		},
		async close() {
			stop.abort(new Error('The product is stopping.'));
			await working;
		}
	};
}
