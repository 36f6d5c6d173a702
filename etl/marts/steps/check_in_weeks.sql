-- Grain: one row per key result and week with a live day, judged at the last sync (metrics.md 6).
INSERT INTO mart_check_in_weeks_next
(
    week, key_result_id, objective_id, period_id, level, owner_id, department_id,
    department_path, department_path_today, visibility, label_id, check_in_state, is_closed_due,
    judged_on, may_become_late, quality_marks, week_confidence, week_progress, last_live_on
)
WITH
    inside AS
    (
        SELECT
            key_result_id,
            toMonday(checked_in_on) AS week,
            -- -1, because argMax would pass over the NULL of a report.
            nullIf(argMax(ifNull(toInt8(quality_marks), -1), number), -1) AS quality_marks,
            argMaxIf(confidence, number, confidence IS NOT NULL) AS week_confidence
        FROM build_check_ins
        WHERE {{slice(key_result_id)}}
        GROUP BY key_result_id, week
    ),
    -- "none inside, one on the following Monday..Wednesday (which also counts for its own week)"
    afterwards AS
    (
        SELECT
            key_result_id,
            toMonday(checked_in_on) - 7 AS week,
            nullIf(argMin(ifNull(toInt8(quality_marks), -1), number), -1) AS quality_marks
        FROM build_check_ins
        WHERE {{slice(key_result_id)}} AND checked_in_on < toMonday(checked_in_on) + 3
        GROUP BY key_result_id, week
    ),
    answers.objective_id != '' AS are_check_ins_known,
    if(are_check_ins_known, least({{as_of}}, answers.answered_on), {{as_of}}) AS judged_on
SELECT
    weeks.week AS week,
    weeks.key_result_id,
    weeks.objective_id,
    contexts.period_id,
    level,
    owner_id,
    department_id,
    department_path,
    department_path_today,
    visibility,
    label_id,
    multiIf
    (
        weeks.week >= toMonday(judged_on), 'pending',
        NOT is_due, 'not_due',
        NOT are_check_ins_known, 'unknown',
        inside.key_result_id != '', 'on_time',
        afterwards.key_result_id != '', 'late',
        'missed'
    ) AS check_in_state,
    check_in_state IN ('on_time', 'late', 'missed') AS is_closed_due,
    -- What is known after the Wednesday after the week no longer changes the state.
    least(judged_on, weeks.week + 9) AS judged_until,
    -- The Wednesday after the week is not over.
    check_in_state = 'missed' AND judged_on <= weeks.week + 9 AS may_become_late,
    multiIf
    (
        check_in_state = 'on_time', inside.quality_marks,
        check_in_state = 'late', afterwards.quality_marks,
        NULL
    ) AS quality_marks,
    inside.week_confidence AS week_confidence,
    last_progress AS week_progress,
    last_live_day AS last_live_on
FROM
(
    SELECT * FROM build_key_result_weeks
    WHERE week >= {{weeks_from_of_any}} AND week >= {{weeks_from_of(key_result_id)}} AND {{slice(key_result_id)}}
) AS weeks
-- The span of its last live day
ASOF JOIN (SELECT * FROM build_key_result_spans WHERE {{slice(key_result_id)}}) AS contexts
    ON contexts.key_result_id = weeks.key_result_id AND contexts.from_day <= weeks.last_live_day
LEFT JOIN inside ON inside.key_result_id = weeks.key_result_id AND inside.week = weeks.week
LEFT JOIN afterwards ON afterwards.key_result_id = weeks.key_result_id AND afterwards.week = weeks.week
LEFT JOIN build_answers AS answers ON answers.objective_id = weeks.objective_id
