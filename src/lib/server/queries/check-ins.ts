import type { Filter, Row } from '../cube/catalog.ts';
import type { Scope } from '../scope.ts';

/** What a check-in, or one of its revisions, says for one key result. Text as people wrote it: shown, never run. */
export interface Said {
	/** UTC. */
	readonly at: string;
	readonly by: string;
	/** 0..100; null: it states none. */
	readonly progress: number | null;
	/** 0..10; null: it states none. */
	readonly confidence: number | null;
	/** `text` or `report`; null without a confidence. */
	readonly provenance: string | null;
	readonly text: string | null;
	readonly mentions: string | null;
	readonly blocker: string | null;
	readonly nextAction: string | null;
}

export interface CheckIn {
	readonly id: string;
	readonly keyResultId: string;
	/** Local day on which it was first written. */
	readonly day: string;
	/** UTC. */
	readonly at: string;
	readonly authorId: string;
	readonly authorName: string;
	/** In force; of a deleted check-in what it said last. */
	readonly said: Said;
	readonly isEdited: boolean;
	/** Local day of the revision in force. */
	readonly editedOn: string;
	/** UTC: the read that no longer found it. */
	readonly deletedAt: string | null;
	/** What other revisions said, as far as some read saw them; the latest first. */
	readonly earlier: readonly Said[];
}

const DIMENSIONS = [
	'check_in_id',
	'key_result_id',
	'checked_in_at',
	'checked_in_on',
	'author_id',
	'author_name',
	'revised_at',
	'revised_on',
	'modifier_name',
	'is_in_force',
	'deleted_at',
	'progress',
	'confidence',
	'confidence_provenance',
	'text',
	'mentions',
	'blocker',
	'next_action'
] as const;
type RevisionRow = Row<'check_in_revisions', never, (typeof DIMENSIONS)[number]>;
type SaidRow = Pick<
	RevisionRow,
	| 'checked_in_at'
	| 'revised_at'
	| 'modifier_name'
	| 'author_name'
	| 'progress'
	| 'confidence'
	| 'confidence_provenance'
	| 'text'
	| 'mentions'
	| 'blocker'
	| 'next_action'
>;

/** The check-ins of a key result up to the as-of day with all their revisions, as they stand since the last sync; the latest first. */
export async function loadCheckIns(scope: Scope, keyResultId: string): Promise<CheckIn[]> {
	return load(scope, { member: 'key_result_id', operator: 'equals', values: [keyResultId] });
}

async function load(scope: Scope, of: Filter<'check_in_revisions'>): Promise<CheckIn[]> {
	const rows = await scope.cube.rows({
		view: 'check_in_revisions',
		dimensions: DIMENSIONS,
		filters: [of],
		order: [
			['checked_in_at', 'desc'],
			['check_in_id', 'asc'],
			['revised_at', 'desc']
		],
		limit: 50_000
	});
	const past = rows.filter((row) => (row.checked_in_on ?? '') <= scope.moment.day);
	const byCheckIn = Map.groupBy(past, (row) => `${row.check_in_id} ${row.key_result_id}`);
	return [...byCheckIn.values()].flatMap((revisions) => {
		const [latest] = revisions;
		const speaking = revisions.find((row) => row.is_in_force === true) ?? latest;
		return speaking === undefined ? [] : [toCheckIn(speaking, revisions)];
	});
}

function toCheckIn(row: RevisionRow, revisions: readonly RevisionRow[]): CheckIn {
	const at = row.checked_in_at ?? '';
	return {
		id: row.check_in_id ?? '',
		keyResultId: row.key_result_id ?? '',
		day: row.checked_in_on ?? '',
		at,
		authorId: row.author_id ?? '',
		authorName: row.author_name ?? '',
		said: toSaid(row),
		isEdited: (row.revised_at ?? at) > at,
		editedOn: row.revised_on ?? row.checked_in_on ?? '',
		deletedAt: row.deleted_at,
		earlier: revisions.filter((one) => one !== row).map(toSaid)
	};
}

/** What a revision says. */
export function toSaid(row: SaidRow): Said {
	return {
		at: row.revised_at ?? row.checked_in_at ?? '',
		by: row.modifier_name ?? row.author_name ?? '',
		progress: row.progress,
		confidence: row.confidence,
		provenance: row.confidence_provenance,
		text: row.text,
		mentions: row.mentions,
		blocker: row.blocker,
		nextAction: row.next_action
	};
}
