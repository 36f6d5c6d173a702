/**
 * The questions that each page of the contract puts to Cube, all at once, for one day, period and department. Pages that are there
 * ask as src/lib/server/queries does; for the others these are the questions that they will need.
 */
import type { CubeQuery } from '../support/cube-over.ts';
import { alignmentPages } from './pages/alignment.ts';
import { companyPages } from './pages/company.ts';
import { confidencePages } from './pages/confidence.ts';
import { departmentsPages } from './pages/departments.ts';
import { goalsPages } from './pages/goals.ts';
import { overviewPages } from './pages/overview.ts';
import { askingOf, members, type PageScope } from './pages/asking.ts';

export interface PageQuery {
	readonly name: string;
	readonly query: CubeQuery;
}

/** By page, in the order of contract.md. */
export function pageQueries(scope: PageScope): Record<string, PageQuery[]> {
	const { ofDay } = askingOf(scope);
	const every = [
		{
			name: 'departments of the day',
			query: ofDay(
				'departments',
				[],
				['department_id', 'department_name', 'parent_id', 'department_path']
			)
		},
		{
			name: 'periods',
			query: {
				dimensions: members('periods', ['period_id', 'period_name', 'starts_on', 'ends_on'])
			}
		}
	];
	const pages = {
		...overviewPages(scope),
		...departmentsPages(scope),
		...confidencePages(scope),
		...alignmentPages(scope),
		...companyPages(scope),
		...goalsPages(scope)
	};
	return Object.fromEntries(
		Object.entries(pages).map(([page, questions]) => [
			page,
			[...every, ...Object.entries(questions).map(([name, query]) => ({ name, query }))]
		])
	);
}
