import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderMigrations } from './migrate.ts';

/** The text as ClickHouse gets it, statement by statement. */
function renderedText(cluster: string | null): string {
	return renderMigrations({ cluster })
		.map(({ number, name, hash, statements }) =>
			[`-- ${number} ${name} ${hash}`, ...statements.map((statement) => `${statement};\n`)].join(
				'\n'
			)
		)
		.join('\n');
}

describe('the migrations', () => {
	// What was released is never edited: a changed hash locks every existing installation out.
	it('are sent to one node exactly like this', async () => {
		await expect(renderedText(null)).toMatchFileSnapshot('rendered/single-node.sql');
	});

	it('are sent to a cluster exactly like this', async () => {
		await expect(renderedText('okr_cluster')).toMatchFileSnapshot('rendered/cluster.sql');
	});

	it('have the same hash on one node and on a cluster', () => {
		const hashes = (cluster: string | null) =>
			renderMigrations({ cluster }).map(({ hash }) => hash);
		expect(hashes('okr_cluster')).toEqual(hashes(null));
	});

	it('say the grain of every table above it', () => {
		const tables = renderMigrations({ cluster: null })
			.flatMap(({ statements }) => statements)
			.filter((statement) => /^CREATE TABLE/m.test(statement));
		const without = tables.filter((statement) => !/^-- (Grain: |One row )/m.test(statement));
		expect(without.map((statement) => statement.slice(0, 80))).toEqual([]);
	});
});

describe('a folder of migrations', () => {
	let directory: string;
	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), 'okr-migrations-'));
	});
	afterEach(() => {
		rmSync(directory, { recursive: true });
	});
	const write = (files: Record<string, string>) => {
		for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
	};

	it('is rendered in the order of its numbers', () => {
		write({
			'0010_later.sql': 'SELECT 10',
			'0002_first.sql':
				'CREATE TABLE t {{on_cluster}} ENGINE = {{replicated}}MergeTree SETTINGS {{dedup_window}} = 1; SELECT 2',
			'notes.md': 'not a migration'
		});
		const [first, later] = renderMigrations({ cluster: 'c1', directory });
		expect(first?.statements).toEqual([
			`CREATE TABLE t ON CLUSTER 'c1' ENGINE = ReplicatedMergeTree SETTINGS replicated_deduplication_window = 1`,
			'SELECT 2'
		]);
		expect(later).toMatchObject({ number: 10, name: 'later' });
		expect(renderMigrations({ cluster: null, directory })[0]?.statements[0]).toBe(
			'CREATE TABLE t  ENGINE = MergeTree SETTINGS non_replicated_deduplication_window = 1'
		);
	});

	it('gives a migration the same hash whatever its comments and layout', () => {
		write({ '0001_one.sql': "-- why\nCREATE TABLE t (a String DEFAULT ' x');\n" });
		const hash = renderMigrations({ cluster: null, directory })[0]?.hash;
		write({ '0001_one.sql': "CREATE   TABLE t\n(a String DEFAULT ' x'); -- a better why" });
		expect(renderMigrations({ cluster: null, directory })[0]?.hash).toBe(hash);
		write({ '0001_one.sql': "CREATE TABLE t (a String DEFAULT '  x');" });
		expect(renderMigrations({ cluster: null, directory })[0]?.hash).not.toBe(hash);
	});

	it.each([
		[{ '1_short.sql': '' }, /named like 0001_what_it_brings/],
		[{ '0001_a.sql': '', '0001_b.sql': '' }, /Two migrations have the number 0001/],
		[{ '0001_a.sql': 'SELECT {{on_custer}}' }, /Unknown placeholder \{\{on_custer\}\}/]
	])('is refused with a sentence if it is not in order (%j)', (files, sentence) => {
		write(files);
		expect(() => renderMigrations({ cluster: null, directory })).toThrow(sentence);
	});
});
