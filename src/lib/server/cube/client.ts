/** The one door to Cube: typed queries out, checked rows in. Transport, "Continue wait" and paging are Cube's own client. */
import cubejs, { RequestError, type Query } from '@cubejs-client/core';
import { z } from 'zod';
import {
	memberOf,
	type Condition,
	type CubeQuery,
	type DimensionOf,
	type MeasureOf,
	type Row,
	type ViewName
} from './catalog.ts';
import { CubeError } from './errors.ts';

export interface Cube {
	/** @throws CubeError */
	rows<V extends ViewName, M extends MeasureOf<V> = never, D extends DimensionOf<V> = never>(
		query: CubeQuery<V, M, D>
	): Promise<readonly Row<V, M, D>[]>;
}

export interface CubeConnection {
	/** `http://127.0.0.1:PORT/cubejs-api/v1` */
	readonly apiUrl: string;
	readonly token: () => Promise<string>;
	/** For one query with all its waiting. */
	readonly timeoutMs?: number;
}

export function createCube({ apiUrl, token, timeoutMs = 20_000 }: CubeConnection): Cube {
	const api = cubejs(token, { apiUrl });
	return {
		async rows(query) {
			const signal = AbortSignal.timeout(timeoutMs);
			let answer: unknown[];
			try {
				const result = await api.load(toCubeQuery(query), { signal });
				answer = result.rawData();
			} catch (error) {
				throw toCubeError(error, query.view, signal, timeoutMs);
			}
			const parsed = rowsSchema(query).safeParse(answer);
			if (!parsed.success)
				throw new CubeError('protocol', query.view, z.prettifyError(parsed.error), parsed.error);
			return parsed.data;
		}
	};
}

/** Our query in Cube's JSON: members with their view in front. */
function toCubeQuery<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>>(
	query: CubeQuery<V, M, D>
): Query {
	const name = (member: string) => `${query.view}.${member}`;
	const condition = (one: Condition<V>) =>
		'values' in one
			? { member: name(one.member), operator: one.operator, values: [...one.values] }
			: { member: name(one.member), operator: one.operator };
	return {
		measures: (query.measures ?? []).map(name),
		dimensions: (query.dimensions ?? []).map(name),
		filters: (query.filters ?? []).map((filter) =>
			'or' in filter ? { or: filter.or.map(condition) } : condition(filter)
		),
		order: (query.order ?? []).map(([member, direction]): [string, 'asc' | 'desc'] => [
			name(member),
			direction
		]),
		...(query.limit === undefined ? {} : { limit: query.limit }),
		...(query.offset === undefined ? {} : { offset: query.offset })
	};
}

/** Cube's JSON has numbers as text and days as `2026-11-22T00:00:00.000`. */
const number = z
	.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)])
	.transform(Number);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/);
const valueSchema = {
	count: number,
	number: number.nullable(),
	text: z
		.string()
		.nullable()
		.transform((text) => (text === '' ? null : text)),
	boolean: z
		.union([
			z.boolean(),
			z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true'),
			z.literal([0, 1]).transform((bit) => bit === 1)
		])
		.nullable(),
	day: time.transform((text) => text.slice(0, 10)),
	maybe_day: time.transform((text) => text.slice(0, 10)).nullable(),
	instant: time.transform((text) => `${text.slice(0, 19)}Z`).nullable()
};

/** By view and members: of the same members it is the same, and zod compiles each one anew. The pages ask for some hundred. */
const rowsSchemas = new Map<string, z.ZodType<readonly object[]>>();

function rowsSchema<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>>(
	query: CubeQuery<V, M, D>
): z.ZodType<readonly Row<V, M, D>[]> {
	const members = [...(query.measures ?? []), ...(query.dimensions ?? [])];
	const key = [query.view, ...members].join(' ');
	const known = rowsSchemas.get(key) ?? z.array(rowSchema(query.view, members));
	rowsSchemas.set(key, known);
	// The cast of this table: under the names of members stands what was made of them.
	return known as z.ZodType<readonly Row<V, M, D>[]>;
}

function rowSchema<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>>(
	view: V,
	members: readonly (M | D)[]
): z.ZodType<Row<V, M, D>> {
	const shape = Object.fromEntries(
		members.map((member) => [`${view}.${member}`, valueSchema[memberOf(view, member).kind]])
	);
	return z.object(shape).transform(
		(row) =>
			// The cast of this door: the shape above was built from the same members that Row names.
			Object.fromEntries(
				members.map((member) => [member, row[`${view}.${member}`]])
			) as unknown as Row<V, M, D>
	);
}

function toCubeError(
	error: unknown,
	view: string,
	signal: AbortSignal,
	timeoutMs: number
): CubeError {
	if (signal.aborted)
		return new CubeError('timeout', view, `no answer within ${timeoutMs / 1000} s`, error);
	if (error instanceof RequestError) {
		// Cube answers 400 also where it is the database that fails; then its words begin so (ClickHouseDriver).
		const isOurFault =
			error.status !== undefined &&
			error.status >= 400 &&
			error.status < 500 &&
			!/Query failed:|execution timeout/.test(error.message);
		const detail = error.message.slice(0, 500) || `HTTP ${error.status ?? 'without answer'}`;
		return new CubeError(isOurFault ? 'refused' : 'unavailable', view, detail, error);
	}
	// Cube's client failed on the answer itself.
	const detail = error instanceof Error ? error.message : String(error);
	return new CubeError('protocol', view, detail, error);
}
