-- Grain: one row per person and span of local days in which the person is in the directory, active
-- and a boss.
WITH daily AS
(
    SELECT *, toUInt16({{local_day(valid_from)}}) AS from_day
    FROM core_person_versions
    WHERE person_id IN (SELECT person_id FROM core_person_versions WHERE is_boss)
    ORDER BY valid_from DESC, observed_at DESC, run_id DESC
    LIMIT 1 BY person_id, from_day
)
SELECT person_id, from_day, to_day
FROM
(
    SELECT
        *,
        leadInFrame(from_day, 1, toUInt16({{end_of_time}})) OVER
        (
            PARTITION BY person_id ORDER BY from_day
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS to_day
    FROM daily
)
WHERE is_boss AND is_active AND is_present
