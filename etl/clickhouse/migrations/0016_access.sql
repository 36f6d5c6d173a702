-- access: who may open what, and which restricted objectives may be counted together (metrics.md 13). Built with the marts.

-- Grain: one row per objective that not everybody in the company may open, by its visibility at the last sync.
CREATE TABLE IF NOT EXISTS mart_restricted_objectives {{on_cluster}}
(
    objective_id   String,
    owner_id       String,
    min_group_size UInt16 COMMENT 'MIN_GROUP_SIZE, the same in every row'
)
ENGINE = {{replicated}}MergeTree
ORDER BY objective_id;

-- Grain: one row per reader and restricted objective that the reader may open.
CREATE TABLE IF NOT EXISTS mart_readers {{on_cluster}}
(
    reader       String COMMENT 'user: and a userid, or admin for all administrators',
    objective_id String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (reader, objective_id);

-- Grain: one row per view, local day and restricted objective in a block. Of check_in_weeks only days that are the last live one
-- of the week for every objective of the block.
CREATE TABLE IF NOT EXISTS mart_blocks {{on_cluster}}
(
    view               LowCardinality(String) COMMENT 'objectives, key_results or check_in_weeks: objectives without rows there are left out',
    as_of              Date,
    objective_id       String,
    owner_id           String,
    block_id           UInt64,
    block_path         String COMMENT 'of the department in which the block formed, along the tree as it was',
    block_path_today   String COMMENT 'what the paths of its objectives along the tree of today have in common',
    is_one_department  UInt8
)
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (view, as_of, objective_id);

-- The blocks of a row of check_in_weeks are those of its last live day.
ALTER TABLE mart_check_in_weeks {{on_cluster}} ADD COLUMN IF NOT EXISTS last_live_on Date COMMENT 'last day of the week on which the key result was live';

-- Grain: one row per objective that the reader may not open.
CREATE OR REPLACE VIEW closed_objectives {{on_cluster}} AS
SELECT objective_id, min_group_size
FROM mart_restricted_objectives
WHERE objective_id NOT IN (SELECT objective_id FROM mart_readers WHERE reader = {reader:String});

-- Grain: one row per day and closed objective of a block that is released to the reader for a view: "only if at least that many of
-- its objectives, of as many owners, are closed to that viewer".
CREATE OR REPLACE VIEW released_blocks {{on_cluster}} AS
SELECT as_of, objective_id, block_path, block_path_today, is_one_department
FROM mart_blocks
WHERE view = {view:String}
    AND objective_id IN (SELECT objective_id FROM closed_objectives(reader = {reader:String}))
    AND block_id IN
    (
        SELECT block_id
        FROM mart_blocks
        INNER JOIN closed_objectives(reader = {reader:String}) AS closed ON closed.objective_id = mart_blocks.objective_id
        WHERE view = {view:String}
        GROUP BY block_id
        HAVING count() >= any(min_group_size) AND uniqExact(owner_id) >= any(min_group_size)
    );
