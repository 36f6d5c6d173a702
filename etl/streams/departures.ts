/** Leave records: why somebody is no longer in the directory. Grain: one payload per departure (dingtalk-api.md 2.8). */
import { z } from 'zod';
import { selectRows } from '../clickhouse/client.ts';
import { DingTalkError } from '../dingtalk/errors.ts';
import { LONGEST_LEAVE_SPAN, readLeavers } from '../dingtalk/leavers.ts';
import { Leaver } from '../dingtalk/payloads.ts';
import { instantText } from '../normalise/instants.ts';
import { answer, type RunScope, type Tally } from './scope.ts';

/** Records may come late; a second read of them costs nothing. */
const OVERLAP = 7 * 86_400_000;

/** That somebody left is known from the directory; this only says why. An app without the scope goes without. */
export async function readDepartures(scope: RunScope, tally: Tally): Promise<void> {
	const to = scope.observedAt;
	const earliest = to - LONGEST_LEAVE_SPAN;
	const from = Math.max((await lastRead(scope)) - OVERLAP, earliest);
	try {
		for await (const page of readLeavers(scope.client, from, to)) {
			await tally.keep(scope, '', page);
			for (const record of page.records) {
				const leaver = await tally.parse(scope, '', Leaver, record);
				if (leaver === null) continue;
				tally.items += 1;
				await scope.batches.add('stage_departures', [
					{
						person_id: leaver.userId,
						left_at: instantText(Date.parse(leaver.leaveTime)),
						reason: leaver.leaveReason
					}
				]);
			}
		}
	} catch (error) {
		if (!(error instanceof DingTalkError) || error.kind !== 'permission') throw error;
		tally.notes.push(
			`leave records may not be read, so nobody's reason for leaving is known: ${error.message}`
		);
		return;
	}
	await answer(scope, 'departures', '');
}

const Last = z.object({ at: z.coerce.number() });

/** Epoch ms; 0: never. */
async function lastRead({ warehouse }: RunScope): Promise<number> {
	const [row] = await selectRows(
		warehouse,
		`SELECT toUnixTimestamp64Milli(max(answered_at)) AS at FROM core_answers WHERE subject_kind = 'departures'`,
		(found) => Last.parse(found)
	);
	return row?.at ?? 0;
}
