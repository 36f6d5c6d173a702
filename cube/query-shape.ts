/**
 * Whether a request has the shape of a query at all. Cube's own check comes after code of its own that takes the shape for granted: a
 * text where a list should stand would be its fault (500), and not the asker's.
 */
import { z } from 'zod';

/** The query is none. The message says where and what; a retry does not help. */
export class QueryShapeError extends Error {
	override readonly name = 'QueryShapeError';
}

const names = z.array(z.string()).nullish();
const range = z.union([z.string(), z.array(z.string())]);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** `measureFilter` is Cube's own, of its drill-downs: on anything but a measure it breaks on it. */
const isForAskers = (operator: string): boolean => operator !== 'measureFilter';

/** Only these are about what is empty; of the others Cube leaves empty values out, and breaks on it if none is left. */
const MAY_BE_EMPTY = ['equals', 'notEquals', 'set', 'notSet'];

interface Condition {
	readonly operator?: string | null | undefined;
	readonly values?: readonly unknown[] | null | undefined;
}

const isWithSomething = ({ operator, values }: Condition): boolean =>
	MAY_BE_EMPTY.includes(operator ?? '') ||
	(values ?? []).length === 0 ||
	(values ?? []).some((value) => value !== null);

/** A condition, or `and` or `or` over further ones. */
const Filter: z.ZodType = z
	.looseObject({
		member: z.string().nullish(),
		dimension: z.string().nullish(),
		operator: z.string().refine(isForAskers, 'measureFilter is not for questions').nullish(),
		values: z.array(scalar).nullish(),
		get and() {
			return z.array(Filter).nullish();
		},
		get or() {
			return z.array(Filter).nullish();
		}
	})
	.refine(isWithSomething, 'only equals and notEquals ask for what is empty');

const TimeDimension = z.looseObject({
	dimension: z.string(),
	granularity: z.string().nullish(),
	dateRange: range.nullish(),
	compareDateRange: z.array(range).nullish()
});

/** What else a query may hold, and of what it has to be made, Cube says itself. */
const Query = z.looseObject({
	measures: names,
	dimensions: names,
	segments: names,
	filters: z.array(Filter).nullish(),
	timeDimensions: z.array(TimeDimension).nullish(),
	order: z.union([z.record(z.string(), z.string()), z.array(z.array(z.string()))]).nullish(),
	limit: z.union([z.number(), z.string()]).nullish(),
	offset: z.union([z.number(), z.string()]).nullish(),
	timezone: z.string().nullish(),
	subqueryJoins: z.array(z.looseObject({})).nullish(),
	joinHints: z.array(z.array(z.string())).nullish()
});

/**
 * @param asked the parsed `query` of a request, known not to be deep; undefined: there is none, which Cube says itself
 * @throws {QueryShapeError}
 */
export function refuseMisshapen(asked: unknown): void {
	if (asked === undefined) return;
	const parsed = (Array.isArray(asked) ? z.array(Query) : Query).safeParse(asked);
	if (parsed.success) return;
	const [issue] = parsed.error.issues;
	const place = issue?.path.join('.') ?? '';
	throw new QueryShapeError(
		`The query is not one of Cube's: ${place === '' ? '' : `${place}: `}${issue?.message ?? ''}.`
	);
}
