/** What a review says, compared with what the oracle says that it must say. */
import type { App } from './app.ts';
import { addDays, mondayOf } from './oracle/days.ts';
import { changeMeasures, changeRows } from './oracle/changes.ts';
import { diagnosisMeasures, diagnosisRows } from './oracle/diagnosis.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { keyResultMeasures, objectiveMeasures, weekMeasures } from './oracle/measures.ts';
import { dependencyMeasures } from './oracle/link-measures.ts';
import { dependencyRows } from './oracle/links.ts';
import { oncePerDay } from './oracle/once.ts';
import {
	inScope,
	keyResultsOn,
	objectivesOn,
	tileOf,
	weeksNamed,
	type PageScope
} from './oracle/pages.ts';
import { DomUtils } from 'htmlparser2';
import { attributeOf, openPage, type Page } from './page.ts';
import { Comparison } from './page-truth.ts';

const dependenciesOn = oncePerDay(dependencyRows);
const changesOf = oncePerDay((world: World) => changeRows(world));
/** At most so many changes of a kind are listed. */
const CHANGES = 15;

/** Every number of the summary, the first falls, and the lists of changes. */
export async function reviewDifferences(
	app: App,
	world: World,
	scope: PageScope & { readonly periodId: string }
): Promise<Difference[]> {
	const comparison = new Comparison('review', scope);
	const { periodId, departmentId, day, lens } = scope;
	const path = [periodId, ...(departmentId === null ? [] : [departmentId])].join('/');
	const page = await openPage(
		app,
		`/review/${path}?as_of=${day}${lens === 'today' ? '&lens=today' : ''}`
	);
	const said = evidenceIn(page);
	for (const [measure, [value, base]] of Object.entries(truthOf(world, scope))) {
		const found = said.get(measure);
		comparison.expect(measure, 'value', value, found?.value ?? null);
		if (base !== null) comparison.expect(measure, 'base', base, found?.base ?? null);
	}
	compareFirstFalls(comparison, page, world, scope);
	compareChanges(comparison, page, world, scope);
	return comparison.found;
}

function truthOf(world: World, scope: PageScope & { readonly periodId: string }) {
	const rows = inScope(keyResultsOn(world, scope.day), scope);
	const keyResults = keyResultMeasures(rows);
	const stated = rows.filter((row) => row.isOpen && row.confidence !== null).length;
	const withProgress = rows.filter((row) => row.progress !== null).length;
	const judged = tileOf(world, scope, 'delivery_score').base;
	const withCheckIns = rows.filter((row) => row.isOpen && row.are_check_ins_known).length;
	const objectives = inScope(objectivesOn(world, scope.day), scope);
	const rootable = objectives.filter(
		(row) => row.level !== 'company' && row.has_company_objective
	).length;
	const weeks = weekMeasures(
		weeksOf(world, scope).flatMap((week) => inScope(weeksNamed(world, week), scope))
	);
	const diagnoses = diagnosesOf(world, scope);
	const dependencies = dependencyMeasures(
		dependenciesOn(world, scope.day).filter((row) => {
			const path = row[`to_department_path${scope.lens === 'today' ? '_today' : ''}`];
			const isHere = scope.departmentId === null || path.includes(`/${scope.departmentId}/`);
			return row.period_id === scope.periodId && isHere;
		})
	);
	const changes = changeMeasures(changesIn(world, scope));
	const { rooted_coverage } = objectiveMeasures(objectives);
	const live = rows.length;
	const of = (
		isThere: boolean,
		entries: Record<string, readonly [number | null, number | null]>
	) => (isThere ? entries : {});
	return {
		...of(live > 0, {
			'key_results.delivery_score': [keyResults.delivery_score, judged],
			'key_results.done_count': [keyResults.done_count, live],
			'key_results.behind_count': [keyResults.behind_count, live],
			'key_results.at_risk_count': [keyResults.at_risk_count, live],
			'key_results.avg_confidence': [keyResults.avg_confidence, stated],
			'key_results.stalled_count': [keyResults.stalled_count, withCheckIns],
			'check_in_weeks.compliance': [weeks.compliance, weeks.due_count],
			'changes.dropped_count': [changes.dropped_count, null],
			'changes.rescoped_count': [changes.rescoped_count, null],
			'changes.added_late_count': [changes.added_late_count, null]
		}),
		...of(withProgress > 0, {
			'key_results.avg_progress': [keyResults.avg_progress, withProgress],
			'key_results.avg_expected': [keyResults.avg_expected, live]
		}),
		...of(stated > 0, { 'key_results.red_flag_count': [keyResults.red_flag_count, stated] }),
		...of(live > 0 && rooted_coverage !== null, {
			'objectives.rooted_coverage': [rooted_coverage, rootable]
		}),
		...of(live > 0 && dependencies.judged_dependency_count > 0, {
			'dependencies.at_risk_dependency_count': [
				dependencies.at_risk_dependency_count,
				dependencies.judged_dependency_count
			]
		}),
		...of(live > 0 && diagnoses !== null && diagnoses.missed > 0, {
			'diagnosis.missed_count': [diagnoses?.missed ?? 0, live]
		})
	};
}

/** All closed weeks of the period, that of its last day too once it is over. */
function weeksOf(world: World, { periodId, day }: PageScope & { readonly periodId: string }) {
	const period = world.periods.get(periodId);
	if (period === undefined) throw new Error(`There is no period ${periodId}.`);
	const lastWeek = mondayOf(day);
	const isOver = day === addDays(period.endsBefore, -1) && lastWeek < mondayOf(world.lastDay);
	const weeks: string[] = [];
	for (let week = mondayOf(period.startsOn); week < lastWeek; week = addDays(week, 7))
		weeks.push(week);
	return isOver ? [...weeks, lastWeek] : weeks;
}

/** null: on that day nothing is judged. */
function diagnosesOf(world: World, scope: PageScope & { readonly periodId: string }) {
	const period = world.periods.get(scope.periodId);
	const lastDay = addDays(period?.endsBefore ?? '', -1);
	if (scope.day < (lastDay < world.lastDay ? lastDay : world.lastDay)) return null;
	const rows = inScope(diagnosisRows(world, ''), scope);
	const weeks = Map.groupBy(
		rows.filter((row) => row.first_fell_in !== null),
		(row) => row.first_fell_in ?? ''
	);
	return {
		missed: diagnosisMeasures(rows).missed_count,
		firstFell: [...weeks].map(([week, all]) => [week, all.length] as const).sort()
	};
}

function compareFirstFalls(
	comparison: Comparison,
	page: Page,
	world: World,
	scope: PageScope & { readonly periodId: string }
): void {
	const isStated = page.all('data-evidence', page.one('id', 'confidence')).length > 0;
	if (!isStated) return;
	const counts = diagnosesOf(world, scope)?.firstFell.map(([, count]) => count) ?? [];
	const table = tableOf(page, 'confidence', 'When confidence or pace first broke');
	const shown = table === null ? [] : page.all('data-value', table);
	comparison.expect(
		'first falls',
		'by week',
		counts.join(' '),
		shown.map((cell) => attributeOf(cell, 'data-value')).join(' ')
	);
}

function changesIn(world: World, scope: PageScope) {
	return inScope(changesOf(world, ''), scope).filter(
		(row) =>
			row.is_in_period &&
			row.changed_on <= scope.day &&
			(row.entity_kind === 'objective' || row.entity_kind === 'key_result')
	);
}

/** The list takes its rows by conditions of its own, which must be those of the measures. */
function compareChanges(comparison: Comparison, page: Page, world: World, scope: PageScope): void {
	const counts = changeMeasures(changesIn(world, scope));
	const table = tableOf(page, 'changes', 'What changed in the goals');
	const cells = table === null ? [] : DomUtils.getElementsByTagName('td', table, true);
	const listed = (word: string) =>
		cells.filter((cell) => DomUtils.textContent(cell).trim() === word);
	comparison.expect(
		'dropped',
		'listed',
		Math.min(CHANGES, counts.dropped_count),
		listed('Dropped').length
	);
	comparison.expect(
		'late',
		'listed',
		Math.min(CHANGES, counts.added_late_count),
		listed('Added late').length
	);
	comparison.expect(
		're-scoped',
		'listed',
		counts.rescoped_count > 0,
		listed('Re-scoped').length > 0
	);
}

function tableOf(page: Page, section: string, title: string) {
	const root = page.one('id', section);
	const tables = DomUtils.getElementsByTagName('table', root, true);
	return (
		tables.find((table) =>
			DomUtils.textContent(DomUtils.getElementsByTagName('caption', table, true)).includes(title)
		) ?? null
	);
}

/** By measure, of the summary: the first sentence that names it. */
function evidenceIn(page: Page) {
	const found = new Map<string, { value: string | null; base: string | null }>();
	for (const sentence of page.all('data-evidence', page.one('id', 'summary'))) {
		for (const one of (attributeOf(sentence, 'data-evidence') ?? '').split(';')) {
			const [, measure = '', value = '', base = ''] = /^([^=]+)=([^/]*)\/(.*)$/.exec(one) ?? [];
			if (!found.has(measure))
				found.set(measure, { value: value === '' ? null : value, base: base === '' ? null : base });
		}
	}
	return found;
}
