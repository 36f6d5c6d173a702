-- Grain: one row per restricted objective and day on which it is live, in whole weeks because blocks.sql looks at those; the
-- department's path as the ids from the root down.
CREATE TABLE build_block_rows ENGINE = MergeTree ORDER BY (as_of, objective_id) AS
SELECT
    as_of,
    objective_id,
    owner_id,
    period_id,
    level,
    department_id,
    arrayFilter(id -> id != '', splitByChar('/', department_path)) AS path,
    arrayFilter(id -> id != '', splitByChar('/', department_path_today)) AS path_today
FROM mart_objective_days_next
WHERE as_of >= {{first_monday}} AND objective_id IN (SELECT objective_id FROM mart_restricted_objectives_next)
