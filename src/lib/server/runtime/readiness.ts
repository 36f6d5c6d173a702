/** What `/readyz` says: migrated, Cube answers, one data version exists; old data is a warning, not a failure. */
import type { DataVersion, Runtime } from './current.ts';

const TIMEOUT = 3_000;
const STALE_AFTER_HOURS = 36;

export function createReadiness(parts: {
	readonly checkCube: (signal: AbortSignal) => Promise<void>;
	readonly readDataVersion: () => Promise<DataVersion | null>;
	/** Epoch ms. */
	readonly now: () => number;
}): Runtime['readiness'] {
	return async () => {
		const [cube, data] = await Promise.all([
			outcomeOf(async () => {
				await parts.checkCube(AbortSignal.timeout(TIMEOUT));
				return true;
			}),
			outcomeOf(() => withTimeout(parts.readDataVersion()))
		]);
		const checks: Record<string, string> = {
			// Migrations are applied before this function exists; a failed one stops the start.
			migrations: 'ok',
			warehouse: 'error' in data ? data.error : 'ok',
			cube: 'error' in cube ? cube.error : 'ok',
			data: 'error' in data ? 'unknown' : data.value === null ? 'no sync has finished yet' : 'ok'
		};
		const warnings: string[] = [];
		if ('value' in data && data.value !== null) {
			const hours = (parts.now() - data.value.loadedAt) / 3_600_000;
			if (hours > STALE_AFTER_HOURS)
				warnings.push(
					`The data is ${Math.floor(hours)} hours old (more than ${STALE_AFTER_HOURS}); see why the last sync did not finish.`
				);
		}
		return { ready: Object.values(checks).every((check) => check === 'ok'), checks, warnings };
	};
}

type Outcome<T> = { readonly value: T } | { readonly error: string };

async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error: error instanceof Error ? error.message : String(error) };
	}
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT} ms`)), TIMEOUT);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
