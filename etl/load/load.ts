/** The stage of one run into the core tables. Nothing of it counts until `commitRun`. */
import { insertRows, run } from '../clickhouse/client.ts';
import { instantText } from '../normalise/instants.ts';
import { loadAlignments } from './alignments.ts';
import { loadCheckInDeletions } from './check-ins.ts';
import { literalsOf, type LoadContext } from './context.ts';
import { loadDepartures } from './departures.ts';
import { loadDirectory } from './directory.ts';
import { startEarlier } from './earlier-starts.ts';
import { loadKeyResults, loadProgress } from './key-results.ts';
import { loadObjectiveFields } from './objective-fields.ts';
import { loadObjectives } from './objectives.ts';
import { loadPeriods } from './periods.ts';
import { answerForReports, loadReports } from './reports.ts';

/** In the order of dependence: who, when, what, how far, towards what. */
export async function loadCore(context: LoadContext, signal?: AbortSignal): Promise<void> {
	const steps = [
		loadDirectory,
		answerForDepartments,
		loadPeriods,
		loadObjectives,
		loadKeyResults,
		startEarlier,
		loadProgress,
		loadAlignments,
		loadCheckInDeletions,
		loadObjectiveFields,
		loadDepartures,
		loadWeeklyReports
	];
	for (const step of steps) {
		signal?.throwIfAborted();
		await step(context);
	}
	signal?.throwIfAborted();
}

/** After key results: their titles are what a report's rows are matched to. */
async function loadWeeklyReports(context: LoadContext): Promise<void> {
	const { reports } = context;
	if (reports === null) return;
	await loadReports(context, reports.batches, reports.fields);
	if (reports.areOnlyCheckIns) await answerForReports(context);
}

/** The list of organisation objectives is the company's: once it was read whole, every department was answered for. */
async function answerForDepartments(context: LoadContext): Promise<void> {
	if (context.organisationPeriodIds.length === 0) return;
	const { run: runId, observed } = literalsOf(context);
	await run(
		context.warehouse,
		`INSERT INTO core_answers (subject_kind, subject_id, answered_at, fingerprint, run_id)
		SELECT DISTINCT 'department', department_id, ${observed}, '', ${runId}
		FROM stage_departments WHERE run_id = ${runId}`
	);
}

/** Makes the run's rows count: the last write of the load. @param asOf local day of the run */
export async function commitRun(
	context: LoadContext,
	asOf: string,
	isComplete: boolean
): Promise<void> {
	const observed_at = instantText(context.observedAt);
	await insertRows(context.warehouse, 'core_runs', [
		{
			run_id: context.runId,
			observed_at,
			as_of: asOf,
			is_directory_complete: context.isDirectoryComplete ? 1 : 0,
			is_complete: isComplete ? 1 : 0,
			loaded_at: observed_at
		}
	]);
}
