/** What was pushed, and what the pushes cost. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { insertRows, selectRows, sqlLiteral, type Warehouse } from '../clickhouse/client.ts';
import { instantText } from '../normalise/instants.ts';
import type { PushedEvent } from './event.ts';

export interface EventWriter {
	/** Resolves when the delivery is stored. Deliveries that come while others are written are written together. */
	write(event: PushedEvent): Promise<void>;
	/** Resolves when nothing is being written. */
	settled(): Promise<void>;
}

interface Queued {
	readonly row: object;
	readonly done: PromiseWithResolvers<void>;
}

export function createEventWriter(warehouse: Warehouse, clock: Clock): EventWriter {
	let queue: Queued[] = [];
	let writing: Promise<void> | null = null;

	async function writeAll(): Promise<void> {
		while (queue.length > 0) {
			const batch = queue;
			queue = [];
			try {
				await insertRows(
					warehouse,
					'ops_event_deliveries',
					batch.map(({ row }) => row)
				);
				for (const { done } of batch) done.resolve();
			} catch (error) {
				for (const { done } of batch) done.reject(error);
			}
		}
		writing = null;
	}

	return {
		write(event) {
			const done = Promise.withResolvers<void>();
			queue.push({ row: rowOf(event, clock), done });
			writing ??= writeAll();
			return done.promise;
		},
		async settled() {
			await writing;
		}
	};
}

function rowOf(event: PushedEvent, clock: Clock): object {
	return {
		delivery_id: randomUUID(),
		event_id: event.eventId,
		event_type: event.type,
		objective_id: event.objectiveId,
		check_in_id: event.checkInId,
		person_id: event.personId,
		period_id: event.periodId,
		rule_id: event.ruleId,
		born_at: event.bornAt === null ? null : instantText(event.bornAt),
		received_at: instantText(clock.now()),
		day: clock.today(),
		is_metered: event.isMetered ? 1 : 0
	};
}

const Pushes = z.object({ metered: z.coerce.number(), exempt: z.coerce.number() });

/** Deliveries of the calendar month that holds `day` (YYYY-MM-DD): those that count against the push quota, and those that do not. */
export async function pushesOfMonth(
	warehouse: Warehouse,
	day: string
): Promise<{ readonly metered: number; readonly exempt: number }> {
	const [row] = await selectRows(
		warehouse,
		`SELECT countIf(is_metered = 1) AS metered, countIf(is_metered = 0) AS exempt FROM ops_event_deliveries
		WHERE toStartOfMonth(day) = toStartOfMonth(toDate(${sqlLiteral(day)}))`,
		(found) => Pushes.parse(found)
	);
	return row ?? { metered: 0, exempt: 0 };
}
