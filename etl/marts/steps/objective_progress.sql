-- Grain: one row per objective and local day on which DingTalk's own percent of it may change: what
-- check-ins state and reads observe, the latest instant speaking, as for key results (metrics.md
-- 3).
CREATE TABLE build_objective_progress ENGINE = MergeTree ORDER BY (objective_id, from_day) AS
WITH
    stated AS
    (
        SELECT
            *,
            row_number() OVER (PARTITION BY objective_id ORDER BY instant, is_read, from_day) AS number
        FROM
        (
            SELECT
                objective_id,
                checked_in_at AS instant,
                0 AS is_read,
                from_day,
                to_day,
                assumeNotNull(objective_progress) AS value
            FROM build_check_in_spans
            WHERE objective_progress IS NOT NULL
            UNION ALL
            SELECT
                entity_id AS objective_id,
                observed_at AS instant,
                1 AS is_read,
                observed_on AS from_day,
                {{end_of_time}} AS to_day,
                value
            FROM build_observations
            WHERE entity_kind = 'objective'
        )
    ),
    -- As in key_result_states.sql: what ends some day, apart from what does not
    passing AS
    (
        SELECT objective_id, groupArray((toUInt32(number), from_day, to_day)) AS rows
        FROM stated
        WHERE to_day < {{end_of_time}}
        GROUP BY objective_id
    ),
    days AS
    (
        SELECT objective_id, day, max(number) AS number
        FROM
        (
            SELECT objective_id, from_day AS day, number FROM stated WHERE to_day = {{end_of_time}}
            UNION ALL
            SELECT objective_id, arrayJoin([from_day, to_day]) AS day, 0 AS number
            FROM stated
            WHERE to_day < {{end_of_time}}
        )
        WHERE day <= {{as_of}}
        GROUP BY objective_id, day
    ),
    lasting AS
    (
        SELECT
            objective_id,
            day,
            max(number) OVER
            (
                PARTITION BY objective_id ORDER BY day
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS number
        FROM days
    ),
    found AS
    (
        SELECT
            lasting.objective_id AS objective_id,
            lasting.day AS from_day,
            arrayFilter(row -> row.2 <= lasting.day AND lasting.day < row.3, passing.rows) AS now,
            greatest(lasting.number, arrayMax(arrayPushBack(now.1, 0))) AS number
        FROM lasting
        LEFT JOIN passing ON passing.objective_id = lasting.objective_id
    )
SELECT
    found.objective_id AS objective_id,
    found.from_day AS from_day,
    if(found.number = 0, NULL, stated.value) AS progress
FROM found
LEFT JOIN stated ON stated.objective_id = found.objective_id AND stated.number = found.number
