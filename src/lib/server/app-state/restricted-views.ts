/**
 * Which restricted goals administrators were shown: those that are open to them as administrators only (metrics.md 13). An entry is
 * written before the rows are handed out, so that nothing is shown that is not in it.
 */
import { z } from 'zod';
import {
	insertRows,
	selectRows,
	sqlLiteral,
	type Warehouse
} from '../../../../etl/clickhouse/client.ts';

export interface RestrictedView {
	/** Epoch ms: when it was asked for. */
	readonly at: number;
	readonly viewerId: string;
	/** As it was then. */
	readonly viewerName: string;
	/** Path and query of what was asked for. */
	readonly address: string;
	/** Empty: a program asked, whose query stands in the address; its rows were not looked at. */
	readonly objectiveIds: readonly string[];
}

export interface RestrictedViews {
	/** Objectives that are closed to somebody, under their ids and those of their key results. */
	closedTo(userId: string): Promise<ReadonlyMap<string, string>>;
	note(view: RestrictedView): Promise<void>;
	/** The latest first. */
	latest(most: number): Promise<RestrictedView[]>;
}

/** DingTalk's ids are far shorter together than an address may be. */
const LONGEST_ADDRESS = 2_000;

const Goal = z.object({ id: z.string(), objective_id: z.string() });
const Row = z.object({
	at: z.coerce.number(),
	viewer_id: z.string(),
	viewer_name: z.string(),
	address: z.string(),
	objective_ids: z.array(z.string())
});

export function createRestrictedViews(warehouse: Warehouse): RestrictedViews {
	return {
		async closedTo(userId) {
			const closed = `SELECT objective_id FROM closed_objectives(reader = ${sqlLiteral(`user:${userId}`)})`;
			const goals = await selectRows(
				warehouse,
				`SELECT objective_id AS id, objective_id FROM (${closed})
				UNION ALL
				SELECT DISTINCT key_result_id AS id, objective_id FROM core_key_result_versions
				WHERE objective_id IN (${closed})`,
				(row) => Goal.parse(row)
			);
			return new Map(goals.map(({ id, objective_id }) => [id, objective_id]));
		},
		note: ({ at, viewerId, viewerName, address, objectiveIds }) =>
			insertRows(warehouse, 'app_restricted_views', [
				{
					viewed_at: new Date(at),
					viewer_id: viewerId,
					viewer_name: viewerName,
					address: address.slice(0, LONGEST_ADDRESS).toWellFormed(),
					objective_ids: [...objectiveIds]
				}
			]),
		async latest(most) {
			// What was asked for at one moment is one view, however many questions it took.
			const rows = await selectRows(
				warehouse,
				`SELECT
					toUnixTimestamp64Milli(viewed_at) AS at,
					viewer_id, any(viewer_name) AS viewer_name, address,
					arraySort(groupUniqArrayArray(objective_ids)) AS objective_ids
				FROM app_restricted_views
				GROUP BY viewed_at, viewer_id, address
				ORDER BY viewed_at DESC, viewer_id, address
				LIMIT ${Math.floor(most)}`,
				(row) => Row.parse(row)
			);
			return rows.map(({ at, viewer_id, viewer_name, address, objective_ids }) => ({
				...{ at, viewerId: viewer_id, viewerName: viewer_name, address },
				objectiveIds: objective_ids
			}));
		}
	};
}
