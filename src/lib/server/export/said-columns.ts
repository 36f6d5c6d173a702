import { provenanceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Said } from '../queries/check-ins.ts';
import { column, type Column } from './table.ts';

/** What a check-in says, in columns. */
export function saidColumns<Row>(of: (row: Row) => Said): Column<Row>[] {
	return [
		column(m.story_progress(), 'progress', (row) => of(row).progress),
		column(m.column_confidence(), 'confidence', (row) => of(row).confidence),
		column(m.streams_column(), 'text', (row) => {
			const { provenance } = of(row);
			return provenance === null ? null : provenanceWord(provenance);
		}),
		column(m.words_comment(), 'text', (row) => of(row).text),
		column(m.words_blocker(), 'text', (row) => of(row).blocker),
		column(m.words_mentioned(), 'text', (row) => of(row).mentions),
		column(m.words_next(), 'text', (row) => of(row).nextAction)
	];
}
