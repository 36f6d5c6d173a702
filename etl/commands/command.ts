/** What every command of the command line gets, wherever it runs: in its own process, or in the product for another one. */
import type { Clock } from '../clock.ts';
import type { Config, DingTalkConfig } from '../config.ts';
import type { Warehouse } from '../clickhouse/client.ts';
import type { CompanyIdentity } from '../state/company-identity.ts';

export interface CommandIo {
	/** Standard output; the text brings its own line ends. */
	out(text: string): void;
	/** Standard error: progress and complaints. */
	err(text: string): void;
	/** Whether standard error is a terminal, where a progress line may be redrawn. */
	readonly isTty: boolean;
	/** Aborted when the user interrupts or the product stops. */
	readonly signal: AbortSignal;
}

export interface CommandContext {
	readonly config: Config;
	readonly clock: Clock;
	readonly warehouse: Warehouse;
	/** Where DingTalk is: the configured one, or the bundled sandbox that runs for this process. */
	readonly dingtalk: DingTalkConfig;
	/** The company that the running product shows; absent where the command line carries a command out itself. */
	readonly served?: CompanyIdentity;
}

/** @returns the exit code of contract.md: 0 done, 1 failed, 2 bad usage, 3 stopped on a budget, 4 partial */
export type Command = (
	args: readonly string[],
	io: CommandIo,
	context: CommandContext
) => Promise<number>;
