/**
 * What DingTalk would say at each of several reads, in a few words, loaded through etl/load into the core tables. Days are the
 * ends of local days in Asia/Shanghai, as a product clock that stands still has them.
 */
import { endOfLocalDay } from '../../etl/clock.ts';
import { run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { createBatches } from '../../etl/load/batches.ts';
import type { Hold, LoadContext } from '../../etl/load/context.ts';
import { commitRun, loadCore } from '../../etl/load/load.ts';
import { recover } from '../../etl/load/recover.ts';
import { instantText } from '../../etl/normalise/instants.ts';

const ZONE = 'Asia/Shanghai';

export interface SaidObjective {
	readonly id: string;
	readonly owner?: string;
	/** Organisation objective of this department. */
	readonly department?: string;
	readonly title?: string;
	readonly period?: string;
	/** When DingTalk says it was made: 'YYYY-MM-DD', its noon. */
	readonly created?: string;
	/** Key result id -> progress. Left out: the answer does not say. */
	readonly keyResults?: Readonly<Record<string, number | null>>;
	/** Key result id -> its title; the id unless given. */
	readonly titles?: Readonly<Record<string, string>>;
	readonly isDraft?: boolean;
	/** Ids it says it aligns to. Left out: the answer does not say. */
	readonly up?: readonly string[];
}

export interface SaidCheckIn {
	readonly id: string;
	readonly objective: string;
	/** 'YYYY-MM-DD', its noon. */
	readonly day: string;
	readonly keyResults?: readonly string[];
}

export interface Said {
	/** Person -> departments. */
	readonly people?: Readonly<Record<string, readonly string[]>>;
	readonly departments?: Readonly<Record<string, string>>;
	/** Who was answered for; everybody unless given. */
	readonly answered?: readonly string[];
	/** Of those: whom no rule covers, so that they were asked about no period. */
	readonly uncovered?: readonly string[];
	readonly isDirectoryComplete?: boolean;
	readonly objectives?: readonly SaidObjective[];
	readonly checkIns?: readonly SaidCheckIn[];
	/** Objectives whose check-ins were read to the end. */
	readonly checkInsReadOf?: readonly string[];
	readonly periods?: Readonly<Record<string, readonly [firstDay: string, endsBefore: string]>>;
	readonly isShrinkAllowed?: boolean;
	/** The process dies before the run is marked whole. */
	readonly isKilled?: boolean;
}

const QUARTER = { Q4: ['2026-10-01', '2027-01-01'] } as const;

export interface LoadStory {
	/** One read at the end of `day`. @returns what it did not close, because it is too much */
	read(day: string, said: Said): Promise<readonly Hold[]>;
	/** Versions of one key: `[from, until, is_present, is_assumed, value of the column]`, as local days. */
	versions(table: string, key: string, column: string): Promise<string[]>;
	clear(): Promise<void>;
}

export function tellLoads(warehouse: Warehouse): LoadStory {
	let runs = 0;
	return {
		async read(day, said) {
			runs += 1;
			return readOnce(warehouse, `run-${String(runs).padStart(3, '0')}`, day, said);
		},
		async versions(table, key, column) {
			const keyColumn = KEYS[table] ?? 'id';
			const local = (instant: string) => `toString(toDate(${instant}, '${ZONE}'))`;
			return selectRows(
				warehouse,
				`SELECT concat(${local('valid_from')}, if(is_assumed, ' assumed', ''), if(is_present, ' ', ' gone '),
					toString(${column})) AS said
				FROM ${table} WHERE ${keyColumn} = '${key}' ORDER BY valid_from, observed_at, run_id, said`,
				(row) =>
					typeof row === 'object' && row !== null && 'said' in row ? String(row.said).trim() : ''
			);
		},
		async clear() {
			const tables = await selectRows(
				warehouse,
				`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
					AND total_rows > 0
					AND (name LIKE 'core\\_%' OR name LIKE 'stage\\_%')`,
				(row) => (typeof row === 'object' && row !== null && 'name' in row ? String(row.name) : '')
			);
			for (const table of tables) await run(warehouse, `TRUNCATE TABLE ${table}`);
		}
	};
}

const KEYS: Readonly<Record<string, string>> = {
	core_departments: 'department_id',
	core_people: 'person_id',
	core_objectives: 'objective_id',
	core_key_results: 'key_result_id',
	core_alignments: 'child_objective_id'
};

async function readOnce(
	warehouse: Warehouse,
	runId: string,
	day: string,
	said: Said
): Promise<readonly Hold[]> {
	await recover(warehouse);
	const observedAt = endOfLocalDay(day, ZONE);
	const batches = createBatches(warehouse, runId);
	const people = said.people ?? { an: ['1'] };
	const departments = said.departments ?? { '1': '', '2': '1' };
	const answered = said.answered ?? Object.keys(people);
	const periods = said.periods ?? QUARTER;
	await batches.add(
		'stage_departments',
		Object.entries(departments).map(([department_id, parent_id]) => ({
			department_id,
			name: `D${department_id}`,
			parent_id,
			head_ids: []
		}))
	);
	await batches.add(
		'stage_people',
		Object.entries(people).map(([person_id, department_ids]) => ({
			person_id,
			name: person_id,
			title: '',
			department_ids,
			is_active: 1,
			is_boss: 0
		}))
	);
	await batches.add(
		'stage_periods',
		Object.entries(periods).map(([period_id, [starts_on, ends_before]]) => ({
			period_id,
			rule_id: 'r',
			rule_name: 'OKR',
			rule_category: 'OKR',
			name: period_id,
			source_type: '',
			starts_on,
			ends_before
		}))
	);
	const answered_at = instantText(observedAt);
	await batches.add(
		'core_answers',
		answered.map((subject_id) => ({
			subject_kind: 'person',
			subject_id,
			answered_at,
			fingerprint: ''
		}))
	);
	await batches.add(
		'core_person_answers',
		answered
			.filter((person_id) => said.uncovered?.includes(person_id) !== true)
			.flatMap((person_id) =>
				Object.keys(periods).map((period_id) => ({ person_id, period_id, answered_at }))
			)
	);
	for (const objective of said.objectives ?? []) await stageObjective(batches, objective);
	for (const checkIn of said.checkIns ?? []) {
		await batches.add('core_check_in_revisions', [revisionOf(checkIn, answered_at)]);
		await batches.add('stage_check_ins', [
			{ objective_id: checkIn.objective, check_in_id: checkIn.id }
		]);
	}
	await batches.add(
		'stage_check_ins',
		(said.checkInsReadOf ?? []).map((objective_id) => ({ objective_id, check_in_id: '' }))
	);
	await batches.flush();

	const isDirectoryComplete = said.isDirectoryComplete ?? true;
	const earlier = await selectRows(
		warehouse,
		'SELECT run_id FROM core_runs WHERE is_directory_complete',
		(row) => row
	);
	const context: LoadContext = {
		warehouse,
		runId,
		observedAt,
		timezone: ZONE,
		isDirectoryComplete,
		isFirstDirectory: earlier.length === 0,
		organisationPeriodIds: Object.keys(periods),
		periodIds: Object.keys(periods),
		reports: null,
		isShrinkAllowed: said.isShrinkAllowed ?? false,
		holds: []
	};
	await loadCore(context);
	if (said.isKilled !== true) await commitRun(context, day, true);
	return context.holds;
}

type Batches = ReturnType<typeof createBatches>;

async function stageObjective(batches: Batches, said: SaidObjective): Promise<void> {
	const { id, owner = 'an', department, keyResults, up } = said;
	await batches.add('stage_objectives', [
		{
			objective_id: id,
			kind: department === undefined ? 'personal' : 'organisation',
			title: said.title ?? id,
			owner_id: owner,
			asked_id: department ?? owner,
			team_ids: department === undefined ? [] : [department],
			period_id: said.period ?? 'Q4',
			weight: null,
			is_draft: said.isDraft === true ? 1 : 0,
			visibility: 'unknown',
			score: null,
			created_at: said.created === undefined ? null : noon(said.created),
			progress: null,
			states_up: up === undefined ? 0 : 1,
			states_down: 0,
			states_key_results: keyResults === undefined ? 0 : 1
		}
	]);
	await batches.add(
		'stage_key_results',
		Object.entries(keyResults ?? {}).map(([key_result_id, progress], index) => ({
			key_result_id,
			objective_id: id,
			title: said.titles?.[key_result_id] ?? key_result_id,
			weight: null,
			position: index + 1,
			progress
		}))
	);
	await batches.add(
		'stage_alignments',
		(up ?? []).map((target_id) => ({
			child_objective_id: id,
			target_kind: '',
			target_id,
			link_kind: '',
			stated_by: 'child'
		}))
	);
}

function revisionOf(
	{ id, objective, day, keyResults = [] }: SaidCheckIn,
	observed_at: string
): object {
	return {
		check_in_id: id,
		objective_id: objective,
		author_id: 'an',
		modifier_id: 'an',
		checked_in_at: noon(day),
		revised_at: noon(day),
		source: 'check_in',
		html: '',
		text: '',
		normalised_text: '',
		objective_progress: null,
		key_result_ids: keyResults,
		key_result_progress: keyResults.map(() => null),
		mentions: [],
		observed_at
	};
}

function noon(day: string): string {
	return instantText(Date.parse(`${day}T12:00:00+08:00`));
}
