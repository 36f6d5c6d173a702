/** How the goals hang together, what departments owe one another, and what became of the goals themselves. */
import { formatCount } from '$lib/format/numbers.ts';
import { changeSentence } from '$lib/goals/change-words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Block, Cell, Section } from '$lib/review/document.ts';
import { keyResultHref, objectiveHref } from '$lib/url-state/link.ts';
import type { Share } from '../../queries/coverage.ts';
import type { Dependency } from '../../queries/dependency-list.ts';
import type { ChangeSort, GoalChange } from '../../queries/period-changes.ts';
import {
	day,
	heading,
	moreThan,
	note,
	number,
	pageOf,
	theirs,
	words,
	type Writing
} from './blocks.ts';
import { MOST } from '../facts.ts';
import { figure, text } from './results.ts';
import { changeSentences, commitmentSentences, objectiveSentences } from './summary.ts';

export function writeAlignment(writing: Writing): Section {
	return {
		id: 'alignment',
		title: m.review_alignment(),
		blocks: [...objectiveSentences(writing), ...coverageOf(writing), ...commitmentsOf(writing)]
	};
}

function coverageOf(writing: Writing): Block[] {
	const { coverage, people } = writing.facts;
	if (coverage === null) return [note(m.review_grades_none())];
	const share = (title: string, { value, part, base }: Share): Cell[] => [
		words(title),
		number('ratio', value),
		number('count', part),
		number('count', base)
	];
	const loose = (title: string, count: number): Cell[] => [
		words(title),
		number('ratio', null),
		number('count', count),
		number('count', coverage.objectives)
	];
	return [
		{
			kind: 'table',
			title: m.nav_alignment(),
			about: null,
			columns: [
				text(m.reconciliation_figure(), 3),
				figure(m.alignment_share()),
				figure(m.alignment_part()),
				figure(m.column_base())
			],
			rows: [
				share(m.rooted_title(), coverage.rooted),
				...(people === null ? [] : [share(m.person_coverage_title(), people.person)]),
				share(m.top_down_title(), coverage.topDown),
				share(m.aligned_title(), coverage.aligned),
				...(people === null ? [] : [share(m.adoption_title(), people.adoption)]),
				loose(m.orphans_title(), coverage.orphans),
				loose(m.broken_title(), coverage.brokenLinks)
			],
			more: null,
			href: pageOf(writing, '/alignment')
		}
	];
}

function commitmentsOf(writing: Writing): Block[] {
	const { commitments, isOver, department } = writing.facts;
	const { given, needed, rows } = commitments;
	const isAny = given.count > 0 || (needed?.count ?? 0) > 0;
	if (!isAny) return [heading(m.review_commitments()), note(m.dependencies_none())];
	const atRisk = isOver ? m.review_not_kept() : m.export_at_risk();
	const sides: Block[] =
		department === null || needed === null
			? []
			: [
					{
						kind: 'table',
						title: m.review_sides(),
						about: null,
						columns: [
							text(m.review_side(), 3),
							...[m.dependencies_links(), m.column_judged(), atRisk].map(figure)
						],
						rows: [[m.link_needed_by(), given] as const, [m.link_needs(), needed] as const].map(
							([name, cell]) => [
								words(name),
								number('count', cell.count),
								number('count', cell.judged),
								number('count', cell.atRisk)
							]
						),
						more: null,
						href: null
					}
				];
	const above = [...commitmentSentences(writing), ...sides];
	if (rows.length === 0)
		return [...above, heading(m.review_commitments()), note(m.stalled_none_open())];
	const all = given.count + (needed?.count ?? 0);
	const isEnded = rows.length >= MOST.commitments || writing.isLess;
	return [
		...above,
		{
			kind: 'table',
			title: m.review_commitments(),
			about: m.review_commitments_text(),
			columns: [
				text(m.column_from(), 2.5),
				text(m.column_to(), 2.5),
				text(m.review_rests_on(), 2.5),
				text(m.review_state(), 1.3)
			],
			rows: rows.map((row) => commitmentRow(row, writing)),
			more: isEnded ? moreThan(rows.length, all, writing) : null,
			href: pageOf(writing, '/alignment/dependencies')
		}
	];
}

function commitmentRow(row: Dependency, { facts, state }: Writing): Cell[] {
	const rests =
		row.keyResultId === null
			? theirs(row.to.title, objectiveHref(row.to.objectiveId, state))
			: theirs(row.keyResultTitle ?? row.to.title, keyResultHref(row.keyResultId, state));
	return [
		theirs(
			`${row.from.departmentName} · ${row.from.title}`,
			objectiveHref(row.from.objectiveId, state)
		),
		theirs(`${row.to.departmentName} · ${row.to.ownerName}`),
		rests,
		words(stateWord(row, facts.isOver))
	];
}

function stateWord({ isAtRisk }: Dependency, isOver: boolean): string {
	if (isAtRisk === null) return m.dependency_unjudged();
	if (isOver) return isAtRisk ? m.review_not_kept() : m.review_kept();
	return isAtRisk ? m.pace_at_risk() : m.dependency_fine();
}

const SORT_WORDS: Readonly<Record<ChangeSort, () => string>> = {
	rescoped: m.review_rescoped,
	dropped: m.review_dropped,
	added_late: m.review_added_late
};

export function writeChanges(writing: Writing): Section {
	const { changes } = writing.facts;
	const isAny = changes.rescoped + changes.dropped + changes.addedLate > 0;
	return {
		id: 'changes',
		title: m.review_changes(),
		blocks:
			changes.rows.length === 0
				? isAny
					? [...changeSentences(writing), note(m.stalled_none_open())]
					: [note(m.review_changes_none())]
				: [
						...changeSentences(writing),
						{
							kind: 'table',
							title: m.review_changes(),
							about: m.review_changes_text(),
							columns: [
								text(m.column_when(), 1),
								text(m.column_change(), 1.2),
								text(m.review_goal(), 3),
								text(m.column_owner(), 1.4),
								text(m.story_event(), 2.5)
							],
							rows: changes.rows.map((change) => changeRow(change, writing)),
							more:
								changes.rows.length >= MOST.changesOfEach
									? m.review_changes_most({ count: formatCount(MOST.changesOfEach) })
									: null,
							href: null
						}
					]
	};
}

function changeRow(change: GoalChange, { state }: Writing): Cell[] {
	const href =
		change.entity === 'key_result'
			? keyResultHref(change.entityId, state)
			: objectiveHref(change.entityId, state);
	return [
		day(change.day),
		words(SORT_WORDS[change.sort]()),
		theirs(change.title, href),
		theirs(change.ownerName),
		change.sort === 'rescoped' ? theirs(whatChanged(change)) : words('')
	];
}

function whatChanged({
	entity,
	entityId,
	field,
	before,
	after,
	day: on,
	title
}: GoalChange): string {
	return changeSentence({
		day: on,
		entity,
		entityId,
		kind: 'changed',
		field,
		before,
		after,
		isAssumed: false,
		keyResultId: entity === 'key_result' ? entityId : null,
		keyResultTitle: entity === 'key_result' ? title : null,
		otherObjectiveId: null
	});
}
