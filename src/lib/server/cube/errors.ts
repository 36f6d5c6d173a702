/**
 * Why Cube did not answer.
 * - `unavailable`: not reachable, or failed inside; `timeout`: no answer in time. Both may pass.
 * - `refused`: the query or the token is not accepted (HTTP 4xx): a fault of this program, a retry does not help.
 * - `protocol`: the answer is not what the model promises: model and dashboard are of different versions.
 */
export type CubeErrorKind = 'unavailable' | 'timeout' | 'refused' | 'protocol';

const REMEDY: Record<CubeErrorKind, string> = {
	unavailable: 'try again; if it stays, see the log for what Cube or ClickHouse reports',
	timeout: 'try again; a sync or another heavy query may be running',
	refused: 'the model and the dashboard do not fit together: deploy both from one version',
	protocol: 'the model and the dashboard do not fit together: deploy both from one version'
};

export class CubeError extends Error {
	override readonly name = 'CubeError';
	readonly kind: CubeErrorKind;
	readonly isRetriable: boolean;

	constructor(kind: CubeErrorKind, view: string, detail: string, cause?: unknown) {
		super(`Cube did not answer a query on ${view} (${kind}): ${detail}. Remedy: ${REMEDY[kind]}.`, {
			cause
		});
		this.kind = kind;
		this.isRetriable = kind === 'unavailable' || kind === 'timeout';
	}
}
