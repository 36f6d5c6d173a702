/** Cube's ClickHouse driver on the warehouse's own connection, so that an embedded engine is opened once. */
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ClickHouseDriver } from '@cubejs-backend/clickhouse-driver';
import type { Warehouse } from '../etl/clickhouse/client.ts';
import { AHEAD } from '../etl/clickhouse/settings.ts';

type Query = ClickHouseDriver['query'];

/** Statements Cube runs at once. Embedded connections stay free for a build of marts, the sync and the guards (embedded.ts). */
export const CONCURRENCY = 3;

/** More than Cube's own limit of an answer, which every statement carries. */
const MOST_RESULT_ROWS = 100_000;

/**
 * A driver for Cube. Closing it closes its own clients and leaves the warehouse open.
 *
 * A class per warehouse, because the stock constructor builds its client before a subclass could keep anything.
 */
export function createDriver(warehouse: Warehouse, statementTimeout: number): ClickHouseDriver {
	// Cube kills what runs too long; should that get lost, the engine ends it a little later.
	const limits = {
		max_execution_time: statementTimeout + 5,
		max_result_rows: String(MOST_RESULT_ROWS),
		result_overflow_mode: 'throw' as const
	};
	class WarehouseDriver extends ClickHouseDriver {
		static override getDefaultConcurrency(): number {
			return CONCURRENCY;
		}

		protected override createClient(connections: number): ReturnType<typeof createClient> {
			const options = warehouse.connectionOptions();
			return createClient({
				...options,
				// Whatever fails is thrown to Cube, which logs it; the client would also warn of our timeout on every start.
				log: { level: ClickHouseLogLevel.OFF },
				max_open_connections: connections,
				// A server that says nothing would keep the call that kills a statement as long as the statement.
				request_timeout: (statementTimeout + 5) * 1000,
				clickhouse_settings: {
					...options.clickhouse_settings,
					...this.config.clickhouseSettings,
					...limits,
					...AHEAD
				}
			});
		}

		/** The stock method is `async`, which loses the `cancel` that Cube's queue calls on a timeout. */
		override query<R = unknown>(...[sql, values, options]: Parameters<Query>): Promise<R[]> {
			const response = this.queryResponse(sql, values, options);
			const rows = response.then((result) => this.normaliseResponse<R>(result));
			return 'cancel' in response ? Object.assign(rows, { cancel: response.cancel }) : rows;
		}
	}
	return new WarehouseDriver({ database: warehouse.database, readOnly: true });
}
