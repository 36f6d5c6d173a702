/**
 * Contracts of what DingTalk answers (dingtalk-api.md 2 and 4). Tolerant as section 13 asks: optional fields vanish instead of
 * being null, samples quote numbers and collapse arrays, unknown fields come with any release. A wrong type rejects the one
 * record that has it; lists therefore hold `unknown` until each record is parsed on its own.
 * Fields that DingTalk documents and we do not read are its `withUnread`: what is left is drift (drift.ts).
 */
import { z } from 'zod';
import { listOfRecords, withUnread } from './drift.ts';

const quotedNumber = z
	.string()
	.regex(/^\s*-?\d+(\.\d+)?\s*$/, 'not a number')
	.transform(Number);
export const number = z.union([z.number(), quotedNumber]);
/**
 * Whether a number is an instant that people and ClickHouse's DateTime64 know: of the years 1900 to 2299. Seconds of today are
 * one, in 1970; microseconds are none, and would otherwise fail the insert of everybody's rows.
 */
export function isInstant(milliseconds: number): boolean {
	return (
		Number.isSafeInteger(milliseconds) &&
		milliseconds >= Date.UTC(1900, 0, 1) &&
		milliseconds < Date.UTC(2299, 0, 1)
	);
}
export const instant = number.refine(isInstant, {
	error: 'not epoch milliseconds of 1900 to 2299'
});
export const id = z.union([z.string().min(1), z.number().int().transform(String)]);
export const flag = z.union([
	z.boolean(),
	z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] }),
	z.literal([0, 1]).transform((value) => value === 1)
]);
/** Absent and null are the same: DingTalk did not say. */
export const orNull = <T extends z.ZodType>(type: T) =>
	type.nullish().transform((value) => value ?? null);
export const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');

/** `[1,2]`, one bare value, or the list as JSON text, as the samples print it. */
export const listOf = <T extends z.ZodType>(type: T) =>
	z.preprocess((value): unknown => {
		if (Array.isArray(value)) return value;
		if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return [value];
		try {
			return JSON.parse(value);
		} catch {
			return [value];
		}
	}, z.array(type));

/** A list whose records are parsed one by one later. Absent: null. */
export const records = z
	.preprocess((value): unknown => {
		if (value === undefined || value === null || Array.isArray(value)) return value;
		return typeof value === 'object' ? [value] : value;
	}, z.array(z.unknown()).nullish())
	.transform((value) => value ?? null);
/** `records`, each of which will be held to a contract. */
export const recordsOf = (contract: z.ZodType) => listOfRecords(contract, records.clone());

// Envelopes and pages.

export const OldEnvelope = z.looseObject({ result: z.unknown().optional() });
export const NewEnvelope = z.looseObject({ content: z.unknown().optional() });
export const RecordList = records.transform((value) => value ?? []);
export const CursorPage = z.looseObject({
	has_more: orNull(flag),
	next_cursor: orNull(number),
	list: records
});
/** Counters come as numbers or, in progresses/lists, as text. */
export const NumberedPage = z.looseObject({
	pageSize: orNull(number).catch(null),
	totalCount: orNull(number).catch(null),
	result: records
});
export const OrganisationPage = z.looseObject({
	totalCount: orNull(number).catch(null),
	objectiveList: records
});
export const Scopes = z.looseObject({
	auth_org_scopes: z.looseObject({ authed_dept: listOf(id).nullish() }).nullish()
});

// Contacts.

export const ChildDepartment = withUnread(
	'name parent_id create_dept_group auto_add_user',
	z.looseObject({ dept_id: id })
);
export const Department = withUnread(
	`
		order source_identifier code member_count owning_member_count org_dept_owner dept_group_chat_id
		create_dept_group auto_add_user group_contain_sub_dept hide_dept outer_dept auto_approve_apply
		from_union_org dept_permits outer_permit_depts user_permits outer_permit_users tags union_dept_ext
	`,
	z.looseObject({
		dept_id: id,
		name: text,
		parent_id: orNull(id),
		dept_manager_userid_list: orNull(listOf(id))
	})
);
export const Member = withUnread(
	`
		unionid avatar job_number mobile state_code hide_mobile telephone email org_email work_place remark
		extension dept_order hired_date admin leader exclusive_account
	`,
	z.looseObject({
		userid: id,
		name: text,
		title: text,
		dept_id_list: orNull(listOf(id)),
		active: orNull(flag),
		boss: orNull(flag)
	})
);

export const LeaverPage = z.looseObject({ nextToken: orNull(id), records });
export const Leaver = withUnread(
	'name stateCode mobile',
	z.looseObject({
		userId: id,
		leaveTime: z.iso.datetime({ offset: true }),
		leaveReason: text
	})
);

// Agoal.

const User = withUnread('userId name', z.looseObject({ dingUserId: orNull(id) }));
const Team = withUnread('teamId name', z.looseObject({ deptId: orNull(id) }));

const Scope = z.looseObject({ scopeType: orNull(z.string()), scopeId: orNull(id) });
export const Rule = withUnread(
	'probationRule periods',
	z.looseObject({
		objectiveRuleId: id,
		objectiveRuleName: text,
		objectiveCategory: text,
		/** Whom the rule covers, and whom not although they are covered. Absent from the shorter list of rules. */
		popRuleView: orNull(z.array(Scope)),
		excludePopRuleView: orNull(z.array(Scope)),
		/** ONLINE, OFFLINE or DRAFT; absent from the list that holds enabled rules only. */
		status: orNull(z.string())
	})
);
export type Rule = z.infer<typeof Rule>;
export const Period = z.looseObject({
	periodId: id,
	name: text,
	startDate: instant,
	endDate: instant,
	periodType: text
});
const PeriodReference = withUnread(
	'name startDate endDate periodType',
	z.looseObject({ periodId: orNull(id) })
);

export const KeyResult = withUnread(
	'titleMentions type status keyActions',
	z.looseObject({
		keyResultId: id,
		title: text,
		weight: orNull(number),
		progress: orNull(number)
	})
);
export const LatestProgress = withUnread(
	'creator',
	z.looseObject({
		progressId: orNull(id),
		created: orNull(instant),
		htmldescription: orNull(z.string())
	})
);
export const PersonalObjective = withUnread(
	'status objectiveRule keyActions relatedUsers',
	z.looseObject({
		objectiveId: id,
		title: text,
		executor: orNull(User),
		teams: orNull(z.array(Team)),
		period: orNull(PeriodReference),
		progress: orNull(number),
		weight: orNull(number),
		keyResults: recordsOf(KeyResult),
		latestProgress: orNull(LatestProgress),
		upAlignObjectIds: orNull(listOf(id)),
		downAlignObjectIds: orNull(listOf(id)),
		approveStatus: orNull(z.string()),
		created: orNull(instant),
		updated: orNull(instant)
	})
);
export type PersonalObjective = z.infer<typeof PersonalObjective>;

export const Alignment = z.looseObject({
	objectiveId: orNull(id),
	objectId: orNull(id),
	objectType: orNull(z.string()),
	alignType: orNull(z.string())
});
export type Alignment = z.infer<typeof Alignment>;
const FieldMeta = withUnread(
	'fieldId alias note source active entityType',
	z.looseObject({ code: orNull(id), title: text, type: text })
);
export const OrganisationObjective = withUnread(
	'status dimension',
	z.looseObject({
		objectiveId: id,
		title: text,
		executor: orNull(User),
		team: orNull(Team),
		period: orNull(PeriodReference),
		upAlignObjects: orNull(z.array(Alignment)),
		downAlignObjects: orNull(z.array(Alignment)),
		fieldConfig: orNull(z.array(FieldMeta)),
		fieldValueMap: orNull(z.record(z.string(), z.unknown()))
	})
);
export type OrganisationObjective = z.infer<typeof OrganisationObjective>;

/** The sample carries four of a key result's fields, the tables all of them. */
const CheckInKeyResult = withUnread(
	'titleMentions type status weight keyActions',
	z.looseObject({ keyResultId: id, title: text, progress: orNull(number) })
);
export const Progress = z.looseObject({
	progressId: id,
	htmlContent: text,
	created: instant,
	updated: orNull(instant),
	creator: orNull(User),
	modifier: orNull(User),
	progress: orNull(number),
	keyResults: orNull(z.array(CheckInKeyResult))
});
export type Progress = z.infer<typeof Progress>;

// Weekly reports (dingtalk-api.md 5 a).

export const ReportPage = z.looseObject({
	has_more: orNull(flag),
	next_cursor: orNull(number),
	data_list: records
});
/** A field without a label says nothing about anything; one without a value was left empty. */
export const ReportField = withUnread(
	'type sort',
	z.looseObject({
		key: text,
		value: z
			.union([z.string(), z.number().transform(String)])
			.nullish()
			.transform((value) => value ?? '')
	})
);
export const Report = withUnread(
	'template_name creator_name dept_name remark',
	z.looseObject({
		report_id: id,
		creator_id: id,
		create_time: instant,
		modified_time: orNull(instant),
		contents: orNull(listOf(ReportField))
	})
);
export type Report = z.infer<typeof Report>;
export const ReportTemplates = z.looseObject({
	template_list: orNull(z.array(z.looseObject({ name: text })))
});

// DingTalk's own analysis (chengfeng), known from the types of its SDK only: every field may be absent.

export const AnalysisPeriod = z.looseObject({ id, startDate: instant, endDate: instant });
export const AnalysisData = z.looseObject({
	deptCount: orNull(number),
	objectiveSetRate: orNull(number),
	objectiveAlignRate: orNull(number),
	progressUpdateRateLast7Days: orNull(number),
	progressUpdateRateLast15Days: orNull(number),
	progressUpdateRateLast30Days: orNull(number)
});

export type ParsedRecord<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** One record, or in one line why it does not keep the contract. */
export function parseRecord<T extends z.ZodType>(
	contract: T,
	record: unknown
): ParsedRecord<z.output<T>> {
	const parsed = contract.safeParse(record);
	if (parsed.success) return { ok: true, value: parsed.data };
	const reason = parsed.error.issues
		.slice(0, 3)
		.map((issue) => `${issue.path.join('.') || 'the record'}: ${issue.message}`)
		.join('; ');
	return { ok: false, reason };
}
