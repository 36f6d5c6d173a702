/** Cells against each other: no difference of two of them is less than a block. */
import { describe, expect, it } from 'vitest';
import {
	BOTH_BLOCKS,
	either,
	on,
	ONE_BLOCK,
	TRACES,
	where,
	type AttackStory,
	type Shape
} from '../support/attack-story.ts';
import { BEFORE_THE_MOVE, MIN_GROUP_SIZE } from '../support/secret-story.ts';

export function cellTests({ admin, eve, rowsOf, toldBy }: AttackStory): void {
	describe('subtracting cells', () => {
		it.each<[string, Shape, string[]]>([
			['the whole company', {}, [BOTH_BLOCKS]],
			['a parent', { filters: [on('within_department_id', 'equals', '2')] }, [ONE_BLOCK]],
			['minus one child', { filters: [on('within_department_id', 'equals', '21')] }, [ONE_BLOCK]],
			['minus the other child', { filters: [on('within_department_id', 'equals', '22')] }, []],
			[
				'every subtree',
				{ dimensions: ['key_results.within_department_id'] },
				[ONE_BLOCK, BOTH_BLOCKS]
			],
			['every exact department', { dimensions: ['key_results.department_id'] }, [ONE_BLOCK]],
			['every department by name', { dimensions: ['key_results.department_name'] }, [ONE_BLOCK]],
			['every path', { dimensions: ['key_results.department_path'] }, [ONE_BLOCK]],
			[
				'the root without what is below it',
				{ filters: [on('department_path', 'equals', '/1/')] },
				[]
			],
			['every level', { dimensions: ['key_results.level'] }, [BOTH_BLOCKS]],
			['all levels but one', { filters: [on('level', 'notEquals', 'individual')] }, []],
			[
				'all levels but the company',
				{ filters: [on('level', 'notEquals', 'company')] },
				[BOTH_BLOCKS]
			],
			['every period', { dimensions: ['key_results.period_name'] }, [BOTH_BLOCKS]],
			['all periods but one', { filters: [on('period_id', 'notEquals', 'Q3')] }, []],
			[
				'level by subtree by period',
				{
					dimensions: ['level', 'within_department_id', 'period_id'].map(
						(name) => `key_results.${name}`
					)
				},
				[ONE_BLOCK, BOTH_BLOCKS]
			]
		])('%s', async (_, shape, told) => {
			expect(await toldBy(shape)).toEqual([...told].sort());
		});
	});

	describe('filters that differ by one department', () => {
		const departments = (...ids: string[]) => ({
			filters: [on('department_id', 'equals', ...ids)]
		});
		const subtrees = (...ids: string[]) => ({
			filters: [either(...ids.map((id) => on('department_path', 'contains', `/${id}/`)))]
		});

		it.each<[string, Shape, string[]]>([
			['all of a block', departments('21', '22', '31', '3', '2', '1'), [ONE_BLOCK]],
			['all but one of a block of several', departments('21', '22', '3', '2', '1'), [ONE_BLOCK]],
			['only that one', departments('31'), []],
			['not that one', { filters: [on('department_id', 'notEquals', '31')] }, [ONE_BLOCK]],
			[
				'not below that one',
				{ filters: [on('department_path', 'notContains', '/31/')] },
				[ONE_BLOCK]
			],
			['subtrees that hold all of a block', subtrees('2', '3'), [ONE_BLOCK]],
			['and one subtree less', subtrees('2'), [ONE_BLOCK]],
			['part of an id', { filters: [on('department_path', 'contains', '2')] }, [ONE_BLOCK]],
			['a path by its end', { filters: [on('department_path', 'endsWith', '/21/')] }, [ONE_BLOCK]],
			['no department', { filters: [on('department_id', 'equals', '')] }, []],
			['a department that is not set', { filters: [on('department_id', 'notSet')] }, []],
			['a name that is not set', { filters: [on('department_name', 'notSet')] }, []]
		])('%s', async (_, shape, told) => {
			expect(await toldBy(shape)).toEqual(told);
		});
	});

	describe('suppressed_count', () => {
		it('is a multiple of MIN_GROUP_SIZE in every cell, and never less than what is left out', async () => {
			const groups = [
				'level',
				'period_id',
				'department_id',
				'within_department_id',
				'department_path_today'
			];
			const found = new Set<number>();
			for (const group of [[], ...groups.map((name) => [name]), groups.slice(0, 3)]) {
				const dimensions = group.map((name) => `key_results.${name}`);
				for (const row of await rowsOf({ dimensions }))
					found.add(Number(row['key_results.suppressed_count']));
			}
			expect([...found].sort()).toEqual([0, MIN_GROUP_SIZE]);
		});

		it('is the same for one, two and three that are left out', async () => {
			const count = async (...filters: object[]) =>
				(await rowsOf({ filters }))[0]?.['key_results.suppressed_count'];
			expect(await count(on('period_id', 'equals', 'H2'))).toBe('3');
			expect(await count(on('level', 'equals', 'department', 'company'))).toBe('3');
			expect(await count()).toBe('3');
		});

		it('does not grow where a row counts for several departments', async () => {
			const lenses = ['within_department_id', 'within_department_id_today'];
			const ancestors = ['1', '2', '3', '21', '31'];
			const h2 = on('period_id', 'equals', 'H2');
			const filters = [
				[h2, on('within_department_id', 'equals', ...ancestors)],
				[h2, ...lenses.map((lens) => on(lens, 'equals', ...ancestors))],
				[h2, ...lenses.map((lens) => on(lens, 'set'))]
			];
			for (const each of filters) {
				const [row] = await rowsOf({ filters: each });
				expect(row?.['key_results.suppressed_count']).toBe('3');
			}
		});

		it('says nothing of rows one by one', async () => {
			for (const row of await rowsOf({ dimensions: ['key_results.objective_id'] }))
				expect(row['key_results.suppressed_count']).toBe('0');
		});
	});

	describe('two sides of the same thing', () => {
		it('the tree as it was and that of today have the same blocks', async () => {
			const day = on('as_of', 'equals', BEFORE_THE_MOVE);
			const within = (name: string, id: string) =>
				toldBy({ filters: [day, on(name, 'equals', id)] });
			expect(await within('within_department_id', '2')).toEqual([BOTH_BLOCKS]);
			expect(await within('within_department_id_today', '2')).toEqual([ONE_BLOCK]);
			expect(await within('within_department_id_today', '3')).toEqual([]);
			const both = [
				day,
				on('department_path', 'contains', '/2/'),
				on('department_path_today', 'contains', '/1/')
			];
			expect(await toldBy({ filters: both })).toEqual([BOTH_BLOCKS]);
			const between = [
				day,
				on('within_department_id', 'equals', '2'),
				on('department_path_today', 'notContains', '/2/')
			];
			expect(await toldBy({ filters: between })).toEqual([]);
		});

		it('objectives against key results', async () => {
			for (const view of ['objectives', 'key_results'] as const) {
				const told = async (...names: string[]) =>
					toldBy({ dimensions: names.map((name) => `${view}.${name}`) }, view);
				expect(await told()).toEqual([BOTH_BLOCKS]);
				expect(await told('within_department_id')).toEqual([ONE_BLOCK, BOTH_BLOCKS]);
				expect(await told('department_id')).toEqual([ONE_BLOCK]);
			}
		});

		it('weeks against key results', async () => {
			const told = (...names: string[]) =>
				toldBy(
					{
						dimensions: ['week', ...names].map((name) => `check_in_weeks.${name}`),
						filters: [where('check_in_weeks.week', 'inDateRange', '2026-08-24', '2026-08-30')]
					},
					'check_in_weeks'
				);
			expect(await told()).toEqual([BOTH_BLOCKS]);
			expect(await told('within_department_id')).toEqual([ONE_BLOCK, BOTH_BLOCKS]);
			expect(await told('department_id')).toEqual([ONE_BLOCK]);
			expect(await told('check_in_state')).toEqual([]);
			expect(await told('objective_id')).toEqual([]);
		});

		it('a reader of one of a block never gets the rest of it', async () => {
			const confidant = admin().as('confidant');
			const told = await toldBy({ dimensions: ['key_results.level'] }, 'key_results', confidant);
			expect(told).toEqual(['several + a1']);
		});
	});

	describe('people against objectives', () => {
		const counted = async (...filters: object[]) => {
			const measures = ['people_count', 'people_with_objective_count'].map(
				(name) => `people.${name}`
			);
			const [row] = await eve().load({
				measures,
				filters: [where('people.period_id', 'equals', 'Q3'), ...filters]
			});
			return measures.map((name) => Number(row?.[name]));
		};

		it('the figure of the whole company counts owners of released blocks', async () => {
			expect(await counted()).toEqual([15, 4 + 6]);
			expect(await counted(where('people.department_path', 'set'))).toEqual([15, 4]);
		});

		it('no department, and no list, tells who they are', async () => {
			for (const [id, owners] of [
				['21', 1],
				['22', 1],
				['31', 1],
				['2', 2]
			] as const) {
				const [, found] = await counted(where('people.department_path', 'contains', `/${id}/`));
				expect(found, id).toBe(owners);
			}
			const list = await eve().load({
				dimensions: ['people.person_id'],
				filters: [where('people.has_objective', 'equals', 'true')]
			});
			expect(JSON.stringify(list)).not.toMatch(TRACES);
			expect(list).toHaveLength(4);
			const rooted = await eve().load({
				dimensions: ['people.person_id', 'people.is_rooted', 'people.access']
			});
			for (const row of rooted)
				if (TRACES.test(String(row['people.person_id'])))
					expect(row).toMatchObject({ 'people.is_rooted': false, 'people.access': 'openable' });
		});
	});
}
