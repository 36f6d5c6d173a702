/** Cube with the rights of one viewer, and its kept answers. */
import type { Runtime } from '../runtime/current.ts';
import type { Viewer } from '../view-as.ts';
import type { CubeQuery, DimensionOf, Filter, MeasureOf, Row, ViewName } from './catalog.ts';
import { createCube, type Cube } from './client.ts';
import { isKept, keepAnswers } from './kept-answers.ts';

/**
 * Who has no right of their own gets what everybody may open, asked for as nobody: so such an answer is kept once for all of them, and
 * could not tell more to one than to another even if rights changed meanwhile.
 */
export function cubeAs(runtime: Runtime, viewer: Pick<Viewer, 'userId' | 'isAdmin'>): Cube {
	const own = keptAs(runtime, viewer);
	const everybody = keptAs(runtime, NOBODY);
	return {
		rows: async (query) =>
			isKept(query.view) && !(await runtime.hasRights(viewer))
				? everybody.rows(query)
				: own.rows(query)
	};
}

function keptAs(runtime: Runtime, viewer: Pick<Viewer, 'userId' | 'isAdmin'>): Cube {
	const cube = createCube({ apiUrl: runtime.cubeApiUrl, token: () => runtime.cubeToken(viewer) });
	return keepAnswers(cube, async () => {
		const current = await runtime.dataVersion();
		return current && { version: current.version, viewer: nameOf(viewer) };
	});
}

function nameOf({ isAdmin, userId }: Pick<Viewer, 'userId' | 'isAdmin'>): string {
	return isAdmin ? 'admin' : `user:${userId}`;
}

/** Nobody's id in DingTalk, and so without a right of its own. */
const NOBODY = { userId: '-', isAdmin: false } as const;

/** A row that somebody may open has one; what is counted in blocks has none (metrics.md 13). */
const OPEN: Readonly<Partial<Record<ViewName, string>>> = {
	key_results: 'key_result_id',
	objectives: 'objective_id',
	check_in_weeks: 'key_result_id',
	people: 'person_id'
};

/**
 * Only what everybody may open, row by row. Blocks of restricted goals are left out, too: somebody who may open most of a block could
 * subtract it from figures that were made for everybody.
 */
export function cubeOfEverybody(runtime: Runtime): Cube {
	const cube = keptAs(runtime, NOBODY);
	return {
		rows<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>>(
			query: CubeQuery<V, M, D>
		): Promise<readonly Row<V, M, D>[]> {
			const member = OPEN[query.view];
			if (member === undefined) return cube.rows(query);
			// The cast of this table: each member in it is a dimension of its view; Cube refuses any other.
			const open = { member, operator: 'set' } as Filter<V>;
			return cube.rows({ ...query, filters: [...(query.filters ?? []), open] });
		}
	};
}
