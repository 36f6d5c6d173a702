/**
 * The ground truth of the sandbox company: what really happened, with the moment of every change.
 *
 * The wire handlers render it as DingTalk would show it at one instant; the test oracle computes every metric from it.
 * Both read this model and nothing else, so nothing here may depend on how the ETL reads or parses.
 * Instants are epoch milliseconds (UTC). Ids are the texts that DingTalk's API shows.
 */

/** One value of a changing attribute, in force from `from` until the next entry's `from`. Entries are in ascending order. */
export interface Since<T> {
	readonly from: number;
	readonly value: T;
}

export interface Department {
	/** Decimal text; the root is '1'. */
	readonly id: string;
	readonly created: number;
	readonly deleted: number | null;
	readonly name: readonly Since<string>[];
	/** null only for the root. */
	readonly parentId: readonly Since<string | null>[];
	readonly headIds: readonly Since<readonly string[]>[];
}

export interface Person {
	readonly id: string;
	readonly unionId: string;
	readonly name: string;
	readonly title: string;
	readonly joined: number;
	readonly left: number | null;
	readonly isBoss: boolean;
	readonly isActive: readonly Since<boolean>[];
	/** The first is the primary department. */
	readonly departmentIds: readonly Since<readonly string[]>[];
	readonly managerId: readonly Since<string | null>[];
}

export interface Rule {
	readonly id: string;
	readonly name: string;
	/** 'OKR' or 'PBC'. */
	readonly category: string;
	readonly isEnabled: boolean;
}

export interface Period {
	readonly id: string;
	readonly ruleId: string;
	readonly name: string;
	/** Local midnight of the first day in Asia/Shanghai. */
	readonly startDate: number;
	/** The inclusive last second of the last day in Asia/Shanghai, e.g. ...23:59:59.000. */
	readonly endDate: number;
	readonly type: string;
}

export interface Link {
	/** The other end: an objective or a key result. May name something that does not exist (a dangling link). */
	readonly targetId: string;
	readonly targetKind: 'objective' | 'keyResult';
	/** Personal objectives state no kind. */
	readonly kind: 'SUPPORT' | 'COOPERATION' | null;
}

export type ApproveStatus = 'preApprove' | 'approving' | 'approved' | 'notApproved';

export type Privacy = 'public' | 'private';

export interface Objective {
	readonly id: string;
	readonly kind: 'personal' | 'organisation';
	readonly ruleId: string;
	readonly periodId: string;
	readonly created: number;
	readonly deleted: number | null;
	/** False: the newer DTO fields (alignments, approveStatus, created, updated) are absent from every answer about it. */
	readonly hasNewFields: boolean;
	/** False: reading its check-ins answers HTTP 500 error.noPermission. */
	readonly areCheckInsReadable: boolean;
	readonly title: readonly Since<string>[];
	/** Personal: the owner. Organisation: the executor. */
	readonly ownerId: readonly Since<string>[];
	/** Personal: `teams` (may be empty). Organisation: exactly one, its team. */
	readonly teamIds: readonly Since<readonly string[]>[];
	readonly weight: readonly Since<number | null>[];
	/** DingTalk's own objective percent, 0..100; null when absent (organisation objectives always). */
	readonly progress: readonly Since<number | null>[];
	readonly approveStatus: readonly Since<ApproveStatus | null>[];
	/** Who may open it, which only classic OKR tells; null: it does not say (organisation objectives, some others). */
	readonly privacy: readonly Since<Privacy | null>[];
	/** Of a private one: the people its policy lists beside the owner. */
	readonly policyMemberIds: readonly Since<readonly string[]>[];
	/** 0..100, which only classic OKR tells; null: not graded. */
	readonly score: readonly Since<number | null>[];
	/** Links to parents, as stated by this objective. */
	readonly up: readonly Since<readonly Link[]>[];
	/** Links to children, as stated by this objective. */
	readonly down: readonly Since<readonly Link[]>[];
	/** In the order of the list that DingTalk shows. */
	readonly keyResults: readonly KeyResult[];
	/** In ascending order of creation. Empty for organisation objectives. */
	readonly checkIns: readonly CheckIn[];
}

export interface KeyResult {
	readonly id: string;
	readonly created: number;
	readonly deleted: number | null;
	readonly title: readonly Since<string>[];
	readonly weight: readonly Since<number | null>[];
	/** What the objective list shows, 0..100 (rarely outside); null when absent. */
	readonly progress: readonly Since<number | null>[];
}

export interface CheckIn {
	readonly id: string;
	readonly authorId: string;
	readonly created: number;
	readonly deleted: number | null;
	/** Ascending; the first has `updated` = `created`. */
	readonly revisions: readonly CheckInRevision[];
}

export interface CheckInRevision {
	readonly updated: number;
	readonly modifierId: string;
	readonly html: string;
	/** The objective's percent as of this check-in; null when absent (older DTO). */
	readonly objectiveProgress: number | null;
	/** The key results that it lists, in order; null: the field is absent; empty: it lists none. Progress null: not stated. */
	readonly keyResults: readonly { readonly id: string; readonly progress: number | null }[] | null;
	/** What the text means, as its author meant it; the oracle trusts this, never a parser. */
	readonly says: readonly Statement[];
	/** Names after `@`, in order, without duplicates. */
	readonly mentions: readonly string[];
}

/** keyResultId null: for every key result of the check-in. A field that is null states nothing. */
export interface Statement {
	readonly keyResultId: string | null;
	/** 0..10. */
	readonly confidence: number | null;
	readonly blocker: string | null;
	readonly nextAction: string | null;
	/** True: it says explicitly that there is no blocker ("无", "none"). */
	readonly saysNoBlocker: boolean;
}

/** A weekly report (日志) that a person filed. Nothing in it names a key result but the labels of its fields. */
export interface Report {
	readonly id: string;
	readonly authorId: string;
	/** Only reports of the company's OKR template carry OKRs; people file others as well. */
	readonly templateName: string;
	readonly created: number;
	/** Ascending; the first has `modified` = `created`. */
	readonly revisions: readonly ReportRevision[];
}

export interface ReportRevision {
	readonly modified: number;
	readonly rows: readonly ReportRow[];
}

/** One field as it was filled in, and what its author meant by it; the oracle trusts the meaning, never a parser. */
export interface ReportRow {
	readonly key: string;
	/** DingTalk shows its first 1,000 characters. */
	readonly value: string;
	/** Whose title the key holds; null: that of none, or nothing was filled in. */
	readonly keyResultId: string | null;
	/** 0..10. */
	readonly confidence: number | null;
	/** 0..100. */
	readonly progress: number | null;
	readonly blocker: string | null;
	readonly saysNoBlocker: boolean;
	readonly nextAction: string | null;
	/** It was to state a confidence and does not: about no key result, or no one value 0..10. */
	readonly isUnusable: boolean;
}

export interface Company {
	readonly corpId: string;
	readonly seed: number;
	readonly departments: readonly Department[];
	readonly people: readonly Person[];
	readonly rules: readonly Rule[];
	readonly periods: readonly Period[];
	readonly objectives: readonly Objective[];
	/** In ascending order of creation. Empty for a company that does not report. */
	readonly reports: readonly Report[];
}

/** The value in force at `instant`; the first entry speaks for earlier instants. */
export function valueAt<T>(history: readonly Since<T>[], instant: number): T {
	const first = history[0];
	if (first === undefined) throw new RangeError('An attribute without any value');
	let value = first.value;
	for (const entry of history) {
		if (entry.from > instant) break;
		value = entry.value;
	}
	return value;
}

/** Whether something created at `created` and gone from `deleted` exists at `instant`. */
export function existsAt(
	thing: { readonly created: number; readonly deleted: number | null },
	instant: number
): boolean {
	return thing.created <= instant && (thing.deleted === null || instant < thing.deleted);
}
