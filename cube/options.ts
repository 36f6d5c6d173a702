/** Everything this project tells Cube: who may ask, what is refused, and where the answers come from. */
import { fileURLToPath } from 'node:url';
import { CubejsHandlerError } from '@cubejs-backend/api-gateway';
import type { CreateOptions } from '@cubejs-backend/server';
import type { Warehouse } from '../etl/clickhouse/client.ts';
import { accessValues, cellsOf } from './access-query.ts';
import { asOfDay, asOfFactsOf } from './as-of-day.ts';
import { AsOfError, openDays, type OpenDay } from './as-of-query.ts';
import { BridgeError, bridgeFilters } from './bridge-query.ts';
import { dataMark } from './data-mark.ts';
import { ZoneProofQuery } from './dialect.ts';
import { CONCURRENCY, createDriver } from './driver.ts';
import { cubeLogger, type CubeLog } from './log.ts';
import { modelFilesOf } from './model-files.ts';
import { QueryLimitError, refuseDeep, refuseHeavy } from './query-limits.ts';
import { QueryShapeError, refuseMisshapen } from './query-shape.ts';
import { AS_OF_VIEWS, DATA_HEADER, POLICY_HEADER, POLICY_VERSION } from './policy.ts';
import { SearchError, searchFilters } from './search-query.ts';
import { readersOf, restrictionsOf } from './reader.ts';
import { tokenReader } from './kept-tokens.ts';
import { Claims, TokenError } from './token.ts';

export interface CubeOptionsInput {
	readonly warehouse: Warehouse;
	readonly apiSecret: string;
	readonly log: CubeLog;
	/** Directory of the YAML model. Default: `cube/model`. */
	readonly modelDirectory?: string;
	/** Views with one row per entity and day. Default: AS_OF_VIEWS. */
	readonly asOfViews?: readonly string[];
	/** Seconds after which a statement is killed. Default: 60; the slowest question of the product takes well under one. */
	readonly statementTimeout?: number;
}

type Rewrite = NonNullable<CreateOptions['queryRewrite']>;
type Query = Parameters<Rewrite>[0];

/** Of the Cubes in this process. */
let cubes = 0;

/** Import this inside `inCubeEnvironment`: Cube's packages come with it. */
export function createCubeOptions(input: CubeOptionsInput): CreateOptions {
	const { statementTimeout = 60 } = input;
	const modelDirectory = input.modelDirectory ?? fileURLToPath(new URL('./model', import.meta.url));
	const orchestrator = `cube-${++cubes}`;
	return {
		apiSecret: input.apiSecret,
		devServer: false,
		telemetry: false,
		webSockets: false,
		scheduledRefreshTimer: false,
		cacheAndQueueDriver: 'memory',
		// The memory is one for the whole process (LocalCacheDriver.js): a Cube of another database must not answer from it.
		contextToOrchestratorId: () => orchestrator,
		logger: cubeLogger(input.log),
		repositoryFactory: () => modelFilesOf(modelDirectory),
		driverFactory: () => createDriver(input.warehouse, statementTimeout),
		// Cube's type asks for a query; what it takes, and calls `new` on, is the class.
		dialectFactory: () => ZoneProofQuery as unknown as ZoneProofQuery,
		checkAuth: authenticator(input),
		contextToGroups: ({ securityContext }) => groupsOf(securityContext),
		contextToApiScopes: async () => ['meta', 'data', 'sql'],
		queryRewrite: guardQueries(input),
		orchestratorOptions: {
			queryCacheOptions: {
				queueOptions: { concurrency: CONCURRENCY, executionTimeout: statementTimeout }
			}
		}
	};
}

/** The parts of Cube's request that authentication reads and writes. */
interface AuthRequest {
	/** `reader`, `may_administer`: as whom the model's SQL asks who may open what. Words, because Cube takes `false` for missing. */
	securityContext?: Claims & { readonly reader: string; readonly may_administer: 'yes' | 'no' };
	readonly res?: { setHeader(name: string, value: string): void };
	/** Of GET, as text; of POST it is in the body, as an object or as text. */
	readonly query?: { readonly query?: unknown };
	readonly body?: { readonly query?: unknown };
}

function authenticator({
	apiSecret,
	warehouse
}: CubeOptionsInput): (request: AuthRequest, token: string | undefined) => Promise<void> {
	const readerOf = readersOf(warehouse);
	const readToken = tokenReader(apiSecret);
	/** A database keeps its mark: what was found is not looked up again. */
	let mark: string | null = null;
	return async (request, token) => {
		request.res?.setHeader(POLICY_HEADER, String(POLICY_VERSION));
		const claims = await readToken(token).catch((error: unknown) => {
			if (error instanceof TokenError)
				throw new CubejsHandlerError(403, 'Forbidden', error.message);
			throw error;
		});
		if (claims.is_admin) {
			mark ??= await dataMark(warehouse);
			if (mark !== null) request.res?.setHeader(DATA_HEADER, mark);
		}
		request.securityContext = {
			...claims,
			reader: await readerOf(claims),
			may_administer: claims.is_admin ? 'yes' : 'no'
		};
		// Here, because Cube's own checks walk through a query, however deep it is, and take its shape for granted.
		const asked = askedIn(request);
		refusing(() => {
			refuseDeep(asked);
			refuseMisshapen(asked);
			refuseHeavy(asked);
		});
	};
}

/** What Cube takes for the query of a request; undefined: there is none, or none that can be read, which Cube says itself. */
function askedIn({ query, body }: AuthRequest): unknown {
	const asked = body?.query ?? query?.query;
	if (typeof asked !== 'string') return asked;
	try {
		return JSON.parse(asked);
	} catch {
		return undefined;
	}
}

/** Group names that access policies of the model may name. Whoever has no valid claims is in none, and sees nothing. */
export function groupsOf(securityContext: unknown): string[] {
	const claims = Claims.safeParse(securityContext);
	if (!claims.success) return [];
	return [claims.data.is_admin ? 'admin' : 'viewer'];
}

/**
 * Runs on every query before its SQL is written, also for `/sql` and `/dry-run`: gives a query without a day one, refuses what would
 * add up days, says which rows of restricted objectives it may count, and answers in UTC, because all days are local days already
 * and must not move.
 */
function guardQueries({ warehouse, asOfViews = AS_OF_VIEWS }: CubeOptionsInput): Rewrite {
	const facts = asOfFactsOf(warehouse);
	const restrictions = restrictionsOf(warehouse);
	const daysFor = async (open: readonly OpenDay[]) => {
		if (open.length === 0) return [];
		const known = await facts();
		return open.map(({ view, periodIds }) => {
			const day = asOfDay(known, periodIds);
			return { member: `${view}.as_of`, operator: 'inDateRange' as const, values: [day, day] };
		});
	};
	return async (query) => {
		refuseForeignSql(query);
		// Once more: relative ranges have become days.
		refusing(() => refuseHeavy(query));
		const cellsByView = [...cellsOf(query)];
		const isAnythingRestricted = cellsByView.length > 0 && (await restrictions());
		const access = cellsByView.map(([view, cells]) => ({
			member: `${view}.access`,
			operator: 'equals' as const,
			values: [...accessValues(cells, isAnythingRestricted)]
		}));
		const days = await daysFor(refusing(() => openDays(query, asOfViews)));
		const filters = [...(query.filters ?? []), ...access, ...days];
		const bridge = refusing(() => bridgeFilters({ ...query, filters }));
		const searched = refusing(() => searchFilters({ ...query, filters }));
		return { ...query, timezone: 'UTC', filters: [...searched, ...bridge] };
	};
}

/** Cube's query format has places for expressions, meant for its SQL API. Over REST they would be code of the caller. */
function refuseForeignSql({
	measures,
	dimensions,
	segments,
	subqueryJoins,
	joinHints
}: Query): void {
	const members: unknown[] = [...(measures ?? []), ...(dimensions ?? []), ...(segments ?? [])];
	const isPlain = members.every((member) => typeof member === 'string');
	if (!isPlain || (subqueryJoins ?? []).length > 0 || (joinHints ?? []).length > 0)
		throw badRequest(
			'Members are asked for by name; expressions, subqueryJoins and joinHints are not accepted.'
		);
}

const REFUSALS = [AsOfError, BridgeError, SearchError, QueryLimitError, QueryShapeError];

/** @throws {CubejsHandlerError} 400, with the sentence that says what to change */
function refusing<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		const isRefusal = REFUSALS.some((kind) => error instanceof kind);
		if (isRefusal && error instanceof Error) throw badRequest(error.message);
		throw error;
	}
}

function badRequest(message: string): CubejsHandlerError {
	return new CubejsHandlerError(400, 'Bad Request', message);
}
