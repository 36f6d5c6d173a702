-- Grain: one row per reader and restricted objective that the reader may open (metrics.md 13): "its
-- owner, the people its policy lists, the heads, today, of each of the owner's departments and of
-- all departments above, and administrators".
INSERT INTO mart_readers_next (reader, objective_id)
WITH
    restricted AS (SELECT objective_id, owner_id FROM mart_restricted_objectives_next),
    owners AS
    (
        -- Who has left keeps the departments they had.
        SELECT person_id, argMax(department_ids, (valid_from, observed_at, run_id)) AS department_ids
        FROM core_person_versions
        WHERE is_present AND person_id IN (SELECT owner_id FROM restricted)
        GROUP BY person_id
    ),
    placed AS
    (
        SELECT objective_id, arrayJoin(owners.department_ids) AS department_id
        FROM restricted
        INNER JOIN owners ON owners.person_id = restricted.owner_id
        UNION ALL
        -- An organisation objective is its team's, whoever executes it.
        SELECT objective_id, argMax(team_ids, (valid_from, observed_at, run_id))[1] AS department_id
        FROM {{all_of(objective_versions)}}
        WHERE is_present AND kind = 'organisation' AND objective_id IN (SELECT objective_id FROM restricted)
        GROUP BY objective_id
    ),
    today AS
    (
        SELECT department_id, department_path_today, head_ids, is_present
        FROM build_department_spans
        WHERE from_day <= {{as_of}} AND {{as_of}} < to_day
    ),
    above AS
    (
        SELECT DISTINCT objective_id, arrayJoin(splitByChar('/', department_path_today)) AS department_id
        FROM placed
        INNER JOIN today ON today.department_id = placed.department_id
    )
SELECT DISTINCT reader, objective_id
FROM
(
    SELECT 'admin' AS reader, objective_id FROM restricted
    UNION ALL
    SELECT concat('user:', owner_id), objective_id FROM restricted WHERE owner_id != ''
    UNION ALL
    SELECT concat('user:', arrayJoin(reader_ids)), objective_id
    FROM
    (
        SELECT objective_id, argMax(reader_ids, (valid_from, observed_at, run_id)) AS reader_ids
        FROM core_objective_readers
        GROUP BY objective_id
    )
    WHERE objective_id IN (SELECT objective_id FROM restricted)
    UNION ALL
    SELECT concat('user:', arrayJoin(head_ids)), objective_id
    FROM above
    INNER JOIN today ON today.department_id = above.department_id
    WHERE is_present
)
