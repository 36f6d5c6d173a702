import { z } from 'zod';
import { run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { COVERAGE, MARTS } from '../../etl/marts/coverage.ts';

/**
 * What `rebuild` changes in the marts: `mart_objective_days: 3 rows more or other, 2 fewer, such as {…}`. Texts that nothing
 * speaks of any more may go.
 */
export async function martDifferences(
	warehouse: Warehouse,
	rebuild: () => Promise<void>
): Promise<string[]> {
	for (const mart of MARTS) {
		await run(warehouse, `DROP TABLE IF EXISTS kept_${mart} SYNC`);
		await run(warehouse, `CREATE TABLE kept_${mart} AS ${mart}`);
		// Two years are more weeks than one insert may fill without being asked to.
		await run(
			warehouse,
			`INSERT INTO kept_${mart} SELECT * FROM ${mart} SETTINGS max_partitions_per_insert_block = 0`
		);
	}
	await rebuild();
	const Row = z.object({ fewer: z.coerce.number(), more: z.coerce.number(), examples: z.string() });
	const found: string[] = [];
	for (const mart of MARTS) {
		const rows = (table: string, sign: number) =>
			`SELECT toJSONString(tuple(*)) AS text, ${sign} AS sign FROM ${table}`;
		const [row] = await selectRows(
			warehouse,
			`SELECT sumIf(-total, total < 0) AS more, sumIf(total, total > 0) AS fewer,
				arrayStringConcat(groupArray(6)(concat(if(total > 0, 'updated ', 'anew '), text)), '\\n') AS examples
			FROM
			(
				SELECT text, sum(sign) AS total
				FROM (${rows(`kept_${mart}`, 1)} UNION ALL ${rows(mart, -1)})
				GROUP BY text HAVING total != 0 ORDER BY text
			)
			${COVERAGE[mart] === 'texts' ? 'WHERE total < 0' : ''}`,
			(one) => Row.parse(one)
		);
		await run(warehouse, `DROP TABLE kept_${mart} SYNC`);
		if (row !== undefined && row.fewer + row.more > 0)
			found.push(
				`${mart}: ${row.fewer} rows should not be there, ${row.more} are missing\n${row.examples}`
			);
	}
	return found;
}
