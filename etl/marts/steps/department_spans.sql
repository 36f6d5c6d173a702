-- Grain: one row per department and span of local days in which it and its path stay the same.
-- Filled by organisation.ts, which walks the tree. The spans of a department cover all days: its
-- first version speaks for older facts, and what is gone keeps its last path (metrics.md 2).
CREATE TABLE build_department_spans
(
    department_id         String,
    from_day              Date,
    to_day                Date,
    is_present            UInt8,
    department_name       String,
    parent_id             String,
    department_path       String,
    department_path_today String,
    depth                 UInt8,
    head_ids              Array(String)
)
ENGINE = MergeTree ORDER BY (department_id, from_day)
