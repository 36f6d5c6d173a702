import type { Locale } from '$lib/paraglide/runtime.js';
import type { Cube } from '$lib/server/cube/client';
import type { Scope } from '$lib/server/scope';
import type { Viewer } from '$lib/server/view-as';
import type { Bearer, SyncProgress } from '$lib/server/runtime/current';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** What kind of page explains it. */
			code?:
				| 'not_found'
				| 'department_not_found'
				| 'period_not_found'
				| 'key_result_not_found'
				| 'objective_not_found'
				| 'person_not_found'
				| 'forbidden'
				| 'first_sync'
				| 'data_unavailable'
				| 'disk_full'
				| 'too_many'
				| 'unreachable'
				| 'unexpected';
			/** In the log under the same id. */
			errorId?: string;
			/** What somebody typed into the form whose request failed, to be copied. */
			typed?: readonly string[];
			/** Of `too_many`: seconds until the next try, and whether it was to change something, which was not done. */
			wait?: number;
			isUndone?: boolean;
			/** While the first sync runs. */
			sync?: {
				state: 'running' | 'waiting' | 'failed';
				message: string;
				progress: SyncProgress | null;
			};
		}
		interface Locals {
			lang: Locale;
			theme: 'auto' | 'light' | 'dark';
			viewer: Viewer;
			/** The program that asks instead of a person, by its token. */
			bearer: Bearer | null;
			/** By whom limits count requests; null: nobody is counted, as in the demo. */
			asker: string | null;
			/** Reads with the rights of the request's viewer. */
			cube: Cube;
			/** Resolved once per request by scopeOf. */
			scope?: Promise<Scope>;
			/** What people typed into the form of this request. */
			typed?: readonly string[];
			/** What failed is the engine or Cube, and may be well again in a moment. */
			isDataAway?: boolean;
		}
	}
}

export {};
