/**
 * A person who left is forgotten: id and name become a pseudonym in every table, DingTalk's answers as they were kept among them.
 * Each table is made ready in a database beside and exchanged as a whole, so that a kill leaves every table either old or new; the next
 * start, or the same command once more, does the rest.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keptTables } from '../backup/contents.ts';
import { whenQuiet, type WaitHooks } from '../backup/quiet.ts';
import { dropScratch, inScratch, isScratchLeft } from '../backup/scratch.ts';
import {
	insertRows,
	onCluster,
	run,
	selectRows,
	sqlIdentifier,
	sqlLiteral,
	type Warehouse
} from '../clickhouse/client.ts';
import { migrate } from '../clickhouse/migrate.ts';
import { runMutation } from '../clickhouse/mutations.ts';
import type { Config } from '../config.ts';
import { buildCurrentMarts } from '../current-marts.ts';
import { DEPARTMENTS, PEOPLE } from '../load/directory.ts';
import { KEY_RESULT_ATTRIBUTES } from '../load/key-results.ts';
import { FIELD_ATTRIBUTES } from '../load/objective-fields.ts';
import { OBJECTIVE_ATTRIBUTES } from '../load/objectives.ts';
import { recover } from '../load/recover.ts';
import type { MartProgress } from '../marts/rebuild.ts';
import { readCheckInText } from '../normalise/check-in-text.ts';
import { addForgotten, readForgotten, type ForgottenPerson } from './forgotten-people.ts';
import { createPseudonymiser, type Pseudonymiser } from './pseudonymise.ts';

export interface ForgetHooks extends WaitHooks {
	readonly onTable?: (table: string) => void;
	readonly onMarts?: (progress: MartProgress) => void;
}

/** Version tables, whose rows carry a hash of these columns: DingTalk's next answer is compared with it. */
const HASHED: Readonly<Record<string, string>> = {
	[DEPARTMENTS.versions]: DEPARTMENTS.attributes.join(', '),
	[PEOPLE.versions]: PEOPLE.attributes.join(', '),
	core_objective_versions: OBJECTIVE_ATTRIBUTES,
	core_key_result_versions: KEY_RESULT_ATTRIBUTES,
	core_objective_field_versions: FIELD_ATTRIBUTES
};
/** Lists of ids that are kept in order, because their order means nothing. */
const SORTED = ['head_ids', 'reader_ids'];

const Row = z.record(z.string(), z.unknown());
type Row = z.infer<typeof Row>;
const Name = z.object({ name: z.string() });
const Column = z.object({ name: z.string(), type: z.string() });
const Count = z.object({ found: z.coerce.number() });

/**
 * Takes all forgotten people out of the warehouse and builds the marts anew. May be repeated.
 * @throws {BusyError | SyncRunningError}, and whatever the engine throws
 */
export function forgetIn(
	warehouse: Warehouse,
	config: Config,
	people: readonly ForgottenPerson[],
	hooks: ForgetHooks = {}
): Promise<void> {
	return whenQuiet(warehouse, 'forget', hooks, async () => {
		// First of all: from here on no answer brings them back, and a killed command can be repeated.
		addForgotten(config.dataDir, people);
		await recover(warehouse);
		await takeOut(warehouse, readForgotten(config.dataDir), hooks);
		await buildCurrentMarts(warehouse, config, {
			isForced: true,
			...(hooks.onMarts !== undefined && { onProgress: hooks.onMarts }),
			...(hooks.signal !== undefined && { signal: hooks.signal })
		});
	});
}

/** Tables and how many of their cells still hold one of the words, whatever their case. Marts among them. */
export async function placesOf(
	warehouse: Warehouse,
	words: readonly string[]
): Promise<{ table: string; found: number }[]> {
	const places: { table: string; found: number }[] = [];
	for (const table of await tablesOf(warehouse)) {
		const where = await holdsAny(warehouse, table, words);
		const [row] = await selectRows(
			warehouse,
			`SELECT count() AS found FROM ${sqlIdentifier(table)} WHERE ${where}`,
			(found) => Count.parse(found)
		);
		if (row !== undefined && row.found > 0) places.push({ table, found: row.found });
	}
	return places;
}

/** The tables alone, for a caller that keeps everything else from writing and builds the marts afterwards. */
export async function takeOut(
	warehouse: Warehouse,
	people: readonly ForgottenPerson[],
	{ onTable, signal }: Pick<ForgetHooks, 'onTable' | 'signal'> = {}
): Promise<void> {
	if (people.length === 0) return;
	const words = people.flatMap(({ personId, names }) => [personId, ...names]);
	const pseudonymiser = createPseudonymiser(people);
	// What fails or is killed leaves the scratch database, by which the next start knows that there is something to finish.
	await inScratch(warehouse, 'forgetting', async (beside) => {
		await migrate(beside);
		const rewrite = { warehouse, beside, words, pseudonymiser };
		onTable?.('raw_payloads');
		const renamed = await rewriteAnswers(rewrite, signal);
		// From here on to the end: a person who is two people in part of the tables would be counted as two.
		await run(warehouse, `TRUNCATE TABLE mart_build${onCluster(warehouse)}`);
		for (const table of await keptTables(warehouse)) {
			if (table === 'raw_payloads') continue;
			onTable?.(table);
			await rewriteTable(rewrite, table, renamed);
		}
		// Last: until now what the reads named was there.
		await dropAnswers(warehouse, [...renamed.keys()]);
	});
	await dropScratch(warehouse, 'forgetting');
}

/**
 * Ends what a killed `npm run forget` began, on the embedded engine, where nobody else can be at it. To be called at a start, once the
 * tables are of this version; the marts are built anew afterwards, because their note is gone.
 */
export async function finishKilledForgetting(warehouse: Warehouse, dataDir: string): Promise<void> {
	if (warehouse.kind !== 'embedded' || !(await isScratchLeft(warehouse, 'forgetting'))) return;
	await recover(warehouse);
	await takeOut(warehouse, readForgotten(dataDir));
}

interface Rewrite {
	readonly warehouse: Warehouse;
	readonly beside: Warehouse;
	readonly words: readonly string[];
	readonly pseudonymiser: Pseudonymiser;
}

/** Answers at a time: a page of a directory is tens of kilobytes. */
const AT_A_TIME = 200;

/**
 * Adds each answer that names somebody once more without them.
 * @returns hash before -> hash now
 */
async function rewriteAnswers(
	{ warehouse, words, pseudonymiser }: Rewrite,
	signal: AbortSignal | undefined
): Promise<Map<string, string>> {
	const renamed = new Map<string, string>();
	const where = await holdsAny(warehouse, 'raw_payloads', words);
	let last = '';
	for (;;) {
		signal?.throwIfAborted();
		const answers = await selectRows(
			warehouse,
			`SELECT * FROM raw_payloads WHERE payload_hash > ${sqlLiteral(last)} AND (${where})
			ORDER BY payload_hash LIMIT 1 BY payload_hash LIMIT ${AT_A_TIME}`,
			(row) => z.looseObject({ payload_hash: z.string(), body: z.string() }).parse(row)
		);
		const rewritten = answers.flatMap((answer) => {
			const before: unknown = JSON.parse(answer.body);
			const now = pseudonymiser.value(before);
			if (now === before) return [];
			const body = JSON.stringify(now);
			const payload_hash = createHash('sha256').update(body).digest('hex');
			renamed.set(answer.payload_hash, payload_hash);
			return [{ ...answer, payload_hash, body }];
		});
		await insertRows(warehouse, 'raw_payloads', rewritten);
		last = answers.at(-1)?.payload_hash ?? last;
		if (answers.length < AT_A_TIME) return renamed;
	}
}

async function dropAnswers(warehouse: Warehouse, hashes: readonly string[]): Promise<void> {
	if (hashes.length === 0) return;
	// Not a lightweight delete: the bytes themselves have to go.
	await runMutation(
		warehouse,
		`ALTER TABLE raw_payloads${onCluster(warehouse)} DELETE WHERE payload_hash IN ${sqlLiteral(hashes)} SETTINGS mutations_sync = 2`
	);
}

async function rewriteTable(
	{ warehouse, beside, words, pseudonymiser }: Rewrite,
	table: string,
	renamed: ReadonlyMap<string, string>
): Promise<void> {
	const name = sqlIdentifier(table);
	const isOld = `payload_hash IN ${sqlLiteral([...renamed.keys(), ''])}`;
	const where = `(${await holdsAny(warehouse, table, words)}${table === 'raw_reads' ? ` OR ${isOld}` : ''})`;
	const rows = await selectRows(warehouse, `SELECT * FROM ${name} WHERE ${where}`, (row) =>
		Row.parse(row)
	);
	let hasChanged = false;
	const rewritten = rows.map((row) => {
		const found = rewriteRow(row, pseudonymiser, renamed);
		hasChanged ||= found !== row;
		return found;
	});
	if (!hasChanged) return;
	await insertRows(beside, table, rewritten);
	const hashed = HASHED[table];
	if (hashed !== undefined)
		await runMutation(
			beside,
			`ALTER TABLE ${name} UPDATE attributes_hash = sipHash64(toJSONString(tuple(${hashed}))) WHERE 1 SETTINGS mutations_sync = 2`
		);
	const ours = `${sqlIdentifier(warehouse.database)}.${name}`;
	const theirs = `${sqlIdentifier(beside.database)}.${name}`;
	await run(warehouse, `INSERT INTO ${theirs} SELECT * FROM ${ours} WHERE NOT ${where}`);
	await run(warehouse, `EXCHANGE TABLES ${theirs} AND ${ours}${onCluster(warehouse)}`);
	// What was entered while the copy was made: a view, a sign-out; nothing else writes meanwhile.
	if (table.startsWith('app_'))
		await run(
			warehouse,
			`INSERT INTO ${ours} SELECT * FROM ${theirs} WHERE NOT ${where} EXCEPT SELECT * FROM ${ours}`
		);
}

/** @returns the row itself where nothing in it is about anybody forgotten */
function rewriteRow(
	row: Row,
	pseudonymiser: Pseudonymiser,
	renamed: ReadonlyMap<string, string>
): Row {
	let found = Row.parse(pseudonymiser.value(row));
	const before = row['payload_hash'];
	const hash = typeof before === 'string' ? renamed.get(before) : undefined;
	if (hash !== undefined) found = { ...found, payload_hash: hash };
	if (JSON.stringify(found) === JSON.stringify(row)) return row;
	for (const column of SORTED) {
		const ids = found[column];
		if (Array.isArray(ids)) found[column] = ids.toSorted();
	}
	// The name may have been of several words, of which a mention is the first only.
	if (row['html'] !== found['html'] && row['source'] === 'check_in') {
		const said = readCheckInText(String(found['html']), []);
		found['text'] = said.text;
		found['normalised_text'] = said.normalisedText;
		found['mentions'] = said.mentions;
	}
	return found;
}

/** SQL: whether a row of the table holds one of the words in any text of its, whatever their case. */
async function holdsAny(
	warehouse: Warehouse,
	table: string,
	words: readonly string[]
): Promise<string> {
	const columns = await selectRows(
		warehouse,
		`SELECT name, type FROM system.columns
		WHERE database = currentDatabase() AND table = ${sqlLiteral(table)} AND type LIKE '%String%' ORDER BY position`,
		(row) => Column.parse(row)
	);
	if (columns.length === 0) return '0';
	const texts = columns.map(({ name, type }) =>
		type.startsWith('Array') || type.startsWith('Map') || type.startsWith('Tuple')
			? `toJSONString(${sqlIdentifier(name)})`
			: `ifNull(toString(${sqlIdentifier(name)}), '')`
	);
	const found = texts.flatMap((text) =>
		words.map((word) => `positionCaseInsensitiveUTF8(${text}, ${sqlLiteral(word)}) > 0`)
	);
	return found.join(' OR ');
}

function tablesOf(warehouse: Warehouse): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name`,
		(row) => Name.parse(row).name
	);
}
