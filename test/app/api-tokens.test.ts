/** Tokens for programs, over the real table: what is kept of them, and what a wrong one is worth. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createToken } from '../../cube/token.ts';
import { createApiTokens } from '../../src/lib/server/app-state/api-tokens.ts';
import { bearerReader } from '../../src/lib/server/runtime/bearer.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

const DAY = 86_400_000;
const WANTED = { name: ' Weekly\nmail ', scopes: ['files', 'everything'], days: 30 };

let warehouse: Warehouse;
let clock = Date.parse('2026-11-22T08:00:00Z');
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
});
afterAll(() => closeTestWarehouse(warehouse));

const tokens = () => createApiTokens(warehouse, () => clock);

describe('a token for programs', () => {
	it('is kept as a hash only, under one line and with what it may read', async () => {
		const token = await tokens().create('lan', WANTED);
		expect(token).toMatch(/^okr_[0-9a-f]{16}_[\w-]{43}$/);
		const rows = await selectRows(warehouse, 'SELECT * FROM app_entries', (row) =>
			z.record(z.string(), z.unknown()).parse(row)
		);
		expect(JSON.stringify(rows)).not.toContain(token.slice(22));
		expect(await tokens().list('lan')).toMatchObject([
			{ name: 'Weekly mail', scopes: ['files'], expiresAt: clock + 30 * DAY }
		]);
		expect(await tokens().holderOf(token)).toMatchObject({ userId: 'lan', scopes: ['files'] });
	});

	it('is worth nothing changed, cut, of another one, too old or revoked', async () => {
		const mine = await tokens().create('minh', WANTED);
		const other = await tokens().create('minh', WANTED);
		const [, id = ''] = mine.split('_');
		for (const wrong of [
			'',
			'okr_',
			mine.slice(0, -1),
			`${mine}x`,
			mine.slice(0, 21) + other.slice(21),
			mine.toUpperCase(),
			`okr_${id}_${'A'.repeat(43)}`,
			`okr_${'0'.repeat(16)}_${mine.slice(21)}`
		])
			expect(await tokens().holderOf(wrong)).toBeNull();
		await expect(tokens().revoke('lan', id)).rejects.toMatchObject({ problem: 'unknown' });
		expect(await tokens().holderOf(mine)).not.toBeNull();
		await tokens().revoke('minh', id);
		expect(await tokens().holderOf(mine)).toBeNull();
		clock += 30 * DAY;
		expect(await tokens().holderOf(other)).toBeNull();
		expect(await tokens().list('minh')).toHaveLength(1);
	});

	it('is made only with a name, something to read, a life that is offered, and not without end', async () => {
		const problemWith = async (wanted: object) => {
			const making = tokens().create('an', { ...WANTED, ...wanted });
			return (await making.catch((error: unknown) => error)) as { problem?: string };
		};
		expect(await problemWith({ name: '\u200b ' })).toMatchObject({ problem: 'no_name' });
		expect(await problemWith({ scopes: ['all'] })).toMatchObject({ problem: 'no_scope' });
		expect(await problemWith({ days: 31 })).toMatchObject({ problem: 'no_life' });
		for (let made = 0; made < 20; made += 1) await tokens().create('an', WANTED);
		expect(await problemWith({})).toMatchObject({ problem: 'too_many' });
	});

	it('never makes an administrator, and ends when its person has left', async () => {
		const secret = 'x'.repeat(32);
		const token = await tokens().create('binh', WANTED);
		let people: string[] = [];
		const bearer = bearerReader(secret, tokens(), {
			reads: async () => people.length,
			nameOf: async (userId) => people.find((id) => id === userId) ?? null
		});
		expect(await bearer(token)).toMatchObject({ userId: 'binh', isAdmin: false });
		people = ['binh', 'lan'];
		expect(await bearer(token)).toMatchObject({ userId: 'binh', isAdmin: false });
		people = ['lan'];
		expect(await bearer(token)).toBeNull();
		const admin = await createToken(secret, { user_id: 'robot', is_admin: true }, '10m');
		expect(await bearer(admin)).toMatchObject({ isAdmin: true, scopes: ['figures', 'files'] });
		expect(await bearer(`${admin}x`)).toBeNull();
	});
});
