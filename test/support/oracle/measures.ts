/**
 * The measures of the Cube views over rows of one cell (contract.md, metrics.md 1): "counts are 0 when nothing qualifies;
 * averages, medians, rates, coverages, net values and scores over an empty base are NULL"; "ratios re-aggregate as ratio of
 * sums".
 */
import type {
	CheckInRow,
	DepartmentRow,
	KeyResultRow,
	ObjectiveRow,
	PeriodRow,
	PersonRow,
	WeekRow
} from './rows.ts';

function ratio(part: number, base: number): number | null {
	return base === 0 ? null : part / base;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function known(values: readonly (number | null)[]): number[] {
	return values.filter((value) => value !== null);
}

function mean(values: readonly (number | null)[]): number | null {
	return ratio(sum(known(values)), known(values).length);
}

/** "Mean of the two middle values." */
function median(values: readonly (number | null)[]): number | null {
	const sorted = known(values).sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Sections 3, 4, 5 and 11. */
export function keyResultMeasures(rows: readonly KeyResultRow[]) {
	const open = rows.filter((row) => row.isOpen);
	const count = (pace: KeyResultRow['pace']): number =>
		rows.filter((row) => row.pace === pace).length;
	const band = (name: KeyResultRow['confidence_band']): number =>
		open.filter((row) => row.confidence_band === name).length;
	const stall = (reason: KeyResultRow['stall_reason']): number =>
		open.filter((row) => row.stall_reason === reason).length;
	const stated = open.filter((row) => row.confidence !== null).length;
	// "Weight of healthy key results / weight of live key results that are not too_early."
	const judged = rows.filter((row) => row.pace !== 'too_early');
	const healthy = judged.filter((row) => row.isHealthy);
	return {
		base_count: rows.length,
		key_result_count: rows.length,
		open_count: open.length,
		done_count: count('done'),
		on_track_count: count('on_track'),
		behind_count: count('behind'),
		at_risk_count: count('at_risk'),
		too_early_count: count('too_early'),
		unknown_pace_count: count('unknown'),
		avg_progress: mean(rows.map((row) => row.progress)),
		avg_expected: mean(rows.map((row) => row.expected)),
		red_flag_count: band('red'),
		watch_count: band('watch'),
		stable_count: band('stable'),
		avg_confidence: mean(open.map((row) => row.confidence)),
		median_confidence: median(open.map((row) => row.confidence)),
		confidence_coverage: ratio(stated, open.length),
		net_confidence: ratio(100 * (band('stable') - band('red')), stated),
		stalled_count: open.filter((row) => row.stall_reason !== null).length,
		never_started_count: stall('never_started'),
		silent_count: stall('silent'),
		no_movement_count: stall('no_movement'),
		blocked_count: open.filter((row) => row.is_blocked === true).length,
		delivery_score: ratio(
			sum(healthy.map((row) => row.weight)),
			sum(judged.map((row) => row.weight))
		)
	};
}

/** Section 6: "every measure of the view but base_count rests on closed due key-result weeks". */
export function weekMeasures(rows: readonly WeekRow[]) {
	const due = rows.filter((row) => row.isClosedDue);
	const state = (name: WeekRow['check_in_state']): number =>
		due.filter((row) => row.check_in_state === name).length;
	const marks = known(due.map((row) => row.quality_marks));
	const stated = known(due.map((row) => row.week_confidence));
	return {
		base_count: rows.length,
		due_count: due.length,
		on_time_count: state('on_time'),
		late_count: state('late'),
		missed_count: state('missed'),
		compliance: ratio(state('on_time'), due.length),
		check_in_quality: ratio(sum(marks), 5 * marks.length),
		avg_confidence: mean(stated),
		red_flag_count: stated.filter((value) => value < 3).length,
		avg_progress: mean(due.map((row) => row.week_progress)),
		confidence_coverage: ratio(stated.length, due.length)
	};
}

/** Sections 3, 7, 8, 9, 10 and 11. */
export function objectiveMeasures(rows: readonly ObjectiveRow[]) {
	const company = rows.filter((row) => row.level === 'company');
	const others = rows.filter((row) => row.level !== 'company');
	const aligned = others.filter((row) => row.is_aligned).length;
	// "Periods without a company objective in them or in an enclosing period are left out, counts included."
	const rootable = others.filter((row) => row.has_company_objective);
	const rooted = rootable.filter((row) => row.is_rooted).length;
	const visible = (name: string, of = rows): number =>
		of.filter((row) => row.visibility === name).length;
	const leaders = rows.filter((row) => row.level !== 'individual');
	const parts = {
		compliance: ratio(
			sum(rows.map((row) => row.on_time_weeks)),
			sum(rows.map((row) => row.closed_due_weeks))
		),
		objective_coverage: ratio(aligned, others.length),
		public_rate: ratio(visible('public'), visible('public') + visible('restricted')),
		quality_rate: ratio(
			sum(rows.map((row) => row.checks_passed)),
			sum(rows.map((row) => row.checks_applicable))
		)
	};
	const available = known(Object.values(parts));
	return {
		base_count: rows.length,
		objective_count: rows.length,
		company_objective_count: company.length,
		avg_progress: mean(rows.map((row) => row.progress)),
		aligned_count: aligned,
		orphan_count: others.length - aligned,
		rooted_count: rooted,
		objective_coverage: parts.objective_coverage,
		rooted_coverage: ratio(rooted, rootable.length),
		top_down_coverage: ratio(
			company.filter((row) => row.valid_incoming_links > 0).length,
			company.length
		),
		broken_link_count: sum(rows.map((row) => row.broken_link_count)),
		public_count: visible('public'),
		restricted_count: visible('restricted'),
		unknown_visibility_count: visible('unknown'),
		public_rate: parts.public_rate,
		leader_public_rate: ratio(
			visible('public', leaders),
			visible('public', leaders) + visible('restricted', leaders)
		),
		well_formed_count: rows.filter((row) => row.well_formed === true).length,
		quality_rate: parts.quality_rate,
		linked_department_rate: linkedDepartmentRate(rows),
		// "Mean of the available ones; fewer than 3 available: NULL."
		practice_score: available.length < 3 ? null : mean(available)
	};
}

/**
 * "Departments with at least one incoming and one outgoing cross-department link / departments with a live objective; NULL
 * unless exactly one period is chosen; in a slice, the departments of the slice's objectives, wherever the other end lies."
 */
function linkedDepartmentRate(rows: readonly ObjectiveRow[]): number | null {
	if (new Set(rows.map((row) => row.period_id)).size !== 1) return null;
	const departments = new Set(rows.map((row) => row.department_id).filter((id) => id !== ''));
	const linked = [...departments].filter((id) => {
		const own = rows.filter((row) => row.department_id === id);
		return (
			own.some((row) => row.has_cross_department_in) &&
			own.some((row) => row.has_cross_department_out)
		);
	});
	return ratio(linked.length, departments.size);
}

/** Section 7: "all measures of people, base_count too, count distinct people". */
export function personMeasures(rows: readonly PersonRow[]) {
	const people = (of: readonly PersonRow[]): number => new Set(of.map((row) => row.person_id)).size;
	const all = people(rows);
	const withObjective = people(rows.filter((row) => row.has_objective));
	const counted = people(rows.filter((row) => row.isCounted));
	const rooted = people(rows.filter((row) => row.isCounted && row.is_rooted));
	return {
		base_count: all,
		people_count: all,
		people_with_objective_count: withObjective,
		rooted_people_count: rooted,
		adoption_rate: ratio(withObjective, all),
		person_coverage: ratio(rooted, counted)
	};
}

export function checkInMeasures(rows: readonly CheckInRow[]) {
	return {
		base_count: rows.length,
		check_in_count: new Set(rows.map((row) => row.check_in_id)).size
	};
}

export function departmentMeasures(rows: readonly DepartmentRow[]) {
	return {
		base_count: rows.length,
		department_count: new Set(rows.map((row) => row.department_id)).size
	};
}

export function periodMeasures(rows: readonly PeriodRow[]) {
	return {
		base_count: rows.length,
		period_count: rows.length,
		objective_count: sum(rows.map((row) => row.objective_count))
	};
}
