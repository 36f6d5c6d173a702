import { m } from '$lib/paraglide/messages.js';
import { keyResultHref, linkTo } from '$lib/url-state/link.ts';
import {
	loadDiscipline,
	loadDisciplineByDepartment,
	type DepartmentDiscipline,
	type Discipline,
	type DisciplineWeek
} from '../../queries/check-in-discipline.ts';
import { loadLatestCheckIns, type LatestCheckIn } from '../../queries/latest-check-ins.ts';
import { yes } from '../goal-columns.ts';
import { question, type Ask } from '../question.ts';
import { saidColumns } from '../said-columns.ts';
import { column, paged, whole, type Column } from '../table.ts';

const here = { page: ({ scope }: Ask) => linkTo('/check-ins', scope.state), of: 'scope' as const };
/** The titles of up to 98 days are asked for at once, and Cube answers at most 50,000 rows. */
const AT_ONCE = 500;

function disciplineColumns<Row extends { readonly facts: DisciplineWeek | null }>(): Column<Row>[] {
	return [
		column(
			m.figures_compliance(),
			'ratio',
			({ facts }) => facts?.compliance ?? null,
			m.compliance_definition()
		),
		column(m.figures_due(), 'count', ({ facts }) => facts?.due ?? null),
		column(m.figures_on_time(), 'count', ({ facts }) => facts?.onTime ?? null),
		column(m.figures_late(), 'count', ({ facts }) => facts?.late ?? null),
		column(
			m.figures_missed(),
			'count',
			({ facts }) => facts?.missed ?? null,
			m.discipline_missed_definition()
		),
		column(
			m.discipline_quality(),
			'ratio',
			({ facts }) => facts?.quality ?? null,
			m.discipline_quality_definition()
		),
		column(m.discipline_judged(), 'count', ({ facts }) => facts?.judged ?? null),
		column(m.discipline_live(), 'count', ({ facts }) => facts?.base ?? null)
	];
}

type Week = Discipline['weeks'][number];

export const checkInQuestions = {
	'check-in-weeks': question<Week>({
		...here,
		title: () => m.discipline_title(),
		columns: () => [
			column(m.matrix_week_of(), 'day', ({ week }) => week),
			...disciplineColumns<Week>(),
			column(m.week_pending(), 'count', ({ unjudged }) => unjudged.pending),
			column(m.week_not_due(), 'count', ({ unjudged }) => unjudged.notDue),
			column(m.week_unknown(), 'count', ({ unjudged }) => unjudged.unknown)
		],
		rows: ({ scope }) => whole(loadDiscipline(scope).then(({ weeks }) => weeks))
	}),
	'check-in-departments': question<DepartmentDiscipline>({
		...here,
		title: () => `${m.nav_check_ins()} · ${m.confidence_departments_title()}`,
		columns: () => [
			column(m.matrix_department(), 'text', ({ name }) => name),
			...disciplineColumns<DepartmentDiscipline>()
		],
		rows: ({ scope }) => whole(loadDisciplineByDepartment(scope))
	}),
	'check-ins': question<LatestCheckIn>({
		...here,
		title: () => m.latest_title(),
		columns: ({ scope, address }) => [
			column(m.column_when(), 'instant', ({ at }) => at),
			column(m.column_author(), 'text', ({ authorName }) => authorName),
			column(m.matrix_department(), 'text', ({ departmentName }) => departmentName),
			column(m.column_key_result(), 'text', ({ title }) => title ?? m.checkin_untitled()),
			...saidColumns<LatestCheckIn>(({ said }) => said),
			column(m.checkin_edited(), 'count', ({ isEdited }) => yes(isEdited)),
			column(m.column_link(), 'link', ({ keyResultId }) =>
				address(keyResultHref(keyResultId, scope.state))
			)
		],
		rows: ({ scope }) => paged((part) => loadLatestCheckIns(scope, part), AT_ONCE)
	})
};
