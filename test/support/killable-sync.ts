/**
 * A process of its own for tests: `node killable-sync.ts DATA_DIR SANDBOX_URL DAY KILL_AT [martless]`. Syncs and prints a digest
 * of every table (martless: builds no marts, and prints core tables alone), or dies by SIGKILL at the named point and prints
 * nothing. What ended four months before is removed.
 */
import { z } from 'zod';
import { createClock } from '../../etl/clock.ts';
import { openWarehouse, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { migrate } from '../../etl/clickhouse/migrate.ts';
import { parseConfig } from '../../etl/config.ts';
import { repairMarts } from '../../etl/current-marts.ts';
import { runSync } from '../../etl/sync.ts';
import { digestOf } from './table-digest.ts';
import { endpointsOf } from './endpoints.ts';

/** `progress PHASE`, or `before TEXT` or `after TEXT` of a statement. */
const [dataDir = '', url = '', day = '', killAt = '', martless = ''] = process.argv.slice(2);
const [when = '', what = ''] = killAt.split(' ');

const opened = await openWarehouse({ kind: 'embedded', dataDir, database: 'okr' });
await migrate(opened);
const warehouse = when === 'before' || when === 'after' ? dyingAt(opened) : opened;
// As many calls in flight as with a rate limit, which a kill may cost, but a limit that nobody meets.
const config = {
	...parseConfig({ DATA_DIR: dataDir, OKR_TODAY: day, RETENTION_MONTHS: '4' }),
	maxQps: 1000
};
// As a start does: what a killed process left behind is mended before anything is shown.
if (martless === '') await repairMarts(warehouse, config);
const summary = await runSync(
	{ config, warehouse, clock: createClock(config.timezone, day), dingtalk: endpointsOf(url) },
	{},
	{
		isMartless: martless !== '',
		onProgress: ({ phase, done }) => {
			if (when === 'progress' && phase === what && done > 2) die();
		}
	}
);
if (summary.status !== 'succeeded') throw new Error(summary.message);
if (killAt !== '') throw new Error(`The point ${killAt} was never reached.`);
const runs = await selectRows(
	opened,
	`SELECT status, count() AS n FROM ops_runs GROUP BY status ORDER BY status`,
	(row) => z.object({ status: z.string(), n: z.coerce.number() }).parse(row)
);
const tables = await digestOf(opened, martless === '' ? undefined : /^core_/);
process.stdout.write(JSON.stringify({ tables, runs, url, expired: await answersOfExpired() }));
await opened.close();

function die(): never {
	process.kill(process.pid, 'SIGKILL');
	// The signal is on its way; nothing may happen meanwhile.
	for (;;);
}

/** How many of DingTalk's answers hold goals of the first quarter of 2026. */
async function answersOfExpired(): Promise<number> {
	const [row] = await selectRows(
		opened,
		`SELECT count() AS n FROM raw_payloads
		WHERE payload_hash IN (SELECT payload_hash FROM raw_reads WHERE stream = 'objectives')
			AND position(body, (SELECT any(period_id) FROM core_periods WHERE ends_before = '2026-04-01')) > 0`,
		(found) => z.object({ n: z.coerce.number() }).parse(found)
	);
	return row?.n ?? 0;
}

/** Dies around the first statement that holds the text. */
function dyingAt(target: Warehouse): Warehouse {
	const client = new Proxy(target.client, {
		get(object, name, receiver) {
			const member: unknown = Reflect.get(object, name, receiver);
			if ((name !== 'command' && name !== 'exec') || typeof member !== 'function') return member;
			return async (parameters: { query: string }) => {
				const isIt = parameters.query.replaceAll('`', '').includes(what.replaceAll('_SPACE_', ' '));
				if (isIt && when === 'before') die();
				const result: unknown = await Reflect.apply(member, object, [parameters]);
				if (isIt) die();
				return result;
			};
		}
	});
	return { ...target, client };
}
