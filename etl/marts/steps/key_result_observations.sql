-- Grain: one row per key result and observed value, numbered in the order in which they speak.
CREATE TABLE build_key_result_observations ENGINE = MergeTree ORDER BY (key_result_id, number) AS
WITH
    ended AS
    (
        SELECT DISTINCT key_result_id, starts_on, ends_before
        FROM build_key_result_spans
        WHERE to_day = ends_before
    ),
    stated AS
    (
        SELECT ended.key_result_id AS key_result_id, ended.ends_before AS ends_before
        FROM build_key_result_check_ins AS check_ins
        INNER JOIN ended ON ended.key_result_id = check_ins.key_result_id
        WHERE check_ins.progress IS NOT NULL
            AND ended.starts_on <= check_ins.checked_in_on AND check_ins.checked_in_on < ended.ends_before
            AND check_ins.from_day < ended.ends_before AND ended.ends_before <= check_ins.to_day
    ),
    -- "If nothing was stated or observed inside the period, the first value observed after its end
    -- counts from its last day on" (metrics.md 3). Asked of all reads: build_observations leaves
    -- out what repeats a value from before the period.
    afterwards AS
    (
        SELECT
            ended.key_result_id AS key_result_id,
            ended.ends_before AS ends_before,
            -- Of two reads at one instant the later run speaks.
            argMaxIf
            (
                progress,
                (-toUnixTimestamp64Milli(observed_at), run_id),
                observed_on >= ended.ends_before
            ) AS value
        FROM
        (
            SELECT entity_id, observed_at, run_id, progress, {{local_day(observed_at)}} AS observed_on
            FROM core_progress_observations
            WHERE entity_kind = 'key_result' AND progress IS NOT NULL
                AND entity_id IN (SELECT key_result_id FROM ended)
        ) AS reads
        INNER JOIN ended ON ended.key_result_id = reads.entity_id
        GROUP BY ended.key_result_id, ended.ends_before
        HAVING value IS NOT NULL
            AND countIf(ended.starts_on <= observed_on AND observed_on < ended.ends_before) = 0
            AND (key_result_id, ends_before) NOT IN (SELECT key_result_id, ends_before FROM stated)
    )
SELECT
    key_result_id,
    observed_at,
    observed_on,
    greatest(0, least(100, value)) AS value,
    row_number() OVER (PARTITION BY key_result_id ORDER BY observed_at) AS number
FROM
(
    SELECT entity_id AS key_result_id, observed_at, observed_on, value
    FROM build_observations
    WHERE entity_kind = 'key_result'
    UNION ALL
    SELECT
        key_result_id,
        toDateTime64(toDateTime(ends_before, {{timezone}}), 3, 'UTC') - toIntervalMillisecond(1) AS observed_at,
        ends_before - 1 AS observed_on,
        assumeNotNull(value) AS value
    FROM afterwards
)
