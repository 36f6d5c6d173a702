/**
 * Facts in the core tables, said in a line each, for tests of the marts. Days and times are local to
 * Asia/Shanghai: '2026-07-06' is its morning (09:00), '2026-07-06 18:30' a time of it. Anything with
 * a 'Z' at the end is UTC, and '2026-11-01 01:30-07:00' a time elsewhere.
 */
import { insertRows, run, selectRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { rebuildMarts } from '../../etl/marts/rebuild.ts';

export interface Fact {
	readonly table: string;
	readonly row: Readonly<Record<string, unknown>>;
}

const RUN = 'run-1';

export function instant(when: string): string {
	if (when.endsWith('Z')) return when;
	if (/[+-]\d\d:\d\d$/.test(when)) return new Date(when.replace(' ', 'T')).toISOString();
	const time = when.length === 10 ? `${when}T09:00:00` : `${when.replace(' ', 'T')}:00`;
	return new Date(`${time}+08:00`).toISOString();
}

/** In the directory since ever, unless `from` says otherwise. */
const EVER = '1970-01-01T00:00:00.000Z';

export function period(
	id: string,
	firstDay: string,
	lastDay: string,
	{ name = id, rule = 'OKR' }: { name?: string; rule?: string } = {}
): Fact[] {
	const endsBefore = new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10);
	const row = {
		period_id: id,
		rule_id: rule,
		rule_name: rule,
		rule_category: 'OKR',
		name,
		source_type: '',
		starts_on: firstDay,
		ends_before: endsBefore,
		observed_at: instant('2026-01-01'),
		run_id: RUN
	};
	return [{ table: 'core_period_reads', row }];
}

interface Version {
	/** When this version begins; the first of something usually has none. */
	readonly from?: string;
	/** True: it is closed from then on. */
	readonly isGone?: boolean;
	readonly isAssumed?: boolean;
	readonly run?: string;
}

function version(table: string, row: Record<string, unknown>, v: Version, start: string): Fact[] {
	const from = v.from === undefined ? start : instant(v.from);
	const whole = {
		...row,
		is_present: v.isGone === true ? 0 : 1,
		valid_from: from,
		is_assumed: v.isAssumed === true ? 1 : 0,
		observed_at: from,
		run_id: v.run ?? RUN
	};
	return [{ table, row: whole }];
}

export function department(
	id: string,
	o: Version & { name?: string; parent?: string; heads?: string[] } = {}
): Fact[] {
	const row = {
		department_id: id,
		name: o.name ?? `Department ${id}`,
		parent_id: o.parent ?? (id === '1' ? '' : '1'),
		head_ids: o.heads ?? [],
		attributes_hash: '0'
	};
	return version('core_department_versions', row, o, EVER);
}

export function person(
	id: string,
	o: Version & {
		name?: string;
		departments?: string[];
		isActive?: boolean;
		isBoss?: boolean;
	} = {}
): Fact[] {
	const row = {
		person_id: id,
		name: o.name ?? id,
		title: '',
		department_ids: o.departments ?? ['1'],
		is_active: o.isActive === false ? 0 : 1,
		is_boss: o.isBoss === true ? 1 : 0,
		attributes_hash: '0'
	};
	return version('core_person_versions', row, o, EVER);
}

export interface ObjectiveFacts extends Version {
	readonly title?: string;
	readonly kind?: 'personal' | 'organisation';
	readonly owner?: string;
	readonly teams?: readonly string[];
	readonly period?: string;
	readonly weight?: number;
	readonly isDraft?: boolean;
	readonly visibility?: 'public' | 'restricted' | 'unknown';
	readonly score?: number;
}

/** Of Linh, in the quarter Q3 from its first day on, unless said otherwise. */
export function objective(id: string, o: ObjectiveFacts = {}): Fact[] {
	const row = {
		objective_id: id,
		kind: o.kind ?? 'personal',
		title: o.title ?? `Objective ${id}`,
		owner_id: o.owner ?? 'linh',
		team_ids: o.teams ?? [],
		period_id: o.period ?? 'Q3',
		weight: o.weight ?? null,
		is_draft: o.isDraft === true ? 1 : 0,
		visibility: o.visibility ?? 'unknown',
		score: o.score ?? null,
		created_at: null,
		attributes_hash: '0'
	};
	return version('core_objective_versions', row, o, instant('2026-07-01 00:00'));
}

export interface KeyResultFacts extends Version {
	readonly of?: string;
	readonly title?: string;
	readonly weight?: number | null;
}

/** Of objective `o`, from the first day of Q3 on, unless said otherwise. */
export function keyResult(id: string, o: KeyResultFacts = {}): Fact[] {
	const row = {
		key_result_id: id,
		objective_id: o.of ?? 'o',
		title: o.title ?? `Key result ${id}`,
		weight: o.weight ?? null,
		position: 1,
		attributes_hash: '0'
	};
	return version('core_key_result_versions', row, o, instant('2026-07-01 00:00'));
}

export function link(
	child: string,
	target: string,
	o: Version & {
		to?: 'objective' | 'keyResult';
		kind?: 'SUPPORT' | 'COOPERATION' | '';
		statedBy?: 'child' | 'parent';
	} = {}
): Fact[] {
	const row = {
		child_objective_id: child,
		target_kind: o.to ?? 'objective',
		target_id: target,
		link_kind: o.kind ?? '',
		stated_by: o.statedBy ?? 'child'
	};
	return version('core_alignment_versions', row, o, instant('2026-07-01 00:00'));
}

/** A read saw this value on a key result. */
export function read(
	id: string,
	when: string,
	progress: number | null,
	{ of = 'key_result', run: runId = RUN }: { of?: 'key_result' | 'objective'; run?: string } = {}
): Fact[] {
	const row = {
		entity_kind: of,
		entity_id: id,
		observed_at: instant(when),
		progress,
		run_id: runId
	};
	return [{ table: 'core_progress_observations', row }];
}

export interface Statement {
	readonly confidence?: number;
	readonly blocker?: string;
	readonly saysNoBlocker?: boolean;
	readonly next?: string;
}

export interface CheckInFacts extends Statement {
	readonly of?: string;
	readonly by?: string;
	readonly at: string;
	/** DingTalk's `updated`; without one it was never edited. */
	readonly updated?: string;
	/** The read that saw this revision. */
	readonly seen?: string;
	readonly text?: string;
	readonly source?: 'check_in' | 'report';
	readonly objectiveProgress?: number;
	/** What it lists, with the percent it states or null; empty: it lists none. */
	readonly keyResults?: Readonly<Record<string, number | null>>;
	/** What it says about one of them by name. */
	readonly named?: Readonly<Record<string, Statement>>;
	readonly mentions?: readonly string[];
	readonly run?: string;
}

/** A revision of a check-in on objective `o`, by Linh unless said otherwise. */
export function checkIn(id: string, o: CheckInFacts): Fact[] {
	const revised = instant(o.updated ?? o.at);
	const common = {
		check_in_id: id,
		objective_id: o.of ?? 'o',
		revised_at: revised,
		run_id: o.run ?? RUN
	};
	const text = o.text ?? `Text of ${id}`;
	const revision = {
		...common,
		author_id: o.by ?? 'linh',
		modifier_id: o.by ?? 'linh',
		checked_in_at: instant(o.at),
		source: o.source ?? 'check_in',
		html: text,
		text,
		normalised_text: text.toLowerCase(),
		objective_progress: o.objectiveProgress ?? null,
		key_result_ids: Object.keys(o.keyResults ?? {}),
		key_result_progress: Object.values(o.keyResults ?? {}),
		mentions: o.mentions ?? [],
		observed_at: instant(o.seen ?? o.updated ?? o.at)
	};
	const says = (keyResultId: string, s: Statement): Fact => ({
		table: 'core_check_in_statements',
		row: {
			...common,
			key_result_id: keyResultId,
			confidence: s.confidence ?? null,
			confidence_provenance: s.confidence === undefined ? '' : 'text',
			blocker: s.blocker ?? '',
			says_no_blocker: s.saysNoBlocker === true ? 1 : 0,
			next_action: s.next ?? ''
		}
	});
	return [
		{ table: 'core_check_in_revisions', row: revision },
		says('', o),
		...Object.entries(o.named ?? {}).map(([keyResultId, statement]) => says(keyResultId, statement))
	];
}

/** A revision of a weekly report: it belongs to no objective and has no text. */
export function report(id: string, o: Omit<CheckInFacts, 'of' | 'text' | 'source'>): Fact[] {
	return checkIn(id, { ...o, of: '', text: '', source: 'report' }).map((fact) => {
		const { confidence } = fact.row;
		return fact.table === 'core_check_in_statements' && confidence !== null
			? { ...fact, row: { ...fact.row, confidence_provenance: 'report' } }
			: fact;
	});
}

/** A complete read of objective `of` that missed the check-in. */
export function deletion(id: string, when: string, { of = 'o' }: { of?: string } = {}): Fact[] {
	const row = { check_in_id: id, objective_id: of, missed_at: instant(when), run_id: RUN };
	return [{ table: 'core_check_in_deletions', row }];
}

/** The check-ins of an objective were read. */
export function answered(objectiveId: string, when: string): Fact[] {
	const row = {
		subject_kind: 'check_ins',
		subject_id: objectiveId,
		answered_at: instant(when),
		fingerprint: '',
		run_id: RUN
	};
	return [{ table: 'core_answers', row }];
}

export interface BuildOptions {
	/** Day of the last sync. */
	readonly asOf: string;
	readonly timezone?: string;
	readonly holidayWeeks?: readonly string[];
	readonly companyHeadUserIds?: readonly string[];
	readonly minGroupSize?: number;
	readonly unknownVisibility?: 'company' | 'restricted';
	/**
	 * Objectives whose check-ins nobody was allowed to read. Those of all others were read on `asOf`,
	 * unless `answered` says otherwise.
	 */
	readonly refused?: readonly string[];
}

/** Replaces everything in the core tables by these facts and rebuilds the marts. */
export async function buildFrom(
	warehouse: Warehouse,
	options: BuildOptions,
	...facts: readonly (readonly Fact[])[]
): Promise<void> {
	const all = facts.flat();
	const said = new Set(
		all.filter((fact) => fact.table === 'core_answers').map((fact) => fact.row['subject_id'])
	);
	const objectives = all.filter((fact) => fact.table === 'core_objective_versions');
	for (const id of new Set(objectives.map((fact) => String(fact.row['objective_id'])))) {
		if (!said.has(id) && options.refused?.includes(id) !== true) {
			all.push(...answered(id, `${options.asOf} 23:00`));
		}
	}
	const runs = new Set(all.map((fact) => String(fact.row['run_id'])));
	for (const run_id of runs) all.push({ table: 'core_runs', row: { run_id } });
	for (const name of await coreTables(warehouse)) await run(warehouse, `TRUNCATE TABLE ${name}`);
	for (const [table, rows] of Map.groupBy(all, (fact) => fact.table)) {
		await insertRows(
			warehouse,
			table,
			rows.map((fact) => fact.row)
		);
	}
	await rebuildMarts(warehouse, {
		timezone: options.timezone ?? 'Asia/Shanghai',
		holidayWeeks: options.holidayWeeks ?? [],
		companyHeadUserIds: options.companyHeadUserIds ?? [],
		minGroupSize: options.minGroupSize ?? 5,
		unknownVisibility: options.unknownVisibility ?? 'company',
		lastSyncAt: Date.parse(instant(`${options.asOf} 23:00`)),
		asOf: options.asOf,
		runId: RUN
	});
}

function coreTables(warehouse: Warehouse): Promise<string[]> {
	return selectRows(
		warehouse,
		`SELECT name FROM system.tables
		WHERE database = currentDatabase() AND startsWith(name, 'core_') AND engine != 'View'`,
		(row) => (typeof row === 'object' && row !== null && 'name' in row ? String(row.name) : '')
	);
}
