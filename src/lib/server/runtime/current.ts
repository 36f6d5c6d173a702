/**
 * What the dashboard may know of the process it runs in. The composition root (runtime.ts) is started by serve.ts or dev.ts
 * outside the bundle, because the engine, Cube and the schedule must exist once per process; it leaves itself on globalThis.
 */

import type { ApiTokens } from '../app-state/api-tokens.ts';
import type { Decisions } from '../app-state/decisions.ts';
import type { DiagnosisReviews } from '../app-state/diagnosis-reviews.ts';
import type { TokenScope } from '../app-state/token-choices.ts';
import type { PublishedReviews } from '../app-state/published-reviews.ts';
import type { RestrictedViews } from '../app-state/restricted-views.ts';
import type { SavedViews } from '../app-state/saved-views.ts';
import type { Printer } from '../print/printer.ts';
import type { Tickets } from '../print/tickets.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { SettingInForce } from './settings-in-force.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface SyncProgress {
	/** Stream or phase in work, e.g. 'people', 'check_ins', 'marts'. */
	readonly phase: string;
	readonly done: number;
	/** null while unknown. */
	readonly total: number | null;
}

export type SyncState =
	| { readonly kind: 'idle' }
	| {
			readonly kind: 'running';
			/** Epoch ms of real time, whatever the product's clock says. */
			readonly startedAt: number;
			readonly progress: SyncProgress | null;
			/** It was told to stop and leaves a clean state behind. */
			readonly isEnding: boolean;
	  }
	/** The last run failed, or stopped before anything of it counted; the marts of the run before are still served. */
	| {
			readonly kind: 'failed';
			readonly failedAt: number;
			readonly message: string;
			/** It left a row in the log of runs; false: it could not even begin, or not write how it ended. */
			readonly isLogged: boolean;
	  };

/** Whether DingTalk's events are listened to. Instants are epoch ms by the machine's clock; reasons are for people. */
export type EventsState =
	| { readonly kind: 'off' }
	| { readonly kind: 'connecting'; readonly since: number }
	/** `outOfQuota`: what DingTalk says instead of content, because the month's pushes are used up; empty otherwise. */
	| { readonly kind: 'connected'; readonly since: number; readonly outOfQuota: string }
	| { readonly kind: 'lost'; readonly since: number; readonly reason: string };

export interface DataVersion {
	readonly version: number;
	/** The run whose reads it holds. */
	readonly runId: string;
	/** YYYY-MM-DD: the default as-of day. */
	readonly asOf: string;
	/** Epoch ms of the last read. */
	readonly loadedAt: number;
}

export interface MonthForecast {
	/** YYYY-MM, local. */
	readonly month: string;
	/** Metered calls of the month so far. */
	readonly spent: number;
	/** DINGTALK_CALL_BUDGET; null: without limit. */
	readonly budget: number | null;
	/** Metered calls at the end of the month if the syncs go on as planned. */
	readonly forecast: number;
	/** YYYY-MM-DD on which the budget runs out at that pace; null: it lasts. */
	readonly exhaustedOn: string | null;
	/** Metered calls that a planned run costs a day. */
	readonly perDay: number;
	/** The budget that would afford asking about everybody daily. */
	readonly needed: number;
}

export interface StartSyncOptions {
	/** A yes to closing what a read missed, even if it is more than people expect. */
	readonly allowShrink?: boolean;
}

export interface Bearer {
	readonly userId: string;
	readonly isAdmin: boolean;
	/** Of the person; empty: nobody of that id is in the company. */
	readonly name: string;
	readonly scopes: readonly TokenScope[];
	/** Names the token without giving it away. */
	readonly tokenId: string;
}

export interface Runtime {
	/** True: the bundled company is shown, not a real one. */
	readonly isSandbox: boolean;
	readonly timezone: string;
	/** DINGTALK_RECONCILIATION: DingTalk's own analysis is asked now and then. */
	readonly isReconciling: boolean;
	/** UNKNOWN_VISIBILITY: who may open an objective of which DingTalk does not say it. */
	readonly unknownVisibility: 'company' | 'restricted';
	/** `http://localhost:3000`, no trailing slash. */
	readonly origin: string;
	/** Today's local day and the instant, by the product's clock (OKR_TODAY). */
	now(): number;
	today(): string;
	/** Cube's REST base, `http://127.0.0.1:PORT/cubejs-api/v1`. */
	readonly cubeApiUrl: string;
	/** A short-lived token for one viewer. */
	cubeToken(viewer: { userId: string; isAdmin: boolean }): Promise<string>;
	/** Who sent a bearer token, made by `npm run token` or on /settings; null: it is none of ours, or has ended. */
	bearer(token: string): Promise<Bearer | null>;
	syncState(): SyncState;
	/** Calls back after each change of the state. @returns what ends that */
	onSyncChange(listener: () => void): () => void;
	/** Starts a sync and does not wait for it. @returns false: one is running already, and this changed nothing */
	startSync(options?: StartSyncOptions): boolean;
	/** Tells a running sync to stop, which takes about a second. @returns false: none is running */
	cancelSync(): boolean;
	/** Epoch ms of the next scheduled sync, in real time; null: SYNC_SCHEDULE=off. */
	nextSyncAt(): number | null;
	/** What this month has cost so far and will cost; up to a minute old where another process syncs. */
	budget(): Promise<MonthForecast>;
	events(): EventsState;
	/** Whether a viewer may open anything that not everybody may. An old answer, of a second at most, says no, never yes. */
	hasRights(viewer: { readonly userId: string; readonly isAdmin: boolean }): Promise<boolean>;
	/** Whether there is any objective that not everybody may open. An answer is a second old at most. */
	isAnythingRestricted(): Promise<boolean>;
	/** null until the first sync has finished. */
	dataVersion(): Promise<DataVersion | null>;
	readonly savedViews: SavedViews;
	readonly apiTokens: ApiTokens;
	readonly decisions: Decisions;
	readonly diagnosisReviews: DiagnosisReviews;
	readonly publishedReviews: PublishedReviews;
	readonly restrictedViews: RestrictedViews;
	/** Sets pages as PDF. */
	readonly printer: Pick<Printer, 'print'>;
	/** By which the process asks itself for a page of a viewer. */
	readonly tickets: Tickets;
	/** null: nobody signs in, because the bundled company is shown; `isSandbox` then. */
	readonly signIn: SignIn | null;
	/** What the environment decides about the figures. */
	readonly settings: readonly SettingInForce[];
	/** The words by which check-ins are read. */
	readonly vocabulary: Vocabulary;
	/** What `/readyz` reports. Checked live; bounded by a few seconds. */
	readiness(): Promise<{ ready: boolean; checks: Record<string, string>; warnings: string[] }>;
	log: {
		info(fields: Record<string, unknown>, message: string): void;
		warn(fields: Record<string, unknown>, message: string): void;
		error(fields: Record<string, unknown>, message: string): void;
	};
}

const KEY = Symbol.for('okr-observatory.runtime');
type Holder = { [KEY]?: Runtime };

export function setRuntime(runtime: Runtime): void {
	(globalThis as Holder)[KEY] = runtime;
}

/** @throws if no composition root was started: the build must be served by serve.ts, not by build/index.js. */
export function getRuntime(): Runtime {
	const runtime = (globalThis as Holder)[KEY];
	if (runtime === undefined)
		throw new Error(
			'No runtime in this process: start the product with `npm start` or `npm run dev`.'
		);
	return runtime;
}
