/** A warehouse of which one statement fails, or all from one on. */
import { drainStream } from '@clickhouse/client';
import type { Warehouse } from '../../etl/clickhouse/client.ts';

export class WarehouseAwayError extends Error {
	override readonly name = 'WarehouseAwayError';
}

export type Failure = 'once' | 'for good' | 'unacknowledged';

/**
 * @param at counts statements from 1; those that read do not count when an acknowledgement is to be lost
 * @param how the statement alone fails; it and all after it; or it is carried out and its caller is not told
 */
export function failingWarehouse(target: Warehouse, at: number, how: Failure): Warehouse {
	const counted = how === 'unacknowledged' ? ['command', 'exec'] : ['command', 'exec', 'query'];
	let statements = 0;
	const client = new Proxy(target.client, {
		get(object, name, receiver) {
			const member: unknown = Reflect.get(object, name, receiver);
			if (!counted.includes(String(name)) || typeof member !== 'function') return member;
			return async (...parameters: unknown[]) => {
				statements += 1;
				if (how === 'for good' ? statements < at : statements !== at)
					return Reflect.apply(member, object, parameters) as unknown;
				if (how !== 'unacknowledged') throw new WarehouseAwayError('The warehouse is away.');
				const result: unknown = await Reflect.apply(member, object, parameters);
				if (typeof result === 'object' && result !== null && 'stream' in result)
					await drainStream(result.stream as Parameters<typeof drainStream>[0]);
				throw new WarehouseAwayError('The warehouse went away before it acknowledged.');
			};
		}
	});
	return { ...target, client };
}
