/** Cube with the rights of one viewer, and its kept answers. */
import { questionDuration } from '../metrics.ts';
import type { Runtime } from '../runtime/current.ts';
import type { Viewer } from '../view-as.ts';
import type { CubeQuery, DimensionOf, Filter, MeasureOf, Row, ViewName } from './catalog.ts';
import { createCube, type Cube } from './client.ts';
import { isKept, keepAnswers } from './kept-answers.ts';
import { Line } from './line.ts';
import { NobodyWaitsError } from './wanted.ts';

/** Three run (CONCURRENCY in cube/driver.ts) while the next ones are written as SQL. Nobody waits half a minute for their turn. */
const line = new Line(6, 30_000);

/**
 * Who has no right of their own gets what everybody may open, asked for as nobody: so such an answer is kept once for all of them, and
 * could not tell more to one than to another even if rights changed meanwhile.
 *
 * @param signal of a visitor who may go away while their questions wait
 */
export function cubeAs(
	runtime: Runtime,
	viewer: Pick<Viewer, 'userId' | 'isAdmin'>,
	signal?: AbortSignal
): Cube {
	const place = { order: line.nextOrder(), signal };
	const own = keptAs(runtime, viewer, place);
	const everybody = keptAs(runtime, NOBODY, place);
	return {
		rows: async (query) =>
			isKept(query.view) && !(await runtime.hasRights(viewer))
				? everybody.rows(query)
				: own.rows(query)
	};
}

interface Place {
	/** In line, of all questions of one visit. */
	readonly order: number;
	readonly signal?: AbortSignal | undefined;
}

function keptAs(
	runtime: Runtime,
	viewer: Pick<Viewer, 'userId' | 'isAdmin'>,
	{ order, signal }: Place
): Cube {
	const token = () => runtime.cubeToken(viewer);
	const cube = timed(createCube({ apiUrl: runtime.cubeApiUrl, token }));
	const inLine: Cube = {
		rows: (query) =>
			line.ask(order, query.view, () => {
				if (signal?.aborted === true) throw new NobodyWaitsError();
				return cube.rows(query);
			})
	};
	return keepAnswers(inLine, async () => {
		const current = await runtime.dataVersion();
		return current && { version: current.version, viewer: nameOf(viewer) };
	});
}

/** From their turn in line on; also how many are asked, and of which views. */
function timed(cube: Cube): Cube {
	return {
		async rows<V extends ViewName, M extends MeasureOf<V>, D extends DimensionOf<V>>(
			query: CubeQuery<V, M, D>
		): Promise<readonly Row<V, M, D>[]> {
			const end = questionDuration.startTimer({ view: query.view });
			try {
				return await cube.rows(query);
			} finally {
				end();
			}
		}
	};
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
	const cube = keptAs(runtime, NOBODY, { order: line.nextOrder() });
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
