import { LEAST_FREE } from './settings.ts';

/**
 * Faults of the warehouse that are not ClickHouse's own. Those are `ClickHouseError` of
 * `@clickhouse/client`, with the same code and type on both engines.
 */
export class WarehouseError extends Error {
	/** What went wrong, for callers that branch. */
	readonly kind: WarehouseErrorKind;
	/** True if the same call may succeed later without anybody changing anything. */
	readonly isRetryable: boolean;

	constructor(
		kind: WarehouseErrorKind,
		message: string,
		options: { isRetryable?: boolean; cause?: unknown } = {}
	) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = new.target.name;
		this.kind = kind;
		this.isRetryable = options.isRetryable ?? false;
	}
}

export type WarehouseErrorKind =
	| 'data_directory_in_use'
	| 'data_directory_unusable'
	| 'newer_data'
	| 'migration_failed'
	| 'closed'
	| 'aborted'
	| 'lost'
	| 'silent'
	| 'disk_full'
	| 'unreachable'
	| 'unsupported';

/** The engine was closed, or is closing: no statement is taken any more. */
export class WarehouseClosedError extends WarehouseError {
	constructor() {
		super('closed', 'The warehouse is closed: the process is shutting down.');
	}
}

/** The caller's `abort_signal` fired. The statement is being killed; it may have had effects. */
export class StatementAbortedError extends WarehouseError {
	constructor(cause: unknown) {
		super('aborted', 'The statement was aborted by its caller.', { cause });
	}
}

/** The engine neither answered nor failed for so long that nobody waits any longer. The statement may have had effects. */
export class StatementLostError extends WarehouseError {
	constructor(milliseconds: number) {
		super(
			'lost',
			`ClickHouse has not ended a statement within ${Math.round(milliseconds / 60_000)} minutes. It was given up; if this happens again, restart the product.`,
			{ isRetryable: true }
		);
	}
}

/** Whoever asked waits no longer (`answeringWithin`). The statement is being given up; it may have had effects. */
export class WarehouseSilentError extends WarehouseError {
	constructor(milliseconds: number) {
		super('silent', `ClickHouse has not answered within ${milliseconds / 1000} s.`, {
			isRetryable: true
		});
	}
}

/** There is no room for what was to be stored, and nothing of it was. Worth a retry once somebody has made some. */
export class DiskFullError extends WarehouseError {
	constructor(engine: 'embedded' | 'server', cause: unknown) {
		super(
			'disk_full',
			engine === 'embedded'
				? `The disk of DATA_DIR is full: with less than ${LEAST_FREE / 1e6} MB free nothing more is stored. What was stored before is whole. Make room, then try again.`
				: 'The disk of the ClickHouse server is full, and nothing more is stored. What was stored before is whole. Make room there, then try again.',
			{ isRetryable: true, cause }
		);
	}
}

/** No server answered at its address when the warehouse was opened. */
export class WarehouseUnreachableError extends WarehouseError {
	/** @param host without user and password */
	constructor(host: string, cause: unknown) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		super(
			'unreachable',
			`No ClickHouse server answers at ${host}: ${reason} Start it, or correct CLICKHOUSE_URL.`,
			{ isRetryable: true, cause }
		);
	}
}
