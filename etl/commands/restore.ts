/** `npm run restore`. */
import { existsSync } from 'node:fs';
import { PATIENCE } from '../backup/quiet.ts';
import { restoreBackup } from '../backup/restore.ts';
import { HELP, parseOptions, UsageError, withUsage, type Syntax } from './arguments.ts';
import type { Command } from './command.ts';
import { createProgressLine } from './progress-line.ts';

const USAGE = `Usage: npm run restore -- --from DIR [-- --replace]

Brings back what npm run backup wrote into DIR and builds the figures from it. Works while the product runs: the pages show the
restored data afterwards. Everything is made ready and checked beside the present data, which stays as it is until the end;
killed at any moment, it leaves either the old or the new data.

  --from DIR   the directory that npm run backup was given
  --replace    also over another company's data; and do not keep what syncs since the backup brought (without it that is
               kept as a backup of its own in DATA_DIR/before-restore)

It waits up to ${PATIENCE} minutes for a running sync; syncs are refused while it works.

Exit code: 0 done; 1 failed or refused, and nothing was changed; 2 bad usage or configuration.
`;

const OPTIONS = {
	from: { type: 'string' },
	replace: { type: 'boolean', default: false },
	...HELP
} as const;

export const restoreSyntax: Syntax = { usage: USAGE, options: OPTIONS, paths: ['from'] };

const PHASES = {
	copying: 'Copying the tables beside the present ones ...\n',
	checking: 'Checking them ...\n',
	keeping: 'Keeping what syncs since the backup brought ...\n',
	swapping: 'Putting them in place ...\n'
} as const;

export const restore: Command = (args, io, { warehouse, config, served }) =>
	withUsage(io, USAGE, async () => {
		const { from: directory, replace } = parseOptions(args, OPTIONS);
		if (directory === undefined) throw new UsageError('--from DIR is missing.');
		if (!existsSync(directory)) throw new UsageError(`There is no directory ${directory}.`);
		const line = createProgressLine(io, () => performance.now());
		const { manifest, keptIn, areSecretsNew } = await restoreBackup(
			{ warehouse, config, served: served ?? null },
			{ directory, isReplacing: replace },
			{
				signal: io.signal,
				onWait: (reason) => io.err(`${reason} The restore waits for it.\n`),
				onPhase: (phase) => {
					line.clear();
					io.err(PHASES[phase]);
				},
				onMarts: ({ done, total }) => line.show({ phase: 'marts', done, total })
			}
		).finally(() => line.clear());
		const { company, created_at, tables } = manifest;
		const rows = tables.reduce((sum, table) => sum + table.rows, 0);
		io.out(
			`Restored ${company.name} as of the backup of ${created_at}: ${rows} rows in ${tables.length} tables; the figures were built from them.\n`
		);
		if (keptIn !== null)
			io.out(
				`Syncs had been made since that backup. What was here before is kept as a backup in ${keptIn}; remove it when nobody needs it.\n`
			);
		if (areSecretsNew)
			io.out(
				'The generated secrets are those of the backup again: start the product again if it runs, or tokens of npm run token are refused.\n'
			);
		return 0;
	});
