/** What /alignment shows, compared with what the oracle says that it must show (metrics.md 7). */
import type { App } from './app.ts';
import { BROKEN_REASONS } from './oracle/alignment.ts';
import { addDays } from './oracle/days.ts';
import type { Difference } from './oracle/differences.ts';
import type { World } from './oracle/known.ts';
import { alignmentRows } from './oracle/links.ts';
import { objectiveMeasures, personMeasures } from './oracle/measures.ts';
import { oncePerDay } from './oracle/once.ts';
import { departmentsBelow, inScope, minDayOf, objectivesOn, trendDays } from './oracle/pages.ts';
import type { PageScope } from './oracle/pages.ts';
import { personRows } from './oracle/rows.ts';
import type { ObjectiveRow } from './oracle/rows.ts';
import { attributeOf, openPage, type PageElement } from './page.ts';
import { Comparison, queryOf, withDepartment } from './page-truth.ts';

/** Rows on one page of a list. */
const PAGE = 25;

interface Share {
	readonly value: number | null;
	readonly part: number;
	readonly base: number;
}
type Tile =
	| 'rooted_coverage'
	| 'person_coverage'
	| 'top_down_coverage'
	| 'objective_coverage'
	| 'adoption_rate';

const peopleOn = oncePerDay(personRows);
const linksOn = oncePerDay(alignmentRows);

function ofObjectives(rows: readonly ObjectiveRow[]) {
	const measures = objectiveMeasures(rows);
	const company = rows.filter((row) => row.level === 'company');
	const below = rows.filter((row) => row.level !== 'company');
	return {
		rooted_coverage: {
			value: measures.rooted_coverage,
			part: measures.rooted_count,
			base: below.filter((row) => row.has_company_objective).length
		},
		top_down_coverage: {
			value: measures.top_down_coverage,
			part: company.filter((row) => row.valid_incoming_links > 0).length,
			base: company.length
		},
		objective_coverage: {
			value: measures.objective_coverage,
			part: measures.aligned_count,
			base: below.length
		},
		orphans: measures.orphan_count,
		brokenLinks: measures.broken_link_count
	};
}

/** null: nothing was live, or nobody was active. */
function shareOn(world: World, scope: PageScope, tile: Tile, day: string): Share | null {
	if (tile === 'person_coverage' || tile === 'adoption_rate') {
		// People of a period that is not live, or whose department is elsewhere, are no rows of the scope.
		const people = peopleOn(world, day).filter(
			(row) => scope.periodId === null || row.period_id === scope.periodId
		);
		const rows = inScope(
			people.map((row) => ({ ...row, period_id: row.period_id ?? '' })),
			scope
		);
		if (rows.length === 0) return null;
		const measures = personMeasures(rows);
		return tile === 'adoption_rate'
			? {
					value: measures.adoption_rate,
					part: measures.people_with_objective_count,
					base: measures.people_count
				}
			: {
					value: measures.person_coverage,
					part: measures.rooted_people_count,
					base: new Set(rows.filter((row) => row.isCounted).map((row) => row.person_id)).size
				};
	}
	const rows = inScope(objectivesOn(world, day), scope);
	return rows.length === 0 ? null : ofObjectives(rows)[tile];
}

export async function alignmentDifferences(
	app: App,
	world: World,
	scope: PageScope
): Promise<Difference[]> {
	const comparison = new Comparison('alignment', scope);
	const open = (extra: Readonly<Record<string, string>> = {}) =>
		openPage(app, `/alignment?${queryOf(scope, { ...withDepartment(scope), ...extra })}`);
	const page = await open();
	const expectOf = (element: PageElement, where: string, values: Record<string, unknown>): void => {
		for (const [attribute, expected] of Object.entries(values))
			comparison.expect(attribute, where, expected, attributeOf(element, attribute));
	};

	/** Other lists are opened once: they differ in a filter that the rest of the page shares. */
	const isWholeCompany = scope.departmentId === null && scope.periodId === null;
	const weekBefore = addDays(scope.day, -7);
	const tiles: readonly Tile[] = [
		'rooted_coverage',
		'person_coverage',
		'top_down_coverage',
		'objective_coverage',
		'adoption_rate'
	];
	for (const tile of tiles) {
		const now = shareOn(world, scope, tile, scope.day);
		const before =
			weekBefore >= minDayOf(world, scope) ? shareOn(world, scope, tile, weekBefore) : null;
		const change =
			now === null || now.value === null || before === null || before.value === null
				? null
				: now.value - before.value;
		expectOf(page.one('data-measure', tile), tile, {
			'data-value': now?.value ?? null,
			'data-base': now?.base ?? 0,
			'data-change': change
		});
		const series = trendDays(world, scope).map((day) => ({
			day,
			share: shareOn(world, scope, tile, day)
		}));
		const weeks = page.all('data-trend').filter((row) => attributeOf(row, 'data-trend') === tile);
		// Without any value there is no line and no table.
		const isDrawn = series.some(({ share }) => share !== null && share.value !== null);
		comparison.expect('days', tile, isDrawn ? series.length : 0, weeks.length);
		for (const [index, row] of weeks.toReversed().entries()) {
			const { day, share } = series[index] ?? { day: null, share: null };
			expectOf(row, `${tile} ${day}`, {
				'data-day': day,
				'data-value': share?.value ?? null,
				'data-part': share?.part ?? null,
				'data-base': share?.base ?? null
			});
		}
	}

	const rows = inScope(objectivesOn(world, scope.day), scope);
	const departments = page.all('data-coverage');
	comparison.expect(
		'departments',
		'below',
		departmentsBelow(world, scope).sort().join(' '),
		departments
			.filter((row) => attributeOf(row, 'data-coverage') === 'child')
			.map((row) => attributeOf(row, 'data-id') ?? '')
			.sort()
			.join(' ')
	);
	for (const row of departments) {
		const id = attributeOf(row, 'data-id') ?? '';
		const part =
			attributeOf(row, 'data-coverage') === 'own'
				? rows.filter((one) => one.department_id === id)
				: inScope(objectivesOn(world, scope.day), { ...scope, departmentId: id });
		const truth = ofObjectives(part);
		expectOf(row, `department ${id}`, {
			'data-objectives': part.length,
			'data-rooted': truth.rooted_coverage.value,
			'data-rootable': truth.rooted_coverage.base,
			'data-aligned': truth.objective_coverage.value,
			'data-below-company': truth.objective_coverage.base,
			'data-orphans': truth.orphans,
			'data-broken-links': truth.brokenLinks
		});
	}

	const pathOf = (row: { department_path: string; department_path_today: string }): string =>
		scope.lens === 'today' ? row.department_path_today : row.department_path;
	const listed = (from: Awaited<ReturnType<typeof open>>): string[] =>
		from
			.all('data-loose')
			.map((row) => `${attributeOf(row, 'data-key')}: ${attributeOf(row, 'data-reason') ?? ''}`);
	const inOrder = <Row>(all: readonly Row[], keys: (row: Row) => readonly string[]): Row[] =>
		all.toSorted((a, b) => {
			const [left, right] = [keys(a), keys(b)];
			const index = left.findIndex((key, at) => key !== right[at]);
			return index === -1 ? 0 : (left[index] ?? '') < (right[index] ?? '') ? -1 : 1;
		});
	const orphans = inOrder(
		rows.filter((row) => row.level !== 'company' && !row.is_aligned),
		(row) => [pathOf(row), row.level, row.objective_id]
	);
	comparison.expect(
		'orphans',
		'',
		orphans
			.slice(0, PAGE)
			.map((row) => `${row.objective_id}: ${row.broken_link_reason ?? ''}`)
			.join('\n'),
		listed(page).join('\n')
	);
	expectOf(page.one('data-measure', 'orphan_count'), 'orphans', { 'data-value': orphans.length });

	const links = inScope(linksOn(world, scope.day), scope);
	for (const reason of BROKEN_REASONS) {
		const broken = inOrder(
			links.filter((link) => link.broken_link_reason === reason),
			(link) => [pathOf(link), link.objective_id, link.target_id, link.kind ?? '']
		);
		expectOf(page.one('data-measure', `${reason}_link_count`), reason, {
			'data-value': broken.length
		});
		if (broken.length === 0 || !isWholeCompany) continue;
		comparison.expect(
			'links',
			reason,
			broken
				.slice(0, PAGE)
				.map((link) => `${link.objective_id} ${link.target_id} ${link.kind ?? ''}: ${reason}`)
				.join('\n'),
			listed(await open({ broken: reason })).join('\n')
		);
	}

	if (!isWholeCompany) return comparison.found;
	// The level narrows what is of objectives, and nothing else.
	const narrowed = await open({ level: 'individual' });
	const individual = ofObjectives(rows.filter((row) => row.level === 'individual'));
	const isLive = rows.some((row) => row.level === 'individual');
	expectOf(narrowed.one('data-measure', 'rooted_coverage'), 'level individual', {
		'data-value': individual.rooted_coverage.value,
		'data-base': isLive ? individual.rooted_coverage.base : 0
	});
	expectOf(narrowed.one('data-measure', 'orphan_count'), 'level individual', {
		'data-value': individual.orphans
	});
	expectOf(narrowed.one('data-measure', 'top_down_coverage'), 'level individual', {
		'data-value': shareOn(world, scope, 'top_down_coverage', scope.day)?.value ?? null
	});
	return comparison.found;
}
