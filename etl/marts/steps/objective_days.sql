-- Grain: one row per live objective and day.
INSERT INTO mart_objective_days_next
(
    as_of, objective_id, kind, period_id, level, owner_id, department_id, department_path,
    department_path_today, visibility, label_id, progress, worst_pace, reported_progress, grade,
    is_grade_computed, is_grade_provisional, has_company_objective, is_aligned, is_rooted,
    valid_incoming_links, broken_link_count, broken_link_reason, checks_passed,
    checks_applicable, closed_due_weeks, on_time_weeks, has_cross_department_in,
    has_cross_department_out, is_assumed
)
WITH
    objectives AS
    (
        SELECT
            *,
            sipHash64('', title, period_name, owner_name, department_name) AS label_id,
            greatest(live_from, {{first_day_of(objective_id)}}) AS asked_from,
            toDate(arrayJoin(arrayFilter
            (
                number -> {{slice(toMonday(toDate(number)))}},
                range(toUInt16(asked_from), toUInt16(live_to))
            ))) AS day
        FROM build_objective_contexts
        WHERE asked_from < live_to
    ),
    -- P of metrics.md 3, and the worst pace: greater is worse in the order of the mart's column
    progressed AS
    (
        SELECT
            objective_id,
            as_of AS day,
            sumIf(weight * progress, progress IS NOT NULL) / nullIf(sumIf(weight, progress IS NOT NULL), 0) AS progress,
            max(indexOf(['done', 'too_early', 'on_track', 'unknown', 'behind', 'at_risk'], pace)) AS worst_pace
        FROM mart_key_result_days_next
        WHERE {{slice(toMonday(as_of))}}
        GROUP BY objective_id, day
    ),
    -- The checks of metrics.md 10 that rest on key results, per objective and set of live key
    -- results
    key_results AS
    (
        SELECT
            objective_id,
            from_day,
            any(to_day) AS to_day,
            count() AS key_result_count,
            min(is_measurable) AS are_measurable,
            max
            (
                2 * (toInt32(created_on) - toInt32(starts_on)) > toInt32(ends_before) - toInt32(starts_on)
            ) AS has_late_one,
            sum(stated_weight) AS weight_sum
        FROM build_key_result_spans
        GROUP BY objective_id, from_day
    ),
    owned AS
    (
        SELECT
            owner_id,
            period_id,
            toDate(arrayJoin(range(toUInt16(greatest(live_from, {{first_day_of_any}})), toUInt16(live_to)))) AS day,
            count() AS objective_count
        FROM build_objective_contexts
        WHERE kind = 'personal' AND greatest(live_from, {{first_day_of_any}}) < live_to
        GROUP BY owner_id, period_id, day
    ),
    -- Compliance of metrics.md 11: the weeks closed at the day, in the states of the last sync
    judged AS
    (
        SELECT
            objective_id,
            week,
            sum(due) OVER so_far AS closed_due_weeks,
            sum(on_time) OVER so_far AS on_time_weeks
        FROM
        (
            SELECT objective_id, week, sum(is_closed_due) AS due, countIf(check_in_state = 'on_time') AS on_time
            FROM build_full_check_in_weeks
            WHERE objective_id IN (SELECT objective_id FROM build_objective_contexts)
            GROUP BY objective_id, week
        )
        WINDOW so_far AS
        (
            PARTITION BY objective_id ORDER BY week
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    objectives.kind = 'personal' AS is_personal,
    key_results.objective_id != '' AND objectives.day < key_results.to_day AS has_key_result,
    if(has_key_result, key_results.key_result_count, 0) AS key_result_count,
    has_key_result AND key_results.weight_sum > 0 AS are_weights_used
SELECT
    objectives.day AS as_of,
    objectives.objective_id AS objective_id,
    kind,
    objectives.period_id AS period_id,
    level,
    objectives.owner_id AS owner_id,
    department_id,
    department_path,
    department_path_today,
    visibility,
    label_id,
    progressed.progress AS progress,
    progressed.worst_pace AS worst_pace,
    reported.progress AS reported_progress,
    ifNull(score, progressed.progress) / 100 AS grade,
    score IS NULL AND grade IS NOT NULL AS is_grade_computed,
    grade IS NOT NULL AND objectives.day < ends_before - 1 AS is_grade_provisional,
    (objectives.day, objectives.period_id) IN (SELECT day, period_id FROM build_company_periods)
        AS has_company_objective,
    level != 'company' AND links.valid_up_count > 0 AS is_aligned,
    level != 'company' AND links.reached_count > 0 AS is_rooted,
    links.valid_down_count AS valid_incoming_links,
    links.dangling_count + links.self_count + links.cycle_count + links.period_mismatch_count AS broken_link_count,
    -- In the order of metrics.md 7
    multiIf
    (
        links.dangling_count > 0, 'dangling',
        links.self_count > 0, 'self',
        links.cycle_count > 0, 'cycle',
        links.period_mismatch_count > 0, 'period_mismatch',
        ''
    ) AS broken_link_reason,
    -- metrics.md 10
    if
    (
        is_personal,
        (key_result_count BETWEEN 3 AND 5)
            + (has_key_result AND key_results.are_measurable)
            + (has_key_result AND NOT key_results.has_late_one)
            + (owned.objective_count <= 5)
            -- Rounded, because three times 33.33 is 99.99 only to people.
            + (are_weights_used AND round(abs(key_results.weight_sum - 100), 6) <= 0.01),
        0
    ) AS checks_passed,
    if(is_personal, 2 + 2 * has_key_result + are_weights_used, 0) AS checks_applicable,
    judged.closed_due_weeks AS closed_due_weeks,
    judged.on_time_weeks AS on_time_weeks,
    links.cross_down_count > 0 AS has_cross_department_in,
    links.cross_up_count > 0 AS has_cross_department_out,
    objectives.is_assumed AS is_assumed
FROM objectives
LEFT JOIN progressed ON progressed.objective_id = objectives.objective_id AND progressed.day = objectives.day
ASOF LEFT JOIN key_results
    ON key_results.objective_id = objectives.objective_id AND key_results.from_day <= objectives.day
LEFT JOIN owned
    ON owned.owner_id = objectives.owner_id AND owned.period_id = objectives.period_id AND owned.day = objectives.day
ASOF LEFT JOIN build_objective_progress AS reported
    ON reported.objective_id = objectives.objective_id AND reported.from_day <= objectives.day
ASOF LEFT JOIN build_objective_links AS links
    ON links.objective_id = objectives.objective_id AND links.from_day <= objectives.day
ASOF LEFT JOIN judged ON judged.objective_id = objectives.objective_id AND judged.week <= objectives.day - 7
