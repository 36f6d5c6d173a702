-- Grain: one row per live key result, pattern that holds, and day.
INSERT INTO mart_pattern_days_next
(
    as_of, key_result_id, objective_id, period_id, level, owner_id, department_id,
    department_path, department_path_today, visibility, label_id, pattern, since_week,
    evidence_on, evidence_confidence, evidence_progress, evidence_expected,
    evidence_check_in_id, evidence_comment_id
)
WITH
    spans AS
    (
        SELECT
            patterns.* EXCEPT (key_result_id, period_id, from_day, to_day),
            key_results.key_result_id AS key_result_id,
            key_results.objective_id AS objective_id,
            key_results.period_id AS period_id,
            level,
            owner_id,
            department_id,
            department_path,
            department_path_today,
            visibility,
            label_id,
            greatest(patterns.from_day, key_results.from_day, {{patterns_from_of(patterns.key_result_id)}}) AS from_day,
            least(patterns.to_day, key_results.to_day) AS to_day
        FROM (SELECT * FROM build_pattern_spans WHERE to_day > {{patterns_from_of_any}}) AS patterns
        INNER JOIN build_key_result_spans AS key_results
            ON key_results.key_result_id = patterns.key_result_id AND key_results.period_id = patterns.period_id
        WHERE from_day < to_day
    )
SELECT
    toDate(arrayJoin(range
    (
        toUInt16(greatest(spans.from_day, states.from_day)),
        toUInt16(greatest(spans.from_day, states.from_day, least(spans.to_day, states.to_day)))
    ))) AS as_of,
    spans.key_result_id,
    objective_id,
    period_id,
    level,
    owner_id,
    department_id,
    department_path,
    department_path_today,
    visibility,
    label_id,
    pattern,
    since_week,
    evidence_on,
    evidence_confidence,
    evidence_progress,
    evidence_expected,
    evidence_check_in_id,
    evidence_comment_id
FROM spans
INNER JOIN (SELECT key_result_id, from_day, to_day, progress FROM build_key_result_states WHERE to_day > {{patterns_from_of_any}}) AS states
    ON states.key_result_id = spans.key_result_id
-- What is done is not on track any more.
WHERE pattern != 'watermelon' OR NOT ifNull(states.progress >= 100, 0)
