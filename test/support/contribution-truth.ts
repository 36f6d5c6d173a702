/** What /departments/contributions shows, compared with what the oracle says that it must show (metrics.md 7). */
import type { App } from './app.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { contributionMeasures } from './oracle/link-measures.ts';
import { contributionRows } from './oracle/links.ts';
import type { ContributionRow } from './oracle/links.ts';
import { oncePerDay } from './oracle/once.ts';
import { companyObjectivesOf, departmentsBelow, inScope } from './oracle/pages.ts';
import type { PageScope } from './oracle/pages.ts';
import { departmentRows } from './oracle/rows.ts';
import { attributeOf, openPage } from './page.ts';
import { Comparison, queryOf, withDepartment } from './page-truth.ts';

const PAGE = 25;
const contributionsOn = oncePerDay(contributionRows);

export async function contributionDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('contributions', scope);
	const open = (extra: Readonly<Record<string, string>> = {}) =>
		openPage(
			app,
			`/departments/contributions?${queryOf(scope, { ...withDepartment(scope), ...extra })}`
		);
	const all = contributionsOn(world, scope.day).filter((row) => row.level !== 'company');
	const children = departmentsBelow(world, scope);
	const root = departmentRows(world, scope.lens === 'today' ? world.lastDay : scope.day).find(
		({ parent_id }) => parent_id === null
	);
	const own = scope.departmentId ?? root?.department_id ?? '';
	const rowsOf = (kind: string, id: string | null): ContributionRow[] =>
		kind === 'own'
			? inScope(all, { ...scope, departmentId: null }).filter((row) => row.department_id === id)
			: inScope(all, { ...scope, departmentId: id });
	const ownRows = children.length === 0 ? [] : rowsOf('own', own);
	const objectives = companyObjectivesOf(world, scope).map((row) => row.objective_id);

	const page = await open();
	const sorted = (ids: readonly (string | null)[]): string => ids.toSorted().join(' ');
	comparison.expect(
		'columns',
		'',
		sorted(objectives),
		sorted(page.all('data-column').map((column) => attributeOf(column, 'data-column')))
	);
	if (objectives.length === 0) return comparison.found;
	const rows = page.all('data-kind');
	comparison.expect(
		'rows',
		'',
		sorted([
			`total ${scope.departmentId ?? ''}`,
			...children.map((id) => `child ${id}`),
			...(ownRows.length > 0 ? [`own ${own}`] : [])
		]),
		sorted(
			rows.map(
				(row) => `${attributeOf(row, 'data-kind')} ${attributeOf(row, 'data-department') ?? ''}`
			)
		)
	);
	let fullest = { kind: '', id: '', objective: '', rows: [] as ContributionRow[] };
	for (const row of rows) {
		const kind = attributeOf(row, 'data-kind') ?? '';
		const id = attributeOf(row, 'data-department');
		const inRow = rowsOf(kind, id);
		const cells = page.all('data-company-objective', row);
		comparison.expect('cells', `${kind} ${id}`, objectives.length, cells.length);
		const [supported] = page.all('data-supported', row);
		comparison.expect(
			'supported',
			`${kind} ${id}`,
			contributionMeasures(inRow).supported_company_objective_count,
			supported && attributeOf(supported, 'data-supported')
		);
		for (const cell of cells) {
			const objective = attributeOf(cell, 'data-company-objective') ?? '';
			const inCell = inRow.filter((one) => one.company_objective_id === objective);
			const truth = contributionMeasures(inCell);
			const where = `${kind} ${id} on ${objective}`;
			const expectOf = (attribute: string, expected: unknown): void =>
				comparison.expect(attribute, where, expected, attributeOf(cell, attribute));
			expectOf('data-value', truth.contributing_objective_count);
			expectOf('data-avg-progress', truth.avg_progress);
			expectOf('data-worst-pace', truth.worst_pace);
			if (inCell.length > 0) expectOf('data-progress-count', truth.progress_count);
			if (kind !== 'total' && inCell.length > fullest.rows.length)
				fullest = { kind, id: id ?? '', objective, rows: inCell };
		}
	}

	// The order of problems shows the same rows and columns.
	const byProblem = await open({ sort: 'problem' });
	const cellsOf = (one: typeof page): string =>
		sorted(
			one
				.all('data-kind')
				.flatMap((row) =>
					one
						.all('data-company-objective', row)
						.map((cell) =>
							[
								attributeOf(row, 'data-department'),
								attributeOf(cell, 'data-company-objective'),
								attributeOf(cell, 'data-value')
							].join(' ')
						)
				)
		);
	comparison.expect('cells in the order of problems', '', cellsOf(page), cellsOf(byProblem));

	// The fullest cell leads to its rows.
	if (fullest.rows.length === 0) return comparison.found;
	const list = await open({ from: fullest.id, to: fullest.objective });
	const listed = list.all('data-contributor');
	comparison.expect('listed', '', Math.min(PAGE, fullest.rows.length), listed.length);
	for (const element of listed) {
		const id = attributeOf(element, 'data-contributor') ?? '';
		const row = fullest.rows.find((one) => one.objective_id === id);
		comparison.expect('in the cell', id, true, row !== undefined);
		for (const [attribute, expected] of Object.entries({
			'data-progress': row?.progress ?? null,
			'data-pace': row?.objective_worst_pace ?? null,
			'data-distance': row?.distance
		}))
			comparison.expect(attribute, id, expected, attributeOf(element, attribute));
	}
	return comparison.found;
}
