-- Grain: one row per key result and span of local days at whose ends its attributes are the same.
CREATE TABLE build_key_result_versions ENGINE = MergeTree ORDER BY (key_result_id, from_day) AS
WITH
    daily AS
    (
        SELECT *, {{local_day(valid_from)}} AS from_day
        FROM core_key_result_versions
        ORDER BY valid_from DESC, observed_at DESC, run_id DESC
        LIMIT 1 BY key_result_id, from_day
    ),
    spans AS
    (
        SELECT
            *,
            min(from_day) OVER (PARTITION BY key_result_id) AS created_on,
            leadInFrame(from_day, 1, {{end_of_time}}) OVER
            (
                PARTITION BY key_result_id ORDER BY from_day
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS to_day
        FROM daily
    )
SELECT
    key_result_id,
    objective_id,
    title,
    -- Only a positive weight weighs (metrics.md 3).
    greatest(ifNull(weight, 0), 0) AS weight,
    -- "a digit in any script" (metrics.md 10)
    match(title, '\\p{Nd}') AS is_measurable,
    is_assumed,
    created_on,
    from_day,
    least(spans.to_day, {{as_of}} + 1) AS to_day
FROM spans
WHERE is_present AND from_day < to_day
