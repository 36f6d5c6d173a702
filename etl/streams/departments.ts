/** Departments, walked from the root down. Grain: one payload per department (dingtalk-api.md 2.1, 2.3, 2.8). */
import {
	readChildDepartments,
	readContactRange,
	readDepartment,
	ROOT_DEPARTMENT
} from '../dingtalk/contacts.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { ChildDepartment, Department, parseRecord } from '../dingtalk/payloads.ts';
import { departmentRow } from '../normalise/contacts.ts';
import { concurrently } from './concurrently.ts';
import type { RunScope, Tally } from './scope.ts';

/** @returns the ids of all departments that the app may read, from the top down */
export async function readDepartments(scope: RunScope, tally: Tally): Promise<string[]> {
	const range = await readContactRange(scope.client);
	const isWhole = range.includes(ROOT_DEPARTMENT);
	if (!isWhole)
		tally.gaps.push(
			`The app's contact range is ${range.length === 0 ? 'empty' : `limited to the departments ${range.join(', ')}`}, so part of the company is missing; widen it to the whole company in the DingTalk developer console`
		);

	const found = new Set<string>();
	let level = isWhole ? [ROOT_DEPARTMENT] : range;
	while (level.length > 0) {
		const next: string[] = [];
		for (const id of level) found.add(id);
		await concurrently(level, scope.concurrency.contacts, scope.signal, async (id) => {
			await readOne(scope, tally, id, next);
			scope.onProgress(tally.items, null);
		});
		level = [...new Set(next)].filter((id) => !found.has(id));
	}
	return [...found];
}

async function readOne(
	scope: RunScope,
	tally: Tally,
	id: string,
	children: string[]
): Promise<void> {
	try {
		const details = await readDepartment(scope.client, id);
		await tally.keep(scope, id, details);
		const parsed = parseRecord(Department, details.content);
		if (parsed.ok) {
			tally.items += 1;
			await scope.batches.add('stage_departments', [departmentRow(parsed.value)]);
		} else {
			tally.gaps.push(`department ${id} could not be understood`);
			await tally.reject(scope, id, 'record', parsed.reason, details.content);
		}
		const list = await readChildDepartments(scope.client, id);
		await tally.keep(scope, id, list);
		for (const record of list.records) {
			const child = parseRecord(ChildDepartment, record);
			if (child.ok) children.push(child.value.dept_id);
			else {
				tally.gaps.push(`a department below ${id} could not be understood`);
				await tally.reject(scope, id, 'record', child.reason, record);
			}
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
