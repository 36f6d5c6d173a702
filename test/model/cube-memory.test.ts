/** Cube keeps answers in one memory of the process: a Cube of another database must not answer from what was kept for the first one. */
import { expect, it } from 'vitest';
import { insertRows } from '../../etl/clickhouse/client.ts';
import { openThings } from './things.ts';

const QUERY = {
	measures: ['things.thing_count'],
	filters: [{ member: 'things.thing_id', operator: 'startsWith', values: ['fresh'] }]
};
const FRESH = {
	...{ as_of: '2026-11-22', period_id: 'q4', level: 'company', title: '' },
	...{ owner: '', is_red: false, progress: null, seen_at: '2026-11-22 10:00:00.000' }
};

/** What a Cube of its own says of a database that has so many such things, under the same data version. */
async function countedAmong(things: number): Promise<unknown> {
	const opened = await openThings();
	try {
		const rows = Array.from({ length: things }, (_, n) => ({ ...FRESH, thing_id: `fresh${n}` }));
		await insertRows(opened.warehouse, 'things', rows);
		return (await opened.load(QUERY)).rows[0]?.['things.thing_count'];
	} finally {
		await opened.close();
	}
}

it('answers from its own database what another Cube in this process was asked before', async () => {
	expect(await countedAmong(1)).toBe('1');
	expect(await countedAmong(2)).toBe('2');
});
