/** `npm run rebuild`. */
import { repairMarts } from '../current-marts.ts';
import { rebuildCore } from '../replay/rebuild-core.ts';
import { HELP, parseOptions, withUsage, type Syntax } from './arguments.ts';
import type { Command } from './command.ts';
import { createProgressLine } from './progress-line.ts';

const USAGE = `Usage: npm run rebuild [-- --figures]

Makes all tables and figures anew from DingTalk's answers as they were kept, without a single call.

  --figures  only the figures, from the tables that are there
`;

const OPTIONS = { figures: { type: 'boolean', default: false }, ...HELP } as const;

export const rebuildSyntax: Syntax = { usage: USAGE, options: OPTIONS };

export const rebuild: Command = (args, io, { warehouse, config }) =>
	withUsage(io, USAGE, async () => {
		const { help, figures } = parseOptions(args, OPTIONS);
		if (help) {
			io.out(USAGE);
			return 0;
		}
		const { signal } = io;
		const line = createProgressLine(io, () => performance.now());
		const runs = figures ? null : await rebuildTables().finally(() => line.clear());
		const isBuilt = await repairMarts(warehouse, config, {
			isForced: true,
			signal,
			onProgress: ({ done, total }) => line.show({ phase: 'marts', done, total })
		}).finally(() => line.clear());
		if (!isBuilt) {
			io.err('There is nothing to build from yet: run npm run sync first.\n');
			return 1;
		}
		if (runs !== null) io.out(`The tables were made anew from the answers of ${runs} syncs.\n`);
		io.out('The figures were built anew.\n');
		return 0;

		function rebuildTables(): Promise<number> {
			return rebuildCore(warehouse, config, {
				signal,
				onProgress: (done, total) => line.show({ phase: 'syncs', done, total })
			});
		}
	});
