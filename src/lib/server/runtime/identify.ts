/** What DingTalk says of a code that a sign-in brought, for the pages. */
import type { DingTalkConfig } from '../../../../etl/config.ts';
import { createClient } from '../../../../etl/dingtalk/client.ts';
import { createLedger } from '../../../../etl/dingtalk/ledger.ts';
import { signInByApp, signInByBrowser, SignInRefused } from '../../../../etl/dingtalk/sign-in.ts';
import type { SignInParts } from '../sign-in/sign-in.ts';
import type { Log } from './log.ts';

/** Somebody waits: longer than this, and it is better to be told. */
const LONGEST = 15_000;

export function identifier(
	endpoints: DingTalkConfig,
	maxQps: number,
	log: Log
): SignInParts['identify'] {
	return async (way, code) => {
		// None of these calls is metered (dingtalk-api.md 6.3), so nobody's budget has to know of them.
		const ledger = createLedger(Infinity, 0);
		const signal = AbortSignal.timeout(LONGEST);
		const client = createClient({ endpoints, ledger, maxQps, signal, timeout: 6_000 });
		try {
			return way === 'browser'
				? await signInByBrowser(client, endpoints, code)
				: await signInByApp(client, code);
		} catch (error) {
			if (error instanceof SignInRefused) {
				log.info({ reason: error.reason, error: error.cause }, 'A sign-in was refused.');
				return { refused: error.reason };
			}
			log.error({ error }, 'A sign-in failed: DingTalk could not be asked.');
			return { refused: 'unreachable' };
		}
	};
}
