-- Grain: one row per alignment from child to parent objective and span of local days in which it
-- lies on a cycle. Filled by cycles.ts (metrics.md 7).
CREATE TABLE build_cycle_spans
(
    child_id  String,
    parent_id String,
    from_day  Date,
    to_day    Date
)
ENGINE = MergeTree ORDER BY (child_id, parent_id)
