import { parseOpen, TOP } from '$lib/alignment/open-nodes.ts';
import { brokenName, brokenWord, paceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import { linkTo, objectiveHref } from '$lib/url-state/link.ts';
import { BROKEN_REASONS } from '$lib/url-state/state.ts';
import { loadBrokenLinks, type BrokenLink } from '../../queries/broken-links.ts';
import {
	loadCoverageByDepartment,
	loadCoverageTrend,
	loadPeopleCoverageTrend,
	type Coverage,
	type DepartmentCoverage,
	type PeopleCoverage,
	type Share
} from '../../queries/coverage.ts';
import {
	loadObjectiveTree,
	type ObjectiveTree,
	type TreeNode
} from '../../queries/objective-tree.ts';
import { loadOrphans, type Orphan } from '../../queries/orphans.ts';
import type { Scope } from '../../scope.ts';
import { levelOf } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { column, paged, whole, type Column } from '../table.ts';

const here = { page: ({ scope }: Ask) => linkTo('/alignment', scope.state), of: 'scope' as const };

/** A rate beside the two counts that it is made of. */
function shareColumns<Row>(
	title: string,
	definition: string,
	of: (row: Row) => Share | undefined
): Column<Row>[] {
	return [
		column(title, 'ratio', (row) => of(row)?.value ?? null, definition),
		column(`${title}: ${m.alignment_part()}`, 'count', (row) => of(row)?.part ?? null),
		column(`${title}: ${m.column_base()}`, 'count', (row) => of(row)?.base ?? null)
	];
}

function coverageColumns<Row>(of: (row: Row) => Coverage | null): Column<Row>[] {
	return [
		...shareColumns<Row>(m.rooted_title(), m.rooted_definition(), (row) => of(row)?.rooted),
		...shareColumns<Row>(m.aligned_title(), m.aligned_definition(), (row) => of(row)?.aligned),
		...shareColumns<Row>(m.top_down_title(), m.top_down_definition(), (row) => of(row)?.topDown),
		column(m.orphans_title(), 'count', (row) => of(row)?.orphans ?? null),
		column(m.broken_title(), 'count', (row) => of(row)?.brokenLinks ?? null),
		column(m.stream_objectives(), 'count', (row) => of(row)?.objectives ?? null)
	];
}

interface CoverageDay {
	readonly day: string;
	readonly coverage: Coverage | null;
	readonly people: PeopleCoverage | null;
}

async function coverageDays(scope: Scope): Promise<CoverageDay[]> {
	const [trend, people] = await Promise.all([
		loadCoverageTrend(scope, scope.state.level),
		loadPeopleCoverageTrend(scope)
	]);
	return trend.days.map(({ day, facts }, index) => ({
		day,
		coverage: facts,
		people: people.days[index]?.facts ?? null
	}));
}

async function* brokenLinks(scope: Scope) {
	const { level, broken } = scope.state;
	for (const reason of broken === null ? BROKEN_REASONS : [broken])
		yield* paged((part) => loadBrokenLinks(scope, level, reason, part));
}

interface Branch {
	readonly node: TreeNode;
	readonly depth: number;
	readonly contribution: ObjectiveTree['contributions'][string] | undefined;
}

/** What is open of the tree, from the top down; a circle ends where it began. */
function branchesOf(tree: ObjectiveTree, id = TOP, above: readonly string[] = []): Branch[] {
	return (tree.children[id]?.nodes ?? []).flatMap((node) => [
		{ node, depth: above.length, contribution: tree.contributions[node.id] },
		...(above.includes(node.id) ? [] : branchesOf(tree, node.id, [...above, node.id]))
	]);
}

const ownerOf = (name: string) => (name === '' ? m.owner_team() : name);

export const alignmentQuestions = {
	'coverage-weeks': question<CoverageDay>({
		...here,
		title: () => `${m.nav_alignment()} · ${m.alignment_view_coverage()}`,
		columns: () => [
			column(m.scope_as_of(), 'day', ({ day }) => day),
			...coverageColumns<CoverageDay>(({ coverage }) => coverage),
			...shareColumns<CoverageDay>(
				m.person_coverage_title(),
				m.person_coverage_definition(),
				({ people }) => people?.person
			),
			...shareColumns<CoverageDay>(
				m.adoption_title(),
				m.adoption_definition(),
				({ people }) => people?.adoption
			)
		],
		rows: ({ scope }) => whole(coverageDays(scope))
	}),
	'coverage-departments': question<DepartmentCoverage>({
		...here,
		title: () => m.alignment_departments(),
		columns: () => [
			column(m.matrix_department(), 'text', ({ kind, name }) =>
				kind === 'own' ? m.matrix_own({ name }) : name
			),
			...coverageColumns<DepartmentCoverage>(({ facts }) => facts)
		],
		rows: ({ scope }) => whole(loadCoverageByDepartment(scope, scope.state.level))
	}),
	orphans: question<Orphan>({
		...here,
		title: () => m.orphans_title(),
		columns: ({ scope, address }) => [
			column(m.column_objective(), 'text', (row) => row.title, m.loose_text()),
			column(m.transparency_level(), 'text', (row) => levelOf(row.level)),
			column(m.column_owner(), 'text', (row) => ownerOf(row.ownerName)),
			column(m.matrix_department(), 'text', (row) => row.departmentName),
			column(m.scope_period(), 'text', (row) => row.periodName),
			column(m.column_reason(), 'text', (row) =>
				row.brokenReason === null ? m.orphan_states_none() : brokenWord(row.brokenReason)
			),
			column(m.column_link(), 'link', (row) => address(objectiveHref(row.id, scope.state)))
		],
		rows: ({ scope }) => paged((part) => loadOrphans(scope, scope.state.level, part))
	}),
	'broken-links': question<BrokenLink>({
		...here,
		title: () => m.broken_title(),
		columns: ({ scope, address }) => [
			column(m.column_objective(), 'text', (row) => row.title, m.loose_text()),
			column(m.transparency_level(), 'text', (row) => levelOf(row.level)),
			column(m.column_owner(), 'text', (row) => ownerOf(row.ownerName)),
			column(m.matrix_department(), 'text', (row) => row.departmentName),
			column(m.scope_period(), 'text', (row) => row.periodName),
			column(m.column_reason(), 'text', (row) => brokenName(row.reason)),
			column(m.link_up(), 'text', (row) => row.parentTitle),
			column(`${m.link_up()}: ${m.scope_period()}`, 'text', (row) => row.parentPeriodName),
			column(m.column_link(), 'link', (row) => address(objectiveHref(row.objectiveId, scope.state)))
		],
		rows: ({ scope }) => brokenLinks(scope)
	}),
	'objective-tree': question<Branch>({
		page: ({ scope }) => linkTo('/alignment/tree', scope.state),
		of: 'scope',
		title: () => m.tree_title(),
		columns: ({ scope, address }) => [
			column(m.column_depth(), 'count', ({ depth }) => depth),
			column(m.column_objective(), 'text', ({ node }) => node.title),
			column(m.transparency_level(), 'text', ({ node }) => levelOf(node.level)),
			column(m.column_owner(), 'text', ({ node }) => ownerOf(node.ownerName)),
			column(m.matrix_department(), 'text', ({ node }) => node.departmentName),
			column(m.scope_period(), 'text', ({ node }) => node.periodName),
			column(m.story_progress(), 'progress', ({ node }) => node.progress),
			column(
				m.contributors_pace(),
				'text',
				({ node }) => node.worstPace && paceWord(node.worstPace)
			),
			column(m.link_down(), 'count', ({ node }) => node.children),
			column(
				m.contributors_objectives(),
				'count',
				({ contribution }) => contribution?.objectives ?? null,
				m.tree_text()
			),
			column(m.column_link(), 'link', ({ node }) => address(objectiveHref(node.id, scope.state)))
		],
		rows: ({ scope }) =>
			whole(loadObjectiveTree(scope, parseOpen(scope.state.open)).then((tree) => branchesOf(tree)))
	})
};
