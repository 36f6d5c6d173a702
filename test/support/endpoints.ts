import type { DingTalkConfig } from '../../etl/config.ts';

/** Where a sandbox is, with credentials that it accepts as any others. */
export function endpointsOf(url: string): DingTalkConfig {
	return { apiUrl: url, oapiUrl: url, appKey: 'test', appSecret: 'test', corpId: 'test' };
}
