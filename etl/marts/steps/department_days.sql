-- Grain: one row per department and day.
INSERT INTO mart_department_days_next
(
    as_of, department_id, department_name, parent_id, department_path, department_path_today,
    depth, head_ids
)
WITH (SELECT min(day) FROM build_period_days) AS first_day
SELECT
    toDate(arrayJoin(range
    (
        toUInt16(greatest(from_day, first_day)),
        toUInt16(greatest(from_day, first_day, least(to_day, {{as_of}} + 1)))
    ))) AS as_of,
    department_id,
    department_name,
    parent_id,
    department_path,
    department_path_today,
    depth,
    head_ids
FROM build_department_spans
WHERE is_present
