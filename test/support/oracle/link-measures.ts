/** The measures of `dependencies`, `alignments` and `contributions` over rows of one cell (metrics.md 1, 7 and 8). */
import type { BrokenReason } from './alignment.ts';
import type { AlignmentRow, ContributionRow, DependencyRow } from './links.ts';
import { worstOf } from './progress.ts';

export function dependencyMeasures(rows: readonly DependencyRow[]) {
	const judged = rows.filter((row) => row.has_target_key_result);
	const atRisk = judged.filter((row) => row.is_at_risk);
	return {
		base_count: rows.length,
		dependency_count: rows.length,
		judged_dependency_count: judged.length,
		at_risk_dependency_count: atRisk.length,
		at_risk_share: judged.length === 0 ? null : atRisk.length / judged.length,
		unknown_check_ins_count: judged.filter((row) => !row.are_check_ins_known).length
	};
}

export function alignmentMeasures(rows: readonly AlignmentRow[]) {
	const broken = (reason: BrokenReason): number =>
		rows.filter((row) => row.broken_link_reason === reason).length;
	return {
		base_count: rows.length,
		link_count: rows.length,
		valid_link_count: rows.filter((row) => row.is_valid).length,
		linked_objective_count: new Set(
			rows.filter((row) => row.is_valid).map((row) => row.objective_id)
		).size,
		broken_link_count: rows.filter((row) => !row.is_valid).length,
		dangling_link_count: broken('dangling'),
		self_link_count: broken('self'),
		cycle_link_count: broken('cycle'),
		period_mismatch_link_count: broken('period_mismatch')
	};
}

/** Whatever the number of company objectives that it reaches, an objective counts once. */
export function contributionMeasures(rows: readonly ContributionRow[]) {
	const objectives = [
		...new Map(rows.map((row) => [`${row.as_of} ${row.objective_id}`, row])).values()
	];
	const known = objectives.flatMap(({ progress }) => (progress === null ? [] : [progress]));
	const owners = objectives.flatMap((row) => (row.kind === 'personal' ? [row.owner_id] : []));
	const departments = objectives.flatMap(({ department_id: id }) => (id === '' ? [] : [id]));
	return {
		base_count: rows.length,
		contributing_objective_count: objectives.length,
		contributing_department_count: new Set(departments).size,
		contributing_person_count: new Set(owners).size,
		supported_company_objective_count: new Set(rows.map((row) => row.company_objective_id)).size,
		progress_count: known.length,
		avg_progress:
			known.length === 0 ? null : known.reduce((total, each) => total + each, 0) / known.length,
		paced_objective_count: objectives.filter((row) => row.objective_worst_pace !== null).length,
		worst_pace: worstOf(objectives.map((row) => row.objective_worst_pace))
	};
}
