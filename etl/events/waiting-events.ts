/**
 * What events named and no run has read since. What was read, and when, stands in the raw layer: it is true for every kind of
 * run, whatever became of it, and a run that goes on from earlier answers keeps their instants.
 */
import { z } from 'zod';
import { insertRows, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { instantText } from '../normalise/instants.ts';

export interface WaitingEvent {
	readonly eventId: string;
	/** Which objective or person of the lists below it waits for: one of them is enough. */
	readonly waitsFor: readonly string[];
}

export interface WaitingEvents {
	readonly events: readonly WaitingEvent[];
	/** Something of them was added or changed: details and check-ins are to be read. */
	readonly objectiveIds: readonly string[];
	/** Known objectives of which only check-ins were added, edited or removed. */
	readonly checkInObjectiveIds: readonly string[];
	/** An objective of theirs was removed, which only their list can tell. */
	readonly personIds: readonly string[];
}

/** Days: older events are overtaken by the rolling re-read of check-ins, whatever became of them. */
const OLDEST = 35;

const COMMITTED = 'run_id IN (SELECT run_id FROM core_runs)';

/**
 * Agoal's events about objectives and check-ins; rules and contacts are read by every planned run anyway. Answered is
 * - an event of a check-in: when the first page of its objective's check-ins was read later,
 * - of a change: when the objective's details or the list of its owner were read later,
 * - of a removal: when the list of its owner was,
 * - any: when an events run asked for it.
 */
const WAITING = `
WITH
	named AS
	(
		SELECT event_id, event_type, objective_id, person_id, period_id, received_at FROM ops_events
		WHERE objective_id != ''
			AND (startsWith(event_type, 'agoal_objective_') OR startsWith(event_type, 'agoal_objectiveProgress_'))
			AND received_at > (SELECT max(received_at) FROM ops_event_deliveries) - INTERVAL ${OLDEST} DAY
			AND event_id NOT IN (SELECT event_id FROM ops_event_answers WHERE ${COMMITTED})
	),
	check_ins AS
	(
		SELECT entity_key AS objective_id, max(fetched_at) AS read_at FROM raw_reads
		WHERE stream = 'check_ins' AND page = 1 AND ${COMMITTED}
			AND entity_key IN (SELECT objective_id FROM named)
		GROUP BY entity_key
	),
	details AS
	(
		SELECT entity_key AS objective_id, max(fetched_at) AS read_at FROM raw_reads
		WHERE stream = 'objectives' AND endpoint = 'GET /v1.0/agoal/objectives/details' AND ${COMMITTED}
			AND entity_key IN (SELECT objective_id FROM named)
		GROUP BY entity_key
	),
	owners AS
	(
		SELECT objective_id, argMax((owner_id, period_id), (valid_from, observed_at, run_id)) AS last
		FROM core_objective_versions
		WHERE is_present AND objective_id IN (SELECT objective_id FROM named)
		GROUP BY objective_id
	),
	lists AS
	(
		SELECT person_id, period_id, max(answered_at) AS read_at FROM core_person_answers
		WHERE ${COMMITTED} GROUP BY person_id, period_id
	),
	events AS
	(
		SELECT n.event_id AS event_id, n.event_type AS event_type, n.objective_id AS objective_id,
			n.received_at AS received_at, n.person_id AS stated_owner, o.last.1 AS known_owner,
			if(n.person_id != '', n.person_id, o.last.1) AS owner_id,
			if(n.period_id != '', n.period_id, o.last.2) AS period_id,
			c.read_at AS check_ins_at, d.read_at AS details_at
		FROM named AS n
		LEFT JOIN owners AS o ON o.objective_id = n.objective_id
		LEFT JOIN check_ins AS c ON c.objective_id = n.objective_id
		LEFT JOIN details AS d ON d.objective_id = n.objective_id
	)
SELECT e.event_id AS event_id, e.event_type AS event_type, e.objective_id AS objective_id,
	e.stated_owner AS stated_owner, e.known_owner AS known_owner
FROM events AS e
LEFT JOIN lists AS l ON l.person_id = e.owner_id AND l.period_id = e.period_id
WHERE multiIf(
	startsWith(e.event_type, 'agoal_objectiveProgress_'), e.check_ins_at < e.received_at,
	e.event_type = 'agoal_objective_remove', l.read_at < e.received_at,
	greatest(e.details_at, l.read_at) < e.received_at)
ORDER BY e.received_at, e.event_id`;

const Named = z.object({
	event_id: z.string(),
	event_type: z.string(),
	objective_id: z.string(),
	stated_owner: z.string(),
	known_owner: z.string()
});

export async function waitingEvents(warehouse: Warehouse): Promise<WaitingEvents> {
	const named = await selectRows(warehouse, WAITING, (row) => Named.parse(row));
	const events: WaitingEvent[] = [];
	const objectiveIds: string[] = [];
	const checkInObjectiveIds: string[] = [];
	const personIds = new Set<string>();
	for (const [id, about] of Map.groupBy(named, ({ objective_id }) => objective_id)) {
		let waitsFor: readonly string[] = [id];
		if (about.some(({ event_type }) => event_type === 'agoal_objective_remove')) {
			// What is removed can be read no more; that its owner's list lacks it can.
			waitsFor = about
				.flatMap(({ stated_owner, known_owner }) => [stated_owner, known_owner])
				.filter((owner) => owner !== '');
			for (const owner of waitsFor) personIds.add(owner);
		} else if (about.every(isOfKnownCheckIns)) checkInObjectiveIds.push(id);
		else objectiveIds.push(id);
		for (const { event_id } of about) events.push({ eventId: event_id, waitsFor });
	}
	return { events, objectiveIds, checkInObjectiveIds, personIds: [...personIds] };
}

function isOfKnownCheckIns({ event_type, known_owner }: z.infer<typeof Named>): boolean {
	return event_type.startsWith('agoal_objectiveProgress_') && known_owner !== '';
}

/** The events that a run with this plan asked for, or that nothing can be asked about: what was removed belonged to nobody known. */
export function askedFor(
	{ events }: WaitingEvents,
	plan: {
		readonly objectives: readonly string[];
		readonly checkInsOf: readonly string[];
		readonly people: readonly string[];
	}
): string[] {
	const asked = new Set([...plan.objectives, ...plan.checkInsOf, ...plan.people]);
	return events
		.filter(({ waitsFor }) => waitsFor.length === 0 || waitsFor.some((id) => asked.has(id)))
		.map(({ eventId }) => eventId);
}

/** Notes that an events run asked for what these events named: what DingTalk refuses is not asked for again and again. */
export async function noteAsked(
	warehouse: Warehouse,
	eventIds: readonly string[],
	runId: string,
	askedAt: number
): Promise<void> {
	await insertRows(
		warehouse,
		'ops_event_answers',
		eventIds.map((event_id) => ({ event_id, run_id: runId, answered_at: instantText(askedAt) })),
		{ token: `${runId}|ops_event_answers` }
	);
}
