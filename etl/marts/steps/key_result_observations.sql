-- Grain: one row per key result and read whose value tells more than the value before it.
CREATE TABLE build_key_result_observations ENGINE = MergeTree ORDER BY (key_result_id, number) AS
WITH
    observed AS
    (
        SELECT
            entity_id AS key_result_id,
            observed_at,
            {{local_day(observed_at)}} AS observed_on,
            greatest(0, least(100, assumeNotNull(progress))) AS value
        FROM core_progress_observations
        WHERE entity_kind = 'key_result' AND progress IS NOT NULL
        ORDER BY run_id DESC
        LIMIT 1 BY entity_id, observed_at
    ),
    ended AS
    (
        SELECT DISTINCT key_result_id, starts_on, ends_before
        FROM build_key_result_spans
        WHERE to_day = ends_before
    ),
    -- "If nothing was stated or observed inside the period, the first value observed after its end counts from its last day
    -- on" (metrics.md 3).
    afterwards AS
    (
        SELECT
            ended.key_result_id AS key_result_id,
            toDateTime64(toDateTime(ends_before, {{timezone}}), 3, 'UTC') - toIntervalMillisecond(1) AS observed_at,
            ended.ends_before - 1 AS observed_on,
            argMin(observed.value, observed.observed_at) AS value
        FROM ended
        INNER JOIN observed ON observed.key_result_id = ended.key_result_id
        WHERE observed.observed_on >= ended.ends_before
        GROUP BY ended.key_result_id, ended.starts_on, ended.ends_before
        HAVING (key_result_id, ended.ends_before) NOT IN
        (
            SELECT ended.key_result_id, ended.ends_before
            FROM ended
            INNER JOIN observed ON observed.key_result_id = ended.key_result_id
            WHERE ended.starts_on <= observed.observed_on AND observed.observed_on < ended.ends_before
        )
        AND (key_result_id, ended.ends_before) NOT IN
        (
            SELECT ended.key_result_id, ended.ends_before
            FROM ended
            INNER JOIN build_key_result_check_ins AS stated ON stated.key_result_id = ended.key_result_id
            WHERE stated.progress IS NOT NULL
                AND ended.starts_on <= stated.checked_in_on AND stated.checked_in_on < ended.ends_before
                AND stated.from_day < ended.ends_before AND ended.ends_before <= stated.to_day
        )
    ),
    -- A read that repeats the value of the read before it, with no check-in between them, changes nothing. Leaving it out
    -- keeps the next steps small: most reads of a calm week are such.
    known AS
    (
        SELECT key_result_id, observed_at AS instant, 1 AS is_read, observed_on, value FROM observed
        UNION ALL
        SELECT key_result_id, observed_at AS instant, 1 AS is_read, observed_on, value FROM afterwards
        UNION ALL
        SELECT key_result_id, checked_in_at AS instant, 0 AS is_read, checked_in_on AS observed_on, -1 AS value
        FROM build_key_result_check_ins
        WHERE progress IS NOT NULL
    )
SELECT
    key_result_id,
    instant AS observed_at,
    observed_on,
    value,
    row_number() OVER (PARTITION BY key_result_id ORDER BY instant) AS number
FROM
(
    SELECT
        *,
        lagInFrame(is_read, 1, 0) OVER earlier AS was_read,
        lagInFrame(value, 1, -1) OVER earlier AS value_before
    FROM known
    -- Of a check-in and a read at the same instant the read speaks.
    WINDOW earlier AS (PARTITION BY key_result_id ORDER BY instant, is_read ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
WHERE is_read AND NOT (was_read AND value = value_before)
