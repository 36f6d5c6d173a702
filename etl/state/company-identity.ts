/** Whose data a warehouse holds. Two companies, or the sandbox and a real one, must never be mixed in one. */
import { insertRows, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { z } from 'zod';

export interface CompanyIdentity {
	/** 'sandbox:300:7' or 'dingtalk:CORPID'. */
	readonly id: string;
	/** In words, for the message. */
	readonly name: string;
}

/** The warehouse belongs to another company. A retry needs another data directory or database. */
export class OtherCompanyError extends Error {
	override readonly name = 'OtherCompanyError';
	constructor(place: string, held: CompanyIdentity, wanted: CompanyIdentity) {
		super(
			`${place} holds ${held.name}, but this start is for ${wanted.name}. Their figures must not be mixed: set DATA_DIR to another directory (with CLICKHOUSE_URL: CLICKHOUSE_DATABASE to another database), for example DATA_DIR=./data-company, or start with the settings that filled this one.`
		);
	}
}

const KIND = 'company';
const Identity = z.object({ id: z.string(), name: z.string() });

/**
 * Checks that the warehouse belongs to `wanted`; an empty one is claimed for it.
 * @param place how people know the warehouse, e.g. 'The data directory ./data'
 * @throws {OtherCompanyError}
 */
export async function claimWarehouse(
	warehouse: Warehouse,
	place: string,
	wanted: CompanyIdentity
): Promise<void> {
	const held = await heldIdentity(warehouse);
	if (held !== null) {
		if (held.id !== wanted.id) throw new OtherCompanyError(place, held, wanted);
		return;
	}
	const now = new Date();
	await insertRows(warehouse, 'app_entries', [
		{
			kind: KIND,
			entry_id: 'source',
			version: String(now.getTime()),
			author_id: '',
			entered_at: now,
			is_deleted: 0,
			body: JSON.stringify(wanted)
		}
	]);
}

/** Whose data is in the warehouse; null: it is empty. */
export async function heldIdentity(warehouse: Warehouse): Promise<CompanyIdentity | null> {
	const [held] = await selectRows(
		warehouse,
		`SELECT body FROM app_current_entries WHERE kind = '${KIND}'`,
		(row) => Identity.parse(JSON.parse(z.object({ body: z.string() }).parse(row).body))
	);
	return held ?? null;
}
