/** One pushed event: frame -> what it names (dingtalk-api.md 10). Everything in it is optional but its id. */
import { z } from 'zod';

export interface PushedEvent {
	/** Empty: a push without content. */
	readonly eventId: string;
	/** `agoal_objective_change`; empty: a push without content. */
	readonly type: string;
	readonly objectiveId: string;
	readonly checkInId: string;
	/** Whose objective it is, or the first person that an event of contacts names. */
	readonly personId: string;
	readonly periodId: string;
	readonly ruleId: string;
	/** Epoch ms; null: DingTalk did not say. */
	readonly bornAt: number | null;
	/** It counts against the monthly push quota. */
	readonly isMetered: boolean;
	/** What DingTalk says instead of content, because the push quota is used up; empty otherwise. */
	readonly outOfQuota: string;
}

const text = z
	.union([z.string(), z.number().transform(String)])
	.nullish()
	.catch(null)
	.transform((value) => value ?? '');
const instant = z.coerce
	.number()
	.int()
	.positive()
	.max(1e13)
	.nullish()
	.catch(null)
	.transform((value) => value ?? null);
/** JSON text or the object itself; anything else is nothing. */
const fields = z
	.preprocess((value): unknown => {
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value);
		} catch {
			return undefined;
		}
	}, z.looseObject({}))
	.catch({});

const Frame = z.looseObject({
	headers: z.looseObject({ eventId: text, eventType: text, eventBornTime: instant }),
	data: fields
});
/** Of the whole payload as the documentation prints it; clients get `data` only, and the rest in the headers. */
const Payload = z.looseObject({
	eventId: text,
	eventType: text,
	eventBornTime: instant,
	data: fields,
	body: fields,
	errCode: text,
	errMsg: text
});
const Body = z.looseObject({
	objectiveId: text,
	progressId: text,
	dingUserId: text,
	periodId: text,
	objectiveRuleId: text,
	userId: z.union([z.array(text).transform((ids) => ids[0] ?? ''), text]).catch('')
});

/** dingtalk-api.md 10; they alone are exempt from the push quota (6.3). */
const CONTACT =
	/^(user_(add_org|modify_org|leave_org|active_org|dept_change|role_change)|org_|label_)/;
/** A push without content (dingtalk-api.md 10, delivery). */
const OUT_OF_QUOTA = '20001';

/** @returns null: a frame that names no event */
export function readEvent(frame: unknown): PushedEvent | null {
	const parsed = Frame.safeParse(frame);
	if (!parsed.success) return null;
	const { headers, data } = parsed.data;
	const payload = Payload.parse(data);
	const inner = Payload.parse(payload.data);
	const isOutOfQuota = payload.errCode === OUT_OF_QUOTA || inner.errCode === OUT_OF_QUOTA;
	const eventId = headers.eventId || payload.eventId;
	const type = headers.eventType || payload.eventType;
	if (!isOutOfQuota && (eventId === '' || type === '')) return null;
	// Agoal's ids stand in `body`, those of contacts beside it.
	const body = Body.parse({ ...data, ...payload.data, ...payload.body, ...inner.body });
	return {
		eventId,
		type,
		objectiveId: body.objectiveId,
		checkInId: body.progressId,
		personId: body.dingUserId || body.userId,
		periodId: body.periodId,
		ruleId: body.objectiveRuleId,
		bornAt: headers.eventBornTime ?? payload.eventBornTime,
		isMetered: !CONTACT.test(type),
		outOfQuota: isOutOfQuota ? payload.errMsg || inner.errMsg || `errCode ${OUT_OF_QUOTA}` : ''
	};
}
