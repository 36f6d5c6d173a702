/** A Cube that somebody else runs (CUBE_API_URL): who it must be before it is asked for a number. */
import type { Warehouse } from '../etl/clickhouse/client.ts';
import { dataMark } from './data-mark.ts';
import { DATA_HEADER, POLICY_HEADER, POLICY_VERSION } from './policy.ts';
import { CubeStartError, type CubeServer } from './server.ts';
import { createToken } from './token.ts';

export interface ExternalCube {
	/** As CUBE_API_URL: without a trailing slash, with or without `/cubejs-api/v1`. */
	readonly url: string;
	/** The secret of that deployment. */
	readonly apiSecret: string;
	/** What it must read, too. */
	readonly warehouse: Warehouse;
	readonly signal?: AbortSignal | undefined;
	/** Told once when it does not answer yet and is waited for. */
	readonly onWaiting?: () => void;
	/** Milliseconds; default: half a minute, in which both may be started together. */
	readonly patience?: number;
}

const API = '/cubejs-api/v1';

/** Milliseconds: for one answer, which may compile the model; and between two attempts. */
const TIMEOUT = 20_000;
const PAUSE = 500;

/**
 * Waits until it answers, and looks whether it runs this version's guards on this product's data: a Cube of another version might
 * show what it must not, one on other data would show other figures.
 *
 * @throws {CubeStartError} saying what is wrong with it, and what to do
 */
export async function connectToCube(external: ExternalCube): Promise<CubeServer> {
	const url = external.url.endsWith(API) ? external.url.slice(0, -API.length) : external.url;
	const answer = await firstAnswer(url, external);
	const said = policyOf(answer);
	if (said !== null) throw new CubeStartError(said);
	if (answer.status === 403)
		throw new CubeStartError(
			`The Cube at CUBE_API_URL refuses this product's tokens; set CUBE_API_SECRET to the same value for both.`
		);
	if (!answer.ok)
		throw new CubeStartError(
			`The Cube at CUBE_API_URL answers with HTTP ${answer.status}; its log says why.`
		);
	if (answer.headers.get(DATA_HEADER) !== (await dataMark(external.warehouse)))
		throw new CubeStartError(
			'The Cube at CUBE_API_URL reads another database; start it with the CLICKHOUSE_URL and CLICKHOUSE_DATABASE of this product, and again after a database was made anew.'
		);
	return {
		url,
		async check(signal) {
			const again = await ask(url, external.apiSecret, signal);
			const fault = policyOf(again);
			if (fault !== null) throw new Error(fault);
			if (!again.ok) throw new Error(`status ${again.status}`);
		},
		close: () => Promise.resolve()
	};
}

/** null: as it should be. */
function policyOf(answer: Response): string | null {
	const stated = answer.headers.get(POLICY_HEADER);
	if (stated === null)
		return 'What answers at CUBE_API_URL does not run the guards of this product (cube/): nothing would be hidden there. Start one with `node etl/bootstrap.mjs cube/serve.ts`.';
	return stated === String(POLICY_VERSION)
		? null
		: `The Cube at CUBE_API_URL has version ${stated} of the access policy, and this product needs ${POLICY_VERSION}; deploy the same version of both.`;
}

async function firstAnswer(
	url: string,
	{ apiSecret, signal, onWaiting, patience = 30_000 }: ExternalCube
): Promise<Response> {
	const end = Date.now() + patience;
	let isWaiting = false;
	for (;;) {
		signal?.throwIfAborted();
		try {
			const stop = AbortSignal.timeout(TIMEOUT);
			return await ask(
				url,
				apiSecret,
				signal === undefined ? stop : AbortSignal.any([signal, stop])
			);
		} catch (cause) {
			signal?.throwIfAborted();
			if (Date.now() > end)
				throw new CubeStartError(
					`No Cube answers at CUBE_API_URL; start it, or leave the setting out to have one started by this product.`,
					{ cause }
				);
			if (!isWaiting) onWaiting?.();
			isWaiting = true;
			await new Promise((resume) => setTimeout(resume, PAUSE));
		}
	}
}

/** The whole answer is read, so that its connection is free again. A token is never carried to another address. */
async function ask(url: string, apiSecret: string, signal: AbortSignal): Promise<Response> {
	const token = await createToken(apiSecret, { user_id: 'start', is_admin: true }, '1m');
	const answer = await fetch(`${url}${API}/meta`, {
		headers: { authorization: `Bearer ${token}` },
		signal,
		redirect: 'error'
	});
	await answer.arrayBuffer();
	return answer;
}
