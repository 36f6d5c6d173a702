/**
 * Decisions that reviewers enter in a review: one list for each period and place, kept for good. Whoever opens the review reads
 * them, so what is restricted is not for them; the page says so where they are entered.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sqlLiteral, type Warehouse } from '../../../../etl/clickhouse/client.ts';
import { currentEntries, enter } from './entries.ts';
import { enteredText } from './entered-text.ts';
import { EntryError } from './entry-error.ts';

export const MOST_DECISIONS = 100;
export const LONGEST_DECISION = 2_000;

/** Of which review: department null is the whole company. */
export interface ReviewPlace {
	readonly periodId: string;
	readonly departmentId: string | null;
}

export interface Decision {
	readonly id: string;
	readonly text: string;
	/** The name of whoever entered it. */
	readonly by: string;
	/** UTC, ISO 8601: when it was first entered. */
	readonly at: string;
}

export type DecisionProblem = 'no_text' | 'too_many' | 'unknown';

/** Whoever enters something, and who that is to the readers. Who may is the caller's matter. */
export interface Author {
	readonly id: string;
	readonly name: string;
}

export interface Decisions {
	/** In the order in which they were entered. */
	list(place: ReviewPlace): Promise<Decision[]>;
	/** @throws {EntryError} a DecisionProblem */
	add(place: ReviewPlace, text: string, author: Author): Promise<void>;
	/** The name and the moment of the first entry stay. @throws {EntryError} a DecisionProblem */
	change(place: ReviewPlace, id: string, text: string, author: Author): Promise<void>;
	/** @throws {EntryError} a DecisionProblem */
	remove(place: ReviewPlace, id: string, author: Author): Promise<void>;
}

const KIND = 'review_decision';

const problem = (problem: DecisionProblem) => new EntryError(KIND, problem);

const Body = z.object({
	period_id: z.string(),
	department_id: z.string().nullable(),
	text: z.string(),
	by: z.string(),
	at: z.string()
});

export function createDecisions(warehouse: Warehouse): Decisions {
	const list = async ({ periodId, departmentId }: ReviewPlace): Promise<Decision[]> => {
		const rows = await currentEntries(warehouse, {
			kind: KIND,
			where: `JSONExtractString(body, 'period_id') = ${sqlLiteral(periodId)}`,
			body: Body
		});
		return rows
			.filter(({ body }) => body.department_id === departmentId)
			.map(({ id, body: { text, by, at } }) => ({ id, text, by, at }))
			.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
	};
	const known = async (place: ReviewPlace, id: string): Promise<Decision> => {
		const found = (await list(place)).find((one) => one.id === id);
		if (found === undefined) throw problem('unknown');
		return found;
	};
	const keep = ({ periodId, departmentId }: ReviewPlace, one: Decision, author: Author) =>
		enter(warehouse, {
			kind: KIND,
			entryId: one.id,
			authorId: author.id,
			body: {
				period_id: periodId,
				department_id: departmentId,
				text: one.text,
				by: one.by,
				at: one.at
			}
		});
	return {
		list,
		async add(place, text, author) {
			const clean = textOf(text);
			if ((await list(place)).length >= MOST_DECISIONS) throw problem('too_many');
			const at = new Date().toISOString();
			await keep(place, { id: randomUUID(), text: clean, by: author.name, at }, author);
		},
		async change(place, id, text, author) {
			const clean = textOf(text);
			await keep(place, { ...(await known(place, id)), text: clean }, author);
		},
		async remove(place, id, author) {
			await known(place, id);
			await enter(warehouse, { kind: KIND, entryId: id, authorId: author.id, body: null });
		}
	};
}

function textOf(text: string): string {
	const clean = enteredText(text, LONGEST_DECISION);
	if (clean === '') throw problem('no_text');
	return clean;
}
