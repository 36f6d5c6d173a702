/**
 * How much one request, one person and one program may take of the product, so that nobody is in everybody's way. None of it is a
 * setting. What one question to Cube may ask is in `cube/query-limits.ts`.
 */

/** Characters of path and query. No page of ours leads to more than 2,000. */
export const LONGEST_ADDRESS = 8_192;
/** Bytes of a form or of a query. */
export const LARGEST_BODY = 1_000_000;

/**
 * Requests a minute and, `burst`, in one go; `atOnce` that are answered at the same time, the next of the same asker wait. A page of a
 * person is one request, or two; files of the build are none.
 */
export const ASKERS = {
	token: { perMinute: 120, burst: 60, atOnce: 4 },
	person: { perMinute: 600, burst: 300, atOnce: 6 }
} as const;
export type AskerKind = keyof typeof ASKERS;

/** Milliseconds and requests of one asker that may wait for the ones before. */
export const LONGEST_TURN = 10_000;
export const MOST_WAITING = 50;

/** Tables that are written as files at the same time, and of them those of one asker: one that is taken slowly lasts. */
export const FILES = { atOnce: 4, ofOne: 2 } as const;
/** The same of reviews as slides and texts. */
export const REVIEW_FILES_AT_ONCE = { atOnce: 2, ofOne: 1 } as const;
