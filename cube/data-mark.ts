import { z } from 'zod';
import { selectRows, type Warehouse } from '../etl/clickhouse/client.ts';

/**
 * Sixteen hexadecimal digits that are the same wherever this database is read, and differ from those of another one, also of the same
 * company: of the entry with which the product took it for a company. null: no product has.
 */
export async function dataMark(warehouse: Warehouse): Promise<string | null> {
	const [found] = await selectRows(
		warehouse,
		`SELECT lower(hex(sipHash64(entered_at, body))) AS mark FROM app_current_entries WHERE kind = 'company'`,
		(row) => z.object({ mark: z.string() }).parse(row).mark
	);
	return found ?? null;
}
