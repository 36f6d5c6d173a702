/** Counts what the calls of one run cost (dingtalk-api.md 6.3: throttled and lost calls are not counted by DingTalk). */
import { DingTalkError } from './errors.ts';
import { nameOf, type Endpoint } from './endpoint.ts';

export interface CallCount {
	readonly endpoint: string;
	readonly isMetered: boolean;
	calls: number;
	refused: number;
}

export interface CallLedger {
	/** @throws {DingTalkError} kind `budget`, before a metered call that would go over the month's budget */
	begin(endpoint: Endpoint): void;
	/** Ends what `begin` began: answered, refused by a rate limit, or lost on the way. */
	settle(endpoint: Endpoint, outcome: 'answered' | 'refused' | 'lost'): void;
	totals(): { metered: number; exempt: number; refused: number };
	/** What was counted since the last drain, by endpoint. */
	drain(): CallCount[];
}

/** @param spent metered calls of this calendar month before this run */
export function createLedger(budget: number, spent: number): CallLedger {
	const totals = { metered: 0, exempt: 0, refused: 0 };
	let counts = new Map<string, CallCount>();
	let meteredInFlight = 0;
	return {
		begin(endpoint) {
			if (!endpoint.isMetered) return;
			if (spent + totals.metered + meteredInFlight >= budget) {
				throw new DingTalkError(
					'budget',
					`The call budget of this month is used up: ${spent + totals.metered} of ${budget} metered calls (DINGTALK_CALL_BUDGET). It starts again on the first of next month; raise the budget if the organisation's quota allows it.`
				);
			}
			meteredInFlight += 1;
		},
		settle(endpoint, outcome) {
			if (endpoint.isMetered) meteredInFlight -= 1;
			if (outcome === 'lost') return;
			const name = nameOf(endpoint);
			const count = counts.get(name) ?? {
				endpoint: name,
				isMetered: endpoint.isMetered,
				calls: 0,
				refused: 0
			};
			counts.set(name, count);
			if (outcome === 'refused') {
				count.refused += 1;
				totals.refused += 1;
				return;
			}
			count.calls += 1;
			if (endpoint.isMetered) totals.metered += 1;
			else totals.exempt += 1;
		},
		totals: () => ({ ...totals }),
		drain() {
			const drained = [...counts.values()];
			counts = new Map();
			return drained;
		}
	};
}
