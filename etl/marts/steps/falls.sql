-- Grain: one row per key result and period, with the week in which it first fell and its first day of
-- trouble (metrics.md 12); NULL: none. The marts hold what is kept too; what is looked at here is what
-- this build works on.
INSERT INTO mart_falls_next
(
    key_result_id, period_id, first_on, first_at_risk_on, first_trouble_on, fell_in, owner_id, department_id
)
WITH
    weeks AS
    (
        SELECT key_result_id, period_id, week, week_confidence, owner_id, department_id
        FROM build_full_check_in_weeks
        WHERE week >= (SELECT toMonday(min(from_day)) FROM build_key_result_spans)
            AND key_result_id IN (SELECT key_result_id FROM build_key_result_spans)
    ),
    -- "confidence by >= 2": against the week before it in which one was stated
    drops AS
    (
        SELECT
            key_result_id,
            period_id,
            arraySort(groupArray((week, assumeNotNull(week_confidence)))) AS stated,
            stated.2 AS confidences,
            arrayFirstIndex
            (
                (before, after) -> round(before - after, 6) >= 2,
                arrayPopBack(confidences),
                arrayPopFront(confidences)
            ) AS last_before,
            stated.1[last_before + 1] AS dropped_in
        FROM weeks
        WHERE week_confidence IS NOT NULL
        GROUP BY key_result_id, period_id
        HAVING last_before > 0
    ),
    lives AS
    (
        SELECT key_result_id, period_id, min(from_day) AS lived_from
        FROM build_key_result_spans
        GROUP BY key_result_id, period_id
    ),
    -- Days that are kept are told by what the last build found in them.
    troubles AS
    (
        SELECT
            key_result_id,
            period_id,
            minOrNull(at_risk_day) AS at_risk_on,
            min(trouble_day) AS trouble_on
        FROM
        (
            SELECT
                key_result_id,
                toString(period_id) AS period_id,
                if(pace = 'at_risk', as_of, NULL) AS at_risk_day,
                as_of AS trouble_day
            FROM build_full_key_result_days
            WHERE as_of >= {{first_day_of_any}} AND as_of >= {{first_day_of(key_result_id)}} AND (pace = 'at_risk' OR confidence_band = 'red')
            UNION ALL
            SELECT
                key_result_id,
                toString(period_id) AS period_id,
                if(first_at_risk_on < {{first_day_of(key_result_id)}}, first_at_risk_on, NULL) AS at_risk_day,
                assumeNotNull(first_trouble_on) AS trouble_day
            FROM mart_falls
            WHERE first_trouble_on < {{first_day_of(key_result_id)}}
        )
        GROUP BY key_result_id, period_id
    ),
    fallen AS
    (
        SELECT
            lives.key_result_id AS key_result_id,
            lives.period_id AS period_id,
            lives.lived_from AS lived_from,
            troubles.at_risk_on AS first_at_risk_on,
            if(troubles.key_result_id = '', NULL, troubles.trouble_on) AS first_trouble_on,
            multiIf
            (
                drops.key_result_id = '', toMonday(at_risk_on),
                at_risk_on IS NULL, drops.dropped_in,
                least(drops.dropped_in, toMonday(at_risk_on))
            ) AS fell_in
        FROM lives
        LEFT JOIN troubles ON troubles.key_result_id = lives.key_result_id AND troubles.period_id = lives.period_id
        LEFT JOIN drops ON drops.key_result_id = lives.key_result_id AND drops.period_id = lives.period_id
    )
SELECT
    fallen.key_result_id AS key_result_id,
    fallen.period_id AS period_id,
    fallen.lived_from AS first_on,
    fallen.first_at_risk_on AS first_at_risk_on,
    fallen.first_trouble_on AS first_trouble_on,
    fallen.fell_in AS fell_in,
    weeks.owner_id AS owner_id,
    weeks.department_id AS department_id
-- The many weeks stream past the few that fell.
FROM weeks
RIGHT JOIN fallen
    ON weeks.key_result_id = fallen.key_result_id AND weeks.week = fallen.fell_in
UNION ALL
SELECT key_result_id, period_id, first_on, first_at_risk_on, first_trouble_on, fell_in, owner_id, department_id
FROM build_kept_falls
