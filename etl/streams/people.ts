/** People, sliced by department. Grain: one payload per person and department list that holds the person (dingtalk-api.md 2.4). */
import { readMembers } from '../dingtalk/contacts.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { Member } from '../dingtalk/payloads.ts';
import { personRow, type PersonRow } from '../normalise/contacts.ts';
import { concurrently } from './concurrently.ts';
import { isAboutOne } from './departments.ts';
import type { RunScope, Tally } from './scope.ts';

/** @returns everybody, each once, sorted by id */
export async function readPeople(
	scope: RunScope,
	tally: Tally,
	departmentIds: readonly string[]
): Promise<PersonRow[]> {
	const found = new Map<string, PersonRow>();
	let done = 0;
	await concurrently(departmentIds, scope.concurrency.contacts, scope.signal, async (id) => {
		try {
			let isThrough = false;
			for await (const page of readMembers(scope.client, id)) {
				await tally.keep(scope, id, page);
				isThrough = page.isLast;
				for (const record of page.records) {
					const member = await tally.parse(scope, id, Member, record);
					if (member === null) {
						tally.gaps.push(`a member of department ${id} could not be understood`);
						continue;
					}
					const row = personRow(member, id);
					found.set(row.person_id, row);
					await scope.batches.add('stage_people', [row]);
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
	return [...found.values()].sort((a, b) => (a.person_id < b.person_id ? -1 : 1));
}
