/**
 * `bridges` against the oracle, for every department and the whole company, along both trees; and against Cube itself: what the
 * movements add up to is the difference of the two cells of `key_results` and `objectives`. And `confidence_changes`, row by row.
 */
import { numberOf, type CubeUnderTest, type Row } from './cube-over.ts';
import { bridgeOf, confidenceChanges, LENSES, type Lens } from './oracle/bridges.ts';
import { compareRows } from './oracle/differences.ts';
import type { Actual, Difference, Expected } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';

const EVERYWHERE = 'everywhere';
const LIMIT = 50_000;

/** Counts that both views have: the one of bridges without `_count_change`, view and measure of the cell. */
const CELLS = [
	['key_result', 'key_results', 'key_result_count'],
	['open', 'key_results', 'open_count'],
	['done', 'key_results', 'done_count'],
	['at_risk', 'key_results', 'at_risk_count'],
	['red_flag', 'key_results', 'red_flag_count'],
	['stalled', 'key_results', 'stalled_count'],
	['blocked', 'key_results', 'blocked_count'],
	['progress', 'key_results', 'progress_count'],
	['confidence', 'key_results', 'confidence_count'],
	['judged', 'key_results', 'judged_count'],
	['objective', 'objectives', 'objective_count'],
	['objective_progress', 'objectives', 'progress_count'],
	['non_company', 'objectives', 'non_company_count'],
	['aligned', 'objectives', 'aligned_count'],
	['rootable', 'objectives', 'rootable_count'],
	['rooted', 'objectives', 'rooted_count']
] as const;

/** Of bridges without `_step`, and of the cell. */
const RATIOS = [
	['avg_progress', 'key_results', 'avg_progress'],
	['avg_confidence', 'key_results', 'avg_confidence'],
	['delivery_score', 'key_results', 'delivery_score'],
	['avg_objective_progress', 'objectives', 'avg_progress'],
	['objective_coverage', 'objectives', 'objective_coverage'],
	['rooted_coverage', 'objectives', 'rooted_coverage']
] as const;

export async function bridgeDifferences(
	world: World,
	cube: CubeUnderTest,
	[firstDay, lastDay]: readonly [string, string],
	levels: readonly (string | null)[] = [null]
): Promise<Difference[]> {
	const found: Difference[] = [];
	for (const level of levels) {
		found.push(...(await changeDifferences(world, cube, [firstDay, lastDay], level)));
		const expected = {
			movements: new Map<string, Expected>(),
			steps: new Map<string, Expected>()
		};
		for (const department of [null, ...world.departments.keys()]) {
			for (const lens of LENSES) {
				const told = bridgeOf(world, firstDay, lastDay, { department, lens, level });
				const where = (part: string) => `${department ?? EVERYWHERE} ${lens} ${part}`;
				for (const [part, row] of told.movements) expected.movements.set(where(part), row);
				for (const [part, row] of told.steps) expected.steps.set(where(part), row);
			}
		}
		const ask = async (by: 'movement' | 'step', measures: readonly string[]) => {
			// Of a company in which nothing was live on either day; a question by step without a measure is refused.
			if (measures.length === 0 && by === 'step') return new Map<string, Actual>();
			const rows = await cube.load({
				measures: measures.map((name) => `bridges.${name}`),
				dimensions: ['bridges.within_department_id', 'bridges.lens', `bridges.${by}`],
				filters: filtersOf('bridges', level, { from_on: [firstDay], as_of: [lastDay] }),
				limit: LIMIT
			});
			return new Map(rows.map((row) => [partOf(row, by), withoutView(row)]));
		};
		const movements = await ask('movement', namesIn(expected.movements));
		const steps = await ask('step', namesIn(expected.steps));
		found.push(...compareRows('bridges', expected.movements, movements));
		found.push(...compareRows('bridges', expected.steps, steps));
		for (const lens of LENSES) {
			const days = [firstDay, lastDay] as const;
			found.push(...(await compareCells(cube, days, lens, level, { movements, steps })));
		}
	}
	return found;
}

/** Key result by key result. */
async function changeDifferences(
	world: World,
	cube: CubeUnderTest,
	[firstDay, lastDay]: readonly [string, string],
	level: string | null
): Promise<Difference[]> {
	const view = 'confidence_changes';
	const expected = confidenceChanges(world, firstDay, lastDay, level);
	const rows = await cube.load({
		dimensions: [
			...['key_result_id', 'objective_id', 'period_id', 'owner_id', 'department_path', 'level'],
			...['confidence', 'earlier_confidence', 'confidence_change']
		].map((name) => `${view}.${name}`),
		filters: filtersOf(view, level, { from_on: [firstDay], as_of: [lastDay] }),
		limit: LIMIT
	});
	const actual = new Map(
		rows.map((row) => {
			const told = withoutView(row);
			return [String(told['key_result_id']), told];
		})
	);
	return compareRows(view, expected, actual);
}

/** Department by department: the sum of the parts, and the difference of the cells. */
async function compareCells(
	cube: CubeUnderTest,
	[firstDay, lastDay]: readonly [string, string],
	lens: Lens,
	level: string | null,
	told: { readonly movements: Map<string, Actual>; readonly steps: Map<string, Actual> }
): Promise<Difference[]> {
	const cells = new Map<string, number | null>();
	for (const view of ['key_results', 'objectives'] as const) {
		const measures = [...CELLS, ...RATIOS].filter(([, of]) => of === view);
		const within = `${view}.within_department_id${lens === 'today' ? '_today' : ''}`;
		for (const dimensions of [[within], []]) {
			const rows = await cube.load({
				measures: measures.map(([, , measure]) => `${view}.${measure}`),
				dimensions: [`${view}.as_of`, ...dimensions],
				filters: filtersOf(view, level, { as_of: [...new Set([firstDay, lastDay])] }),
				limit: LIMIT
			});
			for (const row of rows) {
				const department = dimensions.length === 0 ? EVERYWHERE : String(row[within]);
				const day = String(row[`${view}.as_of`]).slice(0, 10);
				for (const [name, , measure] of measures)
					cells.set(`${name} ${department} ${day}`, numberOf(row[`${view}.${measure}`] ?? null));
			}
		}
	}
	const departments = new Set([...cells.keys()].map((key) => key.split(' ')[1] ?? ''));
	const found: Difference[] = [];
	for (const department of departments) {
		const sumOf = (parts: Map<string, Actual>, measure: string): number => {
			const own = [...parts].filter(([part]) => part.startsWith(`${department} ${lens} `));
			return own.reduce((sum, [, row]) => sum + (numberOf(row[measure] ?? null) ?? 0), 0);
		};
		const at = (name: string, day: string) => cells.get(`${name} ${department} ${day}`) ?? null;
		const check = (column: string, expected: number, actual: number): void => {
			if (Math.abs(expected - actual) > 1e-9 * Math.max(1, Math.abs(expected)))
				found.push({ view: 'bridges', column, where: `${department} ${lens}`, expected, actual });
		};
		for (const [name] of CELLS)
			check(
				`${name}_count_change`,
				(at(name, lastDay) ?? 0) - (at(name, firstDay) ?? 0),
				sumOf(told.movements, `${name}_count_change`)
			);
		for (const [name] of RATIOS) {
			const [before, after] = [at(name, firstDay), at(name, lastDay)];
			if (before !== null && after !== null)
				check(`${name}_step`, after - before, sumOf(told.steps, `${name}_step`));
		}
	}
	return found;
}

function filtersOf(
	view: string,
	level: string | null,
	days: Readonly<Record<string, readonly string[]>>
): object[] {
	const filters = { ...days, ...(level !== null && { level: [level] }) };
	return Object.entries(filters).map(([name, values]) => ({
		...{ member: `${view}.${name}`, operator: 'equals', values }
	}));
}

function namesIn(rows: ReadonlyMap<string, Expected>): string[] {
	const [first] = rows.values();
	return first === undefined ? [] : Object.keys(first);
}

function partOf(row: Row, by: string): string {
	return ['within_department_id', 'lens', by]
		.map((name) => String(row[`bridges.${name}`]))
		.join(' ');
}

function withoutView(row: Row): Actual {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name.slice(name.indexOf('.') + 1), value])
	);
}
