import type { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import { createClient, type DingTalkClient } from './client.ts';
import { unknownFields } from './drift.ts';
import { createLedger } from './ledger.ts';
import {
	ClassicObjective,
	ClassicPeriod,
	OkrUser,
	Permission,
	ProObjective,
	ProPeriod
} from './okr-payloads.ts';
import {
	readClassicObjectives,
	readClassicPeriods,
	readClassicPermission,
	readOkrUsers,
	readProObjectives,
	readProPeriods
} from './okr.ts';
import type { Page } from './page.ts';

async function sandboxOf(product: 'okr' | 'pro') {
	const sandbox = await startSandbox({
		port: 0,
		people: 20,
		seed: 7,
		today: '2026-11-22',
		product
	});
	const { url } = sandbox;
	const client = createClient({
		endpoints: { apiUrl: url, oapiUrl: url, appKey: 'k', appSecret: 's', corpId: 'c' },
		ledger: createLedger(Infinity, 0),
		maxQps: Infinity
	});
	const people = sandbox
		.company()
		.people.filter(({ left }) => left === null)
		.map(({ id }) => id);
	const drift = new Set<string>();
	const look = <T extends z.ZodType>(contract: T, { records }: Page): z.output<T>[] =>
		records.map((record) => {
			for (const { field } of unknownFields(contract, record)) drift.add(field);
			return contract.parse(record);
		});
	return { sandbox, client, people, drift, look };
}

describe('the contracts of classic OKR', () => {
	it('know every field that the sandbox answers with', async () => {
		const { sandbox, client, people, drift, look } = await sandboxOf('okr');
		const periods = look(ClassicPeriod, await readClassicPeriods(client));
		const periodId = periods.find(({ name }) => name === '2026年四季度')?.id ?? '';
		let [objectives, members] = [0, 0];
		for (const person of people)
			for await (const page of readClassicObjectives(client, person, periodId))
				for (const { id } of look(ClassicObjective, page)) {
					objectives += 1;
					const permission = await readClassicPermission(client, id, person);
					const [who] = look(Permission, permission);
					const ids = (who?.policyList ?? []).flatMap(({ memberList }) => memberList ?? []);
					const okrIds = ids.map((member) => member.id ?? '');
					for await (const users of readOkrUsers(client, okrIds))
						members += look(OkrUser, users).length;
				}
		await sandbox.close();
		expect([...drift]).toEqual([]);
		expect(objectives).toBeGreaterThan(10);
		expect(members).toBeGreaterThan(0);
	});
	it('know every field that the pro variants answer with', async () => {
		const { sandbox, client, people, drift, look } = await sandboxOf('pro');
		let count = 0;
		for await (const page of readProPeriods(client, 'dingOKR')) look(ProPeriod, page);
		for (const person of people)
			for await (const page of readProObjectives(client, 'dingOKR', person))
				count += look(ProObjective, page).length;
		await sandbox.close();
		expect([...drift]).toEqual([]);
		expect(count).toBeGreaterThan(10);
	});
});

describe('the lists of classic OKR', () => {
	interface Server {
		readonly items: number;
		readonly total?: number | string | null;
		/** The server gives no more than this many, whatever is asked for. */
		readonly cap?: number;
		readonly saysSize?: boolean;
	}
	/** @returns records seen and calls made */
	async function readAll({ items, total = items, cap = 100, saysSize = true }: Server) {
		let calls = 0;
		const client: DingTalkClient = {
			async call(_endpoint, { query }) {
				calls += 1;
				const size = Math.min(Number(query?.['pageSize']), cap);
				const start = (Number(query?.['pageNumber']) - 1) * size;
				const length = Math.max(0, Math.min(items - start, size));
				const list = Array.from({ length }, (_, index) => ({ id: start + index }));
				const data = {
					...(total !== null && { totalCount: total }),
					...(saysSize && { pageSize: size })
				};
				return { success: true, data: length === 0 ? data : { ...data, list } };
			}
		};
		const seen = new Set<string>();
		for await (const page of readClassicObjectives(client, 'an', 'q4'))
			for (const record of page.records) seen.add(JSON.stringify(record));
		return { seen: seen.size, calls };
	}

	it.each([
		[0, 1],
		[1, 1],
		[99, 1],
		[100, 1],
		[101, 2],
		[250, 3]
	])('of %i are read whole with %i calls', async (items, calls) => {
		expect(await readAll({ items })).toEqual({ seen: items, calls });
	});
	it.each<Server>([
		{ items: 120, total: null },
		{ items: 120, total: '120' },
		{ items: 120, total: 7 },
		{ items: 120, total: 900 },
		{ items: 120, cap: 50 },
		{ items: 120, cap: 50, total: null },
		{ items: 120, cap: 50, saysSize: false }
	])('are read whole whatever the server says about them: %j', async (server) => {
		expect((await readAll(server)).seen).toBe(server.items);
	});
	it('without anything behind the envelope are empty', async () => {
		const client: DingTalkClient = { call: async () => ({ success: true }) };
		expect((await readClassicPeriods(client)).records).toEqual([]);
		for await (const page of readOkrUsers(client, ['k1'])) expect(page.records).toEqual([]);
	});
	it('of another shape than documented are an error that names the interface', async () => {
		const client: DingTalkClient = { call: async () => ({ success: true, data: { list: 7 } }) };
		await expect(readClassicObjectives(client, 'an', 'q4').next()).rejects.toThrow(
			/GET \/v1.0\/okr\/users\/okrs answered with another shape/
		);
	});
});
