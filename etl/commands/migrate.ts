/** `npm run migrate`. */
import { migrate } from '../clickhouse/migrate.ts';
import { HELP, parseOptions, withUsage, type Syntax } from './arguments.ts';
import type { Command } from './command.ts';

const USAGE = `Usage: npm run migrate

Brings the tables up to this version of the product. Every start does so by itself.
`;

export const migrateSyntax: Syntax = { usage: USAGE, options: HELP };

export const migrateCommand: Command = (args, io, { warehouse }) =>
	withUsage(io, USAGE, async () => {
		const { help } = parseOptions(args, HELP);
		if (help) {
			io.out(USAGE);
			return 0;
		}
		const applied = await migrate(warehouse);
		io.out(
			applied.length === 0 ? 'The tables are up to date.\n' : `Applied: ${applied.join(', ')}.\n`
		);
		return 0;
	});
