import { m } from '$lib/paraglide/messages.js';
import { linkTo, objectiveHref } from '$lib/url-state/link.ts';
import { loadDependencies, type Dependency } from '../../queries/dependency-list.ts';
import {
	ANYWHERE,
	loadDependencyMatrix,
	matrixPlaces,
	type DependencyCell,
	type DependencyMatrix
} from '../../queries/dependency-matrix.ts';
import type { Scope } from '../../scope.ts';
import { question, type Ask } from '../question.ts';
import { column, paged, whole } from '../table.ts';

const here = {
	page: ({ scope }: Ask) => linkTo('/alignment/dependencies', scope.state),
	of: 'scope' as const
};

/** The links of the chosen cell; none without one, as on the page. */
async function* dependencies(scope: Scope) {
	const places = matrixPlaces(scope);
	const placeOf = (id: string | null) => places.find((one) => one.id === id) ?? null;
	const { state } = scope;
	const [from, to] = [placeOf(state.from), placeOf(state.to)];
	const isKnown =
		(from === null) === (state.from === null) && (to === null) === (state.to === null);
	if (isKnown && (from !== null || to !== null))
		yield* paged((part) => loadDependencies(scope, { from, to }, part));
}

interface Crossing {
	readonly from: string;
	readonly to: string;
	readonly cell: DependencyCell;
}

function crossingsOf({ places, cells }: DependencyMatrix): Crossing[] {
	const nameOf = (id: string) => {
		if (id === ANYWHERE) return m.dependencies_anywhere();
		const place = places.find((one) => one.id === id);
		return place?.kind === 'own' ? m.matrix_own({ name: place.name }) : (place?.name ?? id);
	};
	return Object.entries(cells).flatMap(([from, row]) =>
		Object.entries(row).map(([to, cell]) => ({ from: nameOf(from), to: nameOf(to), cell }))
	);
}

function riskOf({ isAtRisk }: Dependency): string {
	if (isAtRisk === null) return m.dependency_unjudged();
	return isAtRisk ? m.export_at_risk() : m.dependency_fine();
}

export const dependencyQuestions = {
	'dependency-matrix': question<Crossing>({
		...here,
		title: () => m.dependencies_title(),
		columns: () => [
			column(m.column_from(), 'text', ({ from }) => from, m.dependencies_text()),
			column(m.column_to(), 'text', ({ to }) => to),
			column(m.dependencies_links(), 'count', ({ cell }) => cell.count),
			column(m.column_judged(), 'count', ({ cell }) => cell.judged),
			column(m.export_at_risk(), 'count', ({ cell }) => cell.atRisk)
		],
		rows: ({ scope }) => whole(loadDependencyMatrix(scope).then(crossingsOf))
	}),
	dependencies: question<Dependency>({
		...here,
		title: () => `${m.dependencies_title()} · ${m.dependencies_links()}`,
		columns: ({ scope, address }) => {
			const from = (title: string) => `${m.column_from()}: ${title}`;
			const to = (title: string) => `${m.column_to()}: ${title}`;
			return [
				column(from(m.column_objective()), 'text', (row) => row.from.title),
				column(from(m.column_owner()), 'text', (row) => row.from.ownerName),
				column(from(m.matrix_department()), 'text', (row) => row.from.departmentName),
				column(m.runs_kind(), 'text', ({ isCooperation }) =>
					isCooperation ? m.dependency_needs() : m.dependency_contributes()
				),
				column(to(m.column_objective()), 'text', (row) => row.to.title),
				column(to(m.column_owner()), 'text', (row) => row.to.ownerName),
				column(to(m.matrix_department()), 'text', (row) => row.to.departmentName),
				column(to(m.column_key_result()), 'text', (row) => row.keyResultTitle),
				column(m.export_at_risk(), 'text', riskOf),
				column(m.column_link(), 'link', (row) =>
					address(objectiveHref(row.from.objectiveId, scope.state))
				)
			];
		},
		rows: ({ scope }) => dependencies(scope)
	})
};
