/**
 * A weekly report -> what it says about which key results (metrics.md 2, "Report rows"). A field is about the key result whose
 * title its label holds; what it states, the rest of the label tells.
 */
import type { ReportFields } from '../config.ts';
import type { Report } from '../dingtalk/payloads.ts';
import { fold, hasContent, isNone } from './check-in-text.ts';
import type { RevisionRow, StatementRow } from './check-ins.ts';
import { readConfidence } from './confidence.ts';
import { instantText } from './instants.ts';
import {
	BLOCKER_LABELS,
	CONFIDENCE_LABELS,
	NEXT_ACTION_LABELS,
	PROGRESS_LABELS
} from './labels.ts';
import { anyOf } from './phrases.ts';
import { plainText } from './text-lines.ts';

export interface ReportRow {
	readonly key: string;
	readonly value: string;
}

/** A report as it is staged. Instants as ClickHouse writes them. */
export interface StagedReport {
	readonly report_id: string;
	readonly author_id: string;
	readonly created_at: string;
	readonly modified_at: string;
	/** JSON of `ReportRow[]`. */
	readonly rows: string;
}

export function stagedReport(payload: Report): StagedReport {
	const rows: ReportRow[] = (payload.contents ?? []).map(({ key, value }) => ({ key, value }));
	return {
		report_id: payload.report_id,
		author_id: payload.creator_id,
		created_at: instantText(payload.create_time),
		modified_at: instantText(Math.max(payload.modified_time ?? 0, payload.create_time)),
		rows: JSON.stringify(rows)
	};
}

/** A key result of the report's author that was live on the report's day, with the title of that day. */
export interface Candidate {
	readonly id: string;
	readonly title: string;
	/** YYYY-MM-DD: of two with the same title the one that began later is meant. */
	readonly liveFrom: string;
}

export interface ReportReading {
	/** In the order of the first row about each. */
	readonly keyResults: readonly ReadKeyResult[];
	/** Rows that were to state a confidence and do not, for the data-quality list. */
	readonly unusable: readonly { readonly row: ReportRow; readonly reason: string }[];
}

/** What one report says about one key result. null, false, empty: it does not say. */
export interface ReadKeyResult {
	readonly id: string;
	/** 0..100, not clamped. */
	readonly progress: number | null;
	/** 0..10. */
	readonly confidence: number | null;
	readonly blocker: string;
	readonly saysNoBlocker: boolean;
	readonly nextAction: string;
}

type Draft = { -readonly [Key in keyof ReadKeyResult]: ReadKeyResult[Key] };

export type ReportReader = (
	rows: readonly ReportRow[],
	candidates: readonly Candidate[]
) => ReportReading;

/** @param fields labels of the company, beside those of metrics.md 14 */
export function reportReader(fields: ReportFields): ReportReader {
	const labels = {
		confidence: labelPattern([...CONFIDENCE_LABELS, ...fields.confidence]),
		progress: labelPattern([...PROGRESS_LABELS, ...fields.progress]),
		blocker: labelPattern([...BLOCKER_LABELS, ...fields.blocker]),
		next: labelPattern([...NEXT_ACTION_LABELS, ...fields.next])
	};
	return (rows, candidates) => {
		const titles = longestFirst(candidates);
		const drafts = new Map<string, Draft>();
		const unusable: { row: ReportRow; reason: string }[] = [];
		for (const row of rows) {
			const value = tidy(plainText(row.value));
			// Left empty: the form has the field, the report says nothing in it.
			if (value === '') continue;
			const key = tidy(fold(row.key));
			const found = titles.find(({ title }) => key.includes(title));
			// A title may hold the word for confidence itself: only what stands beside it tells what is asked for.
			const rest = found === undefined ? key : key.replace(found.title, '\n');
			const isConfidence = labels.confidence.test(rest);
			if (found === undefined) {
				if (isConfidence)
					unusable.push({ row, reason: 'no live key result of its author is named in the label' });
				continue;
			}
			const draft = draftOf(drafts, found.id);
			if (isConfidence) {
				// Behind a label with its colon, so that anything but a value is an answer that cannot be used.
				const reading = readConfidence(`:${value}`, 0);
				if (reading.kind === 'value') draft.confidence = reading.value;
				if (reading.kind === 'rejected') unusable.push({ row, reason: reading.reason });
			} else if (labels.progress.test(rest)) {
				draft.progress = readPercent(value) ?? draft.progress;
			} else if (labels.blocker.test(rest)) {
				if (isNone(value)) draft.saysNoBlocker = true;
				else if (hasContent(value)) draft.blocker = value;
			} else if (labels.next.test(rest)) {
				if (!isNone(value) && hasContent(value)) draft.nextAction = value;
			}
		}
		return { keyResults: [...drafts.values()].map((draft) => ({ ...draft })), unusable };
	};
}

/** "Longest title first"; an empty title names nothing. */
function longestFirst(candidates: readonly Candidate[]): { id: string; title: string }[] {
	return candidates
		.map((candidate) => ({ ...candidate, title: foldedTitle(candidate) }))
		.filter(({ title }) => title !== '')
		.sort(
			(a, b) =>
				b.title.length - a.title.length ||
				(a.liveFrom === b.liveFrom ? 0 : a.liveFrom > b.liveFrom ? -1 : 1) ||
				(a.id < b.id ? -1 : 1)
		);
}

/** The same key results are looked through for every report of their owner. */
const foldedTitles = new WeakMap<Candidate, string>();

function foldedTitle(candidate: Candidate): string {
	const known = foldedTitles.get(candidate);
	if (known !== undefined) return known;
	const folded = tidy(fold(candidate.title));
	foldedTitles.set(candidate, folded);
	return folded;
}

/** A label anywhere in a text; one in Latin letters only as whole words: "Next" is not in "nextcloud". */
function labelPattern(labels: readonly string[]): RegExp {
	const isLatin = (label: string) => /\p{Script=Latin}/u.test(label);
	const latin = anyOf(labels.filter(isLatin));
	const other = anyOf(labels.filter((label) => !isLatin(label)));
	const words = String.raw`(?<![\p{Script=Latin}\p{M}])(?:${latin})(?![\p{Script=Latin}\p{M}])`;
	return new RegExp(other === '' ? words : `${words}|${other}`, 'iu');
}

const PERCENT = /^(\d{1,3}(?:[.,٫]\d{1,6})?)\s*[%٪]?$/u;

/** A number or percent and nothing else; prose in a progress field states nothing. */
function readPercent(value: string): number | null {
	const match = PERCENT.exec(value);
	return match?.[1] === undefined ? null : Number(match[1].replace(/[,٫]/, '.'));
}

function draftOf(drafts: Map<string, Draft>, id: string): Draft {
	const known = drafts.get(id);
	if (known !== undefined) return known;
	const draft: Draft = {
		id,
		progress: null,
		confidence: null,
		blocker: '',
		saysNoBlocker: false,
		nextAction: ''
	};
	drafts.set(id, draft);
	return draft;
}

function tidy(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/**
 * "All matched rows of a report are one check-in (its id is the report's)": one revision, also where its key results belong to
 * several objectives, and where it is about none, so that an edit can take everything back. It has no text (metrics.md 6).
 */
export function reportRevision(
	report: StagedReport,
	{ keyResults }: ReportReading
): { revision: RevisionRow; statements: StatementRow[] } {
	const common = {
		check_in_id: report.report_id,
		objective_id: '',
		revised_at: report.modified_at
	};
	return {
		revision: {
			...common,
			author_id: report.author_id,
			modifier_id: report.author_id,
			checked_in_at: report.created_at,
			source: 'report',
			html: report.rows,
			text: '',
			normalised_text: '',
			objective_progress: null,
			key_result_ids: keyResults.map(({ id }) => id),
			key_result_progress: keyResults.map(({ progress }) => progress),
			mentions: []
		},
		statements: keyResults
			.filter(
				({ confidence, blocker, saysNoBlocker, nextAction }) =>
					confidence !== null || blocker !== '' || saysNoBlocker || nextAction !== ''
			)
			.map(({ id, confidence, blocker, saysNoBlocker, nextAction }) => ({
				...common,
				key_result_id: id,
				confidence,
				confidence_provenance: confidence === null ? '' : 'report',
				blocker,
				says_no_blocker: saysNoBlocker ? 1 : 0,
				next_action: nextAction
			}))
	};
}
