/** What /alignment/dependencies shows, compared with what the oracle says that it must show (metrics.md 8). */
import type { App } from './app.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { dependencyMeasures } from './oracle/link-measures.ts';
import { dependencyRows } from './oracle/links.ts';
import type { DependencyRow } from './oracle/links.ts';
import { oncePerDay } from './oracle/once.ts';
import { departmentsBelow } from './oracle/pages.ts';
import type { PageScope } from './oracle/pages.ts';
import { departmentRows } from './oracle/rows.ts';
import { attributeOf, openPage } from './page.ts';
import { Comparison, queryOf, withDepartment } from './page-truth.ts';

const PAGE = 25;
const dependenciesOn = oncePerDay(dependencyRows);

export async function dependencyDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('dependencies', scope);
	const open = (extra: Readonly<Record<string, string>> = {}) =>
		openPage(
			app,
			`/alignment/dependencies?${queryOf(scope, { ...withDepartment(scope), ...extra })}`
		);
	const children = departmentsBelow(world, scope);
	const root = departmentRows(world, scope.lens === 'today' ? world.lastDay : scope.day).find(
		({ parent_id }) => parent_id === null
	);
	const own = scope.departmentId ?? root?.department_id ?? '';

	/** The chosen department is meant without those below it; '' is anywhere. */
	const isAt = (row: DependencyRow, end: 'from' | 'to', id: string): boolean => {
		if (id === '') return true;
		if (id === own) return row[`${end}_department_id`] === id;
		const path = row[`${end}_department_path${scope.lens === 'today' ? '_today' : ''}`];
		return path.includes(`/${id}/`);
	};
	const rows = dependenciesOn(world, scope.day).filter(
		(row) => scope.periodId === null || row.period_id === scope.periodId
	);
	const inCell = (all: readonly DependencyRow[], from: string, to: string): DependencyRow[] =>
		all.filter((row) => isAt(row, 'from', from) && isAt(row, 'to', to));

	const places = [...children, own, ''];
	for (const isCooperation of [false, true]) {
		const all = isCooperation ? rows.filter((row) => row.kind === 'COOPERATION') : rows;
		const page = await open(isCooperation ? { kind: 'cooperation' } : {});
		const cells = page.all('data-from');
		const isEmpty = places.every((from) =>
			places.every((to) => (from === '' && to === '') || inCell(all, from, to).length === 0)
		);
		comparison.expect(
			'cells',
			String(isCooperation),
			children.length === 0 || isEmpty ? 0 : places.length ** 2 - 1,
			cells.length
		);
		for (const cell of cells) {
			const [from, to] = [attributeOf(cell, 'data-from') ?? '', attributeOf(cell, 'data-to') ?? ''];
			const truth = dependencyMeasures(inCell(all, from, to));
			const where = `${isCooperation} ${from} to ${to}`;
			comparison.expect('count', where, truth.dependency_count, attributeOf(cell, 'data-value'));
			comparison.expect(
				'judged',
				where,
				truth.judged_dependency_count,
				attributeOf(cell, 'data-judged') ?? 0
			);
			comparison.expect(
				'at risk',
				where,
				truth.at_risk_dependency_count,
				attributeOf(cell, 'data-at-risk') ?? 0
			);
		}
		if (isCooperation || cells.length === 0) continue;

		// The fullest cell leads to its rows, those at risk first.
		const [fullest] = places
			.flatMap((from) => places.map((to) => ({ from, to, rows: inCell(all, from, to) })))
			.filter(({ from, to }) => from !== '' || to !== '')
			.toSorted((a, b) => b.rows.length - a.rows.length);
		if (fullest === undefined) continue;
		const list = await open(
			Object.fromEntries(
				Object.entries({ from: fullest.from, to: fullest.to }).filter(([, id]) => id !== '')
			)
		);
		const listed = list.all('data-dependency');
		const risks = (risk: boolean): number =>
			fullest.rows.filter((row) => row.has_target_key_result && row.is_at_risk === risk).length;
		comparison.expect(
			'listed',
			'the fullest cell',
			Math.min(PAGE, fullest.rows.length),
			listed.length
		);
		comparison.expect(
			'at risk first',
			'the fullest cell',
			Math.min(PAGE, risks(true)),
			listed.filter((row) => attributeOf(row, 'data-is-at-risk') === 'true').length
		);
		const ends = fullest.rows.map((row) => `${row.from_objective_id} ${row.to_objective_id}`);
		for (const row of listed) {
			const key = `${attributeOf(row, 'data-from-objective')} ${attributeOf(row, 'data-to-objective')}`;
			comparison.expect('in the cell', key, true, ends.includes(key));
		}
	}
	return comparison.found;
}
