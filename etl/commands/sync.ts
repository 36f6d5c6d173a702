/** `npm run sync`. */
import { planSync, type SyncPlan } from '../plan.ts';
import { runSync, SyncRefusedError, type RunSummary } from '../sync.ts';
import { BusyError } from '../state/exclusive.ts';
import { SyncRunningError } from '../state/run-log.ts';
import { BAD_USAGE, HELP, parseDay, parseOptions, withUsage, type Syntax } from './arguments.ts';
import type { Command } from './command.ts';
import { createProgressLine } from './progress-line.ts';
import { table } from './table.ts';

const USAGE = `Usage: npm run sync [-- --full] [-- --since YYYY-MM-DD] [-- --allow-shrink] [-- --plan] [-- --json]

Reads what may have changed of the company's OKRs from DingTalk, within the month's call budget, and builds the figures anew.
A run that was killed or interrupted is taken up where it was.

  --full          read everybody's objectives and the check-ins of every objective, whatever it costs
  --since DAY     also read periods that end on DAY or later
  --allow-shrink  close what is missing, also where so much is missing that the sync waits for a yes
  --plan          print the calls that a sync would make, and make none
  --json          print the summary as JSON

Exit code: 0 done; 1 failed; 2 bad usage or configuration; 3 stopped on the call budget, DingTalk's quota or a ban;
4 finished, but the streams named in the summary stayed partial.
`;

const OPTIONS = {
	full: { type: 'boolean', default: false },
	since: { type: 'string' },
	'allow-shrink': { type: 'boolean', default: false },
	plan: { type: 'boolean', default: false },
	json: { type: 'boolean', default: false },
	...HELP
} as const;

export const syncSyntax: Syntax = { usage: USAGE, options: OPTIONS };

export const sync: Command = (args, io, context) =>
	withUsage(io, USAGE, async () => {
		const values = parseOptions(args, OPTIONS);
		if (values.help) {
			io.out(USAGE);
			return 0;
		}
		const since = values.since === undefined ? null : parseDay('--since', values.since);
		const options = { isFull: values.full, since, isShrinkAllowed: values['allow-shrink'] };
		if (values.plan) {
			const plan = await planSync(context, options);
			io.out(values.json ? `${JSON.stringify(plan)}\n` : describePlan(plan));
			return 0;
		}

		const line = createProgressLine(io, () => performance.now());
		try {
			const summary = await runSync(context, options, {
				signal: io.signal,
				onProgress: (progress) => line.show(progress)
			});
			line.clear();
			io.out(values.json ? `${JSON.stringify(summary)}\n` : describe(summary));
			if (summary.message !== '') io.err(`${summary.message}\n`);
			return exitCode(summary);
		} catch (error) {
			line.clear();
			const isRefused = error instanceof SyncRefusedError;
			const isBusy = error instanceof SyncRunningError || error instanceof BusyError;
			if (!isRefused && !isBusy) throw error;
			io.err(`${error.message}\n`);
			return isRefused ? BAD_USAGE : 1;
		}
	});

/** As contract.md fixes it. */
export function exitCode({ status, stoppedOn }: Pick<RunSummary, 'status' | 'stoppedOn'>): number {
	if (status === 'succeeded') return 0;
	if (status === 'partial') return 4;
	return status === 'stopped' && stoppedOn !== 'interrupt' ? 3 : 1;
}

function describe(summary: RunSummary): string {
	const { status, asOf, durationMs, streams } = summary;
	const shown = asOf === null ? 'the figures stay as they were' : `figures as of ${asOf}`;
	const rows = streams.map((stream) => [
		stream.stream,
		stream.status,
		stream.pages,
		stream.items,
		stream.rows,
		stream.reason
	]);
	return [
		`Sync ${status} in ${(durationMs / 1000).toFixed(1)} s; ${shown}.`,
		'',
		table(['stream', 'state', 'pages', 'items', 'new rows', 'remarks'], rows),
		`New rows ${summary.rowCount}, rejects ${summary.rejectCount}.`,
		`Calls: ${summary.meteredCalls} metered, ${summary.exemptCalls} exempt, ${summary.refusedCalls} refused by a rate limit.`,
		''
	].join('\n');
}

function describePlan({ calls, metered, spent, budget }: SyncPlan): string {
	const limit = budget === null ? 'without limit' : `of ${budget}`;
	const used = `Metered calls this month so far: ${spent}, ${limit}.\n`;
	if (calls.length === 0)
		return `Nothing is known about this company yet: the first sync finds out how many calls it needs.\n${used}`;
	const rows = calls.map((call) => [
		call.isEstimate ? `about ${call.calls}` : `${call.calls}`,
		call.isMetered ? 'metered' : 'exempt',
		call.what
	]);
	return [
		'A sync now would make these calls:',
		'',
		table(['calls', 'quota', 'for'], rows),
		`Metered: about ${metered}. ${used}`
	].join('\n');
}
