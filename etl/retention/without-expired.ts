/**
 * DingTalk's answers without the records of what is over. How long a list says it is goes down with it, so that a replay (replay/) finds
 * its pages whole. Of reports the words go, and the record stays: their pages end by themselves. Links of a goal that is kept stay,
 * ids as they are: DingTalk goes on telling them, and a link that came anew with each sync would count as a change.
 */

export interface ExpiredIds {
	/** Objectives, key results, check-ins. */
	readonly goals: ReadonlySet<string>;
	readonly periods: ReadonlySet<string>;
	/** DingTalk's user ids of people who left, and of whom nothing else is kept. */
	readonly people: ReadonlySet<string>;
	/** Reports that were filed before this instant (epoch ms) go, unless they are among `keptReports`. */
	readonly reportsBefore: number;
	readonly keptReports: ReadonlySet<string>;
}

/** Keys that name a goal: `id` of classic OKR, `objectiveId`, `objectId` of a link, `keyResultId`, `progressId`. */
const GOAL_KEY = /^id$|(?:objective|object|key_?result|kr|progress)_?id$/i;
/** Links, up and down: `upAlignObjectIds`, `downAlignObjects`. */
const LINKS = /align/i;
const PERSON_KEYS: ReadonlySet<string> = new Set(['userid', 'userId', 'dingUserId']);

/** @returns the very same value where nothing in it is over */
export function withoutExpired(value: unknown, expired: ExpiredIds): unknown {
	if (Array.isArray(value)) {
		const items = value
			.filter((item) => !isOver(item, expired))
			.map((item) => withoutWords(item, expired) ?? withoutExpired(item, expired));
		const isSame =
			items.length === value.length && items.every((item, place) => item === value[place]);
		return isSame ? value : items;
	}
	if (typeof value !== 'object' || value === null) return value;
	let hasChanged = false;
	const all = Object.entries(value) as [string, unknown][];
	const entries = all.map(([key, field]) => {
		if (LINKS.test(key)) return [key, field] as const;
		const said =
			typeof field === 'object' && isOver(field, expired) ? null : withoutExpired(field, expired);
		hasChanged ||= said !== field;
		return [key, said] as const;
	});
	return hasChanged ? Object.fromEntries(entries.map(recounted(value, entries))) : value;
}

/** Corrects `totalCount` by what the list beside it lost. */
function recounted(before: object, after: readonly (readonly [string, unknown])[]) {
	const now = new Map(after);
	const lost = (Object.entries(before) as [string, unknown][]).reduce((sum, [key, field]) => {
		const left = now.get(key);
		return Array.isArray(field) && Array.isArray(left) ? sum + field.length - left.length : sum;
	}, 0);
	const isEmptied =
		lost > 0 && after.every(([, field]) => !Array.isArray(field) || field.length === 0);
	return ([key, field]: readonly [string, unknown]): [string, unknown] => {
		if (key !== 'totalCount' || lost === 0) return [key, field];
		const left = isEmptied ? 0 : Math.max(0, Number(field) - lost);
		return [key, typeof field === 'string' ? String(left) : left];
	};
}

/** A report that is over, with when and by whom alone; null: it is none. */
function withoutWords(item: unknown, expired: ExpiredIds): object | null {
	if (!isObject(item) || typeof item['report_id'] !== 'string') return null;
	const contents = item['contents'];
	const isBare = Array.isArray(contents) && contents.length === 0;
	if (isBare || !isOldReport(item, item['report_id'], expired)) return null;
	return { ...item, contents: [], remark: '' };
}

/** Whether a record is about something that is over. */
function isOver(item: unknown, expired: ExpiredIds): boolean {
	if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
	const entries = Object.entries(item) as [string, unknown][];
	const isPerson = entries.some(([key]) => PERSON_KEYS.has(key));
	return entries.some(([key, field]) => {
		if (key === 'period') return isObject(field) && isOfPeriod(field, expired);
		if (typeof field !== 'string' && typeof field !== 'number') return false;
		const id = String(field);
		if (key === 'periodId') return expired.periods.has(id);
		if (PERSON_KEYS.has(key)) return expired.people.has(id);
		// The id of a person, or of a department, is none of a goal's, whatever it looks like.
		return GOAL_KEY.test(key) && !(isPerson && key === 'id') && expired.goals.has(id);
	});
}

function isOfPeriod(period: Record<string, unknown>, { periods }: ExpiredIds): boolean {
	const id = period['periodId'] ?? period['id'];
	return (typeof id === 'string' || typeof id === 'number') && periods.has(String(id));
}

function isOldReport(report: object, id: string, expired: ExpiredIds): boolean {
	const filedAt = 'create_time' in report ? Number(report.create_time) : NaN;
	const isOld = filedAt < expired.reportsBefore && !expired.keptReports.has(id);
	return isOld || expired.goals.has(id);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
