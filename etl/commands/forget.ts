/** `npm run forget`. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PATIENCE } from '../backup/quiet.ts';
import { forgetIn, placesOf } from '../personal-data/forget.ts';
import { candidateOf, ForgetRefusedError } from '../personal-data/who-is-forgotten.ts';
import { HELP, parseOptions, UsageError, withUsage, type Syntax } from './arguments.ts';
import type { Command } from './command.ts';
import { createProgressLine } from './progress-line.ts';

const USAGE = `Usage: npm run forget -- --user ID [--name WORDS ...] [--yes]

Takes somebody who left the company out of everything that is kept: id, names and contact details become a pseudonym in every
table, DingTalk's answers as they were kept among them. Objectives, check-ins and figures stay as they are, under the pseudonym.
There is no way back. What DingTalk goes on telling about them is read under the same pseudonym from then on.

  --user ID     the DingTalk userid, as the address of the person's page shows it
  --name WORDS  further words by which other people's texts mean this person and nobody else, e.g. a nickname; may be repeated
  --yes         do it; without it the command says what it would do

It waits up to ${PATIENCE} minutes for a running sync. Backups and log files that were made before still hold the person.

Exit code: 0 done; 1 failed or refused, and nothing was changed; 2 bad usage or configuration; 4 done, but some texts still hold a name.
`;

const OPTIONS = {
	user: { type: 'string' },
	name: { type: 'string', multiple: true },
	yes: { type: 'boolean', default: false },
	...HELP
} as const;

export const forgetSyntax: Syntax = { usage: USAGE, options: OPTIONS };

export const forget: Command = (args, io, { warehouse, config }) =>
	withUsage(io, USAGE, async () => {
		const { user, name: alsoNamed = [], yes } = parseOptions(args, OPTIONS);
		if (user === undefined || user.trim() === '') throw new UsageError('--user ID is missing.');
		if (alsoNamed.some((name) => name.trim().length < 2))
			throw new UsageError('--name needs at least two characters.');
		try {
			const names = alsoNamed.map((name) => name.trim());
			const { person, ambiguous } = await candidateOf(warehouse, config.dataDir, user, names);
			const words = [person.personId, ...person.names];
			if (ambiguous.length > 0)
				io.err(
					`Others are called ${ambiguous.join(', ')} too, or it is part of their name: it stays in running text (--name "${ambiguous[0] ?? ''}" takes it out everywhere).\n`
				);
			if (!yes) {
				const places = await placesOf(warehouse, words);
				io.out(`${words.join(', ')} would become ${person.pseudonym} in:\n`);
				for (const { table, found } of places) io.out(`  ${table}: ${found} rows\n`);
				io.out('Nothing was changed. With --yes it is done; there is no way back.\n');
				return 0;
			}
			const line = createProgressLine(io, () => performance.now());
			await forgetIn(warehouse, config, [person], {
				signal: io.signal,
				onWait: (reason) => io.err(`${reason} This waits for it.\n`),
				onTable: (table) => line.show({ phase: table, done: 0, total: null }),
				onMarts: ({ done, total }) => line.show({ phase: 'marts', done, total })
			}).finally(() => line.clear());
			io.out(`Forgotten: ${person.personId} is ${person.pseudonym} now.\n`);
			const before = join(config.dataDir, 'before-restore');
			if (existsSync(before) && readdirSync(before).length > 0)
				io.err(`Backups in ${before} still hold them; remove those that nobody needs.\n`);
			const left = await placesOf(warehouse, words);
			if (left.length === 0) return 0;
			io.err('As a part of other words they still stand in:\n');
			for (const { table, found } of left) io.err(`  ${table}: ${found} rows\n`);
			return 4;
		} catch (error) {
			if (!(error instanceof ForgetRefusedError)) throw error;
			io.err(`${error.message}\n`);
			return 1;
		}
	});
