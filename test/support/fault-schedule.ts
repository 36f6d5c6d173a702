/**
 * What goes wrong while a company is synced on a few days, drawn from a seed: what DingTalk does, where the sync is interrupted,
 * which statement the warehouse fails, where a quota or budget ends. The days after the last disturbance of each are calm.
 */
import type { Fault } from '../../etl/sandbox/faults.ts';
import { random, sharesOf, type Random } from '../../etl/sandbox/company/random.ts';

/** A small company on some days. */
export interface Story {
	readonly people: number;
	readonly seed: number;
	readonly days: readonly string[];
}

/** What ends one attempt, beside what DingTalk does to its calls. */
export type End =
	/** The user interrupts it after so many signs of progress. */
	| { readonly kind: 'interrupt'; readonly after: number }
	/** The n-th statement fails: it alone; it and all after it; or it is carried out and only its acknowledgement is lost. */
	| {
			readonly kind: 'warehouse';
			readonly at: number;
			readonly how: 'once' | 'for good' | 'unacknowledged';
	  }
	/** DingTalk's quota ends after so many metered calls of this attempt. */
	| { readonly kind: 'quota'; readonly calls: number }
	/** The month's budget ends after so many metered calls of this attempt, and the plan knows it. */
	| { readonly kind: 'budget'; readonly calls: number };

export interface Attempt {
	readonly faults: readonly Fault[];
	/** null: it goes on to its end, if the faults let it. */
	readonly end: End | null;
}

export interface Schedule {
	readonly seed: number;
	readonly story: Story;
	/** The place in `story.days` of the first disturbed day; the days before are calm. */
	readonly from: number;
	/** Disturbed attempts of each day from there on; a calm attempt follows them. */
	readonly attempts: readonly (readonly Attempt[])[];
	/** DINGTALK_MAX_QPS; null: no limit. */
	readonly maxQps: number | null;
}

/** What a patient client bears; `slow` and `hang` would cost real time. */
const PASSING: readonly Fault[] = [
	'qps-burst',
	'qps-global',
	'qpm-burst',
	'busy-503',
	'busy-old',
	'reset',
	'token-expiry-mid-run',
	'truncated-json'
];
const STAYING: readonly Fault[] = [
	'scope-missing',
	'scope-missing-contacts',
	'narrow-contact-range',
	'html-ban',
	'json-ban',
	'ip-not-allowed',
	'bad-credentials',
	'no-rules',
	'quota-used-up'
];

const ENDS = sharesOf({ none: 3, interrupt: 3, warehouse: 4, quota: 2, budget: 1 });
const ATTEMPTS = sharesOf({ '1': 6, '2': 3, '3': 1 });
const HOW = sharesOf({ once: 2, 'for good': 2, unacknowledged: 1 });

export function drawSchedule(seed: number, stories: readonly Story[]): Schedule {
	const r = random('schedule', seed);
	const story = r.pick(stories);
	const from = r.int(0, story.days.length - 1);
	const disturbedDays = r.chance(0.2) ? 2 : 1;
	const days = Math.min(disturbedDays, story.days.length - from);
	return {
		seed,
		story,
		from,
		attempts: Array.from({ length: days }, () =>
			Array.from({ length: Number(r.weighted(ATTEMPTS)) }, () => drawAttempt(r))
		),
		maxQps: r.chance(0.3) ? r.int(4, 15) : null
	};
}

function drawAttempt(r: Random): Attempt {
	const end = drawEnd(r);
	const passing = PASSING.filter(() => r.chance(0.2));
	const staying = r.chance(end === null ? 0.6 : 0.1) ? [r.pick(STAYING)] : [];
	return { faults: [...passing, ...staying], end };
}

function drawEnd(r: Random): End | null {
	switch (r.weighted(ENDS)) {
		case 'interrupt':
			return { kind: 'interrupt', after: r.int(1, 90) };
		case 'warehouse':
			return { kind: 'warehouse', at: r.int(1, 160), how: r.weighted(HOW) };
		case 'quota':
			return { kind: 'quota', calls: r.int(1, 60) };
		case 'budget':
			return { kind: 'budget', calls: r.int(1, 60) };
		case 'none':
			return null;
	}
}
