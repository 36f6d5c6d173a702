/** The periods before the one under review, like for like: of the same kind, on the same day of their run, along the same lens. */
import { addDays, daysBetween, earlier } from '$lib/calendar/days.ts';
import { loadDepartments } from '../queries/departments.ts';
import { loadPeriodFigures, type PeriodFigures } from '../queries/period-figures.ts';
import type { Period } from '../queries/periods.ts';
import type { Scope } from '../scope.ts';

const MOST = 3;

export interface EarlierPeriod {
	readonly id: string;
	readonly name: string;
	/** The day that is compared with. */
	readonly day: string;
	/** null: the department was not there on that day. */
	readonly figures: PeriodFigures | null;
}

/** The latest first; those that began before there was data are left out. */
export async function loadEarlierPeriods(scope: Scope, period: Period): Promise<EarlierPeriod[]> {
	const firstDay = scope.periods.reduce(
		(first, one) => (one.startsOn < first ? one.startsOn : first),
		period.startsOn
	);
	const before = scope.periods
		.filter(({ kind, endsOn }) => kind === period.kind && endsOn < period.startsOn)
		.slice(0, MOST);
	return Promise.all(
		before.map(async (one) => {
			const then = await scopeIn(scope, one, sameDayOf(one, period, scope.moment.day), firstDay);
			const wasThere = scope.department === null || then.department !== null;
			return {
				id: one.id,
				name: one.name,
				day: then.moment.day,
				figures: wasThere ? await loadPeriodFigures(then) : null
			};
		})
	);
}

/** The last day stands for the last day, also of a period that is a day longer; any other one is counted from the first. */
function sameDayOf(one: Period, period: Period, day: string): string {
	if (day === period.endsOn) return one.endsOn;
	return earlier(one.endsOn, addDays(one.startsOn, daysBetween(period.startsOn, day)));
}

async function scopeIn(
	scope: Scope,
	period: Period,
	day: string,
	firstDay: string
): Promise<Scope> {
	const { cube, version, state, department } = scope;
	const treeDay = state.lens === 'today' ? version.asOf : day;
	const departments = await loadDepartments(cube, version.version, treeDay, state.lens);
	return {
		...scope,
		departments,
		department: departments.find(({ id }) => id === department?.id) ?? null,
		moment: {
			period,
			day,
			defaultDay: period.endsOn,
			minDay: period.startsOn < firstDay ? firstDay : period.startsOn,
			maxDay: period.endsOn,
			isNotStarted: false,
			notices: []
		}
	};
}
