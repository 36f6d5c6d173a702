/** The rows of `dependencies`, `alignments` and `contributions` (contract.md, metrics.md 7 and 8), for one day. */
import { alignmentOn } from './alignment.ts';
import type { JudgedLink } from './alignment.ts';
import { speakingAt } from './history.ts';
import type { KnownObjective, World } from './known.ts';
import { endOf, liveKeyResultsOf, liveObjective } from './live.ts';
import { once } from './once.ts';
import { departmentOf, levelOf, personName, placeOf } from './organisation.ts';
import { keyResultRow, objectiveRow } from './rows.ts';
import type { KeyResultRow } from './rows.ts';

/** What a row tells about one end of a link. */
function endFacts(world: World, objective: KnownObjective, instant: number) {
	const speaking = speakingAt(objective.history, instant);
	if (speaking === null) throw new RangeError(`${objective.id} was never read`);
	const { value: facts, at } = speaking;
	return {
		title: facts.title,
		level: levelOf(world, objective, facts, at),
		period_id: objective.period.id,
		period_name: objective.period.name,
		owner_id: facts.ownerId,
		owner_name: personName(world, facts.ownerId, at),
		...placeOf(world, departmentOf(world, objective, facts, at), at)
	};
}

type EndFacts = ReturnType<typeof endFacts>;

function isKnownBy<T>(history: readonly { from: number; value: T }[], instant: number): boolean {
	return history.some(({ from }) => from <= instant);
}

/** The objective that the link points at, or the one of the key result it points at, gone or not; null: never known until then. */
function pointedAt(world: World, link: JudgedLink, instant: number): KnownObjective | null {
	const keyResult = world.keyResults.get(link.targetId);
	const objective =
		link.targetKind === 'objective'
			? world.objectives.get(link.targetId)
			: keyResult !== undefined && isKnownBy(keyResult.history, instant)
				? keyResult.objective
				: undefined;
	return objective !== undefined && isKnownBy(objective.history, instant) ? objective : null;
}

/** "Of a parent that is gone as it was last, of a draft or unknown one nothing." */
function parentFacts(
	world: World,
	parent: KnownObjective | null,
	instant: number
): Partial<EndFacts> {
	if (parent === null) return {};
	const isDraft = speakingAt(parent.history, instant)?.value.isDraft ?? true;
	return isDraft ? {} : endFacts(world, parent, instant);
}

function keyResultTitle(world: World, link: JudgedLink, instant: number): string {
	if (link.targetKind === 'objective') return '';
	const keyResult = world.keyResults.get(link.targetId);
	return (keyResult && speakingAt(keyResult.history, instant)?.value.title) ?? '';
}

/** Section 7: every alignment link of a live child. */
export function alignmentRows(world: World, day: string) {
	const instant = endOf(world, day);
	return alignmentOn(world, day).links.map((link) => {
		const { title, ...child } = endFacts(world, link.child, instant);
		const parent = pointedAt(world, link, instant);
		const facts = parentFacts(world, parent, instant);
		return {
			as_of: day,
			objective_id: link.child.id,
			objective_title: title,
			...child,
			target_id: link.targetId,
			kind: link.kind,
			parent_objective_id: parent?.id ?? null,
			parent_objective_title: facts.title ?? null,
			parent_key_result_id:
				parent !== null && link.targetKind === 'keyResult' ? link.targetId : null,
			parent_key_result_title:
				facts.title === undefined ? null : keyResultTitle(world, link, instant),
			parent_level: facts.level ?? null,
			parent_period_id: facts.period_id ?? null,
			parent_period_name: facts.period_name ?? null,
			parent_owner_id: facts.owner_id ?? null,
			parent_owner_name: facts.owner_name ?? null,
			parent_department_id: facts.department_id ?? null,
			parent_department_name: facts.department_name ?? null,
			parent_department_path: facts.department_path ?? null,
			parent_department_path_today: facts.department_path_today ?? null,
			is_valid: link.reason === null,
			broken_link_reason: link.reason
		};
	});
}
export type AlignmentRow = ReturnType<typeof alignmentRows>[number];

/** "The target key result, or any live key result of the target objective." */
function targetKeyResults(
	world: World,
	link: JudgedLink,
	parent: KnownObjective,
	day: string
): KeyResultRow[] {
	return liveKeyResultsOf(world, parent, day)
		.filter(({ keyResult }) => link.targetKind === 'objective' || keyResult.id === link.targetId)
		.map(({ keyResult }) => keyResultRow(world, keyResult, day))
		.filter((row) => row !== null);
}

/** Section 8: a link, COOPERATION or valid alignment, between two live objectives of different departments. */
export function dependencyRows(world: World, day: string) {
	const instant = endOf(world, day);
	return alignmentOn(world, day).dependencies.flatMap((link) => {
		const { parent } = link;
		if (parent === null) return [];
		const from = endFacts(world, link.child, instant);
		const to = endFacts(world, parent, instant);
		const targets = targetKeyResults(world, link, parent, day);
		return [
			{
				as_of: day,
				period_id: from.period_id,
				period_name: from.period_name,
				kind: link.kind,
				from_objective_id: link.child.id,
				from_objective_title: from.title,
				from_level: from.level,
				from_owner_id: from.owner_id,
				from_owner_name: from.owner_name,
				from_department_id: from.department_id,
				from_department_name: from.department_name,
				from_department_path: from.department_path,
				from_department_path_today: from.department_path_today,
				to_objective_id: parent.id,
				to_objective_title: to.title,
				to_key_result_id: link.targetKind === 'keyResult' ? link.targetId : null,
				to_key_result_title: keyResultTitle(world, link, instant),
				to_period_id: to.period_id,
				to_period_name: to.period_name,
				to_level: to.level,
				to_owner_id: to.owner_id,
				to_owner_name: to.owner_name,
				to_department_id: to.department_id,
				to_department_name: to.department_name,
				to_department_path: to.department_path,
				to_department_path_today: to.department_path_today,
				has_target_key_result: targets.length > 0,
				// "Is behind, at risk, red or stalled"; where check-ins are unknown no stall reason is known.
				is_at_risk: targets.some(
					(row) =>
						row.pace === 'behind' ||
						row.pace === 'at_risk' ||
						row.confidence_band === 'red' ||
						row.stall_reason !== null
				),
				are_check_ins_known: targets.every((row) => row.are_check_ins_known)
			}
		];
	});
}
export type DependencyRow = ReturnType<typeof dependencyRows>[number];

/** Live objectives that it reaches along valid links, with the number of links on the shortest way. */
const reachedFrom = once(
	(world: World, objective: KnownObjective, day: string): Map<KnownObjective, number> => {
		const { links } = alignmentOn(world, day);
		const distances = new Map<KnownObjective, number>();
		let border = new Set([objective]);
		for (let distance = 1; border.size > 0; distance += 1) {
			const next = new Set<KnownObjective>();
			for (const { child, parent, reason } of links) {
				if (reason !== null || parent === null || !border.has(child)) continue;
				if (!distances.has(parent)) next.add(parent);
			}
			for (const parent of next) distances.set(parent, distance);
			border = next;
		}
		return distances;
	}
);

/** Section 7: "the live objectives below that department that reach it along valid links (one may reach several)". */
export function contributionRows(world: World, day: string) {
	const instant = endOf(world, day);
	const live = [...world.objectives.values()].filter(
		(objective) => liveObjective(world, objective, day) !== null
	);
	return live.flatMap((objective) => {
		const row = objectiveRow(world, objective, day);
		if (row === null) return [];
		const own = {
			objective_id: row.objective_id,
			objective_title: row.objective_title,
			kind: row.kind,
			level: row.level,
			period_id: row.period_id,
			period_name: row.period_name,
			owner_id: row.owner_id,
			owner_name: row.owner_name,
			department_id: row.department_id,
			department_name: row.department_name,
			department_path: row.department_path,
			department_path_today: row.department_path_today,
			progress: row.progress
		};
		return [...reachedFrom(world, objective, day)].flatMap(([reached, distance]) => {
			const company = endFacts(world, reached, instant);
			if (company.level !== 'company') return [];
			return [
				{
					as_of: day,
					...own,
					objective_worst_pace: row.worst_pace,
					distance,
					company_objective_id: reached.id,
					company_objective_title: company.title,
					company_period_id: company.period_id,
					company_period_name: company.period_name,
					company_owner_id: company.owner_id,
					company_owner_name: company.owner_name
				}
			];
		});
	});
}
export type ContributionRow = ReturnType<typeof contributionRows>[number];
