/**
 * What DingTalk tells about people beyond what the figures need (dingtalk-api.md 2.4, 2.8, 3.2) is dropped before anything is kept:
 * telephone numbers, mail addresses, pictures, staff numbers, the day they were hired, free remarks, ids of other systems.
 */
const DETAILS: ReadonlySet<string> = new Set(
	(
		'unionid unionId openId avatar avatarMediaId avatarUrl mobile stateCode state_code hide_mobile telephone email org_email ' +
		'org_email_type job_number workNo userUid work_place remark extension hired_date login_id exclusive_mobile'
	).split(' ')
);

/** Whether a field of this name is dropped, in whatever answer it comes. */
export function isContactDetail(field: string): boolean {
	return DETAILS.has(field);
}

/** @param content an answer as received @returns a copy without those fields, however deep they lie */
export function withoutContactDetails(content: unknown): unknown {
	if (Array.isArray(content)) return content.map(withoutContactDetails);
	if (typeof content !== 'object' || content === null) return content;
	return Object.fromEntries(
		Object.entries(content)
			.filter(([name]) => !isContactDetail(name))
			.map(([name, value]) => [name, withoutContactDetails(value)])
	);
}
