/** The plan of a run that reads only what events have named, within what the month's planned runs leave over. */
import { dayOf, type Config } from '../config.ts';
import type { Warehouse } from '../clickhouse/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { monthReserve } from '../plan.ts';
import type { NamedThings } from '../sync.ts';
import { settingsOf, type RunPlan } from './run-plan.ts';

/**
 * Check-ins first, then whole objectives, then people's lists, as far as the budget goes; what is left is read by the next
 * planned run, which sees it too.
 * @throws {DingTalkError} kind `budget`: nothing can be spared
 */
export async function planEvents(
	context: { readonly config: Config; readonly warehouse: Warehouse },
	observedAt: number,
	{ objectiveIds, checkInObjectiveIds = [], personIds }: NamedThings
): Promise<RunPlan> {
	const { spare, reserved } = await monthReserve(context, observedAt);
	let left = spare;
	const affordable = (ids: readonly string[], calls: number): string[] => {
		const taken = [...ids].slice(0, Math.max(0, Math.floor(left / calls)));
		left -= taken.length * calls;
		return taken;
	};
	const checkInsOf = affordable(checkInObjectiveIds, 1);
	const objectives = affordable(objectiveIds, 2);
	const people = affordable(personIds, 1);
	if (checkInsOf.length + objectives.length + people.length === 0)
		throw new DingTalkError(
			'budget',
			`What is left of this month's call budget (DINGTALK_CALL_BUDGET) is reserved for the planned syncs, which need ${reserved} calls until the end of the month. What the events named is read by the next of them.`
		);
	return {
		kind: 'events',
		directory: '',
		product: 'agoal',
		settings: settingsOf(context.config),
		today: dayOf(context.config, observedAt),
		isFirst: false,
		isShrinkAllowed: false,
		since: null,
		retentionMonths: context.config.retentionMonths,
		people,
		owners: people,
		areEndedPeriodsRead: false,
		isContactRangeRead: false,
		rereads: [],
		isReconciled: false,
		pending: {},
		objectives,
		checkInsOf
	};
}
