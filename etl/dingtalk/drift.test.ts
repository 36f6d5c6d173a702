import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import {
	readCheckIns,
	readObjectives,
	readOrganisationObjectives,
	readPeriods,
	readRules
} from './agoal.ts';
import { createClient } from './client.ts';
import { readChildDepartments, readDepartment, readMembers } from './contacts.ts';
import { unknownFields } from './drift.ts';
import { createLedger } from './ledger.ts';
import type { Page } from './page.ts';
import {
	ChildDepartment,
	Department,
	Member,
	OrganisationObjective,
	Period,
	PersonalObjective,
	Progress,
	Rule
} from './payloads.ts';

const user = { userId: 'a1', dingUserId: '1', name: 'Li Na' };
const team = { teamId: 't2', deptId: '2', name: 'Sales' };
const period = { periodId: 'p', name: 'Q4', startDate: 1, endDate: 2, periodType: 'season' };
const rule = { objectiveRuleId: 'r', objectiveRuleName: 'OKR', objectiveCategory: 'OKR' };
const keyActions = [{ keyActionId: 'a', title: 'Call', url: 'https://example.com' }];
const keyResult = {
	keyResultId: 'k',
	title: 'Grow',
	titleMentions: [{ user, offset: 0, length: 3 }],
	type: 1,
	status: 1,
	progress: 10,
	weight: 30,
	keyActions
};
const objective = {
	objectiveId: 'o',
	title: 'Win',
	executor: user,
	teams: [team],
	period,
	progress: 3,
	status: 1,
	weight: 30,
	objectiveRule: rule,
	keyResults: [keyResult, keyResult],
	keyActions,
	latestProgress: { progressId: 'c', created: 1, creator: user, htmldescription: '<p>' },
	relatedUsers: [user],
	upAlignObjectIds: ['u'],
	downAlignObjectIds: [],
	approveStatus: 'approved',
	created: 1,
	updated: 2
};
const align = {
	objectiveId: 'u',
	objectId: 'u',
	objectType: 'objective',
	alignType: 'SUPPORT'
};

/** Every field of dingtalk-api.md 2.1, 2.3, 2.4 and 4.2. */
const documented: readonly [string, z.ZodType, Record<string, unknown>][] = [
	[
		'a child department',
		ChildDepartment,
		{ dept_id: 2, name: 'A', parent_id: 1, create_dept_group: true, auto_add_user: true }
	],
	[
		'a department',
		Department,
		{
			dept_id: 2,
			name: 'A',
			parent_id: 1,
			dept_manager_userid_list: ['1'],
			order: 1,
			source_identifier: 's',
			code: 'c',
			member_count: 3,
			owning_member_count: 2,
			org_dept_owner: '1',
			dept_group_chat_id: 'g',
			create_dept_group: true,
			auto_add_user: true,
			group_contain_sub_dept: false,
			hide_dept: false,
			outer_dept: false,
			auto_approve_apply: false,
			from_union_org: false,
			dept_permits: [1],
			outer_permit_depts: [1],
			user_permits: ['1'],
			outer_permit_users: ['1'],
			tags: 't',
			union_dept_ext: { corp_id: 'c', dept_id: 1 }
		}
	],
	[
		'a member',
		Member,
		{
			userid: '1',
			unionid: 'u',
			name: 'Li Na',
			avatar: '',
			title: 'Head',
			job_number: '7',
			mobile: '1',
			state_code: '86',
			hide_mobile: false,
			telephone: '1',
			email: 'a@example.com',
			org_email: 'a@example.com',
			work_place: 'X',
			remark: 'r',
			extension: '{}',
			dept_id_list: '[2,3]',
			dept_order: 1,
			hired_date: 1,
			active: true,
			admin: false,
			boss: false,
			leader: true,
			exclusive_account: false
		}
	],
	[
		'a rule',
		Rule,
		{
			...rule,
			probationRule: false,
			periods: [period],
			popRuleView: [{ scopeType: 'USER', scopeId: '1' }],
			excludePopRuleView: [],
			status: 'ONLINE'
		}
	],
	['a period', Period, period],
	['an objective', PersonalObjective, objective],
	[
		'an organisation objective',
		OrganisationObjective,
		{
			objectiveId: 'o',
			title: 'Win',
			status: 'formalEffective',
			executor: user,
			team,
			period,
			upAlignObjects: [align],
			downAlignObjects: [align],
			fieldConfig: [{ fieldId: 'f', code: 'c', title: 't' }],
			fieldValueMap: { c: 'v' },
			dimension: { dimensionId: 'd', title: 't', weight: 1, children: [] }
		}
	],
	[
		'a check-in',
		Progress,
		{
			progressId: 'c',
			htmlContent: '<p>',
			created: 1,
			updated: 2,
			creator: user,
			modifier: user,
			progress: 3,
			keyResults: [keyResult]
		}
	]
];

describe('a field that no contract knows', () => {
	it.each(documented)(
		'is none of those that DingTalk documents for %s',
		(_name, contract, record) => {
			expect(unknownFields(contract, record)).toEqual([]);
		}
	);

	it.each(documented)(
		'is seen in %s, beside what is known, with its type',
		(_name, contract, record) => {
			expect(unknownFields(contract, { ...record, invented: 'x' })).toEqual([
				{ field: 'invented', sample: 'string' }
			]);
		}
	);

	it('is named by its path, once however often it comes, and not looked into', () => {
		const later = {
			...objective,
			executor: { ...user, avatar: null },
			period: { ...period, isClosed: true },
			keyResults: [
				{ ...keyResult, ownerName: 'Li Na', target: { unit: 'CNY', value: 3 } },
				{ ...keyResult, ownerName: 7 }
			],
			latestProgress: { ...objective.latestProgress, likes: [] },
			confidence: 7
		};
		expect(unknownFields(PersonalObjective, later)).toEqual([
			{ field: 'executor.avatar', sample: 'null' },
			{ field: 'period.isClosed', sample: 'boolean' },
			{ field: 'keyResults[].ownerName', sample: 'string' },
			{ field: 'keyResults[].target', sample: 'object' },
			{ field: 'latestProgress.likes', sample: 'list' },
			{ field: 'confidence', sample: 'number' }
		]);
	});

	it('is found where a list of one came without its brackets', () => {
		expect(
			unknownFields(PersonalObjective, { ...objective, keyResults: { ...keyResult, owner: '1' } })
		).toEqual([{ field: 'keyResults[].owner', sample: 'string' }]);
	});

	it('does not fill the report when a record has thousands', () => {
		const record = Object.fromEntries(
			Array.from({ length: 5000 }, (_, index) => [`f${index}`.padEnd(300, 'x'), index])
		);
		const found = unknownFields(PersonalObjective, record);
		expect(found).toHaveLength(50);
		expect(found.every(({ field }) => field.length <= 100)).toBe(true);
	});

	it('is looked for in whatever came, without an error', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom(...documented), (value, [, contract, record]) => {
				expect(Array.isArray(unknownFields(contract, value))).toBe(true);
				for (const name of Object.keys(record))
					unknownFields(contract, { ...record, [name]: value });
			}),
			{ seed: 7, numRuns: 300 }
		);
		for (const name of ['__proto__', 'constructor', 'toString'])
			expect(unknownFields(Member, JSON.parse(`{"userid":"1","${name}":1}`))).toEqual([
				{ field: name, sample: 'number' }
			]);
	});
});

describe('what the sandbox answers', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ port: 0, people: 40, seed: 7, today: '2026-11-22' });
	});
	afterAll(() => sandbox.close());

	it('holds no field that the contracts do not know', async () => {
		const client = createClient({
			endpoints: {
				apiUrl: sandbox.url,
				oapiUrl: sandbox.url,
				appKey: 'key',
				appSecret: 'secret',
				corpId: 'corp'
			},
			ledger: createLedger(Infinity, 0),
			maxQps: Infinity
		});
		const drift: string[] = [];
		const seen = new Map<z.ZodType, number>();
		const look = (contract: z.ZodType, { records }: Page): readonly unknown[] => {
			seen.set(contract, (seen.get(contract) ?? 0) + records.length);
			for (const record of records)
				drift.push(...unknownFields(contract, record).map(({ field }) => field));
			return records;
		};

		const children = look(ChildDepartment, await readChildDepartments(client, '1'));
		const departmentIds = children.map((child) => String(ChildDepartment.parse(child).dept_id));
		const people: string[] = [];
		for (const id of ['1', ...departmentIds]) {
			look(Department, await readDepartment(client, id));
			for await (const page of readMembers(client, id))
				people.push(...look(Member, page).map((member) => Member.parse(member).userid));
		}
		const [ruleRecord] = look(Rule, await readRules(client));
		const ruleId = Rule.parse(ruleRecord).objectiveRuleId;
		const periodIds = look(Period, await readPeriods(client, ruleId)).map(
			(record) => Period.parse(record).periodId
		);
		for (const periodId of periodIds)
			for await (const page of readOrganisationObjectives(client, periodId))
				look(OrganisationObjective, page);
		for (const person of people)
			for (const record of look(
				PersonalObjective,
				await readObjectives(client, person, ruleId, periodIds)
			))
				try {
					const { objectiveId } = PersonalObjective.parse(record);
					for await (const page of readCheckIns(client, objectiveId)) look(Progress, page);
				} catch {
					// The check-ins of some objectives may not be read: they say nothing about fields.
				}
		expect([...new Set(drift)]).toEqual([]);
		expect(seen.size).toBe(8);
		expect(Math.min(...seen.values())).toBeGreaterThan(0);
	});
});
