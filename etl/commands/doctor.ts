/** `npm run doctor`: what is set up, what is not, and the remedy of each. Makes about a dozen calls to DingTalk. */
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { selectRows } from '../clickhouse/client.ts';
import { migrate } from '../clickhouse/migrate.ts';
import { dayOf } from '../config.ts';
import { createClient } from '../dingtalk/client.ts';
import { createLedger } from '../dingtalk/ledger.ts';
import { meteredCallsOfMonth, createCallLog } from '../state/call-log.ts';
import { keptSince } from '../retention/kept-until.ts';
import { syncHistory } from '../state/history.ts';
import { newRunId } from '../state/run-log.ts';
import { HELP, parseOptions, withUsage, type Syntax } from './arguments.ts';
import type { Command, CommandContext } from './command.ts';
import { examineDingTalk } from './examine-dingtalk.ts';
import { examineSignIn } from './examine-sign-in.ts';

const USAGE = `Usage: npm run doctor

Checks clock, disk, engine, tables, DingTalk's permissions and the company's set-up. Exit code 1 if something is wrong.
`;

export const doctorSyntax: Syntax = { usage: USAGE, options: HELP };

export interface Finding {
	readonly subject: string;
	readonly state: 'ok' | 'note' | 'wrong';
	/** What was found, and unless it is ok, what to do. */
	readonly text: string;
}

export type Found = (state: Finding['state'], subject: string, text: string) => void;

const MARKS: Readonly<Record<Finding['state'], string>> = {
	ok: 'ok   ',
	note: 'note ',
	wrong: 'WRONG'
};

export const doctor: Command = (args, io, context) =>
	withUsage(io, USAGE, async () => {
		const { help } = parseOptions(args, HELP);
		if (help) {
			io.out(USAGE);
			return 0;
		}
		let isWell = true;
		const found: Found = (state, subject, text) => {
			if (state === 'wrong') isWell = false;
			io.out(`${MARKS[state]}  ${subject}: ${text}\n`);
		};
		found('ok', 'environment', 'every setting can be used.');
		await examineClock(context, found);
		await examineDisk(context, found);
		await examineEngine(context, found);
		await examineCalls(context, io.signal, found);
		found('note', 'visibility', describeVisibility(context));
		found('note', 'retention', describeRetention(context));
		return isWell ? 0 : 1;
	});

async function examineClock(
	{ config, clock, warehouse }: CommandContext,
	found: Found
): Promise<void> {
	const today = dayOf(config, clock.now());
	const { lastObservedAt } = await syncHistory(warehouse);
	if (lastObservedAt > clock.now())
		found(
			'wrong',
			'clock',
			`it is ${today}, but the last sync was on ${dayOf(config, lastObservedAt)}. Correct the clock or OKR_TODAY, or use another DATA_DIR.`
		);
	else if (config.today !== null)
		found('note', 'clock', `stands still at the end of ${today}, because OKR_TODAY is set.`);
	else found('ok', 'clock', `today is ${today} in ${config.timezone}.`);
}

/** Bytes below which a company of some hundred people may not fit beside ClickHouse's own needs. */
const LITTLE = 2e9;

function describeVisibility({ config: { unknownVisibility } }: CommandContext): string {
	const whom =
		unknownVisibility === 'company'
			? 'shown to the company'
			: 'restricted to their owner, the heads above and administrators';
	return `Agoal does not say who may see an objective, classic OKR mostly does; those of unknown visibility are ${whom} (UNKNOWN_VISIBILITY=${unknownVisibility}).`;
}

function describeRetention({ config, clock }: CommandContext): string {
	const { retentionMonths } = config;
	const since = keptSince(dayOf(config, clock.now()), retentionMonths);
	return since === null
		? 'everything is kept; RETENTION_MONTHS sets for how many months after its end a period is.'
		: `periods that ended before ${since} are removed with the next sync, but for decisions and the figures of published reviews (RETENTION_MONTHS=${retentionMonths ?? ''}). Backups keep what they hold.`;
}

async function examineDisk({ config }: CommandContext, found: Found): Promise<void> {
	const { bavail, bsize } = await statfs(config.dataDir);
	const free = bavail * bsize;
	const text = `${(free / 1e9).toFixed(1)} GB free at ${config.dataDir}`;
	if (free < LITTLE)
		found('wrong', 'disk', `${text}; make room, or move DATA_DIR to a larger disk.`);
	else found('ok', 'disk', `${text}.`);
}

async function examineEngine({ warehouse }: CommandContext, found: Found): Promise<void> {
	const [version] = await selectRows(
		warehouse,
		'SELECT version() AS version',
		(row) => z.object({ version: z.string() }).parse(row).version
	);
	found('ok', 'engine', `ClickHouse ${version ?? '?'}, ${warehouse.kind}.`);
	const applied = await migrate(warehouse);
	found(
		'ok',
		'tables',
		applied.length === 0 ? 'up to date.' : `brought up to date (${applied.join(', ')}).`
	);
}

async function examineCalls(
	context: CommandContext,
	signal: AbortSignal,
	found: Found
): Promise<void> {
	const { config, clock, warehouse, dingtalk } = context;
	const today = dayOf(config, clock.now());
	const spent = await meteredCallsOfMonth(warehouse, today);
	const ledger = createLedger(config.callBudget, spent);
	const log = createCallLog(warehouse, newRunId(), ledger, () => today);
	const client = createClient({
		endpoints: dingtalk,
		ledger,
		maxQps: config.maxQps,
		signal,
		timeout: 10_000
	});
	try {
		await examineDingTalk(client, config, found);
		await examineSignIn(client, config, found);
	} finally {
		await log.flush();
	}
	const used = spent + ledger.totals().metered;
	if (config.callBudget === Infinity)
		found(
			'ok',
			'call budget',
			`${used} metered calls this month; the bundled company sets no limit.`
		);
	else if (used >= config.callBudget)
		found(
			'wrong',
			'call budget',
			`all of this month's ${config.callBudget} metered calls are used up. Raise DINGTALK_CALL_BUDGET if the organisation's quota allows it, or wait for the first of the month.`
		);
	else found('ok', 'call budget', `${used} of ${config.callBudget} metered calls used this month.`);
}
