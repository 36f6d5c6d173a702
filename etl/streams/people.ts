/** People, sliced by department. Grain: one payload per person and department list that holds the person (dingtalk-api.md 2.4). */
import { readMembers } from '../dingtalk/contacts.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { Member, parseRecord } from '../dingtalk/payloads.ts';
import { personRow } from '../normalise/contacts.ts';
import { concurrently } from './concurrently.ts';
import { isAboutOne } from './departments.ts';
import type { RunScope, Tally } from './scope.ts';

/** @returns the ids of everybody, each once, sorted */
export async function readPeople(
	scope: RunScope,
	tally: Tally,
	departmentIds: readonly string[]
): Promise<string[]> {
	const found = new Set<string>();
	let done = 0;
	await concurrently(departmentIds, scope.concurrency.contacts, scope.signal, async (id) => {
		try {
			let isThrough = false;
			for await (const page of readMembers(scope.client, id)) {
				await tally.keep(scope, id, page);
				isThrough = page.isLast;
				for (const record of page.records) {
					const parsed = parseRecord(Member, record);
					if (parsed.ok) {
						found.add(parsed.value.userid);
						await scope.batches.add('stage_people', [personRow(parsed.value, id)]);
					} else {
						tally.gaps.push(`a member of department ${id} could not be understood`);
						await tally.reject(scope, id, 'record', parsed.reason, record);
					}
				}
			}
			if (!isThrough)
				tally.gaps.push(
					`the list of members of department ${id} moved while it was read, three times over, or lacks a page`
				);
		} catch (error) {
			if (!(error instanceof DingTalkError) || !isAboutOne(error)) throw error;
			tally.gaps.push(error.message);
		}
		done += 1;
		tally.items = found.size;
		scope.onProgress(done, departmentIds.length);
	});
	return [...found].sort();
}
