import { z } from 'zod';
import { insertRows, selectRows, type Warehouse } from '../clickhouse/client.ts';
import { spansOnCycles } from './cycles.ts';
import { buildOrganisation } from './organisation.ts';
import type { StepValues } from './render.ts';
import { holdsNeedle, mayHoldTerm, readTerms } from './terms.ts';

export interface StepSettings extends StepValues {
	/** COMPANY_HEAD_USER_IDS, where the directory names no head of the company. */
	readonly companyHeadUserIds: readonly string[];
}

/** What a step works with: the files of `steps/`, rendered. */
export interface StepContext {
	readonly warehouse: Warehouse;
	readonly settings: StepSettings;
	/** Runs a file; `extra` are placeholders of its own. */
	run(file: string, extra?: Readonly<Record<string, string>>): Promise<void>;
	/** Runs a file that creates or fills a table slice by slice (`{{slice(x)}}`). */
	runSliced(file: string): Promise<void>;
	/** Puts the states of weeks that the build leaves alone into the new mart: days count them up. */
	keepWeeks(): Promise<void>;
	/** Puts all else that the build leaves alone into the new marts. */
	keep(): Promise<void>;
	/** The SELECT in a file. */
	query(file: string): string;
}

export interface Step {
	readonly name: string;
	readonly files: readonly string[];
	run(context: StepContext): Promise<void>;
}

/**
 * Each reads core tables, `build_` tables and marts of the steps before it. Those that do not are run beside one another (lanes.ts),
 * so a long chain stands before what may run beside it. A step without files is run alone: what it reads and lays beside is not seen
 * from its SQL.
 */
export const STEPS: readonly Step[] = [
	codeStep('organisation', writeOrganisation, [
		...['department_versions', 'boss_spans', 'department_spans', 'company_head_spans']
	]),
	...sqlSteps('person_spans', 'objective_spans', 'objective_contexts', 'answers'),
	...sqlSteps('key_result_versions', 'key_result_spans'),
	...slicedSteps('check_in_spans', 'key_result_check_ins'),
	...sqlSteps('check_ins'),
	...slicedSteps('observations'),
	...sqlSteps('key_result_observations'),
	...slicedSteps('key_result_states', 'key_result_weeks'),
	...sqlSteps('no_movement'),
	...slicedSteps('key_result_days', 'check_in_weeks'),
	...sqlSteps('link_statements', 'link_ends', 'link_spans'),
	codeStep('cycles', writeCycles, ['cycle_links', 'cycle_spans']),
	...sqlSteps('links', 'link_days'),
	codeStep('reach', writeReach, ['reach_start', 'reach_step']),
	...sqlSteps('objective_links', 'company_periods', 'objective_progress'),
	...sqlSteps('check_in_rows', 'labels', 'asked_check_ins'),
	...slicedSteps('check_in_revisions'),
	...sqlSteps('check_in_revision_rows', 'comments'),
	...sqlSteps('change_spans', 'change_links', 'changes'),
	...sqlSteps('restricted_objectives', 'readers', 'periods'),
	codeStep('kept_weeks', (context) => context.keepWeeks()),
	...slicedSteps('objective_days'),
	...sqlSteps('contribution_days', 'period_days', 'person_days', 'department_days'),
	// From here on steps also look at days and key results that this build leaves alone.
	codeStep('kept', (context) => context.keep()),
	...slicedSteps('pattern_series'),
	...sqlSteps('pattern_spans', 'pattern_days'),
	...sqlSteps('diagnosed', 'falls'),
	codeStep('quotes', writeQuotes, ['terms', 'quotes']),
	...sqlSteps('diagnoses', 'diagnosis_answers'),
	codeStep('blocks', writeBlocks, ['block_rows', 'block_start', 'block_step', 'blocks']),
	...sqlSteps('lives', 'search')
];

function sqlSteps(...files: string[]): Step[] {
	return files.map((file) => ({
		name: file,
		files: [file],
		run: (context) => context.run(file)
	}));
}

/** Those that sort or join texts and whole histories: in slices, because their memory grows with the company. */
function slicedSteps(...files: string[]): Step[] {
	return files.map((file) => ({
		name: file,
		files: [file],
		run: (context) => context.runSliced(file)
	}));
}

/** A step of more than one statement, or with code between them. */
function codeStep(name: string, run: Step['run'], files: readonly string[] = []): Step {
	return { name, files, run };
}

/** metrics.md 2: the tree as it was, and who headed the company. */
async function writeOrganisation(context: StepContext): Promise<void> {
	const { warehouse, settings } = context;
	const Version = z
		.object({
			department_id: z.string(),
			from_day: z.number(),
			is_present: z.number(),
			name: z.string(),
			parent_id: z.string(),
			head_ids: z.array(z.string())
		})
		.transform((row) => ({
			departmentId: row.department_id,
			fromDay: row.from_day,
			isPresent: row.is_present === 1,
			name: row.name,
			parentId: row.parent_id,
			headIds: row.head_ids
		}));
	const Boss = z
		.object({ person_id: z.string(), from_day: z.number(), to_day: z.number() })
		.transform((row) => ({ personId: row.person_id, fromDay: row.from_day, toDay: row.to_day }));
	const organisation = buildOrganisation(
		await selectRows(warehouse, context.query('department_versions'), (row) => Version.parse(row)),
		await selectRows(warehouse, context.query('boss_spans'), (row) => Boss.parse(row)),
		settings.companyHeadUserIds
	);
	await context.run('department_spans');
	await context.run('company_head_spans');
	await insertRows(
		warehouse,
		'build_department_spans',
		organisation.departments.map((span) => ({
			department_id: span.departmentId,
			from_day: span.fromDay,
			to_day: span.toDay,
			is_present: span.isPresent ? 1 : 0,
			department_name: span.name,
			parent_id: span.parentId,
			department_path: span.path,
			department_path_today: span.pathToday,
			depth: span.path.split('/').length - 3,
			head_ids: span.headIds
		}))
	);
	await insertRows(
		warehouse,
		'build_company_head_spans',
		organisation.companyHeads.map((span) => ({
			from_day: span.fromDay,
			to_day: span.toDay,
			head_ids: span.headIds
		}))
	);
}

/** metrics.md 7: which alignments lie on a cycle. */
async function writeCycles(context: StepContext): Promise<void> {
	const { warehouse } = context;
	const Span = z.object({
		child_id: z.string(),
		parent_id: z.string(),
		from_day: z.number(),
		to_day: z.number()
	});
	const spans = await selectRows(warehouse, context.query('cycle_links'), (row) => Span.parse(row));
	const onCycles = spansOnCycles(
		spans.map((span) => ({
			childId: span.child_id,
			parentId: span.parent_id,
			fromDay: span.from_day,
			toDay: span.to_day
		}))
	);
	await context.run('cycle_spans');
	await insertRows(
		warehouse,
		'build_cycle_spans',
		onCycles.map((span) => ({
			child_id: span.childId,
			parent_id: span.parentId,
			from_day: span.fromDay,
			to_day: span.toDay
		}))
	);
}

/** metrics.md 7: one valid link after the other, down from the company's objectives. */
async function writeReach(context: StepContext): Promise<void> {
	const { warehouse } = context;
	await context.run('reach_start');
	for (let depth = 1; ; depth++) {
		await context.run('reach_step', { depth: String(depth) });
		const added = await selectRows(
			warehouse,
			`SELECT count() AS row_count FROM build_reach WHERE depth = ${depth}`,
			(row) => z.object({ row_count: z.coerce.number() }).parse(row).row_count
		);
		if (added[0] === 0) return;
	}
}

/** metrics.md 13: blocks of restricted objectives, from the deepest departments up to the root. */
async function writeBlocks(context: StepContext): Promise<void> {
	const { warehouse } = context;
	await context.run('block_rows');
	await context.run('block_start');
	const [deepest] = await selectRows(
		warehouse,
		'SELECT max(length(path)) AS depth FROM build_block_rows',
		(row) => z.object({ depth: z.coerce.number() }).parse(row).depth
	);
	for (let depth = deepest ?? 0; depth > 0; depth--)
		await context.run('block_step', { depth: String(depth) });
	await context.run('blocks');
}

/** metrics.md 12: the lines of check-ins that state a cause. */
async function writeQuotes(context: StepContext): Promise<void> {
	const terms = readTerms();
	await context.run('terms');
	await insertRows(context.warehouse, 'build_terms', terms);
	await context.run('quotes', {
		may_hold_term: mayHoldTerm(terms),
		holds_needle: holdsNeedle(terms)
	});
}
