/** How the goals were kept alive: confidence through the period, what stood still, check-ins. */
import { bandShares } from '$lib/confidence/band-shares.ts';
import { weekShares } from '$lib/check-ins/week-shares.ts';
import { addDays } from '$lib/calendar/days.ts';
import { formatDay } from '$lib/format/dates.ts';
import { formatConfidence } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Block, Section } from '$lib/review/document.ts';
import { keyResultHref } from '$lib/url-state/link.ts';
import { REASON_WORDS } from '../../export/goal-columns.ts';
import { day, moreThan, note, number, pageOf, sentence, theirs, words } from './blocks.ts';
import type { Writing } from './blocks.ts';
import { figure, text } from './results.ts';
import { confidenceSentences, disciplineSentences } from './summary.ts';

export function writeConfidence(writing: Writing): Section {
	const { facts } = writing;
	const isStated = facts.confidence.some((one) => (one.facts?.withConfidence ?? 0) > 0);
	const first = facts.confidence[0]?.day;
	const isLonger = first !== undefined && first > addDays(facts.period.startsOn, 7);
	return {
		id: 'confidence',
		title: m.review_confidence(),
		blocks: isStated
			? [
					...confidenceSentences(writing).slice(0, 1),
					...biggestDrop(writing),
					...(isLonger ? [note(m.review_long())] : []),
					{ kind: 'shares', title: m.shares_title(), shares: bandShares(facts.confidence) },
					...breaksOf(writing)
				]
			: [
					note(
						facts.now.keyResults === null ? m.overview_nothing_live() : m.confidence_nobody_yet()
					)
				]
	};
}

/** The week in which the mean fell most, between two days that both have one. */
function biggestDrop(writing: Writing): Block[] {
	const means = writing.facts.confidence.flatMap(({ day: on, facts }) =>
		facts?.mean == null ? [] : [{ on, mean: facts.mean, base: facts.withConfidence }]
	);
	const drops = means.slice(1).flatMap((now, index) => {
		const before = means[index];
		return before === undefined || now.mean >= before.mean ? [] : [{ before, now }];
	});
	const [most] = drops.toSorted(
		(a, b) => a.now.mean - a.before.mean - (b.now.mean - b.before.mean)
	);
	if (most === undefined) return [];
	const { before, now } = most;
	return [
		sentence(
			m.review_said_drop({
				day: formatDay(now.on),
				from: formatConfidence(before.mean),
				to: formatConfidence(now.mean)
			}),
			pageOf({ ...writing, state: { ...writing.state, asOf: now.on } }, '/confidence'),
			['key_results.avg_confidence', now.mean, now.base],
			['key_results.avg_confidence', before.mean, before.base]
		)
	];
}

function breaksOf({ facts }: Writing): Block[] {
	if (facts.diagnoses === null) return [];
	const { firstFell } = facts.diagnoses;
	if (firstFell.length === 0) return [note(m.review_breaks_none())];
	return [
		{
			kind: 'table',
			title: m.review_breaks(),
			about: m.review_breaks_text(),
			columns: [text(m.matrix_week_of(), 3), figure(m.objective_key_results())],
			rows: firstFell.map(({ week, keyResults }) => [day(week), number('count', keyResults)]),
			more: null,
			href: null
		}
	];
}

export function writeStalled(writing: Writing): Section {
	const { facts, state } = writing;
	const { rows, listed } = facts.stalled;
	const { keyResults } = facts.now;
	const said = confidenceSentences(writing).slice(1);
	const reasons: readonly (readonly [keyof typeof REASON_WORDS, number])[] =
		keyResults === null
			? []
			: [
					['never_started', keyResults.neverStarted],
					['silent', keyResults.silent],
					['no_movement', keyResults.noMovement]
				];
	if (keyResults === null || keyResults.stalled === 0)
		return {
			id: 'stalled',
			title: m.stalled_title(),
			blocks: [...said, note(keyResults === null ? m.overview_nothing_live() : m.stalled_none())]
		};
	return {
		id: 'stalled',
		title: m.stalled_title(),
		blocks: [
			...said,
			{
				kind: 'table',
				title: m.review_reasons(),
				about: null,
				columns: [text(m.column_reason(), 3), figure(m.objective_key_results())],
				rows: reasons.map(([reason, count]) => [
					words(REASON_WORDS[reason]()),
					number('count', count)
				]),
				more: null,
				href: null
			},
			...(rows.length === 0
				? [note(m.stalled_none_open())]
				: [
						{
							kind: 'table' as const,
							title: m.review_longest(),
							about: null,
							columns: [
								text(m.column_key_result(), 3),
								text(m.column_owner(), 1.5),
								text(m.matrix_department(), 1.5),
								text(m.column_reason(), 1.5),
								figure(m.column_days_stalled()),
								text(m.words_blocker(), 2)
							],
							rows: rows.map((row) => [
								theirs(row.title, keyResultHref(row.id, state)),
								theirs(row.ownerName),
								theirs(row.departmentName),
								words(row.stallReason === null ? '' : REASON_WORDS[row.stallReason]()),
								number('count', row.daysStalled),
								theirs(row.blocker ?? '')
							]),
							more: moreThan(rows.length, listed, writing),
							href: pageOf(writing, '/stalled')
						}
					])
		]
	};
}

export function writeCheckIns(writing: Writing): Section {
	const { facts, state } = writing;
	const { discipline } = facts.now;
	const isAnyWeek = facts.discipline.some((one) => one.facts !== null);
	const states: readonly (readonly [string, number])[] =
		discipline === null
			? []
			: [
					[m.week_on_time(), discipline.onTime],
					[m.week_late(), discipline.late],
					[m.week_missed(), discipline.missed]
				];
	return {
		id: 'check-ins',
		title: m.review_check_ins(),
		blocks: [
			...disciplineSentences(writing),
			...(isAnyWeek
				? [
						{
							kind: 'shares' as const,
							title: m.discipline_title(),
							shares: weekShares(facts.discipline)
						}
					]
				: []),
			...(states.length === 0
				? []
				: [
						{
							kind: 'table' as const,
							title: m.review_due_weeks(),
							about: null,
							columns: [text(m.review_state(), 3), figure(m.review_weeks())],
							rows: states.map(([name, count]) => [words(name), number('count', count)]),
							more: null,
							href: pageOf(writing, '/check-ins')
						}
					]),
			...(facts.departments.length === 0
				? []
				: [
						{
							kind: 'table' as const,
							title: m.review_departments(),
							about: null,
							columns: [
								text(m.matrix_department(), 3),
								...[m.compliance_title(), m.figures_due(), m.figures_on_time()].map(figure),
								...[m.figures_late(), m.figures_missed()].map(figure)
							],
							rows: facts.departments
								.toSorted((a, b) => rank(a.figures.discipline) - rank(b.figures.discipline))
								.map(({ id, name, figures }) => [
									theirs(
										name,
										pageOf({ ...writing, state: { ...state, department: id } }, '/check-ins')
									),
									number('ratio', figures.discipline?.compliance ?? null),
									number('count', figures.discipline?.due ?? 0),
									number('count', figures.discipline?.onTime ?? 0),
									number('count', figures.discipline?.late ?? 0),
									number('count', figures.discipline?.missed ?? 0)
								]),
							more: null,
							href: null
						}
					])
		]
	};
}

/** Least compliance first; where nothing was due last. */
function rank(discipline: { readonly compliance: number | null } | null): number {
	return discipline?.compliance ?? 2;
}
