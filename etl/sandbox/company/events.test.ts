import { describe, expect, it } from 'vitest';
import { buildCompany } from './build.ts';
import { endOfDay } from './calendar.ts';
import { eventsBetween } from './events.ts';

const company = buildCompany({ people: 60, seed: 7, today: '2026-11-22' });
const week = eventsBetween(company, endOfDay('2026-11-15'), endOfDay('2026-11-22'));
const typesOf = (events: typeof week) => [...new Set(events.map(({ type }) => type))].sort();

describe('the events of a company', () => {
	it('of a week name every kind of change, in time order, each once', () => {
		expect(typesOf(week)).toEqual(
			expect.arrayContaining(['agoal_objective_change', 'agoal_objectiveProgress_add'])
		);
		expect(week.map(({ bornAt }) => bornAt)).toEqual(
			week.map(({ bornAt }) => bornAt).sort((one, other) => one - other)
		);
		expect(new Set(week.map(({ eventId }) => eventId)).size).toBe(week.length);
	});
	it('of a year know additions, edits and removals too, of objectives, check-ins and people', () => {
		const year = eventsBetween(company, endOfDay('2025-12-31'), endOfDay('2026-11-22'));
		expect(typesOf(year)).toEqual([
			'agoal_objectiveProgress_add',
			'agoal_objectiveProgress_modify',
			'agoal_objectiveProgress_remove',
			'agoal_objective_add',
			'agoal_objective_change',
			'agoal_objective_remove',
			'user_add_org',
			'user_leave_org'
		]);
	});
	it('of two neighbouring spans are those of the whole', () => {
		const half = endOfDay('2026-11-18');
		expect([
			...eventsBetween(company, endOfDay('2026-11-15'), half),
			...eventsBetween(company, half, endOfDay('2026-11-22'))
		]).toEqual(week);
	});
	it('name every check-in that was made, with its objective', () => {
		const made = company.objectives.flatMap(({ id, kind, checkIns }) =>
			checkIns
				.filter(({ created }) => kind === 'personal' && created > endOfDay('2026-11-15'))
				.map((one) => `${one.id} ${id}`)
		);
		const told = week
			.filter(({ type }) => type === 'agoal_objectiveProgress_add')
			.map(({ data }) => data['body'] as { progressId: string; objectiveId: string })
			.map(({ progressId, objectiveId }) => `${progressId} ${objectiveId}`);
		expect(made.length).toBeGreaterThan(20);
		expect(told.sort()).toEqual(made.sort());
	});
});
