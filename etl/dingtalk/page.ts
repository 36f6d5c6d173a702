/** One answered page of a read, as the raw layer keeps it and the normalisers take it. */
import type { z } from 'zod';
import { DingTalkError } from './errors.ts';
import { nameOf, type Endpoint } from './endpoint.ts';
import type { CallParameters } from './client.ts';

export interface Page {
	/** Verb and path. */
	readonly endpoint: string;
	readonly request: CallParameters;
	/** From 1; again from 1 where a list that moved is read anew (paging.ts). */
	readonly number: number;
	/** The list ends here and the read of it held together. A read without such a page is not complete: nothing is closed by it. */
	readonly isLast: boolean;
	/** What stands behind the envelope, as received. */
	readonly content: unknown;
	/** Its records, not parsed yet. */
	readonly records: readonly unknown[];
}

/** @throws {DingTalkError} kind `protocol`: the envelope or page itself is not what the documentation promises */
export function readContract<T extends z.ZodType>(
	contract: T,
	endpoint: Endpoint,
	value: unknown
): z.output<T> {
	const parsed = contract.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new DingTalkError(
		'protocol',
		`${nameOf(endpoint)} answered with another shape than documented (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`,
		{ cause: parsed.error }
	);
}

/** Canonical JSON of what was asked, without the token: keys in order, path, query and body apart. */
export function nameParameters({ path, query, body }: CallParameters): string {
	return JSON.stringify({
		...(path && { path: sorted(path) }),
		...(query && { query: sorted(query) }),
		...(body && { body: sorted(body) })
	});
}

function sorted(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
}
