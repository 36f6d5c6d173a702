import { describe, expect } from 'vitest';
import {
	checkIn,
	department,
	keyResult,
	objective,
	period,
	person
} from '../../support/core-builder.ts';
import { story } from '../../support/mart-story.ts';

const AS_OF = '2026-08-31';

const {
	tells,
	objective: day,
	keyResult: keyResultDay,
	rows,
	row
} = story({ asOf: AS_OF }, [
	period('Q3', '2026-07-01', '2026-09-30', { name: 'Third quarter' }),
	period('Q2', '2026-04-01', '2026-06-30'),
	period('Q4', '2026-10-01', '2026-12-31'),
	department('1', { heads: ['boss'] }),
	// Sales (2) moves from the root to below Field (3) on 1 August; Shop (4) lies below Sales and is gone on 10 August.
	department('2', { name: 'Sales', heads: ['linh'] }),
	department('2', {
		name: 'Sales and more',
		heads: ['linh', 'mai'],
		parent: '3',
		from: '2026-08-01'
	}),
	department('3', { name: 'Field' }),
	department('4', { name: 'Shop', parent: '2' }),
	department('4', { name: 'Shop', parent: '2', from: '2026-08-10', isGone: true }),
	department('5', { name: 'New', from: '2026-08-15' }),
	person('boss'),
	person('linh', { departments: ['2', '3'] }),
	person('mai', { departments: ['4'] }),
	person('mai', { departments: ['3'], from: '2026-08-05' }),
	person('an', { departments: ['5'] }),
	person('new', { name: 'Newcomer', departments: ['3'], from: '2026-08-20' }),
	person('left', { departments: ['3'] }),
	person('left', { departments: [], from: '2026-08-20', isGone: true })
]);

describe('the department of an objective (metrics.md 2)', () => {
	tells(
		"of a person is the owner's primary one at the time of the fact",
		[objective('d1', { owner: 'mai' })],
		async () => {
			expect(await day('d1', '2026-08-04')).toMatchObject({ department_id: '4' });
			expect(await day('d1', '2026-08-05')).toMatchObject({ department_id: '3' });
		}
	);

	tells(
		'of a check-in is that of the objective on its day',
		[
			objective('d11', { owner: 'mai' }),
			keyResult('d11k', { of: 'd11' }),
			...['2026-06-28', '2026-08-04', '2026-08-05'].map((at) =>
				checkIn(`d11 ${at}`, { of: 'd11', at, keyResults: { d11k: 1 } })
			)
		],
		async () => {
			const found = await rows('mart_check_ins', { key_result_id: 'd11k' });
			const places = found.map((checkedIn) => [
				checkedIn['checked_in_on'],
				checkedIn['department_path']
			]);
			expect(places.sort()).toEqual([
				['2026-06-28', '/1/2/4/'],
				['2026-08-04', '/1/3/2/4/'],
				['2026-08-05', '/1/3/']
			]);
		}
	);

	tells(
		'is its first team if contacts know it; of an organisation its team in any case',
		[
			objective('d2', { teams: ['3', '2'] }),
			objective('d3', { teams: ['404', '3'] }),
			objective('d10', { kind: 'organisation', teams: ['404'] })
		],
		async () => {
			expect(await day('d10', '2026-07-05')).toMatchObject({
				department_id: '404',
				department_path: '',
				level: 'department'
			});
			expect(await day('d2', '2026-07-05')).toMatchObject({ department_id: '3' });
			expect(await day('d3', '2026-07-05')).toMatchObject({ department_id: '2' });
		}
	);

	tells(
		'has the path of the tree as it was, and that of today',
		[objective('d4', { owner: 'linh' }), keyResult('d4k', { of: 'd4' })],
		async () => {
			expect(await day('d4', '2026-07-31')).toMatchObject({
				department_path: '/1/2/',
				department_path_today: '/1/3/2/'
			});
			expect(await day('d4', '2026-08-01')).toMatchObject({ department_path: '/1/3/2/' });
			expect(await keyResultDay('d4k', '2026-07-31')).toMatchObject({ department_path: '/1/2/' });
		}
	);

	tells(
		'that is gone keeps its last path',
		[objective('d5', { owner: 'linh', teams: ['4'] })],
		async () => {
			expect(await day('d5', '2026-07-31')).toMatchObject({
				department_path: '/1/2/4/',
				department_path_today: '/1/3/2/4/'
			});
			expect(await day('d5', '2026-08-20')).toMatchObject({ department_path: '/1/3/2/4/' });
			expect(
				await rows('mart_department_days', { department_id: '4', as_of: '2026-08-09' })
			).toHaveLength(1);
			expect(
				await rows('mart_department_days', { department_id: '4', as_of: '2026-08-10' })
			).toEqual([]);
		}
	);

	tells(
		'is spoken for by its first version where the fact is older, and so is a person',
		[objective('d6', { owner: 'an' }), objective('d7', { owner: 'new' })],
		async () => {
			expect(await day('d6', '2026-07-05')).toMatchObject({
				department_id: '5',
				department_path: '/1/5/'
			});
			expect(await day('d7', '2026-07-05')).toMatchObject({ department_id: '3' });
			const label = await row('mart_labels', {
				label_id: String((await day('d7', '2026-07-05'))?.['label_id'])
			});
			expect(label).toMatchObject({
				objective_title: 'Objective d7',
				owner_name: 'Newcomer',
				department_name: 'Field',
				period_name: 'Third quarter'
			});
		}
	);

	tells(
		'of somebody who left stays the last one; of somebody unknown there is none',
		[objective('d8', { owner: 'left' }), objective('d9', { owner: 'nobody' })],
		async () => {
			expect(await day('d8', '2026-08-25')).toMatchObject({
				department_id: '3',
				department_path: '/1/3/'
			});
			const label = String((await day('d8', '2026-08-25'))?.['label_id']);
			expect(await row('mart_labels', { label_id: label })).toMatchObject({ owner_name: 'left' });
			expect(await day('d9', '2026-08-25')).toMatchObject({
				department_id: '',
				department_path: '',
				level: 'individual'
			});
		}
	);
});

describe('the level of an objective (metrics.md 2)', () => {
	tells(
		'company: of the root as an organisation, or of somebody who heads the root',
		[
			objective('l1', { kind: 'organisation', teams: ['1'], owner: 'mai' }),
			objective('l2', { owner: 'boss' }),
			objective('l3', { owner: 'boss', teams: ['3'] })
		],
		async () => {
			for (const id of ['l1', 'l2', 'l3']) {
				expect(await day(id, '2026-07-05')).toMatchObject({ level: 'company' });
			}
		}
	);

	tells(
		"department: of another department as an organisation, or of somebody who heads exactly the objective's department",
		[
			objective('l4', { kind: 'organisation', teams: ['3'], owner: 'boss' }),
			objective('l5', { owner: 'linh' }),
			objective('l6', { owner: 'linh', teams: ['4'] }),
			objective('l7', { owner: 'mai', teams: ['2'] })
		],
		async () => {
			expect(await day('l4', '2026-07-05')).toMatchObject({ level: 'department' });
			expect(await day('l5', '2026-07-05')).toMatchObject({ level: 'department' });
			expect(await day('l6', '2026-07-05')).toMatchObject({ level: 'individual' });
			// Mai heads department 2 from 1 August on.
			expect(await day('l7', '2026-07-31')).toMatchObject({ level: 'individual' });
			expect(await day('l7', '2026-08-01')).toMatchObject({ level: 'department' });
		}
	);
});

describe('a live objective (metrics.md 2)', () => {
	tells(
		'exists, is inside its period and is no draft',
		[
			objective('v1', { isDraft: true }),
			objective('v1', { from: '2026-07-10' }),
			objective('v1', { from: '2026-08-10', isGone: true }),
			keyResult('v1k', { of: 'v1' })
		],
		async () => {
			expect(await day('v1', '2026-07-09')).toBeUndefined();
			expect(await keyResultDay('v1k', '2026-07-09')).toBeUndefined();
			expect(await day('v1', '2026-07-10')).toBeDefined();
			expect(await keyResultDay('v1k', '2026-08-09')).toBeDefined();
			expect(await day('v1', '2026-08-10')).toBeUndefined();
			expect(await keyResultDay('v1k', '2026-08-10')).toBeUndefined();
		}
	);

	tells(
		'has the attributes of the last version of the day, of two at one instant those of the later run',
		[
			objective('v2', { title: 'Old' }),
			objective('v2', { title: 'Later run', from: '2026-07-10 08:00', run: 'run-2' }),
			objective('v2', { title: 'Earlier run', from: '2026-07-10 08:00', run: 'run-1' }),
			objective('v2', { title: 'Evening', from: '2026-07-11 23:59' })
		],
		async () => {
			const title = async (on: string) =>
				(await row('mart_labels', { label_id: String((await day('v2', on))?.['label_id']) }))?.[
					'objective_title'
				];
			expect(await title('2026-07-09')).toBe('Old');
			expect(await title('2026-07-10')).toBe('Later run');
			expect(await title('2026-07-11')).toBe('Evening');
		}
	);

	tells(
		'ends with its period, the last day included',
		[objective('v3', { period: 'Q2', from: '2026-03-01' })],
		async () => {
			expect(await day('v3', '2026-03-31')).toBeUndefined();
			expect(await day('v3', '2026-04-01')).toBeDefined();
			expect(await day('v3', '2026-06-30')).toBeDefined();
			expect(await day('v3', '2026-07-01')).toBeUndefined();
		}
	);
});

describe('people, departments and periods', () => {
	tells(
		'a person has rows while active, per live period, with the department of the day',
		[],
		async () => {
			const on = (id: string, as_of: string) => rows('mart_person_days', { person_id: id, as_of });
			expect(await on('new', '2026-08-19')).toEqual([]);
			expect(await on('new', '2026-08-20')).toMatchObject([
				{ period_id: 'Q3', person_name: 'Newcomer' }
			]);
			expect(await on('left', '2026-08-19')).toHaveLength(1);
			expect(await on('left', '2026-08-20')).toEqual([]);
			expect(await on('mai', '2026-08-04')).toMatchObject([{ department_path: '/1/3/2/4/' }]);
			expect(await on('mai', '2026-08-05')).toMatchObject([
				{ department_path: '/1/3/', department_name: 'Field' }
			]);
		}
	);

	tells('days begin with the earliest period that holds an objective', [], async () => {
		const first = (await rows('mart_department_days', { department_id: '1' }))[0];
		expect(first).toMatchObject({
			as_of: '2026-04-01',
			department_path: '/1/',
			depth: 0,
			head_ids: ['boss']
		});
		const last = (await rows('mart_department_days', { department_id: '1' })).at(-1);
		expect(last).toMatchObject({ as_of: AS_OF });
	});

	tells(
		'a department is there from its first version on, under the name of the day',
		[],
		async () => {
			expect(
				await rows('mart_department_days', { department_id: '5', as_of: '2026-08-14' })
			).toEqual([]);
			expect(
				await row('mart_department_days', { department_id: '2', as_of: '2026-07-31' })
			).toMatchObject({
				department_name: 'Sales',
				parent_id: '1',
				depth: 1
			});
			expect(
				await row('mart_department_days', { department_id: '2', as_of: '2026-08-01' })
			).toMatchObject({
				department_name: 'Sales and more',
				parent_id: '3',
				department_path: '/1/3/2/',
				depth: 2
			});
		}
	);

	tells('a period is shown if it holds objectives or is running', [], async () => {
		expect(await row('mart_periods', { period_id: 'Q3' })).toMatchObject({
			kind: 'quarter',
			ends_on: '2026-09-30'
		});
		expect(await row('mart_periods', { period_id: 'Q2' })).toMatchObject({ objective_count: '1' });
		expect(await row('mart_periods', { period_id: 'Q4' })).toBeUndefined();
	});
});
