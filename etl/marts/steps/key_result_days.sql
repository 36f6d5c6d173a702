-- Grain: one row per live key result and day.
INSERT INTO mart_key_result_days_next
(
    as_of, key_result_id, objective_id, period_id, level, owner_id, department_id,
    department_path, department_path_today, visibility, label_id, comment_id, weight, progress,
    expected, pace, confidence, confidence_provenance, confidence_stated_at, confidence_band,
    last_check_in_at, days_since_check_in, days_stalled, stall_reason, is_blocked, is_done,
    are_check_ins_known, judged_on, is_assumed
)
WITH
    spans AS
    (
        SELECT
            key_results.* EXCEPT (objective_id),
            key_results.objective_id AS objective_id,
            answers.objective_id != '' AS are_check_ins_known,
            if(are_check_ins_known, answers.answered_on, {{end_of_time}}) AS answered_on,
            {{first_day_of(key_results.objective_id)}} AS asked_from
        FROM build_key_result_spans AS key_results
        LEFT JOIN build_answers AS answers ON answers.objective_id = key_results.objective_id
        -- By objective: the sum of its progress is that of one order of its key results, however many slices there are.
        WHERE {{slice(key_results.objective_id)}} AND key_results.to_day > {{first_day_of_any}}
    ),
    days AS
    (
        SELECT
            spans.* EXCEPT (key_result_id, from_day, to_day),
            spans.key_result_id AS key_result_id,
            states.* EXCEPT (key_result_id, from_day, to_day, confidence, confidence_provenance),
            states.confidence AS last_confidence,
            states.confidence_provenance AS last_confidence_provenance,
            {{counted(begins_on)}} AS begun_count,
            {{counted(checked_in_on)}} AS checked_in_count,
            {{counted(confidence_stated_on)}} AS confidence_count,
            toDate(arrayJoin(range
            (
                toUInt16(greatest(spans.from_day, states.from_day, asked_from)),
                toUInt16(greatest(spans.from_day, states.from_day, asked_from, least(spans.to_day, states.to_day)))
            ))) AS day
        -- The many states stream past the few spans; most of them ended before any day that is asked for.
        FROM (SELECT * FROM build_key_result_states WHERE to_day > {{first_day_of_any}}) AS states
        INNER JOIN spans ON spans.key_result_id = states.key_result_id
        WHERE greatest(spans.from_day, states.from_day, asked_from) < least(spans.to_day, states.to_day)
    ),
    {{counted(day)}} AS day_count,
    least(day, answered_on) AS silence_day,
    {{counted(silence_day)}} AS silence_count,
    last_confidence IS NOT NULL AND day_count - confidence_count <= 14 AS is_confidence_current
SELECT
    day AS as_of,
    key_result_id,
    objective_id,
    period_id,
    level,
    owner_id,
    department_id,
    department_path,
    department_path_today,
    visibility,
    label_id,
    comment_id,
    weight,
    progress,
    -- Expected, gap and pace: metrics.md 3
    100 * (toInt32(day) - toInt32(begins_on) + 1) / (toInt32(ends_before) - toInt32(begins_on)) AS expected,
    multiIf
    (
        is_done, 'done',
        progress IS NULL, 'unknown',
        expected < 10, 'too_early',
        expected - progress <= 10, 'on_track',
        expected - progress <= 25, 'behind',
        'at_risk'
    ) AS pace,
    -- Current value and bands: metrics.md 4
    if(is_confidence_current, last_confidence, NULL) AS confidence,
    if(is_confidence_current, last_confidence_provenance, '') AS confidence_provenance,
    if(is_confidence_current, confidence_stated_at, NULL) AS confidence_stated_at,
    multiIf
    (
        is_done OR NOT is_confidence_current, '',
        confidence > 7, 'stable',
        confidence < 3, 'red',
        'watch'
    ) AS confidence_band,
    if(has_check_in, checked_in_at, NULL) AS last_check_in_at,
    if(has_check_in, day_count - checked_in_count, NULL) AS days_since_check_in,
    if(stall_reason = '', NULL, day_count - if(has_check_in, checked_in_count, begun_count)) AS days_stalled,
    -- Stalled and blocked: metrics.md 5. Silence is judged on the last day the objective was
    -- answered for.
    multiIf
    (
        is_done OR NOT are_check_ins_known, '',
        NOT has_check_in AND (progress IS NULL OR NOT has_moved)
            AND silence_count - begun_count > 10, 'never_started',
        silence_count - if(has_check_in, checked_in_count, begun_count) > 10, 'silent',
        (key_result_id, day) IN (SELECT key_result_id, day FROM build_no_movement), 'no_movement',
        ''
    ) AS stall_reason,
    NOT is_done AND has_blocker AND day_count - checked_in_count <= 14 AS is_blocked,
    ifNull(progress >= 100, 0) AS is_done,
    are_check_ins_known,
    silence_day AS judged_on,
    is_assumed
FROM days
