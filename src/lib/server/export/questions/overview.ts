import { m } from '$lib/paraglide/messages.js';
import { buildTiles, type Tile } from '$lib/overview/tiles.ts';
import { wordsOf } from '$lib/overview/tile-words.ts';
import { departmentHref, toSearch } from '$lib/url-state/link.ts';
import type { Scope } from '../../scope.ts';
import { loadComplianceTrend } from '../../queries/compliance-trend.ts';
import {
	loadDepartmentBreakdown,
	type DepartmentFacts
} from '../../queries/department-breakdown.ts';
import { loadNeedsYou } from '../../queries/key-result-list.ts';
import { loadKeyResultTrend, type KeyResultTrend } from '../../queries/key-result-trend.ts';
import { loadRootedTrend } from '../../queries/rooted-trend.ts';
import { keyResultColumns } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { column, paged, whole } from '../table.ts';

const here = { page: ({ scope }: Ask) => `/${toSearch(scope.state)}`, of: 'scope' as const };
const titled = (title: string) => `${m.nav_overview()} · ${title}`;

async function tilesOf(scope: Scope): Promise<Tile[]> {
	const [keyResults, rooted, compliance] = await Promise.all([
		loadKeyResultTrend(scope),
		loadRootedTrend(scope),
		loadComplianceTrend(scope)
	]);
	return buildTiles({ keyResults, rooted, compliance, departments: [] });
}

interface TileDay {
	readonly day: string;
	readonly of: (measure: Tile['measure']) => number | null;
}

async function tileDays(scope: Scope): Promise<TileDay[]> {
	const tiles = await tilesOf(scope);
	const days = tiles[0]?.series.map(({ day }) => day) ?? [];
	return days.map((day, index) => ({
		day,
		of: (measure) => tiles.find((tile) => tile.measure === measure)?.series[index]?.value ?? null
	}));
}

export const overviewQuestions = {
	overview: question<Tile>({
		...here,
		title: () => titled(m.overview_tiles()),
		columns: () => [
			column(m.reconciliation_figure(), 'text', (tile) => wordsOf(tile).title),
			column(
				m.column_value(),
				({ unit }) => unit,
				({ value }) => value
			),
			column(m.column_base(), 'count', ({ base }) => base),
			column(m.column_base_of(), 'text', (tile) => wordsOf(tile).base),
			column(
				m.column_change(),
				({ unit }) => unit,
				({ change }) => change
			),
			column(m.figure_definition(), 'text', (tile) => wordsOf(tile).definition)
		],
		rows: ({ scope }) => whole(tilesOf(scope))
	}),
	'overview-weeks': question<TileDay>({
		...here,
		title: () => titled(m.transparency_history()),
		columns: () => [
			column(m.scope_as_of(), 'day', (row) => row.day),
			column(
				m.delivery_title(),
				'ratio',
				(row) => row.of('delivery_score'),
				m.delivery_definition()
			),
			column(m.red_title(), 'count', (row) => row.of('red_flag_count'), m.red_definition()),
			column(m.stalled_title(), 'count', (row) => row.of('stalled_count'), m.stalled_definition()),
			column(
				m.compliance_title(),
				'ratio',
				(row) => row.of('compliance'),
				m.compliance_definition()
			),
			column(m.rooted_title(), 'ratio', (row) => row.of('rooted_coverage'), m.rooted_definition())
		],
		rows: ({ scope }) => whole(tileDays(scope))
	}),
	'overview-departments': question<DepartmentFacts>({
		...here,
		title: () => titled(m.confidence_departments_title()),
		columns: ({ scope, address }) => [
			column(m.matrix_department(), 'text', (row) => row.name),
			column(
				m.delivery_title(),
				'ratio',
				(row) => row.keyResults?.deliveryScore ?? null,
				m.delivery_definition()
			),
			column(m.red_title(), 'count', (row) => row.keyResults?.redFlags ?? null, m.red_definition()),
			column(m.shares_open(), 'count', (row) => row.keyResults?.open ?? null),
			column(
				m.stalled_title(),
				'count',
				(row) => row.keyResults?.stalled ?? null,
				m.stalled_definition()
			),
			column(
				m.compliance_title(),
				'ratio',
				(row) => row.week?.compliance ?? null,
				m.compliance_definition()
			),
			column(m.figures_due(), 'count', (row) => row.week?.due ?? null),
			column(
				m.rooted_title(),
				'ratio',
				(row) => row.rooted?.coverage ?? null,
				m.rooted_definition()
			),
			column(m.column_link(), 'link', (row) => address(departmentHref(row.id, scope.state)))
		],
		rows: ({ scope }) => whole(loadDepartmentBreakdown(scope))
	}),
	'confidence-bands': question<KeyResultTrend['days'][number]>({
		...here,
		title: () => m.bands_title(),
		columns: () => [
			column(m.scope_as_of(), 'day', ({ day }) => day),
			column(m.band_red(), 'count', ({ facts }) => facts?.redFlags ?? null, m.red_definition()),
			column(m.band_watch(), 'count', ({ facts }) => facts?.watch ?? null),
			column(m.band_stable(), 'count', ({ facts }) => facts?.stable ?? null),
			column(m.confidence_coverage(), 'count', ({ facts }) => facts?.withConfidence ?? null),
			column(m.shares_open(), 'count', ({ facts }) => facts?.open ?? null)
		],
		rows: ({ scope }) => whole(loadKeyResultTrend(scope).then(({ days }) => days))
	}),
	'needs-you': question({
		...here,
		title: () => m.needs_you_title(),
		columns: keyResultColumns,
		rows: ({ scope }) => paged((part) => loadNeedsYou(scope, part))
	})
};
