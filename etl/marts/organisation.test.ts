import { describe, expect, it } from 'vitest';
import { buildOrganisation, END_OF_TIME, type DepartmentVersion } from './organisation.ts';

function version(
	departmentId: string,
	parentId: string,
	o: Partial<DepartmentVersion> = {}
): DepartmentVersion {
	return {
		departmentId,
		parentId,
		fromDay: 0,
		isPresent: true,
		name: departmentId,
		headIds: [],
		...o
	};
}

function pathsOf(versions: DepartmentVersion[], id: string): [number, string, boolean][] {
	return buildOrganisation(versions, [], [])
		.departments.filter((span) => span.departmentId === id)
		.map((span) => [span.fromDay, span.path, span.isPresent]);
}

describe('the tree of departments', () => {
	it('moves everything below a department that moves', () => {
		const versions = [
			version('1', ''),
			version('2', '1'),
			version('3', '1'),
			version('4', '2'),
			version('2', '3', { fromDay: 50 })
		];
		expect(pathsOf(versions, '4')).toEqual([
			[0, '/1/2/4/', true],
			[50, '/1/3/2/4/', true]
		]);
	});

	it('keeps the last path of what is gone, wherever its parent goes', () => {
		const versions = [
			version('1', ''),
			version('2', '1'),
			version('3', '1'),
			version('4', '2'),
			version('4', '2', { fromDay: 30, isPresent: false }),
			version('2', '3', { fromDay: 50 })
		];
		expect(pathsOf(versions, '4')).toEqual([
			[0, '/1/2/4/', true],
			[30, '/1/2/4/', false]
		]);
		const { departments } = buildOrganisation(versions, [], []);
		expect(departments.find((span) => span.departmentId === '4')?.pathToday).toBe('/1/2/4/');
		expect(departments.find((span) => span.departmentId === '2')?.pathToday).toBe('/1/3/2/');
	});

	it('lets the first version speak for older days', () => {
		expect(pathsOf([version('1', ''), version('2', '1', { fromDay: 40 })], '2')).toEqual([
			[0, '/1/2/', false],
			[40, '/1/2/', true]
		]);
	});

	it('begins with the topmost department that contacts show, and ends in no circle', () => {
		expect(pathsOf([version('7', '404')], '7')).toEqual([[0, '/7/', true]]);
		const circle = [version('8', '9'), version('9', '8')];
		expect(pathsOf(circle, '8')).toEqual([[0, '/9/8/', true]]);
	});

	it('covers all days with the spans of each department', () => {
		const { departments } = buildOrganisation(
			[version('1', ''), version('1', '', { fromDay: 20, name: 'New' })],
			[],
			[]
		);
		expect(departments.map(({ fromDay, toDay }) => [fromDay, toDay])).toEqual([
			[0, 20],
			[20, END_OF_TIME]
		]);
	});
});

describe('who heads the company', () => {
	const heads = (headIds: string[], bosses: [string, number, number][], configured: string[]) =>
		buildOrganisation(
			[version('1', '', { headIds })],
			bosses.map(([personId, fromDay, toDay]) => ({ personId, fromDay, toDay })),
			configured
		).companyHeads.map(({ fromDay, headIds: ids }) => [fromDay, ...ids]);

	it("is the root's list", () => {
		expect(heads(['an'], [['boss', 0, 99]], ['cfg'])).toEqual([[0, 'an']]);
	});

	it('else the active bosses of the day, else those configured, else nobody', () => {
		expect(heads([], [['boss', 10, 20]], ['cfg'])).toEqual([
			[0, 'cfg'],
			[10, 'boss'],
			[20, 'cfg']
		]);
		expect(heads([], [], [])).toEqual([[0]]);
	});
});
