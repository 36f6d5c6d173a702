-- Grain: as build_reach; adds what is one valid link below what the step before added, on the days
-- on which no shorter way led there. Spans of several links overlap, so each adds to a count on its
-- first day and takes away on the day after its last: what counts is where the count is positive.
INSERT INTO build_reach
WITH
    changes AS
    (
        SELECT
            links.objective_id AS objective_id,
            reach.company_objective_id AS company_objective_id,
            greatest(links.from_day, reach.from_day) AS first_day,
            least(links.to_day, reach.to_day) AS until_day,
            0 AS is_known
        FROM build_links AS links
        INNER JOIN (SELECT * FROM build_reach WHERE depth = {{depth}} - 1) AS reach
            ON reach.objective_id = links.parent_id
        WHERE links.is_valid AND first_day < until_day
        UNION ALL
        SELECT objective_id, company_objective_id, from_day, to_day, 1
        FROM build_reach
    ),
    daily AS
    (
        SELECT
            objective_id,
            company_objective_id,
            day,
            sumIf(change, NOT is_known) AS new_ways,
            sumIf(change, is_known) AS known_ways
        FROM changes
        ARRAY JOIN [first_day, until_day] AS day, [1, -1] AS change
        GROUP BY objective_id, company_objective_id, day
    ),
    running AS
    (
        SELECT
            objective_id,
            company_objective_id,
            day,
            sum(new_ways) OVER so_far > 0 AND sum(known_ways) OVER so_far = 0 AS is_added
        FROM daily
        WINDOW so_far AS
        (
            PARTITION BY objective_id, company_objective_id ORDER BY day
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    turns AS
    (
        SELECT
            objective_id,
            company_objective_id,
            day,
            is_added,
            lagInFrame(is_added, 1, 0) OVER
            (
                PARTITION BY objective_id, company_objective_id ORDER BY day
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS was_added
        FROM running
    ),
    spans AS
    (
        SELECT
            objective_id,
            company_objective_id,
            day,
            leadInFrame(day) OVER
            (
                PARTITION BY objective_id, company_objective_id ORDER BY day
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS until_day,
            is_added
        FROM turns
        WHERE is_added != was_added
    )
SELECT objective_id, company_objective_id, day, until_day, toUInt16({{depth}})
FROM spans
WHERE is_added
