/** The names that Cube's packages import from `@cubejs-backend/native`, as far as this replacement serves them. */

export interface DataResult {
	isWrapper: boolean;
	/** The whole JSON body. */
	getFinalResult(): Promise<Buffer>;
	getRawData(): readonly (readonly Record<string, unknown>[])[];
	getTransformData(): readonly unknown[];
	getRootResultObject(): readonly Record<string, unknown>[];
}

export interface TransformRequest {
	aliasToMemberNameMap: Record<string, string>;
	/** What the caller may see; a column outside it is refused. */
	annotation: Record<string, { type?: string }>;
	query: Record<string, unknown>;
	queryType?: 'regularQuery' | 'compareDateRangeQuery' | 'blendingQuery';
	resType?: 'default' | 'compact' | 'columnar';
}

export declare class ResultWrapper implements DataResult {
	constructor(input: readonly Record<string, unknown>[] | DataResult);
	isWrapper: boolean;
	isNative: boolean;
	setTransformData(data: TransformRequest): void;
	setRootResultObject(root: Record<string, unknown>): void;
	getFinalResult(): Promise<Buffer>;
	getRawData(): readonly (readonly Record<string, unknown>[])[];
	getTransformData(): readonly unknown[];
	getRootResultObject(): readonly Record<string, unknown>[];
}

export declare class ResultMultiWrapper implements DataResult {
	constructor(results: readonly ResultWrapper[], root: { queryType: string; slowQuery?: boolean });
	isWrapper: boolean;
	getFinalResult(): Promise<Buffer>;
	getRawData(): readonly (readonly Record<string, unknown>[])[];
	getTransformData(): readonly unknown[];
	getRootResultObject(): readonly Record<string, unknown>[];
}

/** Not served: constructing one throws. */
export declare class ResultArrayWrapper {
	constructor(results: readonly ResultWrapper[]);
}

export interface JinjaEngine {
	loadTemplate(name: string, content: string): void;
	renderTemplate(name: string, context: unknown, python: unknown): Promise<string>;
}

export type PythonCtx = Record<string, unknown>;

export declare class NativeInstance {
	newJinjaEngine(options?: unknown): JinjaEngine;
	loadPythonContext(name: string, content: string): Promise<PythonCtx>;
}

export declare function getFinalQueryResult(
	request: TransformRequest,
	rows: readonly Record<string, unknown>[],
	head: Record<string, unknown>
): Promise<Buffer>;
export declare function getFinalQueryResultMulti(
	requests: readonly TransformRequest[],
	rowsOfEach: readonly (readonly Record<string, unknown>[])[],
	head: { queryType: string; results: Record<string, unknown>[]; slowQuery?: boolean }
): Promise<Buffer>;
export declare function setupLogger(...ignored: unknown[]): void;
export declare function resetLogger(...ignored: unknown[]): void;
export declare function isFallbackBuild(): boolean;

// Each of these throws one sentence that names what it would need.
export declare function loadNative(): never;
export declare function rowsToColumnar(...ignored: unknown[]): never;
export declare function rowsToColumnarBuffer(...ignored: unknown[]): never;
export declare function redactSqlLiterals(...ignored: unknown[]): never;
export declare function registerInterface(...ignored: unknown[]): never;
export declare function shutdownInterface(...ignored: unknown[]): never;
export declare function execSql(...ignored: unknown[]): never;
export declare function sql4sql(...ignored: unknown[]): never;
export declare function rest4sql(...ignored: unknown[]): never;
export declare function buildSqlAndParams(...ignored: unknown[]): never;
export declare function transpileJs(...ignored: unknown[]): never;
export declare function transpileYaml(...ignored: unknown[]): never;
export declare function pythonLoadConfig(...ignored: unknown[]): never;
export declare function parseCubestoreResultMessage(...ignored: unknown[]): never;
export declare function getCubestoreResult(...ignored: unknown[]): never;

// Types that Cube's declaration files mention for parts this replacement does not serve.
export type SqlInterfaceInstance = never;
export type ShutdownMode = 'fast' | 'semifast' | 'smart';
export type Request<Meta> = { id: string; meta: Meta };
export type LoadRequestMeta = Record<string, unknown>;
export type Sql4SqlResponse = Record<string, unknown>;
export type QueryConvertResponse = Record<string, unknown>;
