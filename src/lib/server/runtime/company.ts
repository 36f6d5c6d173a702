/** Which DingTalk this process reads: the configured one, or the bundled sandbox, started on a free loopback port. */
import { startSandbox } from '../../../../etl/sandbox/server.ts';
import type { Clock } from '../../../../etl/clock.ts';
import type { Config, DingTalkConfig } from '../../../../etl/config.ts';
import type { CompanyIdentity } from '../../../../etl/state/company-identity.ts';

export interface SandboxSize {
	readonly people: number;
	readonly seed: number;
}

export interface Company {
	readonly isSandbox: boolean;
	readonly identity: CompanyIdentity;
	readonly endpoints: DingTalkConfig;
	close(): Promise<void>;
}

export async function openCompany(
	config: Config,
	clock: Clock,
	{ people, seed }: SandboxSize
): Promise<Company> {
	if (config.dingtalk !== null) {
		const { corpId } = config.dingtalk;
		return {
			isSandbox: false,
			identity: { id: `dingtalk:${corpId}`, name: `the DingTalk company ${corpId}` },
			endpoints: config.dingtalk,
			close: async () => {}
		};
	}
	const sandbox = await startSandbox({ port: 0, people, seed, clock: () => clock.now() });
	return {
		isSandbox: true,
		identity: {
			id: `sandbox:${people}:${seed}`,
			name: `the bundled sandbox company of ${people} people (seed ${seed})`
		},
		endpoints: {
			apiUrl: sandbox.url,
			oapiUrl: sandbox.url,
			// The sandbox accepts any of them.
			appKey: 'sandbox',
			appSecret: 'sandbox',
			corpId: 'sandbox'
		},
		close: () => sandbox.close()
	};
}
