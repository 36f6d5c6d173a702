import { m } from '$lib/paraglide/messages.js';
import { keyResultHref, linkTo } from '$lib/url-state/link.ts';
import { fallDay, loadFalls } from '../../queries/confidence-falls.ts';
import {
	loadConfidenceOf,
	loadLowestConfidence,
	type KeyResultConfidence
} from '../../queries/confidence-key-results.ts';
import {
	loadConfidenceByDepartment,
	loadConfidenceTrend,
	type ConfidenceDay
} from '../../queries/confidence-trend.ts';
import { sparklineDays } from '../../queries/windows.ts';
import type { Scope } from '../../scope.ts';
import { question, type Ask } from '../question.ts';
import { column, paged, whole, type Column } from '../table.ts';

const here = { page: ({ scope }: Ask) => linkTo('/confidence', scope.state), of: 'scope' as const };
/** Of each key result its days are asked for at once, and Cube answers at most 50,000 rows. */
const AT_ONCE = 1_000;
/** More than can have fallen in a company that is readable at all. */
const MOST_FALLS = 50_000;

interface DayRow {
	readonly day: string;
	readonly facts: ConfidenceDay | null;
}

function dayColumns<Row extends DayRow>(): Column<Row>[] {
	return [
		column(m.scope_as_of(), 'day', ({ day }) => day),
		column(
			m.confidence_mean(),
			'confidence',
			({ facts }) => facts?.mean ?? null,
			m.confidence_mean_definition()
		),
		column(
			m.confidence_median(),
			'confidence',
			({ facts }) => facts?.median ?? null,
			m.confidence_median_definition()
		),
		column(
			m.confidence_net(),
			'number',
			({ facts }) => facts?.net ?? null,
			m.confidence_net_definition()
		),
		column(
			m.confidence_coverage(),
			'ratio',
			({ facts }) => facts?.coverage ?? null,
			m.confidence_coverage_definition()
		),
		column(m.band_red(), 'count', ({ facts }) => facts?.red ?? null, m.red_definition()),
		column(m.band_watch(), 'count', ({ facts }) => facts?.watch ?? null),
		column(m.band_stable(), 'count', ({ facts }) => facts?.stable ?? null),
		column(m.figures_stated(), 'count', ({ facts }) => facts?.withConfidence ?? null),
		column(m.shares_open(), 'count', ({ facts }) => facts?.open ?? null)
	];
}

function goalColumns<Row>(
	{ scope, address }: Ask,
	of: (row: Row) => KeyResultConfidence
): { readonly names: Column<Row>[]; readonly link: Column<Row> } {
	return {
		names: [
			column(m.column_key_result(), 'text', (row) => of(row).title),
			column(m.column_objective(), 'text', (row) => of(row).objectiveTitle),
			column(m.column_owner(), 'text', (row) => of(row).ownerName),
			column(m.matrix_department(), 'text', (row) => of(row).departmentName)
		],
		link: column(m.column_link(), 'link', (row) => address(keyResultHref(of(row).id, scope.state)))
	};
}

async function* falls(scope: Scope) {
	const found = await loadFalls(scope, MOST_FALLS);
	for (let at = 0; at < found.length; at += AT_ONCE) {
		const some = found.slice(at, at + AT_ONCE);
		const ids = some.map(({ id }) => id);
		const lives = await loadConfidenceOf(scope, ids, fallDay(scope.moment));
		yield some.flatMap(({ id, change }) => {
			const keyResult = lives.get(id);
			return keyResult === undefined ? [] : [{ keyResult, change }];
		});
	}
}

async function* keyResults(scope: Scope) {
	for await (const listed of paged((part) => loadLowestConfidence(scope, part), AT_ONCE)) {
		const ids = listed.map(({ id }) => id);
		const lives = await loadConfidenceOf(scope, ids, null);
		yield ids.flatMap((id) => lives.get(id) ?? []);
	}
}

export const confidenceQuestions = {
	'confidence-weeks': question<DayRow>({
		...here,
		title: () => m.shares_title(),
		columns: () => dayColumns(),
		rows: ({ scope }) => whole(loadConfidenceTrend(scope).then(({ days }) => days))
	}),
	'confidence-departments': question<DayRow & { name: string }>({
		...here,
		title: () => m.matrix_confidence_title(),
		columns: () => [
			column(m.matrix_department(), 'text', ({ name }) => name),
			...dayColumns<DayRow & { name: string }>()
		],
		rows: ({ scope }) =>
			whole(
				loadConfidenceByDepartment(scope).then((departments) =>
					departments.flatMap(({ name, days }) => days.map((day) => ({ name, ...day })))
				)
			)
	}),
	'confidence-falls': question<{ keyResult: KeyResultConfidence; change: number }>({
		...here,
		title: () => m.falls_title(),
		columns: (ask) => {
			const { names, link } = goalColumns<{ keyResult: KeyResultConfidence; change: number }>(
				ask,
				({ keyResult }) => keyResult
			);
			return [
				...names,
				column(
					m.column_before(),
					'confidence',
					({ keyResult }) => keyResult.before,
					m.export_falls_definition()
				),
				column(m.column_confidence(), 'confidence', ({ keyResult }) => keyResult.now),
				column(m.column_change(), 'number', ({ change }) => change),
				link
			];
		},
		rows: ({ scope }) => falls(scope)
	}),
	'confidence-key-results': question<KeyResultConfidence>({
		...here,
		title: () => m.matrix_key_results_title(),
		columns: (ask) => {
			const { names, link } = goalColumns<KeyResultConfidence>(ask, (row) => row);
			return [
				...names,
				...sparklineDays(ask.scope.moment).map((day, index) =>
					column<KeyResultConfidence>(
						day,
						'confidence',
						({ points }) => points[index]?.value ?? null,
						index === 0 ? m.export_current_definition() : undefined
					)
				),
				link
			];
		},
		rows: ({ scope }) => keyResults(scope)
	})
};
