-- Grain: as build_block_members. "Per day, period and level, going up the department tree, the
-- restricted objectives not yet released form one block as soon as they are MIN_GROUP_SIZE
-- objectives of as many owners" (metrics.md 13): here in the departments of one depth.
INSERT INTO build_block_members
SELECT as_of, objective_id, sipHash64(as_of, period_id, level, department) AS block_id, department AS block_path
FROM
(
    SELECT
        as_of,
        objective_id,
        period_id,
        level,
        concat('/', arrayStringConcat(arraySlice(path, 1, {{depth}}), '/'), '/') AS department,
        count() OVER pool AS objective_count,
        uniqExact(owner_id) OVER pool AS owner_count
    FROM build_block_rows
    WHERE length(path) >= {{depth}}
        AND (as_of, objective_id) NOT IN (SELECT as_of, objective_id FROM build_block_members)
    WINDOW pool AS (PARTITION BY as_of, period_id, level, department)
)
WHERE objective_count >= {{min_group_size}} AND owner_count >= {{min_group_size}}
