/** Which DingTalk this process reads: the configured one, or the bundled sandbox, started on a free loopback port. */
import { startSandbox } from './sandbox/server.ts';
import type { Clock } from './clock.ts';
import type { Config, DingTalkConfig } from './config.ts';
import type { CompanyIdentity } from './state/company-identity.ts';

export interface SandboxSize {
	readonly people: number;
	readonly seed: number;
}

/** As README and the start command promise. */
const DEFAULT_SANDBOX: SandboxSize = { people: 300, seed: 7 };

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
	const sandbox = await startSandbox({
		port: 0,
		people,
		seed,
		clock: () => clock.now(),
		isLive: true,
		// Whoever names a report template wants to see what reports bring.
		reports: config.reports !== null
	});
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

/** What a warehouse holds decides which sandbox company fills it further; an empty one gets the default. */
export function sandboxSizeOf(held: CompanyIdentity | null): SandboxSize {
	const [, people, seed] = /^sandbox:(\d+):(\d+)$/.exec(held?.id ?? '') ?? [];
	return people === undefined || seed === undefined
		? DEFAULT_SANDBOX
		: { people: Number(people), seed: Number(seed) };
}
