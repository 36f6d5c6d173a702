/** Cube's answers, kept until the next sync: a page that was shown once costs no question the next time. */
import { VersionCache } from '../version-cache.ts';
import type { CubeQuery, DimensionOf, MeasureOf, Row, ViewName } from './catalog.ts';
import type { Cube } from './client.ts';

/**
 * Views whose answers change with nothing but the data version, as the refresh keys of their cubes say (a test compares). Left out
 * are what a running sync writes, and `diagnosis`, which shows a review as soon as it is entered.
 */
export const KEPT_VIEWS = [
	...['alignments', 'answers', 'bridges', 'changes', 'check_in_revisions', 'check_in_weeks'],
	...['check_ins', 'confidence_changes', 'contributions', 'departments', 'dependencies'],
	...['diagnosis_quotes'],
	...['key_results', 'objectives', 'pattern_evidence', 'patterns', 'people', 'periods'],
	...['reconciliations', 'search']
] as const;

/** In members of rows: about 60 MB. */
const CAPACITY = 1_000_000;

const cache = new VersionCache<readonly object[]>({
	capacity: CAPACITY,
	sizeOf: (rows) => rows.length * Object.keys(rows[0] ?? {}).length
});

export interface KeptFor {
	readonly version: number;
	/**
	 * Who asks, by name. Not what that person may open, though others may open the same: rights and data change at one moment of
	 * which this cache and Cube learn one after the other, and an answer must never reach somebody with fewer rights.
	 */
	readonly viewer: string;
}

/**
 * @param cube the viewer's own
 * @param keptFor null: there is no data yet, and nothing is kept
 */
export function keepAnswers(cube: Cube, keptFor: () => Promise<KeptFor | null>): Cube {
	let asking: Promise<KeptFor | null> | null = null;
	return {
		async rows<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>>(
			query: CubeQuery<V, M, D>
		) {
			const of = isKept(query.view) ? await (asking ??= keptFor()) : null;
			if (of === null) return cube.rows(query);
			const key = JSON.stringify([of.viewer, query]);
			// The cast of this cache: under a query stands what was answered to that query.
			return (await cache.get(of.version, key, () => cube.rows(query))) as readonly Row<V, M, D>[];
		}
	};
}

export function isKept(view: ViewName): boolean {
	return (KEPT_VIEWS as readonly string[]).includes(view);
}
