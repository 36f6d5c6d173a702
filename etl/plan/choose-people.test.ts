import { describe, expect, it } from 'vitest';
import { choosePeople, type Candidate } from './choose-people.ts';

const people = (count: number, more: Partial<Candidate> = {}): Candidate[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `p${index}`,
		age: 1,
		isLeader: false,
		isAtRisk: false,
		...more
	}));
const daily = (affordable: number) => ({ people: affordable, daysToNext: 1 });

describe('whom a run asks', () => {
	it('is everybody, if the budget affords it', () => {
		const choice = choosePeople(people(10), daily(10));
		expect(choice).toMatchObject({ isEverybody: true });
		expect(choice.people).toHaveLength(10);
	});
	it('is a quarter of the company at least, whatever the budget says', () => {
		expect(choosePeople(people(10), daily(0)).people).toHaveLength(3);
		expect(choosePeople(people(10), daily(-50)).people).toHaveLength(3);
	});
	it('is everybody whose answer is four days old, or who was never answered for', () => {
		const old = people(20, { age: 4 });
		expect(choosePeople(old, daily(0)).people).toHaveLength(20);
		expect(choosePeople(people(20, { age: null }), daily(0)).people).toHaveLength(20);
		expect(choosePeople(people(20, { age: 3 }), daily(0)).people).toHaveLength(5);
	});
	it('looks as far ahead as the next run is away', () => {
		const weekly = { people: 0, daysToNext: 7 };
		expect(choosePeople(people(20, { age: 0 }), weekly).people).toHaveLength(20);
		expect(choosePeople(people(20, { age: 2 }), { people: 0, daysToNext: 3 }).people).toHaveLength(
			20
		);
	});
	it('begins with the oldest answers', () => {
		const mixed = [
			...people(3, { age: 1 }),
			...people(9, { age: 3 }).map((one) => ({ ...one, id: `old-${one.id}` }))
		];
		for (const id of choosePeople(mixed, daily(0)).people) expect(id).toMatch(/^old-/);
	});
	it('has leaders and owners of key results at risk before others, as far as the budget goes', () => {
		const company = people(40).map((one, index) => ({
			...one,
			isLeader: index === 7,
			isAtRisk: index === 3 || index === 9
		}));
		const { people: asked } = choosePeople(company, daily(13));
		expect(asked).toHaveLength(13);
		expect(asked.slice(0, 3)).toEqual([
			'p7',
			expect.stringMatching(/^p[39]$/),
			expect.stringMatching(/^p[39]$/)
		]);
	});
	it('asks nobody twice on a day on which everybody had a turn', () => {
		expect(choosePeople(people(20, { age: 0 }), daily(0)).people).toEqual([]);
	});
	it('keeps every answer below four days over a month, with an even number of calls a day', () => {
		const ages = new Map(people(150).map(({ id }) => [id, null as number | null]));
		const counts: number[] = [];
		for (let day = 0; day < 40; day += 1) {
			const candidates = [...ages].map(([id, age]) => ({
				id,
				age,
				isLeader: false,
				isAtRisk: false
			}));
			const { people: asked } = choosePeople(candidates, daily(0));
			counts.push(asked.length);
			for (const { id, age } of candidates) {
				if (!asked.includes(id) && age !== null) expect(age).toBeLessThan(4);
				ages.set(id, asked.includes(id) ? 0 : (age ?? 0));
			}
			for (const [id, age] of ages) ages.set(id, (age ?? 0) + 1);
		}
		expect(counts[0]).toBe(150);
		for (const count of counts.slice(1)) expect(count).toBe(38);
	});
});
