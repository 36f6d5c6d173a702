-- Grain: one row per department and local day on which it changed, as it was at the end of that
-- day.
SELECT
    department_id,
    toUInt16({{local_day(valid_from)}}) AS from_day,
    is_present,
    name,
    parent_id,
    head_ids
FROM core_department_versions
ORDER BY valid_from DESC, observed_at DESC, run_id DESC
LIMIT 1 BY department_id, from_day
