-- Grain: one row per statement of a link (child, target, kinds, by whom) and span of local days in which it is the same.
CREATE TABLE build_link_statements ENGINE = MergeTree ORDER BY (child_id, target_id) AS
WITH
    daily AS
    (
        SELECT *, {{local_day(valid_from)}} AS from_day
        FROM core_alignment_versions
        -- "a link whose child is unknown is ignored"
        WHERE child_objective_id IN (SELECT objective_id FROM core_objective_versions)
        ORDER BY valid_from DESC, observed_at DESC, run_id DESC
        LIMIT 1 BY child_objective_id, target_kind, target_id, link_kind, stated_by, from_day
    ),
    stated AS
    (
        SELECT child_objective_id AS child_id, target_kind, target_id, link_kind, stated_by, is_assumed, from_day, to_day
        FROM
        (
            SELECT
                *,
                leadInFrame(from_day, 1, {{end_of_time}}) OVER
                (
                    PARTITION BY child_objective_id, target_kind, target_id, link_kind, stated_by ORDER BY from_day
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS to_day
            FROM daily
        )
        WHERE is_present AND from_day < to_day
    )
SELECT child_id, target_kind, target_id, link_kind, is_assumed, from_day, to_day
FROM stated
WHERE stated_by != 'parent'
UNION ALL
-- What is gone says nothing any more, and no answer of its own can take back what it said.
SELECT
    stated.child_id,
    stated.target_kind,
    stated.target_id,
    stated.link_kind,
    stated.is_assumed,
    greatest(stated.from_day, parents.from_day),
    least(stated.to_day, parents.to_day)
FROM stated
INNER JOIN build_objective_spans AS parents ON parents.objective_id = stated.target_id
WHERE stated.stated_by = 'parent'
    AND greatest(stated.from_day, parents.from_day) < least(stated.to_day, parents.to_day)
