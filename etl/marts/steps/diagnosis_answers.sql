-- Grain: one row per diagnosed key result and period, with the first answer that holds (metrics.md 12).
-- How many others fell in the same week may change for what is kept, too.
INSERT INTO mart_diagnoses_next
(
    key_result_id, period_id, objective_id, level, owner_id, department_id, department_path,
    department_path_today, visibility, label_id, judged_on, outcome, progress, expected, pace,
    confidence, are_check_ins_known, closed_due_weeks, on_time_weeks, longest_silence_days,
    first_fell_in, external_terms, capacity_terms, quote_kind, quote_term, quote_line, quote_number,
    quote_check_in_id, quote_checked_in_at, at_risk_dependency_count, first_trouble_on,
    response, rescoped_on, next_action_on,
    fell_key_result_count, fell_owner_count, fell_department_count, answer
)
WITH
    diagnosed AS
    (
        SELECT * FROM build_diagnoses
        UNION ALL
        SELECT * EXCEPT (fell_key_result_count, fell_owner_count, fell_department_count, answer)
        FROM build_kept_diagnoses
    ),
    -- "first fell within the same week", in the whole company
    falls AS
    (
        SELECT
            fell_in,
            uniqExact(key_result_id) AS key_result_count,
            uniqExactIf(owner_id, owner_id != '') AS owner_count,
            uniqExactIf(department_id, department_id != '') AS department_count
        FROM mart_falls_next
        WHERE fell_in IS NOT NULL
        GROUP BY fell_in
    )
SELECT
    diagnosed.*,
    falls.key_result_count AS fell_key_result_count,
    falls.owner_count AS fell_owner_count,
    falls.department_count AS fell_department_count,
    multiIf
    (
        notEmpty(external_terms)
            AND fell_key_result_count >= 3 AND fell_owner_count >= 3 AND fell_department_count >= 2, 'market_moved',
        notEmpty(capacity_terms) OR at_risk_dependency_count > 0, 'capacity_or_dependency',
        (closed_due_weeks > 0 AND on_time_weeks / closed_due_weeks < 0.5)
            OR response IN ('check_in_only', 'silence'), 'slow_to_react',
        'cannot_tell'
    ) AS answer
FROM diagnosed
LEFT JOIN falls ON falls.fell_in = diagnosed.first_fell_in
