import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeTestWarehouse, openTestWarehouse } from '../../test/support/warehouse.ts';
import { insertRows, run, type Warehouse } from '../clickhouse/client.ts';
import { askedFor, noteAsked, waitingEvents } from './waiting-events.ts';

let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
});
afterAll(() => closeTestWarehouse(warehouse));
beforeEach(async () => {
	for (const table of [
		'ops_event_deliveries',
		'ops_event_answers',
		'core_runs',
		'raw_reads',
		'core_person_answers'
	])
		await run(warehouse, `TRUNCATE TABLE ${table}`);
});

/** Minutes of one day. */
const at = (minute: number) => `2026-11-20 08:${String(minute).padStart(2, '0')}:00.000`;

async function event(id: string, type: string, minute: number, about: object): Promise<void> {
	await insertRows(warehouse, 'ops_event_deliveries', [
		{
			delivery_id: `${id} ${minute}`,
			event_id: id,
			event_type: `agoal_${type}`,
			received_at: at(minute),
			day: '2026-11-20',
			is_metered: 1,
			...about
		}
	]);
}

async function committed(run_id: string): Promise<void> {
	await insertRows(warehouse, 'core_runs', [{ run_id, observed_at: at(0), as_of: '2026-11-20' }]);
}

async function read(
	run_id: string,
	stream: string,
	entity_key: string,
	minute: number,
	other: object = {}
): Promise<void> {
	await insertRows(warehouse, 'raw_reads', [
		{ run_id, stream, entity_key, page: 1, fetched_at: at(minute), ...other }
	]);
}

async function known(objective_id: string, owner_id: string): Promise<void> {
	await insertRows(warehouse, 'core_objective_versions', [
		{
			objective_id,
			owner_id,
			period_id: 'p1',
			kind: 'personal',
			is_present: 1,
			valid_from: at(0),
			observed_at: at(0),
			run_id: 'r0'
		}
	]);
}

const NOTHING = { events: [], objectiveIds: [], checkInObjectiveIds: [], personIds: [] };
const waitingIds = async () =>
	(await waitingEvents(warehouse)).events.map(({ eventId }) => eventId);
const o1 = { objective_id: 'o1', person_id: 'u1', period_id: 'p1' };
const checkIn = { objective_id: 'o1', check_in_id: 'c1' };
const DETAILS = { endpoint: 'GET /v1.0/agoal/objectives/details' };

describe('events that wait', () => {
	it('are none at first', async () => {
		expect(await waitingEvents(warehouse)).toEqual(NOTHING);
	});
	it('name an objective once, however many there are of it', async () => {
		await event('e1', 'objective_add', 1, o1);
		await event('e2', 'objectiveProgress_add', 2, checkIn);
		await event('e2', 'objectiveProgress_add', 3, checkIn);
		expect(await waitingEvents(warehouse)).toEqual({
			...NOTHING,
			events: ['e1', 'e2'].map((eventId) => ({ eventId, waitsFor: ['o1'] })),
			objectiveIds: ['o1']
		});
	});
	it('of check-ins alone spare the details of an objective that is known', async () => {
		await known('o5', 'u5');
		await event('e1', 'objectiveProgress_modify', 1, { objective_id: 'o5', check_in_id: 'c5' });
		await event('e2', 'objectiveProgress_add', 2, { objective_id: 'new', check_in_id: 'c6' });
		expect(await waitingEvents(warehouse)).toMatchObject({
			checkInObjectiveIds: ['o5'],
			objectiveIds: ['new']
		});
	});
	it('of a removal name whose list is to be read', async () => {
		await known('o6', 'u6');
		await event('e1', 'objective_change', 1, { ...o1, objective_id: 'o6', person_id: 'u7' });
		await event('e2', 'objective_remove', 2, { objective_id: 'o6', period_id: 'p1' });
		await event('e3', 'objective_remove', 3, { objective_id: 'never seen', period_id: 'p1' });
		const waiting = await waitingEvents(warehouse);
		expect(waiting.objectiveIds).toEqual([]);
		expect([...waiting.personIds].sort()).toEqual(['u6', 'u7']);
		// Nothing can be asked about what nobody knew.
		const none = { objectives: [], checkInsOf: [], people: [] };
		expect(askedFor(waiting, none)).toEqual(['e3']);
		expect(askedFor(waiting, { ...none, people: ['u7'] }).sort()).toEqual(['e1', 'e2', 'e3']);
	});
	it('are those of objectives and check-ins only', async () => {
		await event('e1', 'objectiveRule_modify', 1, { rule_id: 'r1' });
		await event('e2', 'indicator_modify', 1, {});
		await event('e3', 'objective_change', 1, {});
		expect(await waitingEvents(warehouse)).toEqual(NOTHING);
	});

	it('do not wait any more when a run that counts has read the check-ins later', async () => {
		await event('e1', 'objectiveProgress_modify', 5, checkIn);
		await read('r1', 'check_ins', 'o1', 4);
		await committed('r1');
		expect(await waitingIds()).toEqual(['e1']);
		await read('r1', 'check_ins', 'o1', 9, { page: 2 });
		expect(await waitingIds()).toEqual(['e1']);
		await read('r2', 'check_ins', 'o1', 6);
		expect(await waitingIds()).toEqual(['e1']);
		await committed('r2');
		expect(await waitingEvents(warehouse)).toEqual(NOTHING);
	});
	it('of a change are answered by the details or by the list of the owner, in its period', async () => {
		const answer = (run_id: string, period_id: string, minute: number) =>
			insertRows(warehouse, 'core_person_answers', [
				{ person_id: 'u1', period_id, answered_at: at(minute), run_id }
			]);
		await event('e1', 'objective_change', 5, o1);
		await committed('r1');
		await answer('r1', 'p1', 4);
		await answer('r1', 'p2', 6);
		expect((await waitingEvents(warehouse)).objectiveIds).toEqual(['o1']);
		await answer('r1', 'p1', 6);
		expect(await waitingEvents(warehouse)).toEqual(NOTHING);
		await event('e2', 'objective_change', 7, o1);
		expect(await waitingIds()).toEqual(['e2']);
		await read('r1', 'objectives', 'o1', 8, DETAILS);
		expect(await waitingEvents(warehouse)).toEqual(NOTHING);
		await event('e3', 'objective_remove', 7, { objective_id: 'o1', period_id: 'p1' });
		expect(await waitingIds()).toEqual(['e3']);
	});
	it('do not wait when an events run that counts has asked, even in vain', async () => {
		await event('e1', 'objective_change', 5, o1);
		await noteAsked(warehouse, ['e1'], 'r1', Date.UTC(2026, 10, 20));
		expect(await waitingIds()).toEqual(['e1']);
		await committed('r1');
		await event('e1', 'objective_change', 9, o1);
		expect(await waitingEvents(warehouse)).toEqual(NOTHING);
	});
});
