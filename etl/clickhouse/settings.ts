import type { ClickHouseSettings } from '@clickhouse/client';

/**
 * Settings every statement of the product runs with, on both engines, so that the same SQL means
 * the same thing on either. A caller's own settings win over these.
 */
export const BASE_SETTINGS: ClickHouseSettings = {
	// JSON numbers above 2^53 would be rounded by every JavaScript reader.
	output_format_json_quote_64bit_integers: 1,
	// Instants are UTC wherever the process or the server stands; local days are computed in marts.
	session_timezone: 'UTC',
	date_time_input_format: 'best_effort',
	// A batch is acknowledged when it is stored, not when it is queued (default 1 since 26.x).
	async_insert: 0,
	// A field that the table lacks is our mistake (error 117), and so is a null in a column that
	// cannot hold one: ClickHouse would otherwise drop the first and store 0 or '' for the second.
	input_format_skip_unknown_fields: 0,
	input_format_null_as_default: 0,
	// Each statement would hold buffers of 10 MB for threads that blocks of ours never need.
	input_format_parallel_parsing: 0,
	output_format_parallel_formatting: 0
};

/** Of a statement that somebody waits for. */
export const AHEAD: ClickHouseSettings = { priority: '1' };

/**
 * Of a statement that nobody waits for: before each block that it reads it lets those ahead end, for 50 ms at most, so that even one
 * that never ends only slows it down. `npm run bench -- --only marts` tells how long a page's question takes beside a build.
 */
export const BEHIND: ClickHouseSettings = { priority: '2', low_priority_query_wait_time_ms: '50' };

/** What chDB, built on clickhouse-local, turns on and a ClickHouse server leaves off. */
export const SERVER_LIKE_SETTINGS: ClickHouseSettings = {
	implicit_select: 0,
	allow_introspection_functions: 0
};

/** Bytes that have to be free on the disk of the embedded engine for an insert to begin. */
export const LEAST_FREE = 64_000_000;

/**
 * Once the disk refuses its bytes (it is full, or a quota is), chDB 26.7 acknowledges an insert all the same, and cannot read the part:
 * seen by filling a disk while one was written. So nothing is begun near that point.
 */
export const EMBEDDED_LIMITS: ClickHouseSettings = {
	min_free_disk_bytes_to_perform_insert: LEAST_FREE
};

/** Parameters of the HTTP interface that travel as settings and that the engine does not know. */
const HTTP_PARAMETERS = new Set(['wait_end_of_query', 'default_format', 'role']);

/** Settings as the literals of a `SET` statement, by name. */
export type SettingLiterals = ReadonlyMap<string, string>;

/** @throws {TypeError} a name that is no identifier */
export function settingLiterals(...layers: (ClickHouseSettings | undefined)[]): SettingLiterals {
	const literals = new Map<string, string>();
	for (const layer of layers) {
		for (const [name, value] of Object.entries(layer ?? {})) {
			if (value === undefined || HTTP_PARAMETERS.has(name)) continue;
			if (!/^[A-Za-z_]\w*$/.test(name)) {
				throw new TypeError(`${JSON.stringify(name)} is not the name of a ClickHouse setting`);
			}
			literals.set(name, literalOf(value));
		}
	}
	return literals;
}

/**
 * The `SET` statement that brings a connection from one state to another, or null if there is
 * nothing to do. A setting the target does not name goes back to ClickHouse's default.
 */
export function setStatement(from: SettingLiterals, to: SettingLiterals): string | null {
	const changes: string[] = [];
	for (const [name, literal] of to) {
		if (from.get(name) !== literal) changes.push(`${name} = ${literal}`);
	}
	for (const name of from.keys()) {
		if (!to.has(name)) changes.push(`${name} = DEFAULT`);
	}
	return changes.length === 0 ? null : `SET ${changes.join(', ')}`;
}

function literalOf(value: unknown): string {
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? '1' : '0';
	return `'${String(value).replace(/[\\']/g, '\\$&')}'`;
}
