/** Contracts of classic OKR's answers and of its pro variants (dingtalk-api.md 3), as tolerant as those of payloads.ts. */
import { z } from 'zod';
import { withUnread } from './drift.ts';
import {
	flag,
	id,
	isInstant,
	listOf,
	number,
	orNull,
	records,
	recordsOf,
	text
} from './payloads.ts';

/** The unit of classic OKR's period bounds is not verified: what cannot be milliseconds of this age is seconds. */
const EARLIEST_MILLISECONDS = 1e11;
const instant = number
	.transform((value) => (Math.abs(value) < EARLIEST_MILLISECONDS ? value * 1000 : value))
	.refine(isInstant, { error: 'neither epoch milliseconds nor seconds of 1900 to 2299' });

// Envelopes and pages.

export const ClassicEnvelope = z.looseObject({ data: z.unknown().optional() });
export const ClassicPeriods = z.looseObject({ periodList: records });
export const ClassicPage = z.looseObject({
	pageSize: orNull(number).catch(null),
	totalCount: orNull(number).catch(null),
	list: records
});

// Classic OKR.

export const ClassicPeriod = withUnread(
	'isCurrent',
	z.looseObject({
		id,
		name: text,
		startTime: instant,
		endTime: instant,
		isYearly: orNull(flag)
	})
);
export type ClassicPeriod = z.infer<typeof ClassicPeriod>;

const Percent = z.looseObject({ percent: orNull(number) });
/** `id` is classic OKR's own, `userId` DingTalk's. */
const Owner = withUnread(
	'nickname corpId avatarMediaId',
	z.looseObject({ id: orNull(id), userId: orNull(id) })
);

export const ClassicKeyResult = withUnread(
	'objectiveId score permission gmtCreate gmtModified',
	z.looseObject({
		id,
		content: text,
		progress: orNull(Percent),
		weight: orNull(number),
		position: orNull(number)
	})
);
export const ClassicObjective = withUnread(
	'userId status position permission',
	z.looseObject({
		id,
		content: text,
		owner: orNull(Owner),
		periodId: orNull(id),
		progress: orNull(Percent),
		progressPercent: orNull(number),
		score: orNull(number),
		weight: orNull(number),
		published: orNull(flag),
		alignFromIds: orNull(listOf(id)),
		alignToIds: orNull(listOf(id)),
		gmtCreate: orNull(instant),
		gmtModified: orNull(instant),
		krList: recordsOf(ClassicKeyResult)
	})
);
export type ClassicObjective = z.infer<typeof ClassicObjective>;

const PolicyMember = withUnread('type nickname', z.looseObject({ id: orNull(id) }));
const Policy = withUnread('name type', z.looseObject({ memberList: orNull(listOf(PolicyMember)) }));
export const Permission = withUnread(
	'id type',
	z.looseObject({
		privacy: orNull(z.string()),
		policyList: orNull(listOf(Policy))
	})
);

/** The same person in both id spaces: `id` is classic OKR's own, `userId` DingTalk's. */
export const OkrUser = withUnread(
	'nickname corpId avatarMediaId avatarUrl',
	z.looseObject({ id, userId: id })
);

// The pro variants.

export const ProPeriod = withUnread(
	'status',
	z.looseObject({
		periodId: id,
		nameCn: text,
		nameEn: text,
		startDate: instant,
		endDate: instant
	})
);
export type ProPeriod = z.infer<typeof ProPeriod>;

export const ProKeyResult = withUnread(
	'titleMentions type status',
	z.looseObject({
		krId: id,
		title: text,
		progress: orNull(number),
		weight: orNull(number)
	})
);
const PeriodReference = withUnread(
	'nameCn nameEn startDate endDate status',
	z.looseObject({ periodId: orNull(id) })
);
const Executor = withUnread('name userUid workNo', z.looseObject({ dingUserId: orNull(id) }));
const Team = withUnread('name', z.looseObject({ dingDeptId: orNull(id), deptUid: orNull(id) }));
export const ProObjective = withUnread(
	'status',
	z.looseObject({
		objectiveId: id,
		title: text,
		executor: orNull(Executor),
		teams: orNull(z.array(Team)),
		period: orNull(PeriodReference),
		progress: orNull(number),
		weight: orNull(number),
		keyResults: recordsOf(ProKeyResult)
	})
);
export type ProObjective = z.infer<typeof ProObjective>;
