/** `npm run backup`. */
import { PATIENCE } from '../backup/quiet.ts';
import { UnusableDirectoryError, writeBackup } from '../backup/write.ts';
import { heldIdentity } from '../state/company-identity.ts';
import { HELP, parseOptions, UsageError, withUsage, type Syntax } from './arguments.ts';
import type { Command } from './command.ts';

const USAGE = `Usage: npm run backup -- --out DIR

Writes everything that the product keeps and that cannot be made anew: what DingTalk answered, the history built from it, what
people entered, logs, and the generated secrets. Figures are left out; a restore builds them. Works while the product runs. The
copy is read back and counted before it counts as a backup.

  --out DIR   a new or empty directory, one for each backup; only its owner may read it afterwards

A backup is one moment between two syncs: it waits up to ${PATIENCE} minutes for a running one, and a sync that wants to start in
the seconds of the copy is refused.

Exit code: 0 done; 1 failed; 2 bad usage or configuration.
`;

const OPTIONS = { out: { type: 'string' }, ...HELP } as const;

export const backupSyntax: Syntax = { usage: USAGE, options: OPTIONS, paths: ['out'] };

const PHASES = {
	copying: 'Copying the tables ...\n',
	checking: 'Reading the copy back ...\n',
	finishing: ''
} as const;

export const backup: Command = (args, io, { warehouse, config }) =>
	withUsage(io, USAGE, async () => {
		const { out: directory } = parseOptions(args, OPTIONS);
		if (directory === undefined) throw new UsageError('--out DIR is missing.');
		const company = await heldIdentity(warehouse);
		if (company === null)
			throw new Error('There is nothing to back up yet: run npm run sync first.');
		const source = { warehouse, dataDir: config.dataDir, company };
		try {
			const { tables } = await writeBackup(source, directory, {
				signal: io.signal,
				onWait: (reason) => io.err(`${reason} The backup waits for it.\n`),
				onPhase: (phase) => io.err(PHASES[phase])
			});
			const rows = tables.reduce((sum, table) => sum + table.rows, 0);
			io.out(
				`${company.name[0]?.toUpperCase() ?? ''}${company.name.slice(1)} is backed up in ${directory}: ${rows} rows in ${tables.length} tables.\n`
			);
			return 0;
		} catch (error) {
			if (error instanceof UnusableDirectoryError) throw new UsageError(error.message);
			throw error;
		}
	});
