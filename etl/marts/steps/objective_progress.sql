-- Grain: one row per objective and span of local days in which DingTalk's own percent of it is the same: what check-ins state
-- and reads observe, the latest instant speaking, as for key results (metrics.md 3).
CREATE TABLE build_objective_progress ENGINE = MergeTree ORDER BY (objective_id, from_day) AS
WITH
    said AS
    (
        SELECT
            objective_id,
            arraySort(row -> (row.1, row.2), groupArray((checked_in_at, check_in_id, from_day, to_day, assumeNotNull(objective_progress)))) AS rows
        FROM build_check_in_spans
        WHERE objective_progress IS NOT NULL
        GROUP BY objective_id
    ),
    seen AS
    (
        SELECT
            entity_id AS objective_id,
            arraySort(row -> row.1, groupArray((observed_at, {{local_day(observed_at)}}, assumeNotNull(progress)))) AS rows
        FROM
        (
            SELECT * FROM core_progress_observations
            WHERE entity_kind = 'objective' AND progress IS NOT NULL
            ORDER BY run_id DESC
            LIMIT 1 BY entity_id, observed_at
        )
        GROUP BY objective_id
    ),
    known AS
    (
        SELECT
            objectives.objective_id AS objective_id,
            said.rows AS said,
            seen.rows AS seen,
            arraySort(arrayDistinct(arrayConcat([{{start_of_time}}], said.3, said.4, seen.2))) AS days
        FROM (SELECT DISTINCT objective_id FROM build_objective_contexts WHERE live_from < live_to) AS objectives
        LEFT JOIN said ON said.objective_id = objectives.objective_id
        LEFT JOIN seen ON seen.objective_id = objectives.objective_id
    ),
    looked_up AS
    (
        SELECT
            objective_id,
            said,
            seen,
            arrayJoin(days) AS from_day,
            arrayLastIndex((since, until) -> since <= from_day AND from_day < until, said.3, said.4) AS last_stated,
            arrayLastIndex(day -> day <= from_day, seen.2) AS last_seen
        FROM known
    )
SELECT
    objective_id,
    from_day,
    multiIf
    (
        last_seen = 0 AND last_stated = 0, NULL,
        last_stated = 0 OR (last_seen > 0 AND (said.1)[last_stated] <= (seen.1)[last_seen]), (seen.3)[last_seen],
        (said.5)[last_stated]
    ) AS progress
FROM looked_up
