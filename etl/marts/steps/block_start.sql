-- Grain: one row per restricted objective and day on which it is in a block. Filled by block_step.sql,
-- from the deepest departments up to the root.
CREATE TABLE build_block_members
(
    as_of        Date,
    objective_id String,
    block_id     UInt64,
    block_path   String
)
ENGINE = MergeTree ORDER BY (as_of, objective_id)
