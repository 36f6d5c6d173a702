import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { insertRows, run, selectRows } from '../../etl/clickhouse/client.ts';
import { restoreBackup } from '../../etl/backup/restore.ts';
import { writeBackup } from '../../etl/backup/write.ts';
import { forget as command } from '../../etl/commands/forget.ts';
import { createClock } from '../../etl/clock.ts';
import { createTestTiming } from '../../etl/dingtalk/test-timing.ts';
import { finishKilledForgetting, forgetIn, placesOf } from '../../etl/personal-data/forget.ts';
import { FORGOTTEN_FILE, readForgotten } from '../../etl/personal-data/forgotten-people.ts';
import { candidateOf } from '../../etl/personal-data/who-is-forgotten.ts';
import { rebuildCore } from '../../etl/replay/rebuild-core.ts';
import { openSyncBench, type SyncBench } from '../support/synced-warehouse.ts';
import { digestOf } from '../support/table-digest.ts';

const DAYS = ['2026-02-13', '2026-03-20'] as const;
const AFTER = '2026-03-24';

const Person = z.object({ person_id: z.string(), name: z.string() });
const Figures = z.object({ figures: z.string() });

let dataDir: string;
let bench: SyncBench;
let leaver: z.infer<typeof Person>;
/** Who is to be forgotten, in everybody's mouth. */
let words: string[];
let figures: string;
let backup: string;

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'okr-forget-'));
	bench = await openSyncBench({
		day: DAYS[0],
		people: 24,
		seed: 5,
		environment: { DATA_DIR: dataDir, DINGTALK_REPORT_TEMPLATE: 'OKR weekly' },
		faults: ['broken-record']
	});
	for (const day of DAYS)
		await bench.sync(day, {}, { timing: createTestTiming(), isMartless: day !== DAYS[1] });
	const people = await selectRows(
		bench.warehouse,
		`SELECT person_id, name FROM core_people
		WHERE NOT is_present AND valid_to > now() + INTERVAL 10 YEAR
			AND person_id IN (SELECT owner_id FROM core_objective_versions)
			AND person_id IN (SELECT author_id FROM core_check_in_revisions)
		ORDER BY person_id`,
		(row) => Person.parse(row)
	);
	const [first] = people;
	if (first === undefined) throw new Error('Nobody leaves this company: choose another seed.');
	leaver = first;
	words = [leaver.person_id, leaver.name];
	await insertRows(bench.warehouse, 'app_entries', [
		{
			kind: 'decision',
			entry_id: 'one',
			version: '1',
			author_id: leaver.person_id,
			entered_at: new Date(),
			is_deleted: 0,
			body: JSON.stringify({ text: `Ask ${leaver.name}.`, owner: leaver.person_id })
		}
	]);
	figures = await figuresOf();
	backup = join(dataDir, 'backup');
	await writeBackup(
		{ warehouse: bench.warehouse, dataDir, company: { id: `sandbox:`, name: 'Sandbox' } },
		backup
	);
});
afterAll(async () => {
	await bench.close();
	rmSync(dataDir, { recursive: true });
});

/** What the company's figures come to, without whom they are about. */
async function figuresOf(): Promise<string> {
	const [row] = await selectRows(
		bench.warehouse,
		`SELECT toJSONString(tuple(
			(SELECT tuple(count(), uniq(owner_id), sum(progress), sum(confidence)) FROM mart_key_result_days),
			(SELECT tuple(count(), uniq(owner_id)) FROM mart_objective_days),
			(SELECT tuple(count(), uniq(person_id)) FROM mart_person_days),
			(SELECT tuple(count(), uniq(author_id)) FROM mart_check_ins),
			(SELECT count() FROM mart_link_days), (SELECT count() FROM mart_changes)
		)) AS figures`,
		(found) => Figures.parse(found)
	);
	return row?.figures ?? '';
}

function runCommand(...args: string[]): Promise<{ exit: number; said: string }> {
	let said = '';
	const note = (text: string): void => void (said += text);
	const config = bench.configOf(DAYS[1]);
	return command(
		args,
		{ out: note, err: note, isTty: false, signal: new AbortController().signal },
		{
			config,
			clock: createClock(config.timezone, DAYS[1]),
			warehouse: bench.warehouse,
			dingtalk: bench.endpoints
		}
	).then((exit) => ({ exit, said }));
}

describe('contact details', () => {
	it('are kept nowhere: neither telephone number nor mail address nor picture', async () => {
		const kept = await selectRows(
			bench.warehouse,
			`SELECT extractAll(body, '"(unionid|unionId|mobile|email|org_email|avatar|job_number|hired_date)":') AS fields
			FROM raw_payloads WHERE notEmpty(fields)`,
			(row) => row
		);
		expect(kept).toEqual([]);
	});
});

describe('somebody who left', () => {
	it('is shown before anything is done, and nobody who is still here can be forgotten', async () => {
		const { exit, said } = await runCommand('--user', leaver.person_id);
		expect(exit).toBe(0);
		expect(said).toContain('raw_payloads');
		expect(said).toContain('app_entries: 1 rows');
		expect(said).toContain('Nothing was changed');
		const [present] = await selectRows(
			bench.warehouse,
			`SELECT person_id, name FROM core_people WHERE is_present AND valid_to > now() + INTERVAL 10 YEAR LIMIT 1`,
			(row) => Person.parse(row)
		);
		const refused = await runCommand('--user', present?.person_id ?? '', '--yes');
		expect(refused.exit).toBe(1);
		expect(refused.said).toContain("is in DingTalk's directory");
		expect((await runCommand('--user', 'nobody-at-all', '--yes')).exit).toBe(1);
		expect(readForgotten(dataDir)).toEqual([]);
	});

	it('may be somebody of whom retention has left the id alone', async () => {
		const read = { run_id: '1', stream: 'objectives', endpoint: '', request: '{}', page: 1 };
		await insertRows(bench.warehouse, 'raw_reads', [
			{
				...read,
				entity_key: 'long-gone',
				is_last_page: 1,
				fetched_at: new Date(),
				payload_hash: ''
			}
		]);
		const { person } = await candidateOf(bench.warehouse, dataDir, 'long-gone', []);
		expect(person.names).toEqual([]);
		await run(bench.warehouse, `DELETE FROM raw_reads WHERE entity_key = 'long-gone'`);
	});

	it('is in no table any more, and every figure stays, also after a command that broke off', async () => {
		const { person } = await candidateOf(bench.warehouse, dataDir, leaver.person_id, [leaver.name]);
		const broken = forgetIn(bench.warehouse, bench.configOf(DAYS[1]), [person], {
			onTable: (table) => {
				if (table === 'core_person_versions') throw new Error('Broken off.');
			}
		});
		await expect(broken).rejects.toThrow('Broken off.');
		expect(await placesOf(bench.warehouse, words)).not.toEqual([]);
		await finishKilledForgetting(bench.warehouse, dataDir);
		// What is left are marts, which a start builds anew.
		const left = await placesOf(bench.warehouse, words);
		expect(left.filter(({ table }) => !table.startsWith('mart_'))).toEqual([]);

		const { exit, said } = await runCommand('--user', leaver.person_id, '--yes');
		expect(said).toContain(`Forgotten: ${leaver.person_id} is ${person.pseudonym} now.`);
		expect(await placesOf(bench.warehouse, words)).toEqual([]);
		expect(exit).toBe(0);
		expect(await figuresOf()).toBe(figures);
		expect(readForgotten(dataDir)).toEqual([person]);
		expect(statSync(join(dataDir, FORGOTTEN_FILE)).mode & 0o777).toBe(0o600);
	});

	it('is the same in the tables as in the answers that they were made from', async () => {
		const before = await digestOf(bench.warehouse, /^core_/);
		await rebuildCore(bench.warehouse, bench.configOf(DAYS[1]));
		expect(await digestOf(bench.warehouse, /^core_/)).toEqual(before);
	});

	it('stays forgotten when DingTalk tells of them again, which changes nothing', async () => {
		const versions = await versionsOf();
		const hooks = { timing: createTestTiming(), isMartless: true };
		const { status } = await bench.sync(AFTER, { isFull: true }, hooks);
		expect(status).toBe('succeeded');
		expect(await placesOf(bench.warehouse, words)).toEqual([]);
		expect(await versionsOf()).toEqual(versions);
	});

	it('is not brought back by a backup from before', async () => {
		const target = { warehouse: bench.warehouse, config: bench.configOf(AFTER), served: null };
		await restoreBackup(target, { directory: backup, isReplacing: true });
		expect(await placesOf(bench.warehouse, words)).toEqual([]);
		expect(await figuresOf()).toBe(figures);
	});
});

/** Versions of whatever is under a pseudonym. */
async function versionsOf(): Promise<unknown[]> {
	return selectRows(
		bench.warehouse,
		`SELECT * FROM (SELECT 'objective' AS kind, objective_id AS id, count() AS versions FROM core_objective_versions
			WHERE owner_id LIKE 'person-%' AND is_present GROUP BY id
		UNION ALL SELECT 'person', person_id, count() FROM core_person_versions WHERE person_id LIKE 'person-%' GROUP BY person_id
		UNION ALL SELECT 'department', department_id, count() FROM core_department_versions
			WHERE arrayExists(head -> head LIKE 'person-%', head_ids) GROUP BY department_id)
		ORDER BY kind, id`,
		(row) => row
	);
}
