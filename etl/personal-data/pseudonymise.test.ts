import { describe, expect, it } from 'vitest';
import { createPseudonymiser } from './pseudonymise.ts';
import { withoutContactDetails } from './contact-details.ts';

const { value } = createPseudonymiser([
	{ pseudonym: 'person-00000001', personId: 'manager42', names: ["Anh O'Brien", '王伟'] },
	{ pseudonym: 'person-00000002', personId: '7', names: [] }
]);

describe('a forgotten person', () => {
	it('loses id, name and contact details wherever an object is about them', () => {
		expect(
			value({
				executor: { userId: 'a1', dingUserId: 'manager42', name: 'Whatever', avatar: 'x' },
				other: { dingUserId: 'manager43', name: 'Somebody' }
			})
		).toEqual({
			executor: {
				userId: 'person-00000001',
				dingUserId: 'person-00000001',
				name: 'person-00000001'
			},
			other: { dingUserId: 'manager43', name: 'Somebody' }
		});
	});
	it('is one of a list of ids, and no key that somebody else has', () => {
		expect(
			value({ dept_id: 7, name: 'Sales', dept_manager_userid_list: ['manager42', 'manager4'] })
		).toEqual({
			dept_id: 7,
			name: 'Sales',
			dept_manager_userid_list: ['person-00000001', 'manager4']
		});
	});
	it('is no department, objective or number that looks like the id', () => {
		const same = {
			deptId: '7',
			objective_id: '7',
			progress: 7,
			position: '7 of 8',
			dept_ids: ['7']
		};
		expect(value(same)).toBe(same);
		expect(value({ author_id: 'user:7', other: 'user:78' })).toEqual({
			author_id: 'user:person-00000002',
			other: 'user:78'
		});
		expect(value({ userid: 7, owner_id: '7' })).toEqual({
			userid: 'person-00000002',
			owner_id: 'person-00000002'
		});
	});
	it('goes from running text by name and by id, whatever the case, as a whole word only', () => {
		expect(value("Waiting for @anh o'brien. Anh O'Briens is another.")).toBe(
			"Waiting for @person-00000001. Anh O'Briens is another."
		);
		expect(value('<p>Anh O&#39;Brien</p>')).toBe('<p>person-00000001</p>');
		expect(value('请王伟确认')).toBe('请person-00000001确认');
		expect(value('User manager42 is unknown, manager421 is not.')).toBe(
			'User person-00000001 is unknown, manager421 is not.'
		);
	});
	it('goes from JSON inside of a text, which else stays to the byte', () => {
		expect(value({ request: '{"body":{"userId":"manager42"}}' })).toEqual({
			request: '{"body":{"userId":"person-00000001"}}'
		});
		const untouched = { request: '{ "body": 1.0 }', broken: '[what' };
		expect(value(untouched)).toBe(untouched);
	});
});

describe('contact details', () => {
	it('are dropped at any depth, and nothing else is', () => {
		expect(
			withoutContactDetails({
				list: [{ userid: 'a', name: 'A', mobile: '1', email: 'a@b', title: 'CEO', active: true }],
				has_more: false
			})
		).toEqual({ list: [{ userid: 'a', name: 'A', title: 'CEO', active: true }], has_more: false });
	});
});
