/** What a backup says of itself. Written last: a directory without it is no backup, whatever else lies there. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppliedMigration } from '../clickhouse/migrate.ts';

/** Raised when an older product could no longer read what is written. */
export const FORMAT = 1;
export const MANIFEST_FILE = 'manifest.json';
/** ClickHouse's own backup of the tables. */
export const DATABASE_DIRECTORY = 'database';
/** Generated secrets, for their owner only. */
export const SECRETS_DIRECTORY = 'secrets';

export const BackedUpTable = z.object({
	name: z.string().regex(/^\w+$/),
	rows: z.int().nonnegative(),
	/** As `contentsOf` computes it; the order of the rows does not matter. */
	checksum: z.string()
});
export type BackedUpTable = z.infer<typeof BackedUpTable>;

export const Manifest = z.object({
	format: z.literal(FORMAT),
	product_version: z.string(),
	/** ISO 8601, UTC. */
	created_at: z.iso.datetime(),
	company: z.object({ id: z.string(), name: z.string() }),
	/** Name of the database that the tables were in. */
	database: z.string().regex(/^\w+$/),
	engine_version: z.string(),
	migrations: z.array(AppliedMigration).min(1),
	tables: z.array(BackedUpTable).min(1)
});
export type Manifest = z.infer<typeof Manifest>;

/** The directory is no whole backup, or one that this version cannot read. */
export class NotABackupError extends Error {
	override readonly name = 'NotABackupError';
}

/** @throws {NotABackupError} */
export function readManifest(directory: string): Manifest {
	let text: string;
	try {
		text = readFileSync(join(directory, MANIFEST_FILE), 'utf8');
	} catch (cause) {
		throw new NotABackupError(
			`${directory} holds no ${MANIFEST_FILE} that can be read: it is no backup, or one that was cut off before it was whole. Name the directory that npm run backup was given.`,
			{ cause }
		);
	}
	const content = jsonOf(text);
	const { format } = z.looseObject({ format: z.number().catch(0) }).parse(content ?? {});
	if (format > FORMAT)
		throw new NotABackupError(
			`${directory} was written by a newer version of OKR Observatory (backup format ${format}; this version reads up to ${FORMAT}). Restore it with that version.`
		);
	const parsed = Manifest.safeParse(content);
	if (parsed.success) return parsed.data;
	throw new NotABackupError(
		`${join(directory, MANIFEST_FILE)} is damaged: ${z.prettifyError(parsed.error)}`
	);
}

/** On disk when it returns, whole or not at all. */
export function writeManifest(directory: string, manifest: Manifest): void {
	const path = join(directory, MANIFEST_FILE);
	const file = openSync(`${path}.new`, 'w', 0o600);
	try {
		writeSync(file, `${JSON.stringify(manifest, null, '\t')}\n`);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(`${path}.new`, path);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null; // the contract says what is missing
	}
}
