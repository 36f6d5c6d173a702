/** Departments and people: the old host's contact calls (dingtalk-api.md 2). */

import { valueAt, type Department, type Person } from '../company/model.ts';
import { OldApiError } from './answers.ts';
import { textOf, wholeOf, type Call } from './call.ts';
import { isEmployed } from './company-index.ts';
import { EXTERNAL } from './sign-in.ts';

const ROOT = '1';

const unknownDepartment = () => new OldApiError(60003, '部门不存在');
const badParameter = (name: string) => new OldApiError(400002, `参数错误：${name}`);
const outOfRange = () => new OldApiError(50004, '部门不在授权范围内');

/** 2.1: direct children; the root is never among them. */
export function listSubDepartments(call: Call): unknown {
	const department = departmentOf(call, call.body['dept_id'] ?? 1);
	return call.index.childrenOf(department.id, call.instant).map((child) => ({
		dept_id: Number(child.id),
		name: valueAt(child.name, call.instant),
		parent_id: Number(department.id),
		create_dept_group: true,
		auto_add_user: true
	}));
}

/** 2.2: not limited by the contact range. */
export function listSubDepartmentIds(call: Call): unknown {
	const department = knownDepartment(call, call.body['dept_id']);
	const children = call.index.childrenOf(department.id, call.instant);
	return { dept_id_list: children.map((child) => Number(child.id)) };
}

/** 2.3 */
export function getDepartment(call: Call): unknown {
	const department = departmentOf(call, call.body['dept_id']);
	const { instant, index } = call;
	const parent = valueAt(department.parentId, instant);
	return {
		dept_id: Number(department.id),
		name: valueAt(department.name, instant),
		...(parent === null ? {} : { parent_id: Number(parent) }),
		dept_manager_userid_list: valueAt(department.headIds, instant),
		order: Number(department.id) % 1000,
		member_count: countMembers(call, department.id),
		owning_member_count: index.membersOf(department.id, instant).length,
		create_dept_group: true,
		auto_add_user: true,
		group_contain_sub_dept: false,
		hide_dept: false,
		outer_dept: false,
		auto_approve_apply: false,
		from_union_org: false,
		dept_permits: [],
		user_permits: [],
		outer_permit_depts: [],
		outer_permit_users: []
	};
}

function countMembers(call: Call, departmentId: string): number {
	const own = call.index.membersOf(departmentId, call.instant).length;
	return call.index
		.childrenOf(departmentId, call.instant)
		.reduce((sum, child) => sum + countMembers(call, child.id), own);
}

/** 2.4: direct members with most of what is known; whatever has no value is absent. */
export function listMembers(call: Call): unknown {
	const department = departmentOf(call, call.body['dept_id']);
	return cursorPage(call, department, 400002, (person) => memberOf(call, person, department.id));
}

/** 2.5: names only. */
export function listMemberNames(call: Call): unknown {
	const department = departmentOf(call, call.body['dept_id']);
	return cursorPage(call, department, 40069, ({ id, name }) => ({ userid: id, name }));
}

function cursorPage(
	call: Call,
	department: Department,
	badSize: number,
	render: (person: Person) => unknown
): unknown {
	const cursor = wholeOf(call.body['cursor'], 0);
	const size = wholeOf(call.body['size'], 1);
	if (cursor === null)
		throw badSize === 40069 ? new OldApiError(40068, '不合法的偏移量') : badParameter('cursor');
	if (size === null || size > 100) throw new OldApiError(badSize, '不合法的分页大小');
	const members = call.index.membersOf(department.id, call.instant);
	const given = call.lists.sizeOf(size);
	const page = call.lists.show(`members ${department.id}`, members, cursor, given);
	const end = cursor + given;
	const hasMore = end < page.total;
	return {
		has_more: hasMore,
		...(hasMore ? { next_cursor: end } : {}),
		list: page.records.map(render)
	};
}

/** 2.6: not paged, not limited by the contact range. */
export function listMemberIds(call: Call): unknown {
	const department = knownDepartment(call, call.body['dept_id']);
	return { userid_list: call.index.membersOf(department.id, call.instant).map(({ id }) => id) };
}

/** 2.7: the only call that knows the manager. */
export function getUser(call: Call): unknown {
	const { instant, index } = call;
	const id = textOf(call.body['userid']);
	if (id === null) throw badParameter('userid');
	const person = index.people.get(id);
	if (person === undefined || !isEmployed(person, instant)) {
		throw new OldApiError(60121, '找不到该用户');
	}
	const departmentIds = valueAt(person.departmentIds, instant);
	const manager = valueAt(person.managerId, instant);
	return {
		...memberOf(call, person, null),
		...(manager === null ? {} : { manager_userid: manager }),
		senior: false,
		real_authed: true,
		leader_in_dept: departmentIds.map((departmentId) => ({
			dept_id: Number(departmentId),
			leader: isHead(call, person, departmentId)
		})),
		dept_order_list: departmentIds.map((departmentId) => ({
			dept_id: Number(departmentId),
			order: 1
		})),
		role_list: []
	};
}

/** 2.8, first: what the app may see. */
export function getScopes(call: Call): Readonly<Record<string, unknown>> {
	const first = call.index.childrenOf(ROOT, call.instant)[0];
	const range = call.isRangeNarrow && first ? [Number(first.id)] : [1];
	return {
		auth_org_scopes: { authed_dept: range, authed_user: [] },
		auth_user_field: ['name', 'title', 'jobNumber', 'deptOrder'],
		condition_field: []
	};
}

/** Whoever the app shows a page to (dingtalk-api.md 8.2). */
export function getUserInfo(call: Call): unknown {
	return call.desk.userInfo(call.body['code']);
}

/** An app user's id by union id (dingtalk-api.md 8.1, step 5). */
export function getByUnionId(call: Call): unknown {
	const unionId = textOf(call.body['unionid']);
	if (unionId === null) throw badParameter('unionid');
	if (unionId === `union-${EXTERNAL}`) return { contact_type: 1, userid: EXTERNAL };
	const person = call.index.company.people.find(
		(other) => other.unionId === unionId && isEmployed(other, call.instant)
	);
	if (person === undefined) throw new OldApiError(60121, '找不到该用户');
	return { contact_type: 0, userid: person.id };
}

function memberOf(
	call: Call,
	person: Person,
	departmentId: string | null
): Record<string, unknown> {
	const { instant } = call;
	const departmentIds = valueAt(person.departmentIds, instant);
	return {
		userid: person.id,
		unionid: person.unionId,
		name: person.name,
		...(person.title === '' ? {} : { title: person.title }),
		hide_mobile: false,
		dept_id_list: departmentIds.map(Number),
		...(departmentId === null ? {} : { dept_order: 1, leader: isHead(call, person, departmentId) }),
		hired_date: person.joined,
		active: valueAt(person.isActive, instant),
		admin: person.isBoss,
		boss: person.isBoss,
		exclusive_account: false
	};
}

function isHead(call: Call, person: Person, departmentId: string): boolean {
	const department = call.index.departments.get(departmentId);
	return department !== undefined && valueAt(department.headIds, call.instant).includes(person.id);
}

/** A department in the app's contact range. */
function departmentOf(call: Call, value: unknown): Department {
	const department = knownDepartment(call, value);
	if (call.isRangeNarrow && !isInRange(call, department)) throw outOfRange();
	if (call.faults.has('department-out-of-scope')) {
		const second = call.index.childrenOf(ROOT, call.instant)[1];
		if (second?.id === department.id) throw outOfRange();
	}
	return department;
}

function isInRange(call: Call, department: Department): boolean {
	const first = call.index.childrenOf(ROOT, call.instant)[0];
	for (let id: string | null = department.id; id !== null;) {
		if (id === first?.id) return true;
		const above = call.index.departments.get(id);
		id = above === undefined ? null : valueAt(above.parentId, call.instant);
	}
	return false;
}

function knownDepartment(call: Call, value: unknown): Department {
	const id = wholeOf(value, 1);
	if (id === null) throw badParameter('dept_id');
	const department = call.index.departments.get(String(id));
	const { instant } = call;
	const isThere =
		department !== undefined &&
		department.created <= instant &&
		(department.deleted === null || instant < department.deleted);
	if (!isThere) throw unknownDepartment();
	return department;
}
