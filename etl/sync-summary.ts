/** How a run ended, in the words of contract.md. */
import type { DingTalkError } from './dingtalk/errors.ts';
import type { Hold } from './load/context.ts';
import type { Tally } from './streams/scope.ts';

export interface StreamSummary {
	readonly stream: string;
	readonly status: 'complete' | 'partial';
	/** Why it is partial, or what else is worth knowing. */
	readonly reason: string;
	readonly pages: number;
	readonly items: number;
	/** Rows added to core tables. */
	readonly rows: number;
}

export interface RunSummary {
	readonly runId: string;
	/** `stopped`: on the budget, DingTalk's quota, a ban page, or by the user. */
	readonly status: 'succeeded' | 'partial' | 'failed' | 'stopped';
	readonly stoppedOn: 'budget' | 'quota' | 'banned' | 'interrupt' | null;
	/** What stopped or failed it and the remedy; empty otherwise. */
	readonly message: string;
	/** The local day of the new data version, YYYY-MM-DD; null: there is none, what was shown before is shown. */
	readonly asOf: string | null;
	readonly streams: readonly StreamSummary[];
	readonly rowCount: number;
	readonly rejectCount: number;
	/** Calls that count against DingTalk's monthly quota. */
	readonly meteredCalls: number;
	readonly exemptCalls: number;
	/** Calls refused by a rate limit, which count nowhere. */
	readonly refusedCalls: number;
	readonly durationMs: number;
}

export interface Ending extends Pick<RunSummary, 'status' | 'stoppedOn' | 'message' | 'asOf'> {
	/** The next run can go on from this one's answers. */
	readonly isResumable: boolean;
}

/** How a run ends that DingTalk did not let go on. */
export function endingOf({ kind }: DingTalkError): Pick<Ending, 'status' | 'stoppedOn'> {
	if (kind === 'budget' || kind === 'quota' || kind === 'banned')
		return { status: 'stopped', stoppedOn: kind };
	return { status: 'failed', stoppedOn: null };
}

/** Reasons are for people: the first few tell what is wrong. */
const REASONS = 5;

export function summarise(tally: Tally, rows: number): StreamSummary {
	const reasons = [...new Set([...tally.gaps, ...tally.notes])];
	const more = reasons.length > REASONS ? [`and ${reasons.length - REASONS} more`] : [];
	return {
		stream: tally.stream,
		status: tally.isComplete ? 'complete' : 'partial',
		reason: [...reasons.slice(0, REASONS), ...more].join('; '),
		pages: tally.pages,
		items: tally.items,
		rows
	};
}

export function explainHold({ stream, closing, present }: Hold): string {
	return `${closing} of ${present} ${stream.replaceAll('_', ' ')} are missing from this read; that is more than a fifth, so none was closed. If they are really gone, say yes: npm run sync -- --allow-shrink, or the button on /data`;
}
