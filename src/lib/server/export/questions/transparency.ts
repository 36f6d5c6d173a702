import { levelWord } from '$lib/goals/words.ts';
import { m } from '$lib/paraglide/messages.js';
import { linkTo } from '$lib/url-state/link.ts';
import {
	loadVisibilityByDepartment,
	loadVisibilityByLevel,
	loadVisibilityTrend,
	type DepartmentVisibility,
	type LevelVisibility,
	type Visibility
} from '../../queries/transparency.ts';
import { question, type Ask } from '../question.ts';
import { column, whole, type Column } from '../table.ts';

const here = {
	page: ({ scope }: Ask) => linkTo('/transparency', scope.state),
	of: 'scope' as const
};

function visibilityColumns<Row extends { readonly facts: Visibility | null }>(): Column<Row>[] {
	return [
		column(
			m.transparency_rate(),
			'ratio',
			({ facts }) => facts?.publicRate ?? null,
			m.transparency_public_definition()
		),
		column(m.transparency_known(), 'count', ({ facts }) => facts?.known ?? null),
		column(m.visibility_public(), 'count', ({ facts }) => facts?.public ?? null),
		column(m.visibility_restricted(), 'count', ({ facts }) => facts?.restricted ?? null),
		column(
			m.visibility_not_known(),
			'count',
			({ facts }) => facts?.unknown ?? null,
			m.transparency_unknown_definition()
		),
		column(m.stream_objectives(), 'count', ({ facts }) => facts?.objectives ?? null)
	];
}

type Day = Awaited<ReturnType<typeof loadVisibilityTrend>>['days'][number];

export const transparencyQuestions = {
	'visibility-weeks': question<Day>({
		...here,
		title: () => `${m.nav_transparency()} · ${m.transparency_history()}`,
		columns: () => [
			column(m.scope_as_of(), 'day', ({ day }) => day),
			column(
				m.transparency_leaders(),
				'ratio',
				({ facts }) => facts?.leaderPublicRate ?? null,
				m.transparency_leaders_definition()
			),
			column(
				`${m.transparency_leaders()}: ${m.alignment_part()}`,
				'count',
				({ facts }) => facts?.leaderPublic ?? null
			),
			column(
				`${m.transparency_leaders()}: ${m.column_base()}`,
				'count',
				({ facts }) => facts?.leaderKnown ?? null
			),
			...visibilityColumns<Day>()
		],
		rows: ({ scope }) => whole(loadVisibilityTrend(scope).then(({ days }) => days))
	}),
	'visibility-levels': question<LevelVisibility>({
		...here,
		title: () => `${m.nav_transparency()} · ${m.transparency_levels()}`,
		columns: () => [
			column(m.transparency_level(), 'text', ({ level }) => levelWord(level)),
			...visibilityColumns<LevelVisibility>()
		],
		rows: ({ scope }) => whole(loadVisibilityByLevel(scope))
	}),
	'visibility-departments': question<DepartmentVisibility>({
		...here,
		title: () => `${m.nav_transparency()} · ${m.confidence_departments_title()}`,
		columns: () => [
			column(m.matrix_department(), 'text', ({ kind, name }) =>
				kind === 'own' ? m.matrix_own({ name }) : name
			),
			...visibilityColumns<DepartmentVisibility>()
		],
		rows: ({ scope }) => whole(loadVisibilityByDepartment(scope))
	})
};
