-- Rejects that are settled: a later version of the product could read what an earlier one could not.

-- Grain: one row per reject that a replay of the raw layer no longer gave.
CREATE TABLE IF NOT EXISTS ops_reject_resolutions {{on_cluster}}
(
    run_id      String COMMENT 'whose reject it is',
    stream      LowCardinality(String),
    entity_key  String,
    reject_hash UInt64 COMMENT 'sipHash64 of kind, reason and payload',
    resolved_at DateTime64(3, 'UTC'),
    how         LowCardinality(String) COMMENT 'replayed'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, stream, entity_key)
SETTINGS {{dedup_window}} = 10000;
