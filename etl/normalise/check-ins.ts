/** Check-ins: payload -> one revision, what it states, and what could not be read of it. */
import type { Progress } from '../dingtalk/payloads.ts';
import { readCheckInText, type UnreadableConfidence } from './check-in-text.ts';
import { instantText } from './instants.ts';

export interface RevisionRow {
	readonly check_in_id: string;
	readonly objective_id: string;
	readonly author_id: string;
	readonly modifier_id: string;
	readonly checked_in_at: string;
	readonly revised_at: string;
	readonly source: 'check_in' | 'report';
	readonly html: string;
	readonly text: string;
	readonly normalised_text: string;
	readonly objective_progress: number | null;
	readonly key_result_ids: readonly string[];
	readonly key_result_progress: readonly (number | null)[];
	readonly mentions: readonly string[];
}

export interface StatementRow {
	readonly check_in_id: string;
	readonly objective_id: string;
	readonly revised_at: string;
	readonly key_result_id: string;
	readonly confidence: number | null;
	readonly confidence_provenance: 'text' | 'report' | '';
	readonly blocker: string;
	readonly says_no_blocker: number;
	readonly next_action: string;
}

export interface CheckInRows {
	readonly revision: RevisionRow;
	readonly statements: readonly StatementRow[];
	readonly unreadable: readonly UnreadableConfidence[];
}

/** DingTalk's `updated`, else the creation: what tells revisions apart (dingtalk-api.md 4.3). */
export function revisedAt(payload: Progress): number {
	return Math.max(payload.updated ?? payload.created, payload.created);
}

/** @param titlesOf the titles by which a key result is known, the check-in's own among them or not */
export function checkInRows(
	payload: Progress,
	objectiveId: string,
	titlesOf: (keyResultId: string) => readonly string[]
): CheckInRows {
	const keyResults = uniqueById(payload.keyResults ?? []);
	const said = readCheckInText(
		payload.htmlContent,
		keyResults.map(({ keyResultId, title }) => ({
			id: keyResultId,
			titles: [title, ...titlesOf(keyResultId)]
		}))
	);
	const check_in_id = payload.progressId;
	const revised_at = instantText(revisedAt(payload));
	const author_id = payload.creator?.dingUserId ?? '';
	return {
		revision: {
			check_in_id,
			objective_id: objectiveId,
			author_id,
			modifier_id: payload.modifier?.dingUserId ?? author_id,
			checked_in_at: instantText(payload.created),
			revised_at,
			source: 'check_in',
			html: payload.htmlContent,
			text: said.text,
			normalised_text: said.normalisedText,
			objective_progress: payload.progress,
			key_result_ids: keyResults.map(({ keyResultId }) => keyResultId),
			key_result_progress: keyResults.map(({ progress }) => progress),
			mentions: said.mentions
		},
		statements: said.statements.map((statement) => ({
			check_in_id,
			objective_id: objectiveId,
			revised_at,
			key_result_id: statement.keyResultId,
			confidence: statement.confidence,
			confidence_provenance: statement.confidence === null ? '' : 'text',
			blocker: statement.blocker ?? '',
			says_no_blocker: statement.saysNoBlocker ? 1 : 0,
			next_action: statement.nextAction ?? ''
		})),
		unreadable: said.unreadable
	};
}

type Listed = NonNullable<Progress['keyResults']>;

function uniqueById(keyResults: Listed): Listed {
	return [...new Map(keyResults.map((keyResult) => [keyResult.keyResultId, keyResult])).values()];
}
