/**
 * Single records of DingTalk, spoilt in random ways (dingtalk-api.md 2 to 5): each is read into rows that ClickHouse can take, or
 * rejected with a reason, and of a list inside of one every element is either.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import {
	ClassicObjective,
	ClassicPeriod,
	OkrUser,
	Permission,
	ProObjective,
	ProPeriod
} from '../../etl/dingtalk/okr-payloads.ts';
import {
	Department,
	Leaver,
	Member,
	OrganisationObjective,
	parseRecord,
	Period,
	PersonalObjective,
	Progress,
	Report,
	Rule
} from '../../etl/dingtalk/payloads.ts';
import { unknownFields } from '../../etl/dingtalk/drift.ts';
import { checkInRows } from '../../etl/normalise/check-ins.ts';
import { departmentRow, personRow } from '../../etl/normalise/contacts.ts';
import {
	organisationObjectiveRows,
	personalObjectiveRows,
	type ObjectiveRows
} from '../../etl/normalise/objectives.ts';
import {
	classicObjectiveRows,
	classicPeriodRow,
	proObjectiveRows,
	proPeriodRow,
	visibilityOf
} from '../../etl/normalise/okr.ts';
import { periodRow } from '../../etl/normalise/periods.ts';
import { instantText } from '../../etl/normalise/instants.ts';
import { stagedReport } from '../../etl/normalise/reports.ts';
import type { Directory } from '../../etl/plan/directory.ts';
import { peopleCovered } from '../../etl/streams/audience.ts';
import { changed, changes } from '../support/hostile-values.ts';

interface Kind {
	readonly contract: z.ZodType;
	readonly record: object;
	/** Rows of a record that keeps the contract. */
	readonly rows: (record: unknown) => unknown;
}

/** The cast of this table: each reader gets what its own contract gave. */
function kind<T extends z.ZodType>(
	contract: T,
	record: object,
	rows: (value: z.output<T>) => unknown
): Kind {
	return { contract, record, rows: (value) => rows(value as z.output<T>) };
}

const AT = 1_790_000_000_000;
const user = { dingUserId: 'manager1', userId: 'u', name: 'Lan' };
const alignment = {
	objectiveId: 'o2',
	objectId: 'kr2',
	objectType: 'keyResult',
	alignType: 'SUPPORT'
};
const rule = { objectiveRuleId: 'r', objectiveRuleName: 'OKR', objectiveCategory: 'OKR' };
const PERIOD = {
	...{ periodId: 'q4', name: 'Q4', periodType: 'QUARTER' },
	startDate: AT,
	endDate: AT + 8e9
};
const DIRECTORY: Directory = {
	departments: new Map([['5', { parentId: '1', headIds: ['manager1'] }]]),
	people: new Map([['lan', { departmentIds: ['5', '6'], isBoss: false }]])
};

const KINDS: Readonly<Record<string, Kind>> = {
	department: kind(
		Department,
		{ dept_id: 5, name: 'Sales', parent_id: 1, dept_manager_userid_list: ['manager1'] },
		departmentRow
	),
	member: kind(
		Member,
		{ userid: 'lan', name: 'Lan', title: 'Buyer', dept_id_list: [5, 6], active: true, boss: false },
		(value) => personRow(value, '5')
	),
	leaver: kind(
		Leaver,
		{ userId: 'lan', leaveTime: '2026-11-01T00:00:00+08:00', leaveReason: '' },
		({ userId, leaveTime, leaveReason }) => ({
			person_id: userId,
			left_at: instantText(Date.parse(leaveTime)),
			reason: leaveReason
		})
	),
	rule: kind(
		Rule,
		{ ...rule, popRuleView: [{ scopeType: 'DEPARTMENT', scopeId: 5 }], status: 'ONLINE' },
		(value) => ({
			period: periodRow(value, PERIOD),
			covered: [...(peopleCovered(value, DIRECTORY) ?? [])]
		})
	),
	period: kind(Period, PERIOD, (value) => periodRow(rule, value)),
	'personal objective': kind(
		PersonalObjective,
		{
			...{ objectiveId: 'o1', title: 'Grow', executor: user, teams: [{ deptId: 5 }], weight: 50 },
			...{ period: { periodId: 'q4' }, progress: 30, approveStatus: 'approved', created: AT },
			keyResults: [
				{ keyResultId: 'k1', title: 'Sell 5', weight: '50', progress: '10' },
				{ keyResultId: 'k2', title: 'Sell 6', weight: 50, progress: 20 }
			],
			latestProgress: { progressId: 'p1', created: AT, htmldescription: '<p>done</p>' },
			...{ upAlignObjectIds: ['o2'], downAlignObjectIds: '["o3","o4"]', updated: AT }
		},
		(value) => personalObjectiveRows(value, 'lan', 'q4')
	),
	'organisation objective': kind(
		OrganisationObjective,
		{
			...{ objectiveId: 'o9', title: 'Lead', executor: user, team: { deptId: 1, name: 'All' } },
			...{ period: { periodId: 'q4' }, upAlignObjects: [alignment], downAlignObjects: [alignment] }
		},
		(value) => organisationObjectiveRows(value, 'q4')
	),
	'check-in': kind(
		Progress,
		{
			...{ progressId: 'p1', created: AT, updated: AT + 1, creator: user, modifier: user },
			htmlContent: '<p>KR1 信心指数：7/10</p><p>卡点：无</p><ul><li>Next: call @Lan</li></ul>',
			...{ progress: 40, keyResults: [{ keyResultId: 'k1', title: 'Sell 5', progress: 15 }] }
		},
		(value) => checkInRows(value, 'o1', () => ['Sell 5'])
	),
	report: kind(
		Report,
		{
			...{ report_id: 'w1', creator_id: 'lan', create_time: AT, modified_time: AT + 1 },
			contents: [{ key: 'Sell 5 confidence', value: '7' }]
		},
		stagedReport
	),
	'classic period': kind(
		ClassicPeriod,
		{ id: 7, name: 'Q4', startTime: AT, endTime: AT + 8e9, isYearly: false },
		classicPeriodRow
	),
	'classic objective': kind(
		ClassicObjective,
		{
			...{ id: 'o1', content: 'Grow', owner: { id: 'x', userId: 'lan' }, periodId: 7, score: 70 },
			...{ progress: { percent: 30 }, weight: 1, published: true, alignFromIds: ['o2'] },
			...{ alignToIds: ['o3'], gmtCreate: AT, gmtModified: AT },
			krList: [
				{ id: 'k1', content: 'Sell 5', progress: { percent: 10 }, weight: 1, position: 2 },
				{ id: 'k2', content: 'Sell 6', progress: { percent: 10 }, weight: 1, position: 1 }
			]
		},
		(value) => classicObjectiveRows(value, 'lan', '7', 'public')
	),
	permission: kind(
		Permission,
		{ privacy: 'public', policyList: [{ memberList: [{ id: 'lan' }] }] },
		({ privacy, policyList }) => ({
			visibility: visibilityOf(privacy ?? ''),
			readers: (policyList ?? []).map(({ memberList }) => (memberList ?? []).map(({ id }) => id))
		})
	),
	'classic user': kind(OkrUser, { id: 'x', userId: 'lan' }, ({ id, userId }) => ({ id, userId })),
	'pro period': kind(
		ProPeriod,
		{ periodId: 'q4', nameCn: '', nameEn: 'Q4', startDate: AT, endDate: AT + 8e9 },
		proPeriodRow
	),
	'pro objective': kind(
		ProObjective,
		{
			...{ objectiveId: 'o1', title: 'Grow', executor: user, teams: [{ dingDeptId: 5 }] },
			...{ period: { periodId: 'q4' }, progress: 30, weight: 1 },
			keyResults: [{ krId: 'k1', title: 'Sell 5', progress: 10, weight: 1 }]
		},
		(value) => proObjectiveRows(value, 'lan')
	)
};

export function hostileRecordTests(seed: number, numRuns: number): void {
	it.each(Object.entries(KINDS))(`a spoilt %s is rows or a reason (seed ${seed})`, (_, one) => {
		expect(parseRecord(one.contract, one.record)).toMatchObject({ ok: true });
		fc.assert(
			fc.property(changes, (list) => {
				const record = changed(one.record, list);
				unknownFields(one.contract, record);
				const parsed = parseRecord(one.contract, record);
				if (!parsed.ok) {
					expect(parsed.reason).toMatch(/\S/);
					return;
				}
				const rows = rowsOf(one, parsed.value);
				expect(unsayable(rows)).toEqual([]);
				countKeyResults(parsed.value, rows);
			}),
			{ seed, numRuns }
		);
		expect(Object.prototype).not.toHaveProperty('isAdmin');
	});
}

/** Numbers of rows that ClickHouse would be sent as null: JSON has no word for them. What was rejected is told as text. */
function unsayable(rows: unknown): string[] {
	const found: string[] = [];
	JSON.stringify(rows, (key, value: unknown) => {
		if (key === 'record') return undefined;
		if (typeof value === 'number' && !Number.isFinite(value)) found.push(`${key}: ${value}`);
		return value;
	});
	return found;
}

/** A period that ends before it starts is rejected by its reader (periodRow). */
function rowsOf({ rows }: Kind, value: unknown): unknown {
	try {
		return rows(value);
	} catch (error) {
		expect(error).toBeInstanceOf(RangeError);
		expect((error as Error).message).toContain('before');
		return {};
	}
}

/** None is lost between a list and its rows. */
function countKeyResults(value: unknown, rows: unknown): void {
	const { keyResults, krList } = value as {
		keyResults?: unknown[] | null;
		krList?: unknown[] | null;
	};
	const listed = keyResults ?? krList;
	if (!Array.isArray(listed) || typeof rows !== 'object' || rows === null) return;
	if (!('rejected' in rows)) return;
	const { keyResults: read, rejected } = rows as ObjectiveRows;
	expect(read.length + rejected.length).toBe(listed.length);
}
