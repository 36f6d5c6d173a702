/**
 * Writes what the oracle knows (test/support/oracle/known.ts) straight into the core tables, as the loader would have: so
 * that marts and model can be compared with the oracle on histories that no sandbox company has.
 */
import { insertRows, type Warehouse } from '../../etl/clickhouse/client.ts';
import { dayOf } from './oracle/days.ts';
import type { History } from './oracle/history.ts';
import type { KnownObjective, World } from './oracle/known.ts';
import { linesOf, normalisedText } from './oracle/text.ts';

const SINCE_EVER = Date.parse('1970-01-01T00:00:00Z');

/** ClickHouse's notation of an instant. */
function instant(value: number): string {
	return new Date(Math.max(value, SINCE_EVER)).toISOString().replace('T', ' ').slice(0, -1);
}

interface VersionRow {
	readonly is_present: 0 | 1;
	readonly valid_from: string;
	readonly is_assumed: 0 | 1;
	readonly observed_at: string;
	readonly run_id: string;
}

/** One row per version and one for each end; a version that never held leaves none. */
function versions<T>(
	history: History<T>,
	write: (value: T) => object,
	readAts: readonly number[],
	isStartAssumed = false
): object[] {
	const rows: object[] = [];
	const held = history.filter(({ from, to }) => from < to);
	for (const [index, { from, to, value }] of held.entries()) {
		const isAssumed = index === 0 && isStartAssumed;
		rows.push({ ...write(value), ...versionFacts(from, 1, readAts, isAssumed) });
		if (to !== Infinity && held[index + 1]?.from !== to)
			rows.push({ ...write(value), ...versionFacts(to, 0, readAts) });
	}
	return rows;
}

function versionFacts(
	from: number,
	isPresent: 0 | 1,
	readAts: readonly number[],
	isAssumed = false
): VersionRow {
	const readAt = readAts.find((at) => at >= from) ?? from;
	return {
		is_present: isPresent,
		valid_from: instant(from),
		is_assumed: isAssumed ? 1 : 0,
		observed_at: instant(readAt),
		run_id: runId(readAts.indexOf(readAt))
	};
}

function runId(index: number): string {
	return `run ${String(index).padStart(3, '0')}`;
}

/** @param readAts the instants of the syncs that the world was learnt from, ascending */
export async function insertCore(
	warehouse: Warehouse,
	world: World,
	readAts: readonly number[]
): Promise<void> {
	const tables: Record<string, object[]> = {
		core_runs: readAts.map((readAt, index) => ({
			run_id: runId(index),
			observed_at: instant(readAt),
			as_of: dayOf(readAt, world.settings.timezone),
			is_directory_complete: 1,
			is_complete: 1,
			loaded_at: instant(readAt)
		})),
		core_department_versions: [...world.departments].flatMap(([id, history]) =>
			versions(
				history,
				({ name, parentId, headIds }) => ({
					department_id: id,
					name,
					parent_id: parentId ?? '',
					head_ids: headIds
				}),
				readAts
			)
		),
		core_person_versions: [...world.people].flatMap(([id, history]) =>
			versions(
				history,
				({ name, departmentIds, isActive, isBoss }) => ({
					person_id: id,
					name,
					department_ids: departmentIds,
					is_active: isActive ? 1 : 0,
					is_boss: isBoss ? 1 : 0
				}),
				readAts
			)
		),
		core_period_reads: [...world.periods.values()].map((period) => ({
			period_id: period.id,
			rule_id: 'okr',
			rule_name: 'OKR',
			rule_category: 'OKR',
			name: period.name,
			starts_on: period.startsOn,
			ends_before: period.endsBefore,
			observed_at: instant(readAts[0] ?? 0),
			run_id: runId(0)
		}))
	};
	for (const objective of world.objectives.values()) {
		for (const [table, rows] of Object.entries(objectiveTables(objective, readAts))) {
			(tables[table] ??= []).push(...rows);
		}
	}
	for (const [table, rows] of Object.entries(tables)) {
		if (rows.length > 0) await insertRows(warehouse, table, rows);
	}
}

function objectiveTables(
	objective: KnownObjective,
	readAts: readonly number[]
): Record<string, object[]> {
	const run = (at: number): string => runId(readAts.indexOf(at));
	const keyResults = [...objective.keyResults.values()];
	const checkIns = [...objective.checkIns.values()];
	return {
		core_objective_versions: versions(
			objective.history,
			({ title, ownerId, teamIds, weight, isDraft, visibility, score }) => ({
				objective_id: objective.id,
				kind: objective.kind,
				title,
				owner_id: ownerId,
				team_ids: teamIds,
				period_id: objective.period.id,
				weight,
				is_draft: isDraft ? 1 : 0,
				visibility,
				score
			}),
			readAts,
			objective.isStartAssumed
		),
		core_objective_readers: objective.readers.map(({ at, ids }) => ({
			objective_id: objective.id,
			reader_ids: ids.toSorted(),
			valid_from: instant(at),
			observed_at: instant(at),
			run_id: run(at)
		})),
		core_key_result_versions: keyResults.flatMap((keyResult) =>
			versions(
				keyResult.history,
				({ title, weight }) => ({
					key_result_id: keyResult.id,
					objective_id: objective.id,
					title,
					weight,
					position: 1
				}),
				readAts,
				keyResult.isStartAssumed
			)
		),
		core_alignment_versions: alignmentRows(objective, readAts),
		core_progress_observations: [
			...keyResults.flatMap(({ id, observed }) =>
				observed.map((value) => ({ entity_kind: 'key_result', entity_id: id, ...value }))
			),
			...objective.observed.map((value) => ({
				entity_kind: 'objective',
				entity_id: objective.id,
				...value
			}))
		].map(({ entity_kind, entity_id, at, value }) => ({
			entity_kind,
			entity_id,
			observed_at: instant(at),
			progress: value,
			run_id: run(at)
		})),
		core_check_in_revisions: checkIns.flatMap((checkIn) =>
			checkIn.revisions.map((revision) => ({
				check_in_id: checkIn.id,
				objective_id: objective.id,
				author_id: checkIn.source.authorId,
				modifier_id: revision.modifierId,
				checked_in_at: instant(checkIn.source.created),
				revised_at: instant(revision.updated),
				source: 'check_in',
				html: revision.html,
				text: linesOf(revision.html).join('\n'),
				normalised_text: normalisedText(revision.html),
				objective_progress: revision.objectiveProgress,
				key_result_ids: (revision.keyResults ?? []).map(({ id }) => id),
				key_result_progress: (revision.keyResults ?? []).map(({ progress }) => progress),
				mentions: revision.mentions,
				observed_at: instant(readAts.find((at) => at >= revision.updated) ?? revision.updated),
				run_id: run(readAts.find((at) => at >= revision.updated) ?? 0)
			}))
		),
		core_check_in_statements: checkIns.flatMap((checkIn) =>
			checkIn.revisions.flatMap((revision) =>
				[...new Set(revision.says.map(({ keyResultId }) => keyResultId))].map((addressee) => {
					const lines = revision.says.filter(({ keyResultId }) => keyResultId === addressee);
					const last = <T>(values: (T | null)[]): T | null =>
						values.findLast((value) => value !== null) ?? null;
					const confidence = last(lines.map((line) => line.confidence));
					return {
						check_in_id: checkIn.id,
						objective_id: objective.id,
						revised_at: instant(revision.updated),
						key_result_id: addressee ?? '',
						confidence,
						confidence_provenance: confidence === null ? '' : 'text',
						blocker: last(lines.map((line) => line.blocker)) ?? '',
						says_no_blocker: lines.some((line) => line.saysNoBlocker) ? 1 : 0,
						next_action: last(lines.map((line) => line.nextAction)) ?? '',
						run_id: run(readAts.find((at) => at >= revision.updated) ?? 0)
					};
				})
			)
		),
		core_check_in_deletions: checkIns.flatMap(({ id, missedAt }) =>
			missedAt === null
				? []
				: [
						{
							check_in_id: id,
							objective_id: objective.id,
							missed_at: instant(missedAt),
							run_id: run(missedAt)
						}
					]
		),
		core_answers: objective.checkInsReadAt.map((at) => ({
			subject_kind: 'check_ins',
			subject_id: objective.id,
			answered_at: instant(at),
			fingerprint: '',
			run_id: run(at)
		}))
	};
}

interface StatementKey {
	readonly child_objective_id: string;
	readonly target_kind: string;
	readonly target_id: string;
	readonly link_kind: string;
	readonly stated_by: 'child' | 'parent';
}

/** One version per statement of the objective and time in which it makes it. */
function alignmentRows(objective: KnownObjective, readAts: readonly number[]): object[] {
	const held = objective.history.filter(({ from, to }) => from < to);
	const statements = new Map<string, StatementKey>();
	const madeIn = held.map(({ value }) => {
		const keys = [
			...value.up.map((link) => ({
				child_objective_id: objective.id,
				target_kind: link.targetKind,
				target_id: link.targetId,
				link_kind: link.kind ?? '',
				stated_by: 'child' as const
			})),
			...value.down.map((link) => ({
				child_objective_id: link.targetKind === 'objective' ? link.targetId : '',
				target_kind: 'objective',
				target_id: objective.id,
				link_kind: link.kind ?? '',
				stated_by: 'parent' as const
			}))
		];
		for (const key of keys) statements.set(JSON.stringify(key), key);
		return new Set(keys.map((key) => JSON.stringify(key)));
	});
	return [...statements].flatMap(([name, key]) => {
		const history: History<true> = [];
		for (const [index, { from, to }] of held.entries()) {
			if (!madeIn[index]?.has(name)) continue;
			const last = history.at(-1);
			if (last?.to === from) last.to = to;
			else history.push({ from, to, value: true });
		}
		const isFirst = history[0]?.from === held[0]?.from;
		return versions(history, () => key, readAts, isFirst && objective.isFirstAnswer);
	});
}
