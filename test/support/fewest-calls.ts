/**
 * The fewest metered calls that a run could have made, from the company itself and without a look at the sync: the rules, the
 * periods of each, the pages of organisation objectives, one call per person asked, and one page per objective that shows
 * something else than when it was last shown.
 */
import { endOfDay } from '../../etl/sandbox/company/calendar.ts';
import {
	existsAt,
	valueAt,
	type Company,
	type Objective
} from '../../etl/sandbox/company/model.ts';
import { isEmployed } from '../../etl/sandbox/wire/company-index.ts';
import { checkInsAt, lastChange } from '../../etl/sandbox/wire/agoal-objects.ts';

const DAY = 86_400_000;
const PER_PAGE = 100;

export interface FewestCalls {
	/** Of a run at the end of that day (YYYY-MM-DD) that asks these people, or everybody. Days ascend. */
	onDay(company: Company, day: string, asked?: ReadonlySet<string>): number;
}

export function countFewestCalls(): FewestCalls {
	/** Objective id -> what it showed when its owner was last asked. */
	const shown = new Map<string, string>();
	let endedReadAt = -Infinity;
	return {
		onDay(company, day, asked) {
			const now = endOfDay(day);
			const isFirst = shown.size === 0;
			const rules = company.rules.filter(
				({ isEnabled, category }) => isEnabled && category === 'OKR'
			);
			const periods = company.periods.filter(({ ruleId }) => rules.some(({ id }) => id === ruleId));
			const previous = ['year', 'season', 'half'].flatMap((type) =>
				periods
					.filter((period) => period.type === type && period.endDate < now)
					.sort((a, b) => b.endDate - a.endDate)
					.slice(0, isFirst ? 1 : 0)
			);
			const readable = new Set([
				...periods.filter(({ endDate }) => endDate >= now - 36 * DAY),
				...previous
			]);
			// Contract: those that have ended are read weekly.
			const isEndedRead = isFirst || now - endedReadAt >= 7 * DAY;
			if (isEndedRead) endedReadAt = now;
			const employed = new Set(
				company.people.filter((person) => isEmployed(person, now)).map(({ id }) => id)
			);
			const people = asked ?? employed;
			let calls = 1 + rules.length + people.size;
			for (const { id, endDate } of readable) {
				if (endDate < now && !isEndedRead) continue;
				const count = company.objectives.filter(
					(one) => one.kind === 'organisation' && one.periodId === id && existsAt(one, now)
				).length;
				calls += Math.max(1, Math.ceil(count / PER_PAGE));
			}
			const periodIds = new Set([...readable].map(({ id }) => id));
			for (const objective of company.objectives) {
				if (objective.kind !== 'personal' || !periodIds.has(objective.periodId)) continue;
				if (!existsAt(objective, now)) continue;
				const owner = valueAt(objective.ownerId, now);
				if (!people.has(owner) || !employed.has(owner)) continue;
				const shows = signOf(objective, now);
				if (shown.get(objective.id) === shows) continue;
				shown.set(objective.id, shows);
				calls += 1;
			}
			return calls;
		}
	};
}

/** What its owner's list says of it that tells of check-ins or changes. */
function signOf(objective: Objective, now: number): string {
	const [latest] = checkInsAt(objective, now);
	return JSON.stringify([
		latest?.id ?? null,
		objective.hasNewFields ? lastChange(objective, now) : null,
		valueAt(objective.progress, now),
		objective.keyResults
			.filter((keyResult) => existsAt(keyResult, now))
			.map(({ progress }) => valueAt(progress, now))
	]);
}
