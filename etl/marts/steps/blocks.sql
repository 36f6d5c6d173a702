-- Grain: one row per view, day and restricted objective in a block, for the views whose cells may
-- hold blocks. Objectives without rows in a view are not in its blocks: they would hide nobody there.
INSERT INTO mart_blocks_next
(
    view, as_of, objective_id, owner_id, block_id, block_path, block_path_today, is_one_department
)
WITH
    members AS
    (
        SELECT
            members.as_of AS as_of,
            members.objective_id AS objective_id,
            members.block_id AS block_id,
            members.block_path AS block_path,
            rows.owner_id AS owner_id,
            rows.department_id AS department_id,
            rows.path_today AS path_today
        FROM build_block_members AS members
        INNER JOIN build_block_rows AS rows
            ON rows.as_of = members.as_of AND rows.objective_id = members.objective_id
    ),
    -- Today's tree may have pulled a block's departments apart: what their paths share is its place.
    places AS
    (
        SELECT
            block_id,
            uniqExact(department_id) = 1 AS is_one_department,
            groupArrayIntersect(path_today) AS common,
            arrayFilter(id -> has(common, id), any(path_today)) AS shared,
            if(empty(shared), '', concat('/', arrayStringConcat(shared, '/'), '/')) AS block_path_today
        FROM members
        GROUP BY block_id
    ),
    -- The rows of check_in_weeks are of a last live day. Where an objective of the block lives longer
    -- in that week, its rows are of another day, and the rest of the block would stand there without it.
    broken AS
    (
        SELECT DISTINCT block_id
        FROM members
        INNER JOIN
        (
            SELECT objective_id, toMonday(as_of) AS week, max(as_of) AS last_day
            FROM build_block_rows
            GROUP BY objective_id, week
        ) AS lives ON lives.objective_id = members.objective_id AND lives.week = toMonday(members.as_of)
        WHERE members.as_of < lives.last_day
    ),
    shown AS
    (
        SELECT 'objectives' AS view, as_of, objective_id FROM members
        UNION ALL
        SELECT DISTINCT 'key_results', as_of, objective_id
        FROM build_full_key_result_days
        WHERE as_of >= {{first_monday}} AND objective_id IN (SELECT objective_id FROM mart_restricted_objectives_next)
        UNION ALL
        SELECT DISTINCT 'check_in_weeks', last_live_on, objective_id
        FROM build_full_check_in_weeks
        WHERE week >= {{first_monday}} AND objective_id IN (SELECT objective_id FROM mart_restricted_objectives_next)
    )
SELECT
    shown.view,
    members.as_of,
    members.objective_id,
    owner_id,
    members.block_id,
    block_path,
    block_path_today,
    is_one_department
FROM members
INNER JOIN places ON places.block_id = members.block_id
INNER JOIN shown ON shown.as_of = members.as_of AND shown.objective_id = members.objective_id
WHERE shown.view != 'check_in_weeks' OR members.block_id NOT IN (SELECT block_id FROM broken)
