/** The columns of shares as data: ShareColumns.svelte shows them on pages, download/columns.ts in pictures. */

/** How a part is drawn; a look and its digit, never a colour alone. */
export type ShareLook =
	'stable' | 'watch' | 'red' | 'missing' | 'strong' | 'weak' | 'calm' | 'plain' | 'dotted';

export interface SharePart {
	readonly key: string;
	readonly name: string;
	readonly look: ShareLook;
}

export interface ShareColumn {
	readonly key: string;
	/** Below it: short, and in full in its title. */
	readonly short: string;
	readonly full: string;
	/** By the key of the part; null: there was nothing. */
	readonly counts: Readonly<Record<string, number>> | null;
	readonly total: number;
}

export interface ShareColumnsOf {
	readonly label: string;
	/** Top down. */
	readonly parts: readonly SharePart[];
	/** Oldest first. */
	readonly columns: readonly ShareColumn[];
	/** What the number below a column counts. */
	readonly totalName: string;
}
