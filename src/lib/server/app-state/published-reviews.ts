/**
 * Reviews that were published: the figures as they were, the decisions, who published them and when, and a hash by which each can be
 * told from any other. Nobody changes an entry, publishing again adds one; only RETENTION_MONTHS takes its lists of goals away.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { selectRows, sqlLiteral, type Warehouse } from '../../../../etl/clickhouse/client.ts';
import type { Author, ReviewPlace } from './decisions.ts';
import { enter } from './entries.ts';

export interface PublishedHead {
	readonly id: string;
	/** The name of whoever published it. */
	readonly by: string;
	/** UTC, ISO 8601. */
	readonly at: string;
	/** YYYY-MM-DD: the as-of day. */
	readonly day: string;
	readonly lens: string;
	/** Of the content, hex (`../review/hash.ts`). */
	readonly hash: string;
	/** Of what is left of it once its period is not kept any more (etl/retention); empty: it is whole. */
	readonly reducedHash: string;
}

export interface Published extends PublishedHead {
	/** As JSON: figures and decisions, in the form of the product that published it. */
	readonly content: string;
}

export interface PublishedReviews {
	/** The latest first. */
	list(place: ReviewPlace): Promise<PublishedHead[]>;
	/** null: there is no such one of that place. */
	open(place: ReviewPlace, id: string): Promise<Published | null>;
	/** @returns its id */
	publish(
		place: ReviewPlace,
		published: Pick<Published, 'day' | 'lens' | 'hash' | 'content'>,
		author: Author
	): Promise<string>;
}

const KIND = 'published_review';

const Head = z.object({
	id: z.string(),
	by: z.string(),
	at: z.string(),
	day: z.string(),
	lens: z.string(),
	hash: z.string(),
	reducedHash: z.string()
});

export function createPublishedReviews(warehouse: Warehouse): PublishedReviews {
	const select = <T>(
		{ periodId, departmentId }: ReviewPlace,
		columns: string,
		schema: z.ZodType<T>,
		id?: string
	) =>
		selectRows(
			warehouse,
			`SELECT ${columns} FROM app_current_entries
			WHERE kind = '${KIND}' AND JSONExtractString(body, 'period_id') = ${sqlLiteral(periodId)}
			AND JSONExtractString(body, 'department_id') = ${sqlLiteral(departmentId ?? '')}
			${id === undefined ? '' : `AND entry_id = ${sqlLiteral(id)}`}
			ORDER BY at DESC, id`,
			(row) => schema.parse(row)
		);
	return {
		list: (place) => select(place, HEAD, Head),
		async open(place, id) {
			const columns = `${HEAD}, JSONExtractString(body, 'content') AS content`;
			const [found] = await select(place, columns, Head.extend({ content: z.string() }), id);
			return found ?? null;
		},
		async publish({ periodId, departmentId }, published, author) {
			const id = randomUUID();
			await enter(warehouse, {
				kind: KIND,
				entryId: id,
				authorId: author.id,
				body: {
					period_id: periodId,
					department_id: departmentId ?? '',
					by: author.name,
					at: new Date().toISOString(),
					...published
				}
			});
			return id;
		}
	};
}

const HEAD = [
	'entry_id AS id',
	...['by', 'at', 'day', 'lens', 'hash'].map(
		(name) => `JSONExtractString(body, '${name}') AS ${name}`
	),
	`JSONExtractString(body, 'reduced_hash') AS reducedHash`
].join(', ');
