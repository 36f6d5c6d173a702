/** `npm run rebuild`. */
import { repairMarts } from '../current-marts.ts';
import { HELP, parseOptions, withUsage, type Syntax } from './arguments.ts';
import type { Command } from './command.ts';
import { createProgressLine } from './progress-line.ts';

const USAGE = `Usage: npm run rebuild

Builds all figures anew from what was read before, without a single call to DingTalk.
`;

export const rebuildSyntax: Syntax = { usage: USAGE, options: HELP };

export const rebuild: Command = (args, io, { warehouse, config }) =>
	withUsage(io, USAGE, async () => {
		const { help } = parseOptions(args, HELP);
		if (help) {
			io.out(USAGE);
			return 0;
		}
		const line = createProgressLine(io, () => performance.now());
		const isBuilt = await repairMarts(warehouse, config, {
			isForced: true,
			signal: io.signal,
			onProgress: ({ done, total }) => line.show({ phase: 'marts', done, total })
		}).finally(() => line.clear());
		if (!isBuilt) {
			io.err('There is nothing to build from yet: run npm run sync first.\n');
			return 1;
		}
		io.out('The figures were built anew.\n');
		return 0;
	});
