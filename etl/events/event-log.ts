/** What was pushed, what of it no run has read yet, and what the pushes cost. */
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

interface Waiting {
	readonly row: object;
	readonly done: PromiseWithResolvers<void>;
}

export function createEventWriter(warehouse: Warehouse, clock: Clock): EventWriter {
	let queue: Waiting[] = [];
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

export interface WaitingEvents {
	readonly eventIds: readonly string[];
	/** Objectives whose details and check-ins are to be read: something of them was added or changed. */
	readonly objectiveIds: readonly string[];
	/** People whose list of objectives is to be read: an objective of theirs was removed. */
	readonly personIds: readonly string[];
}

/** Days: older ones are overtaken by planned reads, whatever became of them. */
const OLDEST = 35;

const Named = z.object({
	event_id: z.string(),
	event_type: z.string(),
	objective_id: z.string(),
	person_id: z.string(),
	owner_id: z.string()
});

/**
 * What Agoal's events named and no run that counts has read since. Rules and contacts are not among it: every planned run reads
 * them anyway.
 */
export async function waitingEvents(warehouse: Warehouse): Promise<WaitingEvents> {
	const events = await selectRows(
		warehouse,
		`SELECT e.event_id AS event_id, e.event_type AS event_type, e.objective_id AS objective_id,
			e.person_id AS person_id, o.owner_id AS owner_id
		FROM ops_events AS e
		LEFT JOIN
		(
			SELECT objective_id, argMax(owner_id, (valid_from, observed_at, run_id)) AS owner_id
			FROM core_objective_versions WHERE is_present GROUP BY objective_id
		) AS o ON o.objective_id = e.objective_id
		WHERE (startsWith(e.event_type, 'agoal_objective_') OR startsWith(e.event_type, 'agoal_objectiveProgress_'))
			AND e.objective_id != ''
			AND e.received_at > (SELECT max(received_at) FROM ops_event_deliveries) - INTERVAL ${OLDEST} DAY
			AND e.event_id NOT IN
			(SELECT event_id FROM ops_event_answers WHERE run_id IN (SELECT run_id FROM core_runs))
		ORDER BY e.received_at, e.event_id`,
		(row) => Named.parse(row)
	);
	const objectiveIds = new Set<string>();
	const personIds = new Set<string>();
	for (const [id, about] of Map.groupBy(events, ({ objective_id }) => objective_id)) {
		if (!about.some(({ event_type }) => event_type === 'agoal_objective_remove')) {
			objectiveIds.add(id);
			continue;
		}
		// What is removed can be read no more; that its owner's list lacks it can.
		for (const { person_id, owner_id } of about) {
			for (const person of [person_id, owner_id]) if (person !== '') personIds.add(person);
		}
	}
	return {
		eventIds: events.map(({ event_id }) => event_id),
		objectiveIds: [...objectiveIds],
		personIds: [...personIds]
	};
}

/** Notes that a run has read what these events named; it counts when the run does, so it may be written before. */
export async function answerEvents(
	warehouse: Warehouse,
	eventIds: readonly string[],
	runId: string,
	observedAt: number
): Promise<void> {
	const answered_at = instantText(observedAt);
	await insertRows(
		warehouse,
		'ops_event_answers',
		eventIds.map((event_id) => ({ event_id, run_id: runId, answered_at })),
		{ token: `${runId}|ops_event_answers` }
	);
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
