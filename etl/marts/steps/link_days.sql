-- Grain: one row per link of a live child and day, with the first reason that breaks it (metrics.md
-- 7), '' if valid.
CREATE TABLE build_link_days ENGINE = MergeTree ORDER BY (day, child_id) AS
SELECT
    child_id,
    parent_id,
    is_alignment,
    day,
    multiIf
    (
        is_dangling, 'dangling',
        is_self, 'self',
        is_alignment AND (child_id, parent_id, day) IN
        (
            SELECT child_id, parent_id, toDate(arrayJoin(range(toUInt16(from_day), toUInt16(to_day))))
            FROM build_cycle_spans
        ), 'cycle',
        NOT is_parent_live OR NOT is_period_enclosed, 'period_mismatch',
        ''
    ) AS broken_reason,
    -- "a link, COOPERATION or valid alignment, between two live objectives of different
    -- departments"; the periods of a COOPERATION need not match (metrics.md 8).
    child_department_id != parent_department_id AND is_parent_live
        AND (broken_reason = '' OR NOT is_alignment) AS is_cross_department
FROM
(
    SELECT *, toDate(arrayJoin(range(toUInt16(from_day), toUInt16(to_day)))) AS day
    FROM build_link_spans
    WHERE is_child_live
)
