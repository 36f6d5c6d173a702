import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { recover } from '../../etl/load/recover.ts';
import { tellLoads, type LoadStory, type SaidObjective } from '../support/load-story.ts';
import { closeTestWarehouse, openTestWarehouse } from '../support/warehouse.ts';

let warehouse: Warehouse;
let story: LoadStory;

beforeAll(async () => {
	warehouse = await openTestWarehouse({ migrated: true });
	story = tellLoads(warehouse);
});
afterAll(() => closeTestWarehouse(warehouse));
beforeEach(() => story.clear());

const titles = (id: string) => story.versions('core_objectives', id, 'title');
const keyResults = (id: string) => story.versions('core_key_results', id, 'position');
const links = (child: string) => story.versions('core_alignments', child, 'target_id');
const people = (id: string) => story.versions('core_people', id, "''");
const departments = (id: string) => story.versions('core_departments', id, 'parent_id');
const texts = (sql: string) => selectRows(warehouse, sql, (row) => row);
const both = (...objectives: SaidObjective[]) => ({
	people: { an: ['1'], bo: ['1'] },
	objectives
});

describe('a department and a person', () => {
	it('found by the first complete read were there since ever', async () => {
		await story.read('2026-10-05', {});
		expect(await departments('2')).toEqual(['1970-01-01 assumed 1']);
		expect(await people('an')).toEqual(['1970-01-01 assumed']);
	});
	it('that appear in a later read start at that read', async () => {
		await story.read('2026-10-05', {});
		await story.read('2026-10-12', {
			people: { an: ['1'], bo: ['3'] },
			departments: { '1': '', '2': '1', '3': '2' }
		});
		expect(await people('bo')).toEqual(['2026-10-12']);
		expect(await departments('3')).toEqual(['2026-10-12 2']);
	});
	it('found before the directory was ever read whole, are there since ever too', async () => {
		await story.read('2026-10-05', { isDirectoryComplete: false });
		await story.read('2026-10-12', { people: { an: ['1'], bo: ['1'] } });
		expect(await people('bo')).toEqual(['1970-01-01 assumed']);
	});
	it('that change have a new version from the read that saw it, and none without a change', async () => {
		await story.read('2026-10-05', { departments: { '1': '', '2': '1', '3': '1' } });
		await story.read('2026-10-12', { departments: { '1': '', '2': '1', '3': '1' } });
		await story.read('2026-10-19', { departments: { '1': '', '2': '1', '3': '2' } });
		expect(await departments('3')).toEqual(['1970-01-01 assumed 1', '2026-10-19 2']);
		expect(await departments('2')).toHaveLength(1);
	});
	it('that are missing from a complete read are closed there, and come back where they come back', async () => {
		await story.read('2026-10-05', { people: { an: ['1'], bo: ['1'] } });
		await story.read('2026-10-12', {});
		await story.read('2026-10-19', { people: { an: ['1'], bo: ['1'] } });
		expect(await people('bo')).toEqual(['1970-01-01 assumed', '2026-10-12 gone', '2026-10-19']);
	});
	it('that are missing from a partial read stay', async () => {
		await story.read('2026-10-05', { people: { an: ['1'], bo: ['1'] } });
		await story.read('2026-10-12', { isDirectoryComplete: false });
		expect(await people('bo')).toEqual(['1970-01-01 assumed']);
	});
});

describe('an objective', () => {
	it('starts at its creation, if the source says when that was', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', created: '2026-10-07' }] });
		await story.read('2026-11-08', {
			objectives: [
				{ id: 'o', created: '2026-10-07' },
				{ id: 'later', created: '2026-11-03' }
			]
		});
		expect(await titles('o')).toEqual(['2026-10-07 o']);
		expect(await titles('later')).toEqual(['2026-11-03 later']);
	});
	it('without one, found by the first read of its person, was there from the first day of its period', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o' }] });
		expect(await titles('o')).toEqual(['2026-10-01 assumed o']);
	});
	it('but not before a person who joined after our first read joined', async () => {
		await story.read('2026-11-01', {});
		await story.read('2026-11-08', both({ id: 'o', owner: 'bo' }));
		expect(await titles('o')).toEqual(['2026-11-08 assumed o']);
	});
	it('of somebody who was in the directory but never answered for was there before', async () => {
		await story.read('2026-11-01', { people: { an: ['1'], bo: ['1'] }, answered: ['an'] });
		await story.read('2026-11-08', both({ id: 'o', owner: 'bo' }));
		expect(await titles('o')).toEqual(['2026-10-01 assumed o']);
	});
	it('that appears in a later read starts at that read, or at its earliest check-in', async () => {
		await story.read('2026-11-01', {});
		await story.read('2026-11-08', {
			objectives: [{ id: 'silent' }, { id: 'told' }],
			checkIns: [
				{ id: 'c2', objective: 'told', day: '2026-11-06' },
				{ id: 'c1', objective: 'told', day: '2026-11-05' }
			]
		});
		expect(await titles('silent')).toEqual(['2026-11-08 silent']);
		expect(await titles('told')).toEqual(['2026-11-05 told']);
	});
	it('of an old period that is read for the first time was there from its first day', async () => {
		await story.read('2026-11-01', {});
		await story.read('2026-11-08', {
			periods: { Q4: ['2026-10-01', '2027-01-01'], Q1: ['2026-01-01', '2026-04-01'] },
			objectives: [{ id: 'o', period: 'Q1' }]
		});
		expect(await titles('o')).toEqual(['2026-01-01 assumed o']);
	});
	it('of a period that had not begun was there at the read, so that what later reads see of it counts', async () => {
		const periods = {
			Q4: ['2026-10-01', '2027-01-01'],
			Q1: ['2027-01-01', '2027-04-01']
		} as const;
		await story.read('2026-12-20', {
			periods,
			objectives: [
				{ id: 'o', period: 'Q1', title: 'one', keyResults: { k: null } },
				{ id: 'dropped', period: 'Q1' }
			]
		});
		// Before the new quarter begins, one gets another title and one is dropped.
		await story.read('2026-12-27', {
			periods,
			isShrinkAllowed: true,
			objectives: [{ id: 'o', period: 'Q1', title: 'two', keyResults: { k: null } }]
		});
		expect(await titles('o')).toEqual(['2026-12-20 assumed one', '2026-12-27 two']);
		expect(await titles('dropped')).toEqual([
			'2026-12-20 assumed dropped',
			'2026-12-27 gone dropped'
		]);
		expect(await keyResults('k')).toEqual(['2026-12-20 assumed 1']);
	});
	it('that changed holds its new title from the read that saw it', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', title: 'one' }] });
		await story.read('2026-11-08', { objectives: [{ id: 'o', title: 'two' }] });
		await story.read('2026-11-15', { objectives: [{ id: 'o', title: 'two' }] });
		expect(await titles('o')).toEqual(['2026-10-01 assumed one', '2026-11-08 two']);
	});
	it('read twice at the same instant is what the later run said', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', title: 'one' }] });
		await story.read('2026-11-08', { objectives: [{ id: 'o', title: 'two' }] });
		await story.read('2026-11-08', { objectives: [{ id: 'o', title: 'three' }] });
		expect(await titles('o')).toEqual([
			'2026-10-01 assumed one',
			'2026-11-08 two',
			'2026-11-08 three'
		]);
		expect(
			await texts(
				`SELECT title FROM core_objectives
				WHERE valid_from <= '2026-11-09' AND valid_to > '2026-11-09'`
			)
		).toEqual([{ title: 'three' }]);
	});
	it('is closed when its owner was answered for without it', async () => {
		await story.read('2026-11-01', both({ id: 'o' }, { id: 'p', owner: 'bo' }));
		await story.read('2026-11-08', { ...both(), answered: ['an'] });
		expect(await titles('o')).toEqual(['2026-10-01 assumed o', '2026-11-08 gone o']);
		expect(await titles('p')).toEqual(['2026-10-01 assumed p']);
	});
	it('of a period that was not read is not closed', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o' }] });
		await story.read('2026-11-08', { periods: { Q1: ['2027-01-01', '2027-04-01'] } });
		expect(await titles('o')).toHaveLength(1);
	});
	it('of somebody who left is closed once everybody was answered for, and not before', async () => {
		await story.read('2026-11-01', both({ id: 'o', owner: 'bo' }));
		await story.read('2026-11-08', { answered: [] });
		expect(await titles('o')).toHaveLength(1);
		await story.read('2026-11-15', {});
		expect(await titles('o')).toEqual(['2026-10-01 assumed o', '2026-11-15 gone o']);
	});
	it('of somebody who left, but that now belongs to someone else, goes on', async () => {
		await story.read('2026-11-01', both({ id: 'o', owner: 'bo' }));
		await story.read('2026-11-08', { objectives: [{ id: 'o', owner: 'an' }] });
		expect(await story.versions('core_objectives', 'o', 'owner_id')).toEqual([
			'2026-10-01 assumed bo',
			'2026-11-08 an'
		]);
	});
	it('in the lists of two people while it changes hands is stored once, as its owner has it', async () => {
		await story.read('2026-11-01', both({ id: 'o', owner: 'bo' }, { id: 'o', owner: 'bo' }));
		expect(await titles('o')).toHaveLength(1);
	});
	it('of a department starts and ends with the list of the company', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'd', department: '2' }] });
		await story.read('2026-11-08', { objectives: [{ id: 'e', department: '2' }] });
		expect(await titles('d')).toEqual(['2026-10-01 assumed d', '2026-11-08 gone d']);
		expect(await titles('e')).toEqual(['2026-11-08 e']);
	});
});

describe('a key result', () => {
	it('found by the first read starts with its objective, as an assumption', async () => {
		await story.read('2026-11-01', {
			objectives: [
				{ id: 'o', created: '2026-10-07', keyResults: { k: 0 } },
				{ id: 'p', keyResults: { l: 0 } }
			]
		});
		expect(await keyResults('k')).toEqual(['2026-10-07 assumed 1']);
		expect(await keyResults('l')).toEqual(['2026-10-01 assumed 1']);
	});
	it('that appears together with its objective starts with it', async () => {
		await story.read('2026-11-01', {});
		await story.read('2026-11-08', {
			objectives: [{ id: 'o', created: '2026-11-03', keyResults: { k: 0 } }]
		});
		expect(await keyResults('k')).toEqual(['2026-11-03 1']);
	});
	it('added later starts at that read, or at the earliest check-in that lists it', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', keyResults: { k: 0 } }] });
		await story.read('2026-11-08', {
			objectives: [{ id: 'o', keyResults: { k: 0, silent: 0, told: 0 } }],
			checkIns: [
				{ id: 'c1', objective: 'o', day: '2026-11-04' },
				{ id: 'c2', objective: 'o', day: '2026-11-05', keyResults: ['told'] }
			]
		});
		expect(await keyResults('silent')).toEqual(['2026-11-08 2']);
		expect(await keyResults('told')).toEqual(['2026-11-05 3']);
	});
	it('that its objective no longer lists is closed; one whose objective does not say stays', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', keyResults: { k: 0, l: 0 } }] });
		await story.read('2026-11-08', { objectives: [{ id: 'o', keyResults: { k: 0 } }] });
		await story.read('2026-11-15', { objectives: [{ id: 'o' }] });
		expect(await keyResults('l')).toEqual(['2026-10-01 assumed 2', '2026-11-08 gone 2']);
		expect(await keyResults('k')).toEqual(['2026-10-01 assumed 1']);
	});
	it('has its progress observed by every read, but once at one instant', async () => {
		const say = (progress: number | null) => ({
			objectives: [{ id: 'o', keyResults: { k: progress } }]
		});
		await story.read('2026-11-01', say(10));
		await story.read('2026-11-08', say(10));
		await story.read('2026-11-08', say(10));
		await story.read('2026-11-08', say(null));
		expect(
			await texts(
				`SELECT toDate(observed_at, 'Asia/Shanghai') AS day, progress FROM core_progress_observations
				WHERE entity_id = 'k' ORDER BY observed_at, run_id`
			)
		).toEqual([
			{ day: '2026-11-01', progress: 10 },
			{ day: '2026-11-08', progress: 10 },
			{ day: '2026-11-08', progress: null }
		]);
	});
});

describe('a link', () => {
	it('starts with the objective that states it, when both appear together', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', up: ['x'] }] });
		await story.read('2026-11-08', {
			objectives: [
				{ id: 'o', up: ['x'] },
				{ id: 'p', created: '2026-11-03', up: ['x'] }
			]
		});
		expect(await links('o')).toEqual(['2026-10-01 assumed x']);
		expect(await links('p')).toEqual(['2026-11-03 x']);
	});
	it('stated later starts at that read, and ends at the read without it', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', up: [] }] });
		await story.read('2026-11-08', { objectives: [{ id: 'o', up: ['x'] }] });
		await story.read('2026-11-15', { objectives: [{ id: 'o', up: ['y'] }] });
		expect(await links('o')).toEqual(['2026-11-08 x', '2026-11-15 gone x', '2026-11-15 y']);
	});
	it('stays when an answer does not say which links there are', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', up: ['x'] }] });
		await story.read('2026-11-08', { objectives: [{ id: 'o' }] });
		expect(await links('o')).toEqual(['2026-10-01 assumed x']);
	});
	it('to an id that is not known yet is the same link when it is known', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o', up: ['k'] }] });
		await story.read('2026-11-08', {
			objectives: [
				{ id: 'o', up: ['k'] },
				{ id: 'p', keyResults: { k: 0 } }
			]
		});
		expect(await links('o')).toEqual(['2026-10-01 assumed k']);
	});
});

describe('a check-in', () => {
	const deletions = () => texts('SELECT check_in_id FROM core_check_in_deletions');
	const one = { id: 'c1', objective: 'o', day: '2026-11-05' };

	it('that a complete read of its objective misses is deleted from then on', async () => {
		await story.read('2026-11-08', {
			objectives: [{ id: 'o' }],
			checkIns: [one],
			checkInsReadOf: ['o']
		});
		expect(await deletions()).toEqual([]);
		await story.read('2026-11-15', { objectives: [{ id: 'o' }] });
		expect(await deletions()).toEqual([]);
		await story.read('2026-11-22', { objectives: [{ id: 'o' }], checkInsReadOf: ['o'] });
		expect(await deletions()).toEqual([{ check_in_id: 'c1' }]);
	});
	it('of an objective that vanished is not closed', async () => {
		await story.read('2026-11-08', {
			objectives: [{ id: 'o' }],
			checkIns: [one],
			checkInsReadOf: ['o']
		});
		await story.read('2026-11-15', {});
		expect(await deletions()).toEqual([]);
	});
});

describe('a run that was killed before its end', () => {
	it('leaves nothing behind: the next one gives the tables of a calm one', async () => {
		const first = { objectives: [{ id: 'o', title: 'one', keyResults: { k: 1 }, up: ['x'] }] };
		const second = {
			people: { an: ['2'], bo: ['1'] },
			objectives: [{ id: 'o', title: 'two', keyResults: { l: 2 }, up: ['y'] }],
			checkIns: [{ id: 'c1', objective: 'o', day: '2026-11-05' }],
			checkInsReadOf: ['o']
		};
		const contents = async () => ({
			objectives: await titles('o'),
			keyResults: [...(await keyResults('k')), ...(await keyResults('l'))],
			links: await links('o'),
			people: [...(await people('an')), ...(await people('bo'))],
			checkIns: await texts('SELECT check_in_id, revised_at FROM core_check_in_revisions'),
			observed: await texts(
				'SELECT entity_id, observed_at, progress FROM core_progress_observations ORDER BY ALL'
			)
		});
		await story.read('2026-11-01', first);
		await story.read('2026-11-08', second);
		const calm = await contents();

		await story.clear();
		await story.read('2026-11-01', { ...first, isKilled: true });
		await story.read('2026-11-01', first);
		await story.read('2026-11-08', { ...second, isKilled: true });
		await story.read('2026-11-08', second);
		expect(await contents()).toEqual(calm);
	});
	it('is removed before marts are built, and named', async () => {
		await story.read('2026-11-01', { objectives: [{ id: 'o' }], isKilled: true });
		expect(await recover(warehouse)).toHaveLength(1);
		expect(await recover(warehouse)).toEqual([]);
		expect(await titles('o')).toEqual([]);
	});
	it('does not take a period away that a run before it knew', async () => {
		await story.read('2026-11-01', {});
		await story.read('2026-11-08', {
			periods: { Q4: ['2026-10-01', '2026-12-01'] },
			isKilled: true
		});
		await run(warehouse, 'OPTIMIZE TABLE core_period_reads FINAL');
		await recover(warehouse);
		expect(await texts('SELECT ends_before FROM core_periods')).toEqual([
			{ ends_before: '2027-01-01' }
		]);
	});
});
