import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { insertRows, run, selectRows, type Warehouse } from './client.ts';
import { WarehouseError } from './errors.ts';
import { splitStatements, withoutComments } from './statements.ts';

/** `etl/clickhouse/migrations/0003_check_ins.sql` after rendering. */
export interface Migration {
	readonly number: number;
	readonly name: string;
	/** SHA-256 of the template without comments and layout: the same on one node and a cluster. */
	readonly hash: string;
	readonly statements: readonly string[];
}

/** A migration as a database or a backup remembers it. */
export const AppliedMigration = z.object({
	number: z.coerce.number(),
	name: z.string(),
	hash: z.string()
});
export type AppliedMigration = z.infer<typeof AppliedMigration>;

export interface MigrateOptions {
	readonly directory?: string;
	/** Only those with these numbers: the state in which a backup was made. Default: all. */
	readonly only?: ReadonlySet<number>;
	/** Ends it between two migrations. */
	readonly signal?: AbortSignal | undefined;
}

export interface RenderOptions {
	/** Name of the ClickHouse cluster; null for one node or the embedded engine. */
	readonly cluster: string | null;
	readonly directory?: string;
}

/** The data was written by a version of the product that knows more than this one. */
export class NewerDataError extends WarehouseError {
	/** @param place e.g. 'The data in database okr' */
	constructor(place: string, what: string) {
		super(
			'newer_data',
			`${place} was written by another version of OKR Observatory: ${what}. ` +
				`Start the version that wrote it, or a newer one, or point DATA_DIR (or CLICKHOUSE_URL) elsewhere.`
		);
	}
}

/** A statement of a migration failed. What was before it stays; nothing after it ran. */
export class MigrationFailedError extends WarehouseError {
	constructor(migration: Migration, statement: string, cause: unknown) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		super(
			'migration_failed',
			`Migration ${fileOf(migration)} failed: ${reason.trim()}\nin: ${withoutComments(statement).slice(0, 300)}`,
			{ cause }
		);
	}
}

const MIGRATIONS = join(import.meta.dirname, 'migrations');

const LEDGER = `-- Grain: one row per migration that was applied to the end.
CREATE TABLE IF NOT EXISTS ops_migrations {{on_cluster}}
(
	number UInt32,
	name String,
	hash String,
	applied_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY number`;

/**
 * Applies the migrations that this database has not seen, in the order of their numbers, and
 * returns the names of those. Each is recorded after its last statement, so that one cut short is
 * repeated: statements have to be idempotent (`IF NOT EXISTS`).
 *
 * @throws {NewerDataError} nothing was changed
 * @throws {MigrationFailedError} the first failure; later migrations did not run
 */
export async function migrate(
	warehouse: Warehouse,
	{ directory = MIGRATIONS, only, signal }: MigrateOptions = {}
): Promise<string[]> {
	const { cluster } = warehouse;
	const migrations = renderMigrations({ cluster, directory });
	await run(warehouse, render(LEDGER, cluster));
	const applied = new Set<number>();
	for (const was of await appliedMigrations(warehouse)) {
		refuseUnknown(`The data in database ${warehouse.database}`, was, migrations);
		applied.add(was.number);
	}

	const names: string[] = [];
	for (const migration of migrations) {
		if (applied.has(migration.number) || only?.has(migration.number) === false) continue;
		signal?.throwIfAborted();
		for (const statement of migration.statements) {
			try {
				await run(warehouse, statement);
			} catch (cause) {
				throw new MigrationFailedError(migration, statement, cause);
			}
		}
		const { number, name, hash } = migration;
		await insertRows(warehouse, 'ops_migrations', [{ number, name, hash }]);
		names.push(name);
	}
	return names;
}

/**
 * The migrations as they are sent to ClickHouse, by number. `{{on_cluster}}` becomes empty or
 * `ON CLUSTER 'name'`, `{{replicated}}` empty or `Replicated`, and `{{dedup_window}}` the name of
 * the engine's deduplication setting.
 *
 * @throws {Error} a file with another name, two with one number, or an unknown placeholder
 */
export function renderMigrations({ cluster, directory = MIGRATIONS }: RenderOptions): Migration[] {
	const migrations: Migration[] = [];
	for (const file of readdirSync(directory).sort()) {
		if (!file.endsWith('.sql')) continue;
		const [, number, name] = /^(\d{4})_(\w+)\.sql$/.exec(file) ?? [];
		if (number === undefined || name === undefined) {
			throw new Error(`Migration ${file} has to be named like 0001_what_it_brings.sql`);
		}
		if (migrations.at(-1)?.number === Number(number)) {
			throw new Error(`Two migrations have the number ${number}`);
		}
		const template = readFileSync(join(directory, file), 'utf8');
		migrations.push({
			number: Number(number),
			name,
			hash: createHash('sha256').update(withoutComments(template)).digest('hex'),
			statements: splitStatements(render(template, cluster))
		});
	}
	return migrations;
}

function render(template: string, cluster: string | null): string {
	const values = new Map([
		['on_cluster', cluster === null ? '' : `ON CLUSTER '${cluster}'`],
		['replicated', cluster === null ? '' : 'Replicated'],
		['dedup_window', `${cluster === null ? 'non_replicated' : 'replicated'}_deduplication_window`]
	]);
	return template.replace(/\{\{(.*?)\}\}/g, (placeholder, name: string) => {
		const value = values.get(name.trim());
		if (value === undefined) throw new Error(`Unknown placeholder ${placeholder} in a migration`);
		return value;
	});
}

/** By number. @throws in a database that was never migrated */
export async function appliedMigrations(warehouse: Warehouse): Promise<AppliedMigration[]> {
	return selectRows(
		warehouse,
		`SELECT number, any(name) AS name, any(hash) AS hash FROM ops_migrations GROUP BY number ORDER BY number`,
		(row) => AppliedMigration.parse(row)
	);
}

/**
 * @param place what has the migration, e.g. 'The backup /backups/monday'
 * @throws {NewerDataError} it is none of `migrations`
 */
export function refuseUnknown(
	place: string,
	was: AppliedMigration,
	migrations: readonly Migration[]
): void {
	const here = migrations.find(({ number }) => number === was.number);
	if (here === undefined)
		throw new NewerDataError(place, `it has migration ${fileOf(was)}, unknown here`);
	if (here.hash !== was.hash)
		throw new NewerDataError(place, `its migration ${fileOf(was)} differs from ours`);
}

function fileOf({ number, name }: { number: number; name: string }): string {
	return `${String(number).padStart(4, '0')}_${name}`;
}
