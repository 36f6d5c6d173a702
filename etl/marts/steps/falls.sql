-- Grain: one row per key result and period, with the week in which it first fell and its first day of
-- trouble (metrics.md 12); NULL: none. The marts hold what is kept too; what is looked at here is what
-- this build works on.
INSERT INTO mart_falls_next (key_result_id, period_id, first_trouble_on, fell_in, owner_id, department_id)
WITH
    weeks AS
    (
        SELECT key_result_id, period_id, week, week_confidence, owner_id, department_id
        FROM mart_check_in_weeks_next
        WHERE key_result_id IN (SELECT key_result_id FROM build_key_result_spans)
    ),
    -- "confidence by >= 2": against the week before it in which one was stated
    drops AS
    (
        SELECT key_result_id, period_id, min(week) AS dropped_in
        FROM
        (
            SELECT
                key_result_id,
                period_id,
                week,
                week_confidence,
                lagInFrame(week_confidence) OVER
                (
                    PARTITION BY key_result_id, period_id ORDER BY week
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                ) AS confidence_before
            FROM weeks
            WHERE week_confidence IS NOT NULL
        )
        WHERE round(confidence_before - week_confidence, 6) >= 2
        GROUP BY key_result_id, period_id
    ),
    troubles AS
    (
        SELECT
            key_result_id,
            period_id,
            minOrNullIf(as_of, pace = 'at_risk') AS at_risk_on,
            minOrNullIf(as_of, pace = 'at_risk' OR confidence_band = 'red') AS trouble_on
        FROM mart_key_result_days_next
        WHERE key_result_id IN (SELECT key_result_id FROM build_key_result_spans)
        GROUP BY key_result_id, period_id
    ),
    fallen AS
    (
        SELECT
            troubles.key_result_id AS key_result_id,
            troubles.period_id AS period_id,
            troubles.trouble_on AS first_trouble_on,
            multiIf
            (
                drops.key_result_id = '', toMonday(at_risk_on),
                at_risk_on IS NULL, drops.dropped_in,
                least(drops.dropped_in, toMonday(at_risk_on))
            ) AS fell_in
        FROM troubles
        LEFT JOIN drops ON drops.key_result_id = troubles.key_result_id AND drops.period_id = troubles.period_id
    )
SELECT
    fallen.key_result_id AS key_result_id,
    fallen.period_id AS period_id,
    fallen.first_trouble_on AS first_trouble_on,
    fallen.fell_in AS fell_in,
    weeks.owner_id AS owner_id,
    weeks.department_id AS department_id
FROM fallen
LEFT JOIN weeks
    ON weeks.key_result_id = fallen.key_result_id AND weeks.week = fallen.fell_in
UNION ALL
SELECT key_result_id, period_id, first_trouble_on, fell_in, owner_id, department_id
FROM build_kept_falls
