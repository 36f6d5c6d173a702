/** The model keeps the names that users and other programs rely on ("Cube views" of the contract). */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEMBERS_COMMAND, MEMBERS_FILE, membersSource } from '../../cube/members.ts';
import { cubeOver, type CubeUnderTest, type View } from '../support/cube-over.ts';

/** View -> dimensions and measures, as the contract lists them. */
const CONTRACT: Readonly<Record<string, readonly [dimensions: string, measures: string]>> = {
	key_results: [
		`as_of, key_result_id, key_result_title, objective_id, objective_title, level, period_id, period_name,
		owner_id, owner_name, department_id, department_name, department_path, department_path_today, visibility,
		pace, confidence_band, stall_reason, is_blocked, progress, expected, confidence, confidence_provenance,
		last_check_in_at, days_since_check_in, last_comment, mentions, blocker, next_action`,
		`base_count, key_result_count, open_count, done_count, on_track_count, behind_count, at_risk_count,
		too_early_count, unknown_pace_count, avg_progress, avg_expected, red_flag_count, watch_count, stable_count,
		avg_confidence, median_confidence, confidence_coverage, net_confidence, stalled_count,
		never_started_count, silent_count, no_movement_count, blocked_count, delivery_score`
	],
	check_in_weeks: [
		`week, department_path_today, key_result_id, objective_id, level, period_id, owner_id, department_id,
		department_name, department_path, check_in_state, week_confidence, week_progress`,
		`base_count, due_count, on_time_count, late_count, missed_count, compliance, check_in_quality,
		avg_confidence, red_flag_count, avg_progress, confidence_coverage`
	],
	objectives: [
		`as_of, objective_id, objective_title, level, period_id, period_name, owner_id, owner_name, department_id,
		department_name, department_path, department_path_today, visibility, progress, reported_progress, grade,
		is_aligned, is_rooted, broken_link_reason, well_formed`,
		`base_count, objective_count, company_objective_count, avg_progress, aligned_count, orphan_count,
		rooted_count, objective_coverage, rooted_coverage, top_down_coverage, broken_link_count, public_count,
		restricted_count, unknown_visibility_count, public_rate, leader_public_rate, well_formed_count,
		quality_rate, linked_department_rate, practice_score`
	],
	people: [
		`as_of, person_id, person_name, department_id, department_name, department_path, department_path_today,
		period_id, has_objective, is_rooted`,
		`base_count, people_count, people_with_objective_count, rooted_people_count, adoption_rate,
		person_coverage`
	],
	dependencies: [
		`as_of, period_id, from_department_id, to_department_id, from_department_path, to_department_path,
		from_department_path_today, to_department_path_today, from_objective_id, to_objective_id, kind`,
		'base_count, dependency_count, at_risk_dependency_count'
	],
	alignments: [
		'as_of, objective_id, parent_objective_id, parent_key_result_id, kind, is_valid, broken_link_reason',
		'base_count, link_count, valid_link_count, broken_link_count'
	],
	contributions: [
		'as_of, objective_id, company_objective_id',
		'base_count, contributing_objective_count, contributing_department_count, avg_progress, worst_pace'
	],
	check_ins: [
		`checked_in_at, check_in_id, key_result_id, objective_id, author_id, author_name, department_id,
		department_path, progress, confidence, confidence_provenance, text, mentions, blocker, next_action,
		is_edited`,
		'base_count, check_in_count'
	],
	syncs: [
		'run_id, started_at, finished_at, status, product',
		'base_count, metered_call_count, exempt_call_count, row_count, reject_count'
	],
	departments: [
		'as_of, department_id, department_name, parent_id, department_path, department_path_today, head_ids',
		'base_count, department_count'
	],
	periods: ['period_id, period_name, kind, starts_on, ends_on', 'base_count, period_count'],
	changes: [
		`changed_on, changed_at, entity_kind, entity_id, objective_id, field, old_value, new_value, is_assumed, run_id,
		period_id, owner_id, department_id, department_path, department_path_today`,
		'base_count, change_count, rescoped_count, dropped_count, added_late_count'
	],
	bridges: [
		'from_on, as_of, lens, within_department_id, movement, step, side, level, period_id, key_result_id, objective_id',
		`base_count, key_result_count_change, open_count_change, done_count_change, red_flag_count_change,
		stalled_count_change, objective_count_change, aligned_count_change, rooted_count_change, avg_progress_step,
		avg_confidence_step, delivery_score_step`
	],
	confidence_changes: [
		`from_on, as_of, key_result_id, objective_id, level, period_id, department_path, confidence, earlier_confidence,
		confidence_change`,
		'base_count, avg_confidence_change'
	],
	check_in_revisions: [
		`checked_in_at, revised_at, observed_at, check_in_id, key_result_id, objective_id, author_id, author_name,
		progress, confidence, text, mentions, blocker, next_action, is_first, is_in_force, deleted_at`,
		'base_count, check_in_count, revision_count'
	],
	streams: ['run_id, stream, status, reason, read_at', 'base_count'],
	answers: [
		'person_id, answered_on, days_since_answer',
		'base_count, answered_count, never_answered_count, oldest_answer_days'
	],
	drift: ['run_id, stream, field, seen_at', 'base_count, record_count'],
	reconciliations: [
		'run_id, day, period_id, figure, asked_at, theirs, ours, our_base, our_left_out, explanation',
		'base_count'
	],
	events: [
		'delivery_id, event_id, event_type, day, received_at, is_metered',
		'base_count, event_count, metered_push_count'
	],
	holds: ['run_id, stream, held_at, is_open', 'base_count, closing_count, present_count'],
	rejects: ['run_id, stream, kind, reason, rejected_at', 'base_count, reject_count'],
	patterns: [
		`as_of, key_result_id, key_result_title, objective_id, objective_title, level, period_id, owner_id,
		department_id, department_path, department_path_today, pattern, since_week`,
		`base_count, pattern_count, key_result_count, watermelon_count, sandbag_count, frozen_dial_count,
		late_rush_count, copy_paste_count`
	],
	pattern_evidence: [
		`as_of, key_result_id, objective_id, pattern, since_week, valued_on, week, week_confidence, week_progress,
		week_expected, check_in_id, text`,
		'base_count, evidence_count'
	],
	diagnosis: [
		`key_result_id, key_result_title, objective_id, period_id, owner_id, department_id, department_path,
		department_path_today, outcome, judged_on, week_compliance, longest_silence_days, first_fell_in,
		fell_with_key_results, fell_with_owners, fell_with_departments, external_terms, capacity_terms,
		at_risk_dependencies, first_trouble_on, response, rescoped_on, next_action_on, answer, reviewed_answer,
		review_note, reviewed_by, reviewed_at, final_answer`,
		`base_count, diagnosis_count, missed_count, at_risk_count, market_moved_count, capacity_or_dependency_count,
		slow_to_react_count, cannot_tell_count, reviewed_count, overruled_count`
	],
	diagnosis_quotes: [
		'key_result_id, period_id, objective_id, check_in_id, checked_in_at, line_number, line, cause, term',
		'base_count, quoted_check_in_count'
	],
	search: [
		`as_of, words, entity_kind, entity_id, title, match_rank, objective_id, objective_title, level, period_id, period_name,
		owner_id, owner_name, department_id, department_name, department_path, department_path_today`,
		'base_count'
	],
	calls: ['day, endpoint', 'base_count, metered_call_count, exempt_call_count']
};

const TIMES = /^(as_of|week|since_week|first_fell_in|day|judged_on|\w+_at|\w+_on)$/;
const FLAGS = /^(is_\w+|has_\w+|are_\w+|well_formed|needs_attention|may_become_late)$/;
const NUMBERS =
	/^(progress|reported_progress|expected|grade|confidence|earlier_confidence|confidence_change|week_confidence|week_progress|weight\w*|days_\w+|duration_ms|theirs|ours|our_base|our_left_out|depth|distance|checks_\w+|quality_marks|revision_number|week_expected|week_compliance|closed_due_weeks|on_time_weeks|longest_silence_days|fell_with_\w+|at_risk_dependencies|line_number|match_rank)$/;

/** Named *rate*, *coverage*, *compliance* or *score*: a ratio 0..1 (metrics.md, first paragraph). */
const RATIO = /(_rate|_share|coverage|^compliance|_score|check_in_quality)$/;

describe('the public model', () => {
	let cube: CubeUnderTest;
	let views: View[];
	beforeAll(async () => {
		cube = await cubeOver({});
		views = await cube.meta();
	});
	afterAll(() => cube.close());

	test('consists of the views of the contract and of nothing else; cubes are hidden', () => {
		expect(views.map(({ name }) => name).sort()).toEqual(Object.keys(CONTRACT).sort());
		expect(views.map(({ type }) => type)).toEqual(views.map(() => 'view'));
	});

	test('is the one that the dashboard is typed with', async () => {
		const written = await readFile(MEMBERS_FILE, 'utf8');
		const isCurrent = written === (await membersSource({ cubes: views }));
		expect(isCurrent, `${MEMBERS_FILE} is stale: run ${MEMBERS_COMMAND}`).toBe(true);
	});

	test.each(Object.entries(CONTRACT))('has every member of %s', (name, [dimensions, measures]) => {
		const view = views.find((candidate) => candidate.name === name);
		expect(shortNames(view?.dimensions)).toEqual(expect.arrayContaining(listed(dimensions)));
		expect(shortNames(view?.measures)).toEqual(expect.arrayContaining(listed(measures)));
	});

	test('describes every view and member in words', () => {
		const wordless = views
			.flatMap((view) => [view, ...view.dimensions, ...view.measures])
			.filter(({ description }) => !/^[A-Z].{8,}\.$/s.test(description))
			.map(({ name }) => name);
		expect(wordless).toEqual([]);
	});

	test('gives every member a title of its own, not one made from its name', () => {
		const untitled = views
			.flatMap((view) => [...view.dimensions, ...view.measures])
			.filter(({ shortTitle }) => shortTitle !== sentenceCase(shortTitle))
			.map(({ name, shortTitle }) => `${name}: ${shortTitle}`);
		expect(untitled).toEqual([]);
	});

	test('names an existing count as the base of each ratio', () => {
		const problems = views.flatMap((view) =>
			view.measures
				.filter(({ name }) => RATIO.test(name))
				.map(({ name, description }) => [name, /Base: (\w+)/.exec(description)?.[1]] as const)
				.filter(([, base]) => base === undefined || !shortNames(view.measures).includes(base))
		);
		expect(problems).toEqual([]);
	});

	test('types days and instants as time, flags as boolean and quantities as number', () => {
		const surprises = views
			.flatMap((view) => view.dimensions)
			.filter(({ name, type }) => type !== expectedType(name.split('.').at(-1) ?? ''))
			.map(({ name, type }) => `${name}: ${type}`);
		expect(surprises).toEqual([]);
		const texts = views
			.flatMap((view) => view.measures)
			.filter(({ type }) => type !== 'number')
			.map(({ name, type }) => [name, type]);
		expect(texts).toEqual([['contributions.worst_pace', 'string']]);
	});

	test('answers for an empty warehouse: counts are 0, everything else is empty', async () => {
		for (const { name, ...view } of views) {
			// A bridge has a first day; steps are asked for by themselves (bridges.test.ts).
			const measures = view.measures.filter((measure) => !measure.name.endsWith('_step'));
			const [row] = await cube.load({
				measures: measures.map((measure) => measure.name),
				filters: view.dimensions
					.filter((dimension) => dimension.name.endsWith('.from_on'))
					.map((dimension) => ({
						...{ member: dimension.name, operator: 'equals', values: ['1970-01-01'] }
					}))
			});
			const answers = measures.map((measure) => [measure.name, row?.[measure.name]]);
			const expected = measures.map((measure) => [
				measure.name,
				/_count(_change)?$/.test(measure.name) ? '0' : null
			]);
			expect(answers, name).toEqual(expected);
		}
	});
});

function shortNames(members: readonly { name: string }[] = []): string[] {
	return members.map(({ name }) => name.split('.').at(-1) ?? '');
}

function listed(text: string): string[] {
	return text.split(',').map((name) => name.trim());
}

function expectedType(name: string): string {
	if (TIMES.test(name)) return 'time';
	if (FLAGS.test(name)) return 'boolean';
	return NUMBERS.test(name) ? 'number' : 'string';
}

/** Titles that Cube makes up capitalise every word: "Avg Progress". */
function sentenceCase(title: string): string {
	const [first = '', ...rest] = title.split(' ');
	return [
		first,
		...rest.map((word) => (/^(ID|DingTalk)$/.test(word) ? word : word.toLowerCase()))
	].join(' ');
}
