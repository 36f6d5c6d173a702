/** Departments and people: payload -> row of the stage. Ids are DingTalk's, as text (metrics.md 2). */
import type { z } from 'zod';
import { ROOT_DEPARTMENT } from '../dingtalk/contacts.ts';
import type { Department, Member } from '../dingtalk/payloads.ts';

export interface DepartmentRow {
	readonly department_id: string;
	readonly name: string;
	readonly parent_id: string;
	/** Sorted: their order means nothing, and must not look like a change. */
	readonly head_ids: readonly string[];
}

export function departmentRow(payload: z.infer<typeof Department>): DepartmentRow {
	const isRoot = payload.dept_id === ROOT_DEPARTMENT;
	return {
		department_id: payload.dept_id,
		name: payload.name,
		// The root's sample names a parent, its table says that there is none (dingtalk-api.md 2.3).
		parent_id: isRoot ? '' : (payload.parent_id ?? ROOT_DEPARTMENT),
		head_ids: [...new Set(payload.dept_manager_userid_list ?? [])].sort()
	};
}

export interface PersonRow {
	readonly person_id: string;
	readonly name: string;
	readonly title: string;
	/** The first is the primary one. */
	readonly department_ids: readonly string[];
	readonly is_active: number;
	readonly is_boss: number;
}

/** @param listedIn the department whose list holds the person: all there is when the list of departments is absent */
export function personRow(payload: z.infer<typeof Member>, listedIn: string): PersonRow {
	const departments = payload.dept_id_list ?? [];
	return {
		person_id: payload.userid,
		name: payload.name,
		title: payload.title,
		department_ids: departments.length > 0 ? [...new Set(departments)] : [listedIn],
		// Active unless the source says otherwise (metrics.md 2).
		is_active: payload.active === false ? 0 : 1,
		is_boss: payload.boss === true ? 1 : 0
	};
}
