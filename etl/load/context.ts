/** What one run knows when it compares its stage with the core tables. */
import { sqlLiteral, type Warehouse } from '../clickhouse/client.ts';

export interface LoadContext {
	readonly warehouse: Warehouse;
	readonly runId: string;
	/** Epoch ms: the one instant of all reads. */
	readonly observedAt: number;
	readonly timezone: string;
	/** Every department and everybody in them was read: what is missing is gone. */
	readonly isDirectoryComplete: boolean;
	/** No earlier run read the whole directory: what is found now was there before (metrics.md 1, first version). */
	readonly isFirstDirectory: boolean;
	/** Everybody in a complete directory was answered for. */
	readonly isEverybodyAnswered: boolean;
	readonly areOrganisationObjectivesComplete: boolean;
	/** The periods whose objectives were asked for. */
	readonly periodIds: readonly string[];
}

/** Literals for the SQL of one load. */
export function literalsOf({ runId, observedAt }: LoadContext): { run: string; observed: string } {
	return { run: sqlLiteral(runId), observed: sqlLiteral(new Date(observedAt)) };
}

/** The version in force of every key: the latest; of two runs at the same instant the later one. */
export function latest(table: string, key: string): string {
	return `SELECT * FROM ${table} ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY ${key}`;
}

/** "Since ever" (metrics.md 1). */
export const SINCE_EVER = `toDateTime64('1970-01-01 00:00:00', 3, 'UTC')`;
