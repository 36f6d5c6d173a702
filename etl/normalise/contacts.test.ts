import { describe, expect, it } from 'vitest';
import { Department, Member, parseRecord } from '../dingtalk/payloads.ts';
import { departmentRow, personRow } from './contacts.ts';

function department(payload: object) {
	const parsed = parseRecord(Department, payload);
	if (!parsed.ok) throw new Error(parsed.reason);
	return departmentRow(parsed.value);
}
function person(payload: object) {
	const parsed = parseRecord(Member, { userid: 'u1', ...payload });
	if (!parsed.ok) throw new Error(parsed.reason);
	return personRow(parsed.value, '7');
}

describe('a department', () => {
	it('has no parent as the root, whatever the sample says', () => {
		expect(department({ dept_id: 1, name: 'Co', parent_id: 1 }).parent_id).toBe('');
		expect(department({ dept_id: 1, name: 'Co' }).parent_id).toBe('');
	});
	it('has its heads in one order, so that another order is no change', () => {
		expect(
			department({ dept_id: 2, parent_id: 1, dept_manager_userid_list: ['b', 'a', 'b'] })
		).toEqual({ department_id: '2', name: '', parent_id: '1', head_ids: ['a', 'b'] });
	});
});

describe('a person', () => {
	it('keeps the order of departments, whose first is the primary one, however it is written', () => {
		expect(person({ dept_id_list: [9, 3] }).department_ids).toEqual(['9', '3']);
		expect(person({ dept_id_list: '[9,3]' }).department_ids).toEqual(['9', '3']);
		expect(person({ dept_id_list: 9 }).department_ids).toEqual(['9']);
	});
	it('without a list of departments is in the one whose list holds the person', () => {
		expect(person({}).department_ids).toEqual(['7']);
	});
	it('is active unless the source says otherwise', () => {
		expect(person({}).is_active).toBe(1);
		expect(person({ active: false }).is_active).toBe(0);
		expect(person({ active: 'false' }).is_active).toBe(0);
	});
	it('is a boss only if the source says so', () => {
		expect(person({}).is_boss).toBe(0);
		expect(person({ boss: true }).is_boss).toBe(1);
	});
});
