/**
 * Listens to DingTalk's events and keeps each one before it is acknowledged (dingtalk-api.md 10). A lost connection is opened
 * again, ever more slowly; what is missed meanwhile is found by the next planned read.
 */
import type { Clock } from '../clock.ts';
import type { Warehouse } from '../clickhouse/client.ts';
import type { DingTalkConfig } from '../config.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import {
	openEventStream,
	type Acknowledgement,
	type EventStream
} from '../dingtalk/event-stream.ts';
import { realTiming, type Timing } from '../dingtalk/timing.ts';
import type { ForgottenPerson } from '../personal-data/forgotten-people.ts';
import { createPseudonymiser } from '../personal-data/pseudonymise.ts';
import { readEvent } from './event.ts';
import { createEventWriter } from './event-log.ts';

/** Instants are epoch ms by this machine's clock. */
export type EventListenerState =
	| { readonly kind: 'off' }
	/** Not connected yet since the start. */
	| { readonly kind: 'connecting'; readonly since: number }
	| { readonly kind: 'connected'; readonly since: number; readonly outOfQuota: string }
	/** It was connected, or could not be; the reason is for people. It is tried again. */
	| { readonly kind: 'lost'; readonly since: number; readonly reason: string };

export interface EventLog {
	info(fields: Record<string, unknown>, message: string): void;
	warn(fields: Record<string, unknown>, message: string): void;
}

export interface EventListenerOptions {
	readonly endpoints: DingTalkConfig;
	readonly warehouse: Warehouse;
	readonly clock: Clock;
	/** Whom an event must not name. */
	readonly forgotten: () => readonly ForgottenPerson[];
	/** An event of Agoal has been stored: something may wait to be read. */
	readonly onWaiting: () => void;
	readonly log: EventLog;
	/** For tests: real time and chance otherwise. */
	readonly timing?: Timing;
}

export interface EventListener {
	state(): EventListenerState;
	/** Ends the connection and waits for what is being stored. Nothing runs afterwards. */
	close(): Promise<void>;
}

/** Milliseconds to the first new try; doubled with each one that fails. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
/** Wrong credentials or a missing grant do not mend themselves within a minute. */
const REFUSED_PAUSE = 300_000;
/** A connection that held this long was a good one: the next loss starts with a short pause again. */
const GOOD_AFTER = 60_000;

export function startEventListener(options: EventListenerOptions): EventListener {
	const { endpoints, warehouse, clock, forgotten, onWaiting, log } = options;
	const timing = options.timing ?? realTiming;
	const stop = new AbortController();
	const writer = createEventWriter(warehouse, clock);
	let state: EventListenerState = { kind: 'connecting', since: timing.wallClock() };
	let stream: EventStream | null = null;
	let lost = Promise.withResolvers<string>();

	async function onEvent(frame: unknown): Promise<Acknowledgement> {
		const event = readEvent(createPseudonymiser(forgotten()).value(frame));
		if (event === null) {
			odd('an event without id or type');
			return 'SUCCESS';
		}
		try {
			await writer.write(event);
		} catch (error) {
			log.warn(
				{ error, eventId: event.eventId },
				'An event could not be stored; it is asked for again.'
			);
			return 'LATER';
		}
		if (state.kind === 'connected') noteQuota(state, event.outOfQuota);
		if (event.objectiveId !== '') onWaiting();
		return 'SUCCESS';
	}

	function noteQuota(
		connected: EventListenerState & { kind: 'connected' },
		outOfQuota: string
	): void {
		if (outOfQuota !== '' && connected.outOfQuota === '')
			log.warn(
				{ said: outOfQuota },
				"DingTalk's monthly push quota is used up: events come without content until next month. Planned syncs find what changed."
			);
		if (outOfQuota !== connected.outOfQuota) state = { ...connected, outOfQuota };
	}

	function odd(reason: string): void {
		// Nothing can be done about it here, and the next planned read sees what it was about.
		log.warn({ reason }, 'DingTalk sent something that is not understood.');
	}

	/** One connection from its opening to its end. @returns whether it was a good one */
	async function connectOnce(): Promise<boolean> {
		lost = Promise.withResolvers<string>();
		stream = await openEventStream(
			endpoints,
			{ onEvent, onOddFrame: odd, onLost: lost.resolve },
			stop.signal
		);
		if (stop.signal.aborted) {
			await stream.close();
			return false;
		}
		const since = timing.now();
		state = { kind: 'connected', since: timing.wallClock(), outOfQuota: '' };
		log.info({}, 'Listening to the events of DingTalk.');
		const reason = await lost.promise;
		stream = null;
		fail(reason, 'The connection for events is lost; it is opened again.');
		return timing.now() - since >= GOOD_AFTER;
	}

	function fail(reason: string, message: string): void {
		if (stop.signal.aborted) return;
		// Said once, however often the new connection fails.
		if (state.kind !== 'lost') {
			log.warn({ reason }, message);
			state = { kind: 'lost', since: timing.wallClock(), reason };
		} else state = { ...state, reason };
	}

	async function listen(): Promise<void> {
		for (let tries = 0; !stop.signal.aborted; tries += 1) {
			let longest = LONGEST_PAUSE;
			let shortest = FIRST_PAUSE;
			try {
				if (await connectOnce()) tries = 0;
			} catch (error) {
				if (stop.signal.aborted) return;
				fail(
					error instanceof Error ? error.message : String(error),
					'No connection for events could be opened; it is tried again.'
				);
				if (isRefusal(error)) [shortest, longest] = [REFUSED_PAUSE, REFUSED_PAUSE];
			}
			const pause = Math.min(longest, shortest * 2 ** Math.min(tries, 10));
			// Spread, so that all clients of a restarted gateway do not come at once.
			const spread = pause * (0.5 + timing.random() / 2);
			// It rejects when it is to stop, which the loop looks at.
			await timing.sleep(spread, stop.signal).catch(() => {});
		}
	}

	const listening = listen();
	return {
		state: () => state,
		async close() {
			stop.abort(new Error('The product is stopping.'));
			await stream?.close();
			lost.resolve('');
			await listening;
			await writer.settled();
			state = { kind: 'off' };
		}
	};
}

function isRefusal(error: unknown): boolean {
	return (
		error instanceof DingTalkError && (error.kind === 'credentials' || error.kind === 'permission')
	);
}
