/** `npm run rejects`. */
import { repairMarts } from '../current-marts.ts';
import { openRejects, type OpenReject } from '../rejects/open-rejects.ts';
import { replayRejects } from '../rejects/replay.ts';
import { HELP, parseOptions, withUsage, type Syntax } from './arguments.ts';
import type { Command, CommandContext, CommandIo } from './command.ts';
import { createProgressLine } from './progress-line.ts';
import { table } from './table.ts';

const USAGE = `Usage: npm run rejects [-- --stream NAME] [-- --kind KIND] [-- --reason TEXT] [-- --list] [-- --json]
       npm run rejects -- --replay

Shows what DingTalk sent and the syncs could not use, grouped by reason; everything else of the same read was used. What a later
sync read in order is not shown any more.

  --stream NAME  only those of one stream, e.g. people, objectives, check_ins
  --kind KIND    record (not loaded), confidence (out of range or unreadable) or refused (the app may not read it)
  --reason TEXT  only those whose reason contains TEXT
  --list         one line each instead of groups
  --json         all of them as JSON, with the records as DingTalk sent them: other people's text
  --replay       reads DingTalk's answers as they were kept once more with this version, without a call: what an earlier
                 version could not use and this one can is loaded, and its rejects are settled

Exit code: 0 done; 1 failed; 2 bad usage or configuration.
`;

const OPTIONS = {
	stream: { type: 'string' },
	kind: { type: 'string' },
	reason: { type: 'string' },
	list: { type: 'boolean', default: false },
	json: { type: 'boolean', default: false },
	replay: { type: 'boolean', default: false },
	...HELP
} as const;

export const rejectsSyntax: Syntax = { usage: USAGE, options: OPTIONS };

export const rejects: Command = (args, io, context) =>
	withUsage(io, USAGE, async () => {
		const { stream, kind, reason, list, json, replay } = parseOptions(args, OPTIONS);
		if (replay) return replayAll(io, context);
		const { warehouse } = context;
		const found = await openRejects(warehouse, { stream, kind, reason });
		if (json) io.out(`${JSON.stringify(found)}\n`);
		else if (found.length === 0) io.out('Nothing is rejected.\n');
		else io.out(list ? one(found) : grouped(found));
		return 0;
	});

async function replayAll(io: CommandIo, { warehouse, config }: CommandContext): Promise<number> {
	if ((await openRejects(warehouse)).length === 0) {
		io.out('Nothing is rejected.\n');
		return 0;
	}
	const { signal } = io;
	const line = createProgressLine(io, () => performance.now());
	try {
		const { settled, added } = await replayRejects(warehouse, config, {
			signal,
			onProgress: (done, total) => line.show({ phase: 'syncs', done, total })
		});
		await repairMarts(warehouse, config, {
			isForced: true,
			signal,
			onProgress: ({ done, total }) => line.show({ phase: 'marts', done, total })
		});
		line.clear();
		io.out(
			`Read once more from the answers that were kept: ${settled} rejects are settled, ${added} are new.\n`
		);
		return 0;
	} finally {
		line.clear();
	}
}

function one(found: readonly OpenReject[]): string {
	const rows = found.map((reject) => [
		reject.lastRejectedAt.slice(0, 16),
		reject.stream,
		reject.kind,
		reject.entityKey,
		reject.reason
	]);
	return table(['last rejected', 'stream', 'kind', 'of', 'reason'], rows);
}

function grouped(found: readonly OpenReject[]): string {
	const groups = Map.groupBy(found, ({ stream, kind, reason }) =>
		JSON.stringify([stream, kind, reason])
	);
	const rows = [...groups.values()]
		.sort((a, b) => b.length - a.length)
		.flatMap((members) => {
			const [last] = members; // the newest come first
			if (last === undefined) return [];
			const { stream, kind, reason, entityKey, lastRejectedAt } = last;
			return [
				[members.length, stream, kind, lastRejectedAt.slice(0, 10), entityKey || '-', reason]
			];
		});
	return table(['rejects', 'stream', 'kind', 'last', 'for example', 'reason'], rows);
}
