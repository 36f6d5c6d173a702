-- Grain: one row per objective and local day on which the number of its links, or of the company
-- objectives that it reaches, changes: what they are from that day on (metrics.md 7 and 8). Each
-- span adds to a count on its first day and takes away on the day after its last.
CREATE TABLE build_objective_links ENGINE = MergeTree ORDER BY (objective_id, from_day) AS
WITH
    changes AS
    (
        SELECT objective_id, from_day, to_day, 1 AS is_up, is_valid, broken_reason, is_alignment, is_dependency, 0 AS is_reached
        FROM build_links
        UNION ALL
        SELECT parent_id, from_day, to_day, 0, is_valid, broken_reason, is_alignment, is_dependency, 0
        FROM build_links
        WHERE is_valid OR is_dependency
        UNION ALL
        SELECT objective_id, from_day, to_day, 0, 0, '', 0, 0, 1
        FROM build_reach
        WHERE depth > 0
    ),
    daily AS
    (
        SELECT
            objective_id,
            day,
            sum(change * (is_up AND is_valid)) AS valid_up,
            sum(change * (NOT is_up AND is_valid)) AS valid_down,
            sum(change * (is_up AND is_alignment AND broken_reason = 'dangling')) AS dangling,
            sum(change * (is_up AND is_alignment AND broken_reason = 'self')) AS self,
            sum(change * (is_up AND is_alignment AND broken_reason = 'cycle')) AS on_cycle,
            sum(change * (is_up AND is_alignment AND broken_reason = 'period_mismatch')) AS period_mismatch,
            sum(change * (is_up AND is_dependency)) AS cross_up,
            sum(change * (NOT is_up AND is_dependency)) AS cross_down,
            sum(change * is_reached) AS reached
        FROM changes
        ARRAY JOIN [from_day, to_day] AS day, [1, -1] AS change
        GROUP BY objective_id, day
    )
SELECT
    objective_id,
    day AS from_day,
    sum(valid_up) OVER so_far AS valid_up_count,
    sum(valid_down) OVER so_far AS valid_down_count,
    sum(dangling) OVER so_far AS dangling_count,
    sum(self) OVER so_far AS self_count,
    sum(on_cycle) OVER so_far AS cycle_count,
    sum(period_mismatch) OVER so_far AS period_mismatch_count,
    sum(cross_up) OVER so_far AS cross_up_count,
    sum(cross_down) OVER so_far AS cross_down_count,
    sum(reached) OVER so_far AS reached_count
FROM daily
WINDOW so_far AS
(
    PARTITION BY objective_id ORDER BY day
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
)
