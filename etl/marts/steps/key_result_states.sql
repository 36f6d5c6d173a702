-- Grain: one row per key result and span of local days in which nothing new was said or seen of it.
-- The spans of a key result cover all days from the first one on, so that every day finds exactly
-- one.
CREATE TABLE build_key_result_states ENGINE = MergeTree ORDER BY (key_result_id, from_day) AS
WITH
    said AS
    (
        SELECT
            key_result_id,
            number,
            from_day,
            to_day,
            confidence IS NOT NULL AS has_confidence,
            progress IS NOT NULL AS has_progress,
            -- Of what is never taken back nor reworded the last one so far speaks, which a running
            -- maximum finds; the few others are looked through one by one.
            to_day = {{end_of_time}} AS is_lasting
        FROM build_key_result_check_ins
        WHERE {{slice(key_result_id)}}
    ),
    passing AS
    (
        SELECT
            key_result_id,
            arraySort(groupArray((toUInt32(number), from_day, to_day, has_confidence, has_progress))) AS rows
        FROM said
        WHERE NOT is_lasting
        GROUP BY key_result_id
    ),
    events AS
    (
        SELECT
            key_result_id,
            from_day AS day,
            number AS check_in,
            number * has_confidence AS confidence,
            number * has_progress AS stated,
            0 AS seen
        FROM said
        WHERE is_lasting
        UNION ALL
        SELECT key_result_id, arrayJoin([from_day, to_day]) AS day, 0, 0, 0, 0 FROM said WHERE NOT is_lasting
        UNION ALL
        SELECT key_result_id, observed_on AS day, 0, 0, 0, number FROM build_key_result_observations
        WHERE {{slice(key_result_id)}}
        UNION ALL
        SELECT DISTINCT key_result_id, {{start_of_time}} AS day, 0, 0, 0, 0 FROM build_key_result_spans
        WHERE {{slice(key_result_id)}}
    ),
    lasting AS
    (
        SELECT
            key_result_id,
            day AS from_day,
            leadInFrame(day, 1, {{end_of_time}}) OVER
            (
                PARTITION BY key_result_id ORDER BY day
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS to_day,
            max(check_in) OVER so_far AS check_in,
            max(confidence) OVER so_far AS confidence,
            max(stated) OVER so_far AS stated,
            max(seen) OVER so_far AS seen
        FROM events
        WHERE day <= {{as_of}}
        WINDOW so_far AS
        (
            PARTITION BY key_result_id ORDER BY day
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    found AS
    (
        SELECT
            lasting.key_result_id AS key_result_id,
            lasting.from_day AS from_day,
            lasting.to_day AS to_day,
            lasting.seen AS last_seen,
            arrayFilter(row -> row.2 <= lasting.from_day AND lasting.from_day < row.3, passing.rows) AS now,
            -- Which check-in speaks last: of all, of those with a confidence, of those with a value
            greatest(lasting.check_in, arrayMax(arrayPushBack(now.1, 0))) AS last_check_in,
            greatest(lasting.confidence, arrayMax(arrayPushBack(arrayMap(row -> row.1 * row.4, now), 0)))
                AS last_confidence,
            greatest(lasting.stated, arrayMax(arrayPushBack(arrayMap(row -> row.1 * row.5, now), 0)))
                AS last_stated
        FROM lasting
        LEFT JOIN passing ON passing.key_result_id = lasting.key_result_id
        -- The last of what begins on a day has seen all of it.
        WHERE lasting.from_day < lasting.to_day
    ),
    -- By their numbers: what has number 3 is the third.
    check_ins AS
    (
        SELECT
            key_result_id,
            arraySort(row -> row.1, groupArray
            (
                (
                    number, progress, checked_in_at, checked_in_on, blocker != '', comment_id, confidence, confidence_provenance
                )
            )) AS rows
        FROM build_key_result_check_ins
        WHERE {{slice(key_result_id)}}
        GROUP BY key_result_id
    ),
    observations AS
    (
        SELECT key_result_id, arraySort(row -> row.1, groupArray((number, observed_at, value))) AS rows
        FROM build_key_result_observations
        WHERE {{slice(key_result_id)}}
        GROUP BY key_result_id
    ),
    -- The first day on which a read saw another value than the first one.
    moved AS
    (
        SELECT key_result_id, min(observed_on) AS moved_on
        FROM
        (
            SELECT *, first_value(value) OVER (PARTITION BY key_result_id ORDER BY number) AS first_value
            FROM build_key_result_observations
            WHERE {{slice(key_result_id)}}
        )
        WHERE value != first_value
        GROUP BY key_result_id
    ),
    check_ins.rows[last_check_in] AS latest,
    check_ins.rows[last_confidence] AS confident,
    check_ins.rows[last_stated] AS stated,
    observations.rows[last_seen] AS observed
SELECT
    found.key_result_id AS key_result_id,
    found.from_day AS from_day,
    found.to_day AS to_day,
    multiIf
    (
        last_seen = 0, stated.2,
        -- Of a check-in and a read at the same instant the read speaks.
        last_stated = 0 OR stated.3 <= observed.2, observed.3,
        stated.2
    ) AS progress,
    moved.key_result_id != '' AND moved.moved_on <= found.from_day AS has_moved,
    last_check_in > 0 AS has_check_in,
    latest.3 AS checked_in_at,
    latest.4 AS checked_in_on,
    latest.5 AS has_blocker,
    latest.6 AS comment_id,
    confident.7 AS confidence,
    confident.8 AS confidence_provenance,
    confident.3 AS confidence_stated_at,
    confident.4 AS confidence_stated_on
FROM found
LEFT JOIN check_ins ON check_ins.key_result_id = found.key_result_id
LEFT JOIN observations ON observations.key_result_id = found.key_result_id
LEFT JOIN moved ON moved.key_result_id = found.key_result_id
