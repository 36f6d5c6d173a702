-- Grain: one row per objective and span [from_day, to_day) of local days at whose ends its
-- attributes are the same. Everything is evaluated at the end of a day (metrics.md 1, as-of day),
-- so of the versions of one day the last one counts.
CREATE TABLE build_objective_spans ENGINE = MergeTree ORDER BY objective_id AS
WITH
    daily AS
    (
        SELECT *, {{local_day(valid_from)}} AS from_day
        FROM core_objective_versions
        ORDER BY valid_from DESC, observed_at DESC, run_id DESC
        LIMIT 1 BY objective_id, from_day
    ),
    spans AS
    (
        SELECT
            *,
            leadInFrame(from_day, 1, {{end_of_time}}) OVER
            (
                PARTITION BY objective_id ORDER BY from_day
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS to_day
        FROM daily
    )
SELECT
    spans.objective_id AS objective_id,
    spans.kind AS kind,
    spans.title AS title,
    spans.owner_id AS owner_id,
    spans.team_ids[1] AS team_id,
    spans.period_id AS period_id,
    periods.name AS period_name,
    periods.starts_on AS starts_on,
    periods.ends_before AS ends_before,
    spans.visibility AS visibility,
    spans.score AS score,
    spans.is_draft AS is_draft,
    spans.is_assumed AS is_assumed,
    spans.from_day AS from_day,
    least(spans.to_day, {{as_of}} + 1) AS to_day
FROM spans
LEFT JOIN core_periods AS periods ON periods.period_id = spans.period_id
WHERE spans.is_present AND from_day < to_day
