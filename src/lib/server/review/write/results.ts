/** What was reached: grades, expected against reached, and the same of earlier periods. */
import { formatDay } from '$lib/format/dates.ts';
import { formatProgress } from '$lib/format/numbers.ts';
import { levelWord, paceWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Block, Cell, Column, Section, Unit } from '$lib/review/document.ts';
import { linkToPage, objectiveHref } from '$lib/url-state/link.ts';
import type { PeriodFigures } from '../../queries/period-figures.ts';
import { moreThan, note, NOTHING, number, theirs, words, type Writing } from './blocks.ts';

export function writeGrades(writing: Writing): Section {
	const { facts, state } = writing;
	const { rows, all } = facts.grades;
	const table: Block = {
		kind: 'table',
		title: m.review_grades(),
		about: facts.isOver
			? m.review_grades_text()
			: `${m.review_grades_text()} ${m.review_grades_provisional()}`,
		columns: [
			text(m.column_objective(), 3),
			text(m.column_owner(), 1.5),
			text(m.matrix_department(), 1.5),
			text(m.review_level(), 1.3),
			figure(m.story_progress()),
			figure(m.review_grade_given()),
			figure(m.review_grade_computed())
		],
		rows: rows.map((row) => [
			theirs(row.title, objectiveHref(row.id, state)),
			theirs(row.ownerName),
			theirs(row.departmentName),
			words(levelWord(row.level)),
			number('progress', row.progress),
			number('grade', row.isGradeComputed ? null : row.grade),
			number('grade', row.isGradeComputed ? row.grade : ofProgress(row.progress))
		]),
		more: moreThan(rows.length, all, writing),
		href: null
	};
	return {
		id: 'grades',
		title: m.review_grades(),
		blocks:
			rows.length > 0 ? [table] : [note(all > 0 ? m.stalled_none_open() : m.review_grades_none())]
	};
}

/** What the grade would be without the source's score: P / 100 (metrics.md 3). */
function ofProgress(progress: number | null): number | null {
	return progress === null ? null : progress / 100;
}

export function writeProgress(writing: Writing): Section {
	const { facts } = writing;
	return {
		id: 'progress',
		title: m.review_progress(),
		blocks:
			facts.now.keyResults === null
				? [note(m.overview_nothing_live())]
				: [linesOf(writing), ...pacesOf(writing), ...departmentsOf(writing)]
	};
}

function linesOf({ facts }: Writing): Block {
	const days = facts.progress.map(({ day }) => day);
	const last = facts.progress.at(-1)?.facts ?? null;
	const values = (
		read: (day: { progress: number | null; expected: number | null }) => number | null
	) => facts.progress.map((one) => (one.facts === null ? null : read(one.facts)));
	return {
		kind: 'lines',
		title: m.review_lines(),
		label: m.review_lines_label({
			first: formatDay(days[0] ?? facts.day),
			last: formatDay(facts.day),
			progress: last?.progress == null ? NOTHING : formatProgress(last.progress),
			expected: last?.expected == null ? NOTHING : formatProgress(last.expected)
		}),
		lines: {
			unit: 'progress',
			days,
			lines: [
				{ key: 'expected', name: m.column_expected(), values: values((one) => one.expected) },
				{ key: 'progress', name: m.story_progress(), values: values((one) => one.progress) }
			]
		}
	};
}

function pacesOf({ facts }: Writing): Block[] {
	const { keyResults } = facts.now;
	if (keyResults === null) return [];
	const counts: readonly (readonly [string, number])[] = [
		['done', keyResults.done],
		['on_track', keyResults.onTrack],
		['behind', keyResults.behind],
		['at_risk', keyResults.atRisk],
		['too_early', keyResults.tooEarly],
		['unknown', keyResults.unknownPace]
	];
	return [
		{
			kind: 'table',
			title: m.review_paces(),
			about: null,
			columns: [text(m.review_pace(), 3), figure(m.objective_key_results())],
			rows: counts
				.filter(([, count]) => count > 0)
				.map(([pace, count]) => [words(paceWord(pace)), number('count', count)]),
			more: null,
			href: null
		}
	];
}

function departmentsOf({ facts, state }: Writing): Block[] {
	if (facts.departments.length === 0) return [];
	return [
		{
			kind: 'table',
			title: m.review_departments(),
			about: null,
			columns: [text(m.matrix_department(), 3), ...FIGURES().map(({ title }) => figure(title))],
			rows: facts.departments.map(({ id, name, figures }) => [
				theirs(name, linkToPage('/', state, { department: id })),
				...FIGURES().map(({ unit, read }) => number(unit, read(figures)))
			]),
			more: null,
			href: null
		}
	];
}

export function writeEarlier({ facts, state }: Writing): Section {
	const lens = facts.lens === 'today' ? m.lens_today() : m.lens_as_was();
	const periods = [
		{ id: facts.period.id, name: facts.period.name, day: facts.day, figures: facts.now },
		...facts.earlier
	];
	const gone = facts.earlier.filter(({ figures }) => figures === null);
	const table: Block = {
		kind: 'table',
		title: m.review_earlier(),
		about: facts.isOver ? m.review_earlier_over({ lens }) : m.review_earlier_running({ lens }),
		columns: [text(m.scope_period(), 3), ...FIGURES().map(({ title }) => figure(title))],
		rows: periods.map(({ id, name, day, figures }): Cell[] => [
			theirs(name, linkToPage('/', state, { period: id, asOf: day })),
			...FIGURES().map(({ unit, read }) => number(unit, figures === null ? null : read(figures)))
		]),
		more: null,
		href: null
	};
	return {
		id: 'earlier',
		title: m.review_earlier(),
		blocks:
			facts.earlier.length === 0
				? [note(m.review_earlier_none())]
				: [...gone.map(({ name }) => note(m.review_was_not_there({ name }))), table]
	};
}

interface Compared {
	readonly title: string;
	readonly unit: Unit;
	readonly read: (figures: PeriodFigures) => number | null;
}

/** What departments and periods are compared by: the same columns in both tables. */
const FIGURES = (): readonly Compared[] => [
	{
		title: m.objective_key_results(),
		unit: 'count',
		read: ({ keyResults }) => keyResults?.live ?? 0
	},
	{
		title: m.delivery_title(),
		unit: 'ratio',
		read: ({ keyResults }) => keyResults?.deliveryScore ?? null
	},
	{
		title: m.story_progress(),
		unit: 'progress',
		read: ({ keyResults }) => keyResults?.progress ?? null
	},
	{
		title: m.column_expected(),
		unit: 'progress',
		read: ({ keyResults }) => keyResults?.expected ?? null
	},
	{
		title: m.confidence_mean(),
		unit: 'confidence',
		read: ({ keyResults }) => keyResults?.confidence ?? null
	},
	{
		title: m.stalled_title(),
		unit: 'count',
		read: ({ keyResults }) => keyResults && keyResults.stalled
	},
	{
		title: m.compliance_title(),
		unit: 'ratio',
		read: ({ discipline }) => discipline?.compliance ?? null
	},
	{
		title: m.rooted_title(),
		unit: 'ratio',
		read: ({ objectives }) => objectives?.rooted ?? null
	}
];

export function text(title: string, share: number): Column {
	return { title, kind: 'text', share };
}

export function figure(title: string): Column {
	return { title, kind: 'number', share: 1 };
}
