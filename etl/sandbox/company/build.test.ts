import { describe, expect, it } from 'vitest';
import { buildCompany } from './build.ts';
import { endOfDay, startOfDay, yearOf } from './calendar.ts';
import { valueAt, type Company, type Since } from './model.ts';

/**
 * What was known of a company at an instant; written again here, so that the build cannot agree
 * with itself.
 */
function cut(company: Company, now: number): Company {
	const past = <T>(history: readonly Since<T>[]): Since<T>[] =>
		history.filter(({ from }, at) => at === 0 || from <= now);
	const end = (instant: number | null): number | null =>
		instant !== null && instant <= now ? instant : null;
	return {
		...company,
		departments: company.departments
			.filter(({ created }) => created <= now)
			.map((department) => ({
				...department,
				deleted: end(department.deleted),
				name: past(department.name),
				parentId: past(department.parentId),
				headIds: past(department.headIds)
			})),
		people: company.people
			.filter(({ joined }) => joined <= now)
			.map((person) => ({
				...person,
				left: end(person.left),
				isActive: past(person.isActive),
				departmentIds: past(person.departmentIds),
				managerId: past(person.managerId)
			})),
		objectives: company.objectives
			.filter(({ created }) => created <= now)
			.map((objective) => ({
				id: objective.id,
				kind: objective.kind,
				ruleId: objective.ruleId,
				periodId: objective.periodId,
				created: objective.created,
				deleted: end(objective.deleted),
				hasNewFields: objective.hasNewFields,
				areCheckInsReadable: objective.areCheckInsReadable,
				title: past(objective.title),
				ownerId: past(objective.ownerId),
				teamIds: past(objective.teamIds),
				weight: past(objective.weight),
				progress: past(objective.progress),
				approveStatus: past(objective.approveStatus),
				privacy: past(objective.privacy),
				policyMemberIds: past(objective.policyMemberIds),
				score: past(objective.score),
				up: past(objective.up),
				down: past(objective.down),
				keyResults: objective.keyResults
					.filter(({ created }) => created <= now)
					.map((keyResult) => ({
						...keyResult,
						deleted: end(keyResult.deleted),
						title: past(keyResult.title),
						weight: past(keyResult.weight),
						progress: past(keyResult.progress)
					})),
				checkIns: objective.checkIns
					.filter(({ created }) => created <= now)
					.map((checkIn) => ({
						...checkIn,
						deleted: end(checkIn.deleted),
						revisions: checkIn.revisions.filter(({ updated }) => updated <= now)
					}))
			}))
	};
}

/** Objectives of a calendar year vanish when the year after the next begins. */
function readableIn(company: Company, year: number): Company['objectives'] {
	const starts = new Map(company.periods.map((period) => [period.id, period.startDate]));
	return company.objectives.filter(({ periodId }) => yearOf(starts.get(periodId) ?? 0) >= year - 1);
}

/** Every text and number of the objects, getters included. */
function written(things: readonly unknown[]): string[] {
	return things.map((thing) => JSON.stringify(thing));
}

/** Instants anywhere in the company that lie after `now`. */
function instantsAfter(company: Company, now: number): string[] {
	const found: string[] = [];
	const names = new Set(['from', 'created', 'deleted', 'updated', 'joined', 'left']);
	JSON.stringify(company, (name: string, value: unknown): unknown => {
		if (names.has(name) && typeof value === 'number' && value > now) found.push(`${name} ${value}`);
		return value;
	});
	return found;
}

describe('the sandbox company', () => {
	it.each([
		['2026-11-21', '2026-11-22', 7],
		['2026-09-30', '2026-10-01', 7],
		['2026-12-31', '2027-01-01', 7],
		['2025-12-31', '2026-01-01', 3],
		['2026-02-10', '2026-11-22', 7],
		['2025-01-01', '2025-06-30', 11],
		['2025-05-05', '2026-03-03', 2]
	])('of %s is what the one of %s was then (seed %i)', (earlierDay, laterDay, seed) => {
		const earlier = buildCompany({ people: 60, seed, today: earlierDay });
		const later = buildCompany({ people: 60, seed, today: laterDay });
		const now = endOfDay(earlierDay);
		const then = cut(later, now);
		expect(written(earlier.departments)).toEqual(written(then.departments));
		expect(written(earlier.people)).toEqual(written(then.people));
		const year = yearOf(endOfDay(laterDay));
		expect(written(readableIn(earlier, year))).toEqual(written(then.objectives));
		expect(written(later.periods)).toEqual(expect.arrayContaining(written(earlier.periods)));
		expect(earlier.rules).toEqual(later.rules);
		expect(earlier.corpId).toBe(later.corpId);
	});

	it('knows nothing of tomorrow', () => {
		for (const today of ['2025-01-01', '2026-11-22', '2026-12-31']) {
			const company = buildCompany({ people: 60, seed: 7, today });
			expect(instantsAfter(company, endOfDay(today))).toEqual([]);
		}
	});

	it('is the same whenever it is built', () => {
		const size = { people: 40, seed: 5, today: '2026-11-22' };
		expect(JSON.stringify(buildCompany(size))).toBe(JSON.stringify(buildCompany(size)));
	});

	it('is another one for another seed', () => {
		const one = buildCompany({ people: 40, seed: 5, today: '2026-11-22' });
		const other = buildCompany({ people: 40, seed: 6, today: '2026-11-22' });
		const ids = new Set(one.people.map(({ id }) => id));
		expect(other.people.filter(({ id }) => ids.has(id))).toEqual([]);
	});

	it.each([
		[10, 3],
		[30, 3],
		[300, 4],
		[1000, 4]
	])('has about %i people in a tree that is %i deep', (people, depth) => {
		const company = buildCompany({ people, seed: 7, today: '2026-11-22' });
		const now = endOfDay('2026-11-22');
		const there = company.people.filter(({ left }) => left === null).length;
		expect(Math.abs(there - people)).toBeLessThanOrEqual(Math.max(1, people * 0.03));
		const parents = new Map(
			company.departments
				.filter(({ deleted }) => deleted === null)
				.map(({ id, parentId }) => [id, valueAt(parentId, now)])
		);
		const depthOf = (id: string): number => {
			const parent = parents.get(id) ?? null;
			return parent === null ? 1 : 1 + depthOf(parent);
		};
		const deepest = Math.max(...[...parents.keys()].map(depthOf));
		expect(deepest).toBeGreaterThanOrEqual(depth - 1);
		expect(deepest).toBeLessThanOrEqual(depth);
	});

	it('gives everything an id of its own', () => {
		const company = buildCompany({ people: 300, seed: 7, today: '2026-11-22' });
		const ids = [
			...company.departments.map(({ id }) => id),
			...company.people.map(({ id }) => id),
			...company.periods.map(({ id }) => id),
			...company.objectives.flatMap(({ id, keyResults, checkIns }) => [
				id,
				...keyResults.map((keyResult) => keyResult.id),
				...checkIns.map((checkIn) => checkIn.id)
			])
		];
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('has the two quarters and the year before, whatever the day', () => {
		for (const today of ['2025-01-01', '2025-04-01', '2026-11-22', '2027-12-31']) {
			const company = buildCompany({ people: 30, seed: 7, today });
			const now = startOfDay(today);
			const filled = new Set(company.objectives.map(({ periodId }) => periodId));
			const past = (type: string): boolean[] =>
				company.periods
					.filter((period) => period.type === type && period.endDate < now)
					.sort((one, other) => other.endDate - one.endDate)
					.map(({ id }) => filled.has(id));
			expect(past('season').slice(0, 2)).toEqual([true, true]);
			expect(past('year')[0]).toBe(true);
		}
	});

	it('writes every history in ascending order, from the creation on', () => {
		const company = buildCompany({ people: 120, seed: 4, today: '2026-11-22' });
		const check = (history: readonly Since<unknown>[]): void => {
			for (let at = 1; at < history.length; at++) {
				expect(history[at]?.from).toBeGreaterThan(history[at - 1]?.from ?? Infinity);
			}
		};
		for (const { name, parentId, headIds } of company.departments) {
			[name, parentId, headIds].forEach(check);
		}
		for (const { isActive, departmentIds, managerId } of company.people) {
			[isActive, departmentIds, managerId].forEach(check);
		}
		for (const objective of company.objectives) {
			const { title, ownerId, weight, progress, approveStatus, up, down, checkIns } = objective;
			[title, ownerId, weight, progress, approveStatus, up, down].forEach(check);
			for (const keyResult of objective.keyResults) {
				[keyResult.title, keyResult.weight, keyResult.progress].forEach(check);
				expect(keyResult.created).toBeGreaterThanOrEqual(objective.created);
			}
			const created = checkIns.map((checkIn) => checkIn.created);
			expect(created).toEqual([...created].sort((one, other) => one - other));
			for (const { revisions, created: first } of checkIns) {
				expect(revisions[0]?.updated).toBe(first);
			}
		}
	});

	it('is built quickly', () => {
		const start = performance.now();
		buildCompany({ people: 3000, seed: 7, today: '2026-11-22' });
		// About one second on two idle cores; a quadratic step would take minutes.
		expect(performance.now() - start).toBeLessThan(20_000);
	});
});
