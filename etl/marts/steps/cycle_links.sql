-- Grain: one row per alignment between two objectives and span of local days in which both are there.
SELECT DISTINCT child_id, parent_id, toUInt16(from_day) AS from_day, toUInt16(to_day) AS to_day
FROM build_link_spans
WHERE is_alignment AND is_child_present AND NOT is_dangling AND NOT is_self
