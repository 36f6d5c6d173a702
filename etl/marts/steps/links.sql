-- Grain: one row per link of a live child and span of local days in which the link, both its ends
-- and what breaks it are the same: every alignment, and the cooperation that is a dependency.
CREATE TABLE build_links ENGINE = MergeTree ORDER BY (objective_id, from_day) AS
WITH
    cycles AS
    (
        SELECT child_id, parent_id, groupArray((from_day, to_day)) AS spans
        FROM build_cycle_spans
        GROUP BY child_id, parent_id
    ),
    pieces AS
    (
        SELECT
            links.* EXCEPT (child_id, parent_id, from_day, to_day),
            links.child_id AS objective_id,
            links.parent_id AS parent_id,
            arraySort(arrayDistinct(arrayConcat
            (
                [links.from_day, links.to_day],
                arrayFilter
                (
                    day -> links.from_day < day AND day < links.to_day,
                    arrayConcat(cycles.spans.1, cycles.spans.2)
                )
            ))) AS days,
            arrayJoin(arrayZip(arrayPopBack(days), arrayPopFront(days))) AS piece,
            piece.1 AS from_day,
            piece.2 AS to_day,
            arrayExists(span -> span.1 <= from_day AND from_day < span.2, cycles.spans) AS is_on_cycle
        FROM build_link_spans AS links
        LEFT JOIN cycles ON cycles.child_id = links.child_id AND cycles.parent_id = links.parent_id
        WHERE is_child_live
    )
SELECT
    * EXCEPT (days, piece, is_on_cycle, is_child_present, is_child_live, is_dangling, is_self, is_parent_live, is_period_enclosed),
    -- "Broken, the first that holds" (metrics.md 7); '' if valid
    multiIf
    (
        is_dangling, 'dangling',
        is_self, 'self',
        is_alignment AND is_on_cycle, 'cycle',
        NOT is_parent_live OR NOT is_period_enclosed, 'period_mismatch',
        ''
    ) AS broken_reason,
    is_alignment AND broken_reason = '' AS is_valid,
    -- "a link, COOPERATION or valid alignment, between two live objectives of different
    -- departments"; the periods of a COOPERATION need not match (metrics.md 8).
    department_id != parent_department_id AND is_parent_live AND (is_valid OR NOT is_alignment) AS is_dependency
FROM pieces
WHERE is_alignment OR is_dependency
