/**
 * How a department's figure came from one day to another, counted by hand: how much is work, how much reorganisation.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cubeOver, numberOf, type CubeUnderTest } from '../support/cube-over.ts';

const BEFORE = '2026-11-01';
const AFTER = '2026-11-22';

function keyResult(as_of: string, key_result_id: string, path: string, facts: object = {}): object {
	return {
		...{ as_of, key_result_id, objective_id: `o-${key_result_id}`, period_id: 'q4' },
		...{ level: 'individual', owner_id: 'u1', department_id: path.split('/').at(-2) },
		...{ department_path: path, department_path_today: path, visibility: 'unknown', weight: 1 },
		...{ progress: 50, expected: 50, pace: 'on_track', are_check_ins_known: 1 },
		...facts
	};
}

/** Sales is 2, Supply is 3; team 22 moved from Sales to Supply between the two days. */
const ROWS = [
	// Stays in Sales and works: 40 -> 60, and its confidence falls to red.
	keyResult(BEFORE, 'stays', '/1/2/', { progress: 40, confidence: 6, confidence_band: 'watch' }),
	keyResult(AFTER, 'stays', '/1/2/', { progress: 60, confidence: 2, confidence_band: 'red' }),
	// Its person moved to Supply.
	keyResult(BEFORE, 'person', '/1/2/', { progress: 10, stall_reason: 'silent' }),
	keyResult(AFTER, 'person', '/1/3/', { progress: 20 }),
	// Its team moved to Supply: along the tree of today it was always there.
	keyResult(BEFORE, 'team', '/1/2/22/', { progress: 70, department_path_today: '/1/3/22/' }),
	// Done now, so that its confidence counts no more.
	keyResult(AFTER, 'team', '/1/3/22/', { progress: 100, is_done: 1, pace: 'done', confidence: 9 }),
	// Came from Supply, was promoted in Sales, started, ended.
	keyResult(BEFORE, 'comes', '/1/3/', { progress: 80 }),
	keyResult(AFTER, 'comes', '/1/2/', { progress: 90 }),
	keyResult(BEFORE, 'head', '/1/2/', { progress: 30 }),
	keyResult(AFTER, 'head', '/1/2/', { progress: 50, level: 'department' }),
	keyResult(AFTER, 'new', '/1/2/', { progress: null, pace: 'unknown' }),
	keyResult(BEFORE, 'old', '/1/2/', { progress: 20, pace: 'behind' }),
	// Restricted, and not for whoever asks here: nobody learns that it moved.
	keyResult(BEFORE, 'secret', '/1/2/', { progress: 0, confidence: 1, confidence_band: 'red' }),
	keyResult(AFTER, 'secret', '/1/3/', { progress: 0, confidence: 1, confidence_band: 'red' }),
	// Another day is nobody's business.
	keyResult('2026-11-10', 'stays', '/1/2/', { progress: 55 })
];

/** Two more days, of confidences. */
const EARLIER = '2026-10-04';
const LATER = '2026-10-18';
const CONFIDENCES = [
	keyResult(EARLIER, 'falls', '/1/2/', { confidence: 8 }),
	keyResult(LATER, 'falls', '/1/2/', { confidence: 3 }),
	keyResult(EARLIER, 'rises', '/1/2/', { confidence: 2 }),
	keyResult(LATER, 'rises', '/1/2/', { confidence: 9 }),
	// Its person moved to Supply; its team did, and is there along the tree of today; its owner became a head.
	keyResult(EARLIER, 'person', '/1/2/', { confidence: 7 }),
	keyResult(LATER, 'person', '/1/3/', { confidence: 6 }),
	keyResult(EARLIER, 'team', '/1/2/22/', { confidence: 9, department_path_today: '/1/3/22/' }),
	keyResult(LATER, 'team', '/1/3/22/', { confidence: 4 }),
	keyResult(EARLIER, 'head', '/1/2/', { confidence: 6 }),
	keyResult(LATER, 'head', '/1/2/', { confidence: 5, level: 'department' }),
	// Without a current value on both days, or done on one of them.
	keyResult(EARLIER, 'silent', '/1/2/', { confidence: 5 }),
	keyResult(LATER, 'silent', '/1/2/'),
	keyResult(LATER, 'new', '/1/2/', { confidence: 1 }),
	keyResult(EARLIER, 'done', '/1/2/', { confidence: 9 }),
	keyResult(LATER, 'done', '/1/2/', { confidence: 1, is_done: 1, pace: 'done' }),
	// Restricted: the one is open to the administrator, the other to nobody here.
	keyResult(EARLIER, 'stays', '/1/2/', { confidence: 4 }),
	keyResult(LATER, 'stays', '/1/2/', { confidence: 3 }),
	keyResult(EARLIER, 'secret', '/1/2/', { confidence: 9 }),
	keyResult(LATER, 'secret', '/1/2/', { confidence: 0 })
];

const objective = (as_of: string, objective_id: string, path: string, facts: object = {}) => ({
	...{ as_of, objective_id, kind: 'personal', period_id: 'q4', level: 'individual' },
	...{ owner_id: 'u1', department_id: path.split('/').at(-2), department_path: path },
	...{ department_path_today: path, visibility: 'unknown', has_company_objective: 1 },
	...facts
});

const OBJECTIVES = [
	objective(BEFORE, 'a', '/1/2/', { progress: 20 }),
	objective(AFTER, 'a', '/1/2/', { progress: 30, is_aligned: 1, is_rooted: 1 }),
	objective(BEFORE, 'b', '/1/2/', { progress: 60, is_aligned: 1 }),
	objective(AFTER, 'b', '/1/3/', { progress: 60, is_aligned: 1 }),
	objective(BEFORE, 'o-secret', '/1/2/', { progress: 5 }),
	objective(AFTER, 'o-secret', '/1/3/', { progress: 5 }),
	objective(BEFORE, 'top', '/1/', { level: 'company', is_rooted: 1 }),
	objective(AFTER, 'top', '/1/', { level: 'company', is_rooted: 1 })
];

let cube: CubeUnderTest;
beforeAll(async () => {
	cube = await cubeOver({
		mart_key_result_days: [...ROWS, ...CONFIDENCES],
		mart_objective_days: OBJECTIVES,
		mart_restricted_objectives: ['o-secret', 'o-stays'].map((objective_id) => ({
			...{ objective_id, owner_id: 'u1', min_group_size: 5 }
		})),
		mart_readers: [{ reader: 'admin', objective_id: 'o-stays' }],
		ops_data_versions: [{ version: 1, run_id: 'r', as_of: AFTER }]
	});
});
afterAll(() => cube.close());

type Filters = Readonly<Record<string, string>>;

/** Of each movement (or step) the measures; days and department unless said otherwise. */
async function bridge(
	measures: readonly string[],
	filters: Filters = {},
	by = 'movement'
): Promise<Record<string, (number | null)[]>> {
	const asked: Filters = { from_on: BEFORE, as_of: AFTER, within_department_id: '2', ...filters };
	const rows = await cube.load({
		measures: measures.map((name) => `bridges.${name}`),
		dimensions: [`bridges.${by}`],
		filters: Object.entries(asked).map(([name, value]) => ({
			...{ member: `bridges.${name}`, operator: 'equals', values: [value] }
		}))
	});
	return Object.fromEntries(
		rows.map((row) => [
			String(row[`bridges.${by}`]),
			measures.map((name) => numberOf(row[`bridges.${name}`] ?? null))
		])
	);
}

const sum = (parts: Record<string, (number | null)[]>): number =>
	Object.values(parts).reduce((total, [value]) => total + (value ?? 0), 0);

describe('the change of a department between two days', () => {
	test('is work where a key result was inside on both, else it came, went, started or ended', async () => {
		expect(
			await bridge(['before_key_result_count', 'after_key_result_count', 'key_result_count_change'])
		).toEqual({
			work: [2, 2, 0],
			moved_out: [2, 0, -2],
			moved_in: [0, 1, 1],
			started: [0, 1, 1],
			ended: [1, 0, -1]
		});
	});

	test('along the tree of today leaves out that a team moved: only people moved', async () => {
		expect(await bridge(['key_result_count_change'], { lens: 'today' })).toEqual({
			...{ work: [0], moved_out: [-1], moved_in: [1], started: [1], ended: [-1] }
		});
		// What the team did is work of Supply, where it is today.
		expect(
			await bridge(
				[
					'before_progress_sum',
					'after_progress_sum',
					'done_count_change',
					'after_confidence_count'
				],
				{ lens: 'today', within_department_id: '3' }
			)
		).toMatchObject({ work: [70, 100, 1, 0] });
	});

	test('of the whole company has no movements between departments', async () => {
		const parts = await bridge(['key_result_count_change'], { within_department_id: 'everywhere' });
		expect(parts).toEqual({ work: [0], started: [1], ended: [-1] });
	});

	test('is reorganisation too where a filter on the level is left: somebody became a head', async () => {
		expect(await bridge(['key_result_count_change'], { level: 'individual' })).toMatchObject({
			work: [0],
			moved_out: [-3]
		});
		expect(await bridge(['key_result_count_change'], { level: 'department' })).toEqual({
			moved_in: [1]
		});
	});

	test('is told for red flags, stalled ones, confidence and weights as for everything', async () => {
		const parts = await bridge([
			...['red_flag_count_change', 'stalled_count_change', 'confidence_count_change'],
			...['before_confidence_sum', 'after_confidence_sum'],
			...['before_healthy_weight_sum', 'after_healthy_weight_sum', 'before_judged_weight_sum']
		]);
		expect(parts['work']).toEqual([1, 0, 0, 6, 2, 2, 1, 2]);
		expect(parts['moved_out']).toEqual([0, -1, 0, null, null, 1, null, 2]);
		expect(parts['ended']).toEqual([0, 0, 0, null, null, 0, null, 1]);
	});

	test('is told for objectives: alignment, roots and their own progress', async () => {
		expect(
			await bridge([
				...['objective_count_change', 'non_company_count_change', 'aligned_count_change'],
				...['rooted_count_change', 'before_avg_objective_progress', 'after_avg_objective_progress']
			])
		).toMatchObject({ work: [0, 0, 1, 1, 20, 30], moved_out: [-1, -1, -1, 0, 60, null] });
		// The company's own objective is not one that could be aligned.
		expect(
			await bridge(['after_objective_count', 'after_non_company_count', 'after_rootable_count'], {
				within_department_id: 'everywhere'
			})
		).toEqual({ work: [3, 2, 2], started: [0, 0, 0], ended: [0, 0, 0] });
	});
});

describe('the change of a mean', () => {
	test('is split in steps: newcomers join, work is done, those who go leave', async () => {
		// Before: 40, 10, 70, 30, 20 of five key results is 34.
		const steps = await bridge(['avg_progress_step'], {}, 'step');
		const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
		const start = [40, 10, 70, 30, 20];
		const withNewcomer = [...start, 90];
		const afterWork = [60, 10, 70, 50, 20, 90];
		const withoutLeavers = [60, 50, 20, 90];
		const end = [60, 50, 90];
		expect(steps['moved_in']?.[0]).toBeCloseTo(mean(withNewcomer) - mean(start), 9);
		// Its progress is not known, so it changes no mean.
		expect(steps['started']?.[0]).toBeCloseTo(0, 9);
		expect(steps['work']?.[0]).toBeCloseTo(mean(afterWork) - mean(withNewcomer), 9);
		expect(steps['moved_out']?.[0]).toBeCloseTo(mean(withoutLeavers) - mean(afterWork), 9);
		expect(steps['ended']?.[0]).toBeCloseTo(mean(end) - mean(withoutLeavers), 9);
		expect(sum(steps)).toBeCloseTo(mean(end) - mean(start), 9);
	});

	test('is empty where there is nothing to take the mean of on one of the days', async () => {
		const steps = await bridge(['avg_progress_step'], { level: 'department' }, 'step');
		expect(Object.values(steps)).toEqual([[null], [null], [null], [null], [null]]);
	});
});

describe('a question', () => {
	const day = (member: string, ...values: string[]) => ({
		...{ member: `bridges.${member}`, operator: 'equals', values }
	});

	test('without an as-of day gets the last one, without a department the company', async () => {
		const [row] = await cube.load({
			measures: ['bridges.after_key_result_count'],
			filters: [day('from_on', BEFORE)]
		});
		expect(row).toEqual({ 'bridges.after_key_result_count': '6' });
	});

	test('may put departments side by side', async () => {
		const rows = await cube.load({
			measures: ['bridges.before_key_result_count', 'bridges.after_key_result_count'],
			dimensions: ['bridges.within_department_id'],
			filters: [day('from_on', BEFORE), day('within_department_id', '2', '3', 'everywhere')]
		});
		const found = rows.map((row) => [
			row['bridges.within_department_id'],
			Number(row['bridges.before_key_result_count']),
			Number(row['bridges.after_key_result_count'])
		]);
		expect(found.sort()).toEqual([
			['2', 5, 4],
			['3', 1, 2],
			['everywhere', 6, 6]
		]);
	});

	test.each([
		['without a first day', [], ['after_open_count'], []],
		['with two first days', [day('from_on', BEFORE, AFTER)], ['after_open_count'], []],
		['with days the wrong way round', [day('from_on', '2026-11-23')], ['after_open_count'], []],
		[
			'with a range of days',
			[{ member: 'bridges.from_on', operator: 'inDateRange', values: [BEFORE, AFTER] }],
			['after_open_count'],
			[]
		],
		[
			'that groups by the as-of day instead of naming one',
			[day('from_on', BEFORE)],
			['after_open_count'],
			['as_of']
		],
		[
			'about two departments at once',
			[day('from_on', BEFORE), day('within_department_id', '2', '3')],
			['after_open_count'],
			[]
		],
		[
			'about all departments but one',
			[
				day('from_on', BEFORE),
				{ member: 'bridges.within_department_id', operator: 'notEquals', values: ['2'] }
			],
			['after_open_count'],
			[]
		],
		[
			'along both trees at once',
			[day('from_on', BEFORE), day('lens', 'as_was', 'today')],
			['after_open_count'],
			[]
		],
		['for steps without grouping by step', [day('from_on', BEFORE)], ['avg_progress_step'], []],
		['for counts by step', [day('from_on', BEFORE)], ['after_open_count'], ['step']]
	])('%s is refused', async (_, filters, measures, dimensions) => {
		const asked = cube.load({
			measures: measures.map((name) => `bridges.${name}`),
			dimensions: dimensions.map((name) => `bridges.${name}`),
			filters
		});
		await expect(asked).rejects.toMatchObject({ status: 400 });
	});
});

describe('changes of confidence', () => {
	const filter = (view: string, name: string, operator: string, ...values: string[]) => ({
		...{ member: `${view}.${name}`, operator, values }
	});
	const days = (view: string) => [
		filter(view, 'from_on', 'equals', EARLIER),
		filter(view, 'as_of', 'equals', LATER)
	];

	/** Largest falls first. */
	async function changes(asking: CubeUnderTest, ...filters: object[]): Promise<string[]> {
		const view = 'confidence_changes';
		const rows = await asking.load({
			dimensions: [`${view}.key_result_id`, `${view}.confidence_change`],
			filters: [...days(view), ...filters],
			order: { [`${view}.confidence_change`]: 'asc', [`${view}.key_result_id`]: 'asc' }
		});
		return rows.map((row) => `${row[`${view}.key_result_id`]} ${row[`${view}.confidence_change`]}`);
	}

	/** The same, of key results that were inside on both days, by the bridge of each. */
	async function bridges(asking: CubeUnderTest, ...filters: object[]): Promise<string[]> {
		const rows = await asking.load({
			measures: ['bridges.avg_confidence_change'],
			dimensions: ['bridges.key_result_id'],
			filters: [
				...[...days('bridges'), ...filters],
				filter('bridges', 'movement', 'equals', 'work'),
				filter('bridges', 'entity_kind', 'equals', 'key_result')
			],
			order: { 'bridges.avg_confidence_change': 'asc', 'bridges.key_result_id': 'asc' }
		});
		return rows
			.filter((row) => row['bridges.avg_confidence_change'] !== null)
			.map((row) => `${row['bridges.key_result_id']} ${row['bridges.avg_confidence_change']}`);
	}

	const inTree = (path: string, id: string, lens: string) => [
		[filter('confidence_changes', path, 'contains', `/${id}/`)],
		[
			filter('bridges', 'within_department_id', 'equals', id),
			filter('bridges', 'lens', 'equals', lens)
		]
	];
	const ofLevel = (level: string) =>
		['confidence_changes', 'bridges'].map((view) => [filter(view, 'level', 'equals', level)]);

	test.each<[string, object[][], string[]]>([
		[
			'everywhere',
			[[], []],
			['falls -5', 'team -5', 'head -1', 'person -1', 'stays -1', 'rises 7']
		],
		[
			'in a department along the trees of the two days',
			inTree('department_path', '2', 'as_was'),
			['falls -5', 'head -1', 'stays -1', 'rises 7']
		],
		['in one into which they moved', inTree('department_path', '3', 'as_was'), []],
		[
			'in that one along the tree of today',
			inTree('department_path_today', '3', 'today'),
			['team -5']
		],
		[
			'of a level',
			ofLevel('individual'),
			['falls -5', 'team -5', 'person -1', 'stays -1', 'rises 7']
		]
	])('%s: of what is open and has a value on both days', async (_, [own, others], expected) => {
		expect(await changes(cube, ...(own ?? []))).toEqual(expected);
		expect(await bridges(cube, ...(others ?? []))).toEqual(expected);
	});

	test('are told with both values, and of nothing that one may not open', async () => {
		const view = 'confidence_changes';
		const rows = await cube.as('eve').load({
			measures: [`${view}.base_count`, `${view}.avg_confidence_change`],
			filters: days(view)
		});
		expect(rows).toMatchObject([{ [`${view}.base_count`]: '5' }]);
		expect(numberOf(rows[0]?.[`${view}.avg_confidence_change`])).toBeCloseTo(-1, 9);
		const [first] = await cube.load({
			dimensions: ['key_result_id', 'earlier_confidence', 'confidence', 'from_on', 'as_of'].map(
				(name) => `${view}.${name}`
			),
			filters: [...days(view), filter(view, 'key_result_id', 'equals', 'stays')]
		});
		expect(Object.values(first ?? {})).toEqual([
			...['stays', 4, 3].map((value) => (typeof value === 'number' ? String(value) : value)),
			...[`${EARLIER}T00:00:00.000`, `${LATER}T00:00:00.000`]
		]);
		expect(await changes(cube.as('eve'))).not.toContain('stays -1');
	});

	test.each([
		['without a first day', []],
		['with two first days', [EARLIER, LATER]],
		['with days the wrong way round', ['2026-11-23']]
	])('%s are refused', async (_, first) => {
		const asked = cube.load({
			measures: ['confidence_changes.base_count'],
			filters:
				first.length === 0 ? [] : [filter('confidence_changes', 'from_on', 'equals', ...first)]
		});
		await expect(asked).rejects.toMatchObject({ status: 400 });
	});
});
