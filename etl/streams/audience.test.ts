import { describe, expect, it } from 'vitest';
import { parseRecord, Rule } from '../dingtalk/payloads.ts';
import type { Directory } from '../plan/directory.ts';
import { asksOf } from './ask-people.ts';
import { peopleCovered } from './audience.ts';

/** 1 over 2 and 3, 3 over 4; an and bo in 2, cy in 4, di in 1. */
const DIRECTORY: Directory = {
	departments: new Map([
		['1', { parentId: '', headIds: [] }],
		['2', { parentId: '1', headIds: [] }],
		['3', { parentId: '1', headIds: [] }],
		['4', { parentId: '3', headIds: [] }]
	]),
	people: new Map(
		Object.entries({ an: ['2'], bo: ['2', '3'], cy: ['4'], di: ['1'] }).map(
			([id, departmentIds]) => [id, { departmentIds, isBoss: false }]
		)
	)
};

function rule(fields: object): Rule {
	const parsed = parseRecord(Rule, { objectiveRuleId: 'r', objectiveCategory: 'OKR', ...fields });
	if (!parsed.ok) throw new Error(parsed.reason);
	return parsed.value;
}
const department = (scopeId: string) => ({ scopeType: 'DEPARTMENT', scopeId });
const user = (scopeId: string) => ({ scopeType: 'USER', scopeId });
const covered = (fields: object) => {
	const people = peopleCovered(rule(fields), DIRECTORY);
	return people === null ? 'everybody' : [...people].sort().join(' ');
};

describe('whom a rule covers', () => {
	it.each([
		['everybody, if it names nobody', {}, 'everybody'],
		[
			'everybody, if it names the company',
			{ popRuleView: [{ scopeType: 'ORGANIZATION', scopeId: 'ding1' }] },
			'everybody'
		],
		['a department with all below it', { popRuleView: [department('3')] }, 'bo cy'],
		['departments and people', { popRuleView: [department('4'), user('an')] }, 'an cy'],
		[
			'not those whom it excludes',
			{ popRuleView: [department('2')], excludePopRuleView: [user('bo')] },
			'an'
		],
		['the company without a department', { excludePopRuleView: [department('2')] }, 'cy di'],
		[
			'everybody, if it names people by an id that contacts do not know',
			{ popRuleView: [department('2'), user('openId')] },
			'everybody'
		],
		[
			'whoever it excludes by an unknown id',
			{ popRuleView: [department('2')], excludePopRuleView: [user('openId')] },
			'an bo'
		]
	])('%s', (_what, fields, expected) => expect(covered(fields)).toBe(expected));
});

describe('whom a run asks about what', () => {
	const period = (period_id: string, rule_id: string) => ({
		...{ period_id, rule_id, rule_name: '', rule_category: 'OKR', name: '', source_type: '' },
		...{ starts_on: '2026-10-01', ends_before: '2027-01-01' }
	});
	const periods = [period('q4', 'r'), period('y26', 'other')];
	const rules = new Map([
		['r', rule({ popRuleView: [department('4')] })],
		['other', rule({ excludePopRuleView: [department('1'), department('2')] })]
	]);
	const ask = (owners: string[]) =>
		asksOf({ people: ['an', 'cy'], owners }, periods, rules, DIRECTORY);

	it('is everybody about the periods of the rules that cover them, and others about nothing', () => {
		expect(ask([])).toEqual([
			{ personId: 'an', periodIds: [] },
			{ personId: 'cy', periodIds: ['q4', 'y26'] }
		]);
	});
	it('is whoever owns an objective about all of them, whatever the rules say', () => {
		expect(ask(['an'])[0]).toEqual({ personId: 'an', periodIds: ['q4', 'y26'] });
	});
});
