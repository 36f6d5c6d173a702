-- Grain: one row per live objective and day that is of company level (depth 0) or reaches such a
-- one along valid links in so many steps. rooted_step.sql is repeated until it adds nothing.
CREATE TABLE build_rooted ENGINE = MergeTree ORDER BY (depth, day, objective_id) AS
SELECT
    objective_id,
    toDate(arrayJoin(range(toUInt16(live_from), toUInt16(live_to)))) AS day,
    toUInt16(0) AS depth
FROM build_objective_contexts
WHERE level = 'company' AND live_from < live_to
