-- The same blocks as in 0016, told in one pass: views within views cost each question of Cube milliseconds before it begins.

-- Grain: one row per day and closed objective of a block that is released to the reader for a view: "only if at least that many of
-- its objectives, of as many owners, are closed to that viewer" (metrics.md 13).
CREATE OR REPLACE VIEW released_blocks {{on_cluster}} AS
SELECT as_of, objective_id, block_path, block_path_today, is_one_department
FROM
(
    SELECT
        *,
        count() OVER (PARTITION BY block_id) AS closed_count,
        uniqExact(owner_id) OVER (PARTITION BY block_id) AS closed_owner_count
    FROM mart_blocks
    WHERE view = {view:String}
        AND objective_id IN (SELECT objective_id FROM closed_objectives(reader = {reader:String}))
)
WHERE least(closed_count, closed_owner_count) >= (SELECT any(min_group_size) FROM mart_restricted_objectives);
