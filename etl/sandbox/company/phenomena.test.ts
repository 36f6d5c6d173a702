/** Everything that the product must cope with happens in the company that `npm start` shows. */
import { describe, expect, it } from 'vitest';
import { DAY, startOfDay } from './calendar.ts';
import { checkInTests } from './check-in-tests.ts';
import { fields } from './content/fields.ts';
import { abroad } from './content/everyday.ts';
import { valueAt } from './model.ts';
import { alignmentTests, objectiveTests } from './objective-tests.ts';
import { company, departments, now, pbc, share } from './shown-company.ts';

describe('departments and people', () => {
	it('reorganise: teams move, are renamed, dissolved and founded, heads change', () => {
		const founded = Math.min(...company.departments.map(({ created }) => created));
		expect(company.departments.some(({ parentId }) => parentId.length > 1)).toBe(true);
		expect(company.departments.some(({ name }) => name.length > 1)).toBe(true);
		expect(company.departments.some(({ deleted }) => deleted !== null)).toBe(true);
		expect(company.departments.some(({ created }) => created > founded)).toBe(true);
		expect(company.departments.some(({ headIds }) => headIds.length > 1)).toBe(true);
	});

	it('never lets a living department hang on a dissolved one', () => {
		for (const { deleted, parentId } of company.departments) {
			const parent = departments.get(valueAt(parentId, now) ?? '');
			if (deleted === null && parent !== undefined) expect(parent.deleted).toBeNull();
		}
	});

	it('have some with two heads and some that are without one for a while', () => {
		const heads = company.departments.flatMap(({ headIds }) => headIds.map(({ value }) => value));
		expect(heads.some((ids) => ids.length === 2)).toBe(true);
		expect(heads.some((ids) => ids.length === 0)).toBe(true);
	});

	it('have people in two departments, leavers, joiners, inactive accounts and one boss', () => {
		const there = company.people.filter(({ left }) => left === null);
		expect(there.some((person) => valueAt(person.departmentIds, now).length === 2)).toBe(true);
		expect(there.some(({ isActive }) => !valueAt(isActive, now))).toBe(true);
		expect(company.people.some(({ isActive }) => isActive.length > 1)).toBe(true);
		expect(company.people.some(({ left }) => left !== null && left > now - 90 * DAY)).toBe(true);
		expect(company.people.some(({ joined }) => joined > now - 90 * DAY)).toBe(true);
		expect(there.filter(({ isBoss }) => isBoss)).toHaveLength(1);
	});

	it('have a boss and one more person without a manager', () => {
		const unmanaged = company.people.filter(
			({ left, managerId }) => left === null && valueAt(managerId, now) === null
		);
		expect(unmanaged.map(({ isBoss }) => isBoss).sort()).toEqual([false, true]);
	});

	it('have people who change departments and managers', () => {
		expect(company.people.some(({ departmentIds }) => departmentIds.length > 1)).toBe(true);
		expect(company.people.some(({ managerId }) => managerId.length > 2)).toBe(true);
	});

	it('mix Vietnamese, Chinese and English speaking people', () => {
		const names = company.people.map(({ name }) => name);
		expect(share(names, (name) => /^\p{Script=Han}+$/u.test(name))).toBeGreaterThan(0.2);
		expect(share(names, (name) => /[\u00c0-\u1ef9]/.test(name))).toBeGreaterThan(0.3);
		expect(share(names, (name) => /^[A-Z][a-z]+ [A-Z]/.test(name))).toBeGreaterThan(0.08);
	});
});

describe('rules and periods', () => {
	it('are one rule that counts, one of another category and one that is switched off', () => {
		expect(company.rules.map(({ category, isEnabled }) => [category, isEnabled])).toEqual([
			['OKR', true],
			['PBC', true],
			['OKR', false]
		]);
		expect(company.objectives.some(({ ruleId }) => ruleId === pbc?.id)).toBe(true);
	});

	it('are calendar years and quarters of Asia/Shanghai with an inclusive last second', () => {
		const quarter = company.periods.find(({ name }) => name === '2026年四季度');
		expect(quarter?.startDate).toBe(startOfDay('2026-10-01'));
		expect(quarter?.endDate).toBe(startOfDay('2027-01-01') - 1000);
		const year = company.periods.find(({ name }) => name === '2026年度');
		expect(year?.startDate).toBe(startOfDay('2026-01-01'));
		expect(year?.endDate).toBe(startOfDay('2027-01-01') - 1000);
	});
});

objectiveTests();
alignmentTests();
checkInTests();

describe('phrases', () => {
	it('of blockers and next actions are in normal form, so that every reader sees the same text', () => {
		const phrases = [
			...Object.values(fields).flatMap((field) => [field.zh, field.vi, field.en]),
			...Object.values(abroad)
		].flatMap(({ blockers, outside, next }) => [...blockers, ...outside, ...next]);
		expect(phrases.filter((phrase) => phrase.normalize('NFKC') !== phrase)).toEqual([]);
	});

	it('of key results hold a digit, so that only the vague ones cannot be measured', () => {
		const phrases = Object.values(fields)
			.flatMap((field) => [field.zh, field.vi, field.en])
			.flatMap(({ keyResults }) => keyResults);
		expect(phrases.filter((phrase) => !/\d/.test(phrase))).toEqual([]);
	});
});
