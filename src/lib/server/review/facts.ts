/**
 * What a quarterly review tells, as figures without words: everything comes from the query functions of the pages, so a review
 * never differs from them. Made twice from the same data version it is the same; in which language it is read is decided later
 * (`write.ts`), so a review that was published in one language can be read in all of them.
 */
import { NO_FILTERS } from '$lib/url-state/state.ts';
import type { Lens } from '$lib/url-state/state.ts';
import { loadAnswerSummary, type AnswerSummary } from '../queries/answers.ts';
import { loadDiscipline, type Discipline } from '../queries/check-in-discipline.ts';
import { loadCommitments, type Commitments } from '../queries/commitments.ts';
import { loadConfidenceTrend, type ConfidenceTrend } from '../queries/confidence-trend.ts';
import { loadCoverageTrend, loadPeopleCoverageTrend } from '../queries/coverage.ts';
import type { Coverage, PeopleCoverage } from '../queries/coverage.ts';
import { childrenOf } from '../queries/departments.ts';
import { countListedStalled, loadStalled, type KeyResultRow } from '../queries/key-result-list.ts';
import { countLeftOut } from '../queries/left-out.ts';
import { countGrades, loadGrades, type GradedObjective } from '../queries/objective-grades.ts';
import { loadGoalChanges, type GoalChanges } from '../queries/period-changes.ts';
import { loadPeriodDiagnoses, type PeriodDiagnoses } from '../queries/period-diagnoses.ts';
import {
	loadPeriodFigures,
	loadPeriodFiguresByDepartment,
	type PeriodFigures
} from '../queries/period-figures.ts';
import { loadPeriodPatterns, type PatternsOfPeriod } from '../queries/period-patterns.ts';
import type { Period } from '../queries/periods.ts';
import { loadProgressTrend, type ProgressDay } from '../queries/progress-trend.ts';
import { loadStreams } from '../queries/streams.ts';
import type { Scope } from '../scope.ts';
import { loadEarlierPeriods, type EarlierPeriod } from './earlier-periods.ts';

/** How long the lists of a review are at most: a document is read, and the pages have all of it. */
export const MOST = {
	grades: 40,
	stalled: 20,
	commitments: 20,
	changesOfEach: 15,
	patternsOfEach: 4,
	diagnoses: 20
} as const;

export interface ReviewFacts {
	readonly period: Period;
	/** null: the whole company. */
	readonly department: { readonly id: string; readonly name: string } | null;
	/** The as-of day. */
	readonly day: string;
	readonly lens: Lens;
	/** The as-of day is the last day of the period: nothing is provisional. */
	readonly isOver: boolean;
	readonly data: {
		/** The data version, and the run that made it. */
		readonly version: number;
		readonly runId: string;
		/** Epoch ms of the last read. */
		readonly loadedAt: number;
		readonly answers: AnswerSummary;
		readonly partialStreams: readonly string[];
		/** Restricted key results that no figure counts, rounded up (metrics.md 13). */
		readonly leftOut: number;
	};
	readonly now: PeriodFigures;
	readonly departments: readonly {
		readonly id: string;
		readonly name: string;
		readonly figures: PeriodFigures;
	}[];
	readonly grades: { readonly all: number; readonly rows: readonly GradedObjective[] };
	readonly progress: readonly { readonly day: string; readonly facts: ProgressDay | null }[];
	readonly confidence: ConfidenceTrend['days'];
	readonly stalled: { readonly listed: number; readonly rows: readonly KeyResultRow[] };
	readonly discipline: Discipline['weeks'];
	readonly coverage: Coverage | null;
	readonly people: PeopleCoverage | null;
	readonly commitments: Commitments;
	readonly changes: GoalChanges;
	readonly patterns: PatternsOfPeriod;
	/** null: on the as-of day nothing was judged yet. */
	readonly diagnoses: PeriodDiagnoses | null;
	/** Of the same kind, the latest first. */
	readonly earlier: readonly EarlierPeriod[];
}

/**
 * @param asked its period is the one under review; a scope without a period has no review
 * @throws {CubeError}
 */
export async function loadReviewFacts(asked: Scope): Promise<ReviewFacts> {
	// Filters of other pages that a link carries along narrow nothing here.
	const scope: Scope = { ...asked, state: { ...asked.state, ...NO_FILTERS } };
	const { period, day } = scope.moment;
	if (period === null) throw new Error('A review is of one period.');
	const children = childrenOf(scope.department, scope.departments);

	const [now, byDepartment, earlier, gradeCount, grades, progress, confidence] = await Promise.all([
		loadPeriodFigures(scope),
		loadPeriodFiguresByDepartment(
			scope,
			children.map(({ id }) => id)
		),
		loadEarlierPeriods(scope, period),
		countGrades(scope),
		loadGrades(scope, { offset: 0, limit: MOST.grades }),
		loadProgressTrend(scope),
		loadConfidenceTrend(scope)
	]);
	const [stalledCount, stalled, discipline, coverage, people, commitments] = await Promise.all([
		countListedStalled(scope, null),
		loadStalled(scope, { reason: null, offset: 0, limit: MOST.stalled }),
		loadDiscipline(scope),
		loadCoverageTrend(scope, null),
		loadPeopleCoverageTrend(scope),
		loadCommitments(scope, MOST.commitments)
	]);
	const [changes, patterns, diagnoses, streams, answers, leftOut] = await Promise.all([
		loadGoalChanges(scope, MOST.changesOfEach),
		loadPeriodPatterns(scope, MOST.patternsOfEach),
		loadPeriodDiagnoses(scope, MOST.diagnoses),
		loadStreams(scope.cube),
		loadAnswerSummary(scope.cube),
		countLeftOut(scope)
	]);
	const { version, runId, loadedAt } = scope.version;
	return {
		period,
		department:
			scope.department === null ? null : { id: scope.department.id, name: scope.department.name },
		day,
		lens: scope.state.lens,
		isOver: day === period.endsOn,
		data: {
			version,
			runId,
			loadedAt,
			answers,
			partialStreams: streams.filter(({ isPartial }) => isPartial).map(({ stream }) => stream),
			leftOut
		},
		now,
		departments: children.flatMap(({ id, name }) => {
			const figures = byDepartment.get(id);
			return figures === undefined || figures.keyResults === null ? [] : [{ id, name, figures }];
		}),
		grades: { all: gradeCount, rows: grades },
		progress,
		confidence: confidence.days,
		stalled: { listed: stalledCount, rows: stalled },
		discipline: discipline.weeks,
		coverage: coverage.now,
		people: people.now,
		commitments,
		changes,
		patterns,
		diagnoses,
		earlier
	};
}
