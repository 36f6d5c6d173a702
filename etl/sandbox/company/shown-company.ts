/** The company that `npm start` shows, and what `phenomena.test.ts` looks at in it: built once for all its tests. */
import { buildCompany } from './build.ts';
import { endOfDay } from './calendar.ts';

const today = '2026-11-22';
export const now = endOfDay(today);
export const company = buildCompany({ people: 300, seed: 7, today });
export const [okr, pbc] = company.rules;
export const periods = new Map(company.periods.map((period) => [period.id, period]));
export const personal = company.objectives.filter(
	({ kind, ruleId }) => kind === 'personal' && ruleId === okr?.id
);
export const organisation = company.objectives.filter(({ kind }) => kind === 'organisation');
export const checkIns = personal.flatMap((objective) =>
	objective.checkIns.map((checkIn) => ({ objective, checkIn }))
);
export const revisions = checkIns.flatMap(({ checkIn }) => checkIn.revisions);
export const statements = revisions.flatMap(({ says }) => says);
export const departments = new Map(
	company.departments.map((department) => [department.id, department])
);
export const people = new Map(company.people.map((person) => [person.id, person]));

/** Lines of a check-in without tags and entities. */
function linesOf(html: string): string[] {
	return html
		.replace(/<br>|<\/p>/g, '\n')
		.replace(/<[^>]+>/g, '')
		.replaceAll('&nbsp;', ' ')
		.split('\n');
}

/** Of all check-ins, in each of their wordings. */
export const lines = revisions.flatMap(({ html }) => linesOf(html));

/** From 0 to 1. */
export function share<T>(things: readonly T[], test: (thing: T) => boolean): number {
	return things.filter(test).length / things.length;
}
