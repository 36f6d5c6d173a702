/** Departments, walked from the root down. Grain: one payload per department (dingtalk-api.md 2.1, 2.3, 2.8). */
import {
	contactRangeOf,
	readChildDepartments,
	readContactRange,
	readDepartment,
	ROOT_DEPARTMENT
} from '../dingtalk/contacts.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { ChildDepartment, Department } from '../dingtalk/payloads.ts';
import { departmentRow, type DepartmentRow } from '../normalise/contacts.ts';
import { concurrently } from './concurrently.ts';
import type { RunScope, Tally } from './scope.ts';

export interface ReadDepartments {
	/** All that the app may read, from the top down, also where the details could not be understood. */
	readonly ids: readonly string[];
	readonly rows: readonly DepartmentRow[];
}

/**
 * Walks down from the root; where the app may not even see that, from the departments that it may see. Whether those are all
 * is said by `checkContactRange`, which costs a metered call and so comes after the plan.
 */
export async function readDepartments(scope: RunScope, tally: Tally): Promise<ReadDepartments> {
	const whole = await walk(scope, tally, [ROOT_DEPARTMENT]);
	if (whole.rows.length > 0) return whole;
	return walk(scope, tally, await checkContactRange(scope, tally));
}

/** @returns the departments from which everything that the app may read can be reached */
export async function checkContactRange(scope: RunScope, tally: Tally): Promise<string[]> {
	const page = await readContactRange(scope.client);
	await tally.keep(scope, '', page);
	const range = contactRangeOf(page);
	if (range.includes(ROOT_DEPARTMENT)) return [ROOT_DEPARTMENT];
	tally.gaps.push(
		`The app's contact range is ${range.length === 0 ? 'empty' : `limited to the departments ${range.join(', ')}`}, so part of the company is missing; widen it to the whole company in the DingTalk developer console`
	);
	return range;
}

async function walk(
	scope: RunScope,
	tally: Tally,
	roots: readonly string[]
): Promise<ReadDepartments> {
	const rows: DepartmentRow[] = [];
	const found = new Set<string>();
	let level = [...roots];
	while (level.length > 0) {
		const next: string[] = [];
		for (const id of level) found.add(id);
		await concurrently(level, scope.concurrency.contacts, scope.signal, async (id) => {
			await readOne(scope, tally, id, next, rows);
			scope.onProgress(tally.items, null);
		});
		level = [...new Set(next)].filter((id) => !found.has(id));
	}
	return { ids: [...found], rows };
}

async function readOne(
	scope: RunScope,
	tally: Tally,
	id: string,
	children: string[],
	rows: DepartmentRow[]
): Promise<void> {
	try {
		const details = await readDepartment(scope.client, id);
		await tally.keep(scope, id, details);
		const department = await tally.parse(scope, id, Department, details.content);
		if (department === null) tally.gaps.push(`department ${id} could not be understood`);
		else {
			tally.items += 1;
			const row = departmentRow(department);
			rows.push(row);
			await scope.batches.add('stage_departments', [row]);
		}
		const list = await readChildDepartments(scope.client, id);
		await tally.keep(scope, id, list);
		for (const record of list.records) {
			const child = await tally.parse(scope, id, ChildDepartment, record);
			if (child === null) tally.gaps.push(`a department below ${id} could not be understood`);
			else children.push(child.dept_id);
		}
	} catch (error) {
		// Deleted while we walked, or outside the contact range: the others are still worth reading.
		if (!(error instanceof DingTalkError) || !isAboutOne(error)) throw error;
		tally.gaps.push(error.message);
	}
}

/** Whether an error of the contacts API concerns the one department only, not the app. */
export function isAboutOne(error: DingTalkError): boolean {
	return error.kind === 'not_found' || error.code === '50004' || error.code === '50002';
}
