-- Grain: one row per objective, company-level objective that it reaches along valid links in
-- `depth` steps at the shortest, and span of local days; depth 0 is the company objective itself.
-- reach_step.sql is repeated until it adds nothing.
CREATE TABLE build_reach ENGINE = MergeTree ORDER BY (depth, objective_id) AS
SELECT
    objective_id,
    objective_id AS company_objective_id,
    live_from AS from_day,
    live_to AS to_day,
    toUInt16(0) AS depth
FROM build_objective_contexts
WHERE level = 'company' AND live_from < live_to
