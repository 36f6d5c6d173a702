/**
 * What a program is told when Cube could not answer: an id under which the log names the cause, never the cause itself. The words of
 * ClickHouse hold SQL, names of tables and addresses of machines.
 */
import { z } from 'zod';

export interface ToldFailure {
	readonly status: number;
	readonly error: string;
}

const Failure = z.object({ error: z.string() });
const SEND_JSON = 'The request cannot be read: send JSON.';
/** A member that is private, or not for the groups of the caller (cube/native/result.js). */
const HIDDEN = /You requested hidden member: '([\w.]+)'/;
/** Several questions at once, one of which has no days (there too). */
const NO_DAYS = /A blending query needs a time dimension with a granularity\./;
/** From what reads the body. */
const NO_JSON = /^SyntaxError: .*JSON/;
/** Cube answers 400 also where the database failed; then its words begin so (ClickHouseDriver). */
const OF_THE_DATABASE = /Query failed:/;
/** Cube's queue gave up, the engine did, or memory or rows are more than one query may have. */
const TOO_HEAVY =
	/execution timeout after|timeout exceeded|query was cancelled|memory limit|limit for result exceeded/i;
/** A value that is no day, no number, or another kind than its member. */
const UNREADABLE_VALUE =
	/cannot (?:read|parse|convert)|illegal type|no supertype|no operation \w+ between|type mismatch|not a valid/i;
/** `ungrouped` with a measure that is more than the sum of its rows. All of the model's own questions are grouped. */
const UNGROUPED = /not under aggregate function and not in GROUP BY/;
/** The model's own (access-query.ts): who may open what has changed since the question was written. */
const OVERTAKEN = /have become restricted meanwhile/;

/**
 * @param body Cube's answer to a query that it did not carry out
 * @returns null: Cube's own words are for the caller, who can do something about it
 */
export function failureOf(status: number, body: string): ToldFailure | null {
	const words = wordsOf(body);
	const [, hidden] = HIDDEN.exec(words ?? '') ?? [];
	// The caller's fault, which Cube takes for its own.
	if (hidden !== undefined) return { status: 400, error: `There is no member ${hidden} for you.` };
	const [noDays] = NO_DAYS.exec(words ?? '') ?? [];
	if (noDays !== undefined) return { status: 400, error: noDays };
	if (words !== null && NO_JSON.test(words)) return { status: 400, error: SEND_JSON };
	// Behind it comes the SQL, with words of the caller's own.
	const [cause = ''] = (words ?? '').split(/In (?:scope|query) /, 1);
	if (TOO_HEAVY.test(cause))
		return {
			status: 503,
			error: 'The query took too long or too much. Ask for less, or try again later.'
		};
	if (OF_THE_DATABASE.test(cause)) {
		if (OVERTAKEN.test(cause)) return { status: 503, error: 'The data has changed. Ask again.' };
		if (UNGROUPED.test(cause))
			return {
				status: 400,
				error: 'A measure of the query has no value for single rows: leave out ungrouped.'
			};
		return UNREADABLE_VALUE.test(cause)
			? { status: 400, error: 'A value of the filters is not of the kind of its member.' }
			: { status: 500, error: 'The query could not be carried out.' };
	}
	if (status >= 500) return { status, error: 'The query could not be carried out.' };
	if (words === null) return { status, error: SEND_JSON };
	return null;
}

function wordsOf(body: string): string | null {
	try {
		return Failure.safeParse(JSON.parse(body)).data?.error ?? null;
	} catch {
		return null;
	}
}
