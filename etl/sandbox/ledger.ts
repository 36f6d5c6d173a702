/** Counts calls as DingTalk's quota does (dingtalk-api.md 6.3). */

export type Charge = 'metered' | 'exempt';

export interface EndpointCount {
	metered: number;
	exempt: number;
	/** Turned away by a rate limit or for want of quota: DingTalk does not count these. */
	refused: number;
}

export interface Ledger {
	readonly metered: number;
	readonly exempt: number;
	readonly refused: number;
	/** By verb and path, such as `GET /v1.0/agoal/objectiveRules/lists`. */
	readonly endpoints: Readonly<Record<string, Readonly<EndpointCount>>>;
}

export interface OpenLedger {
	count(endpoint: string, charge: Charge): void;
	refuse(endpoint: string): void;
	/** Metered calls of the calendar month, which is any text that names it. */
	meteredIn(month: string): number;
	/** A copy that does not change any more. */
	read(): Ledger;
}

/** @param month names the calendar month in which a call is counted */
export function openLedger(month: () => string): OpenLedger {
	const endpoints = new Map<string, EndpointCount>();
	const months = new Map<string, number>();

	function entry(endpoint: string): EndpointCount {
		const known = endpoints.get(endpoint) ?? { metered: 0, exempt: 0, refused: 0 };
		endpoints.set(endpoint, known);
		return known;
	}

	return {
		count(endpoint, charge) {
			entry(endpoint)[charge] += 1;
			if (charge === 'metered') months.set(month(), (months.get(month()) ?? 0) + 1);
		},
		refuse(endpoint) {
			entry(endpoint).refused += 1;
		},
		meteredIn: (name) => months.get(name) ?? 0,
		read() {
			const total = { metered: 0, exempt: 0, refused: 0 };
			const copy: Record<string, EndpointCount> = {};
			for (const [endpoint, count] of endpoints) {
				copy[endpoint] = { ...count };
				total.metered += count.metered;
				total.exempt += count.exempt;
				total.refused += count.refused;
			}
			return { ...total, endpoints: copy };
		}
	};
}
