-- What is over for longer than RETENTION_MONTHS, while it is being removed (etl/retention).

-- Grain: one row per thing that is to go. Filled anew by each removal; never part of a backup.
CREATE TABLE IF NOT EXISTS stage_expired {{on_cluster}}
(
    kind LowCardinality(String) COMMENT 'period, objective, key_result, check_in or person',
    id   String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (kind, id);
