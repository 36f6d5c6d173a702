import { kindName, rejectName, statusName, streamName } from '$lib/data/names.ts';
import { figureName, whyDifferent } from '$lib/data/reconciled-words.ts';
import { m } from '$lib/paraglide/messages.js';
import { linkToPage } from '$lib/url-state/link.ts';
import { loadAnswerAges, type AnswerAge } from '../../queries/answers.ts';
import { loadDrift, type UnknownField } from '../../queries/drift.ts';
import { loadMonthCalls, type EndpointCalls } from '../../queries/month-calls.ts';
import { loadReconciliation, type ReconciledFigure } from '../../queries/reconciliation.ts';
import { loadRejects, type RejectGroup } from '../../queries/rejects.ts';
import { loadStreams, type StreamState } from '../../queries/streams.ts';
import { loadRuns, type SyncRun } from '../../queries/sync-runs.ts';
import { getRuntime } from '../../runtime/current.ts';
import { question, type Ask } from '../question.ts';
import { column, paged, whole } from '../table.ts';

const here = { page: ({ scope }: Ask) => linkToPage('/data', scope.state), of: 'data' as const };
const titled = (title: string) => `${m.nav_data()} · ${title}`;

interface Reconciled extends ReconciledFigure {
	readonly periodName: string;
	readonly day: string;
}
const kindOf = ({ figure }: Reconciled) => (figure === 'head_count' ? 'count' : 'ratio');

export const dataQuestions = {
	syncs: question<SyncRun>({
		...here,
		title: () => titled(m.runs_title()),
		columns: () => [
			column(m.runs_started(), 'instant', (run) => run.startedAt),
			column(m.runs_status(), 'text', (run) => statusName(run.status, run.stopReason)),
			column(m.runs_kind(), 'text', (run) => kindName(run.kind)),
			column(m.column_seconds(), 'number', (run) =>
				run.durationMs === null ? null : run.durationMs / 1000
			),
			column(m.runs_metered(), 'count', (run) => run.meteredCalls, m.calls_definition()),
			column(m.runs_exempt(), 'count', (run) => run.exemptCalls),
			column(m.calls_refused(), 'count', (run) => run.refusedCalls),
			column(m.runs_rows(), 'count', (run) => run.rows),
			column(m.runs_rejects(), 'count', (run) => run.rejects),
			column(m.column_message(), 'text', (run) => run.message)
		],
		rows: ({ scope }) => paged((part) => loadRuns(scope.cube, part).then(({ runs }) => runs), 1_000)
	}),
	streams: question<StreamState>({
		...here,
		title: () => titled(m.streams_title()),
		columns: () => [
			column(m.streams_column(), 'text', ({ stream }) => streamName(stream)),
			column(m.runs_status(), 'text', ({ isPartial }) =>
				isPartial ? m.streams_partial() : m.streams_complete()
			),
			column(m.column_reason(), 'text', ({ reason }) => reason),
			column(m.streams_state(), 'instant', ({ readAt }) => readAt),
			column(m.streams_complete_at(), 'instant', ({ completeAt }) => completeAt),
			column(m.streams_items(), 'count', ({ items }) => items),
			column(m.streams_rows(), 'count', ({ rows }) => rows)
		],
		rows: ({ scope }) => whole(loadStreams(scope.cube))
	}),
	calls: question<EndpointCalls>({
		...here,
		title: () => titled(m.budget_calls()),
		columns: () => [
			column(m.calls_endpoint(), 'text', ({ endpoint }) => endpoint),
			column(m.calls_metered(), 'count', ({ metered }) => metered, m.calls_definition()),
			column(m.calls_exempt(), 'count', ({ exempt }) => exempt),
			column(m.calls_refused(), 'count', ({ refused }) => refused)
		],
		rows: ({ scope }) => whole(loadMonthCalls(scope.cube, getRuntime().today()))
	}),
	answers: question<AnswerAge>({
		...here,
		title: () => titled(m.freshness_people()),
		columns: () => [
			column(m.column_days_since_answer(), 'count', ({ days }) => days),
			column(m.freshness_people(), 'count', ({ people }) => people)
		],
		rows: ({ scope }) => whole(loadAnswerAges(scope.cube))
	}),
	rejects: question<RejectGroup>({
		...here,
		title: () => titled(m.rejects_title()),
		columns: () => [
			column(m.streams_column(), 'text', ({ stream }) => streamName(stream)),
			column(m.runs_kind(), 'text', ({ kind }) => rejectName(kind)),
			column(m.column_reason(), 'text', ({ reason }) => reason),
			column(m.streams_items(), 'count', ({ records }) => records, m.rejects_text()),
			column(m.column_when(), 'instant', ({ lastAt }) => lastAt),
			column(m.rejects_examples(), 'text', ({ examples }) => examples.join(', '))
		],
		rows: ({ scope }) => whole(loadRejects(scope.cube))
	}),
	'unknown-fields': question<UnknownField>({
		...here,
		title: () => titled(m.drift_title()),
		columns: () => [
			column(m.streams_column(), 'text', ({ stream }) => streamName(stream)),
			column(m.column_field(), 'text', ({ field }) => field, m.drift_definition()),
			column(m.runs_kind(), 'text', ({ type }) => type),
			column(m.column_first_seen(), 'instant', ({ firstAt }) => firstAt),
			column(m.column_last_seen(), 'instant', ({ lastAt }) => lastAt)
		],
		rows: ({ scope }) => whole(loadDrift(scope.cube))
	}),
	reconciliation: question<Reconciled>({
		...here,
		title: () => titled(m.reconciliation_title()),
		columns: () => [
			column(m.scope_period(), 'text', ({ periodName }) => periodName),
			column(m.scope_as_of(), 'day', ({ day }) => day),
			column(
				m.reconciliation_figure(),
				'text',
				({ figure }) => figureName(figure),
				m.reconciliation_text()
			),
			column(m.reconciliation_theirs(), kindOf, ({ theirs }) => theirs),
			column(m.reconciliation_ours(), kindOf, ({ ours }) => ours),
			column(m.column_base(), 'count', ({ base }) => base),
			column(m.export_left_out(), 'count', ({ leftOut }) => leftOut),
			column(m.reconciliation_why(), 'text', whyDifferent)
		],
		rows: ({ scope }) =>
			whole(
				loadReconciliation(scope).then((all) =>
					all.flatMap(({ periodName, day, figures }) =>
						figures.map((one) => ({ ...one, periodName, day }))
					)
				)
			)
	})
};
