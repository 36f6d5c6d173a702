/** A table that can be downloaded: the query function of the page that shows it, and how its rows are told in columns. */
import type { Scope } from '../scope.ts';
import { tableOf, type Column, type Table } from './table.ts';

export interface Ask {
	readonly scope: Scope;
	/** `?id=`: the goal or person whose page shows the table; empty elsewhere. */
	readonly id: string;
	/** An address that opens a page of the product, from its path. */
	readonly address: (path: string) => string;
}

export interface Question {
	/** The page that shows it. */
	readonly page: (ask: Ask) => string;
	/**
	 * What of the URL chooses the rows. `scope`: period, department and the page's own filters · `one`: a goal or person and the day ·
	 * `data`: nothing, it tells of the sync.
	 */
	readonly of: 'scope' | 'one' | 'data';
	/** In the language of the visitor. */
	readonly title: () => string;
	/** null: there is no such goal or person, or it is not open to the viewer. */
	readonly open: (ask: Ask) => Promise<Table | null>;
}

interface Parts<Row> extends Omit<Question, 'open'> {
	readonly columns: (ask: Ask) => readonly Column<Row>[];
	readonly rows: (
		ask: Ask
	) => AsyncIterable<readonly Row[]> | Promise<AsyncIterable<readonly Row[]> | null>;
}

export function question<Row>({ columns, rows, ...parts }: Parts<Row>): Question {
	return {
		...parts,
		open: async (ask) => {
			const batches = await rows(ask);
			return batches === null ? null : tableOf(columns(ask), batches);
		}
	};
}
