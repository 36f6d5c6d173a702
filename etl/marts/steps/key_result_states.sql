-- Grain: one row per key result and span of local days in which nothing new was said or seen of it. The spans of a key result
-- cover all days from the first one on, so that every day finds exactly one.
CREATE TABLE build_key_result_states ENGINE = MergeTree ORDER BY (key_result_id, from_day) AS
WITH
    said AS
    (
        SELECT
            key_result_id,
            -- In the order in which they speak: the last one that is in force and says something holds.
            arraySort(row -> (row.1, row.2), groupArray((
                checked_in_at, check_in_id, from_day, to_day, progress, confidence, confidence_provenance, checked_in_on,
                blocker != '', comment_id
            ))) AS rows
        FROM build_key_result_check_ins
        GROUP BY key_result_id
    ),
    seen AS
    (
        SELECT
            key_result_id,
            arraySort(row -> row.1, groupArray((observed_at, observed_on, value))) AS rows
        FROM build_key_result_observations
        GROUP BY key_result_id
    ),
    known AS
    (
        SELECT
            key_results.key_result_id AS key_result_id,
            said.rows AS said,
            seen.rows AS seen,
            arraySort(arrayDistinct(arrayFilter
            (
                day -> day <= {{as_of}},
                arrayConcat([{{start_of_time}}], said.3, said.4, seen.2)
            ))) AS days,
            -- The first day on which a read saw another value than the first one.
            arrayFirst((day, value) -> value != seen.3[1], arrayPushBack(seen.2, {{end_of_time}}), arrayPushBack(seen.3, -1)) AS changed_on
        FROM (SELECT DISTINCT key_result_id FROM build_key_result_spans) AS key_results
        LEFT JOIN said ON said.key_result_id = key_results.key_result_id
        LEFT JOIN seen ON seen.key_result_id = key_results.key_result_id
    ),
    looked_up AS
    (
        SELECT
            key_result_id,
            said,
            seen,
            changed_on,
            arrayJoin(days) AS from_day,
            arrayLastIndex((since, until) -> since <= from_day AND from_day < until, said.3, said.4) AS last_check_in,
            arrayLastIndex((since, until, stated) -> stated IS NOT NULL AND since <= from_day AND from_day < until, said.3, said.4, said.6) AS last_confidence,
            arrayLastIndex((since, until, stated) -> stated IS NOT NULL AND since <= from_day AND from_day < until, said.3, said.4, said.5) AS last_stated,
            arrayLastIndex(day -> day <= from_day, seen.2) AS last_seen
        FROM known
    )
SELECT
    key_result_id,
    from_day,
    leadInFrame(from_day, 1, {{end_of_time}}) OVER
    (
        PARTITION BY key_result_id ORDER BY from_day
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS to_day,
    multiIf
    (
        last_seen = 0 AND last_stated = 0, NULL,
        last_stated = 0 OR (last_seen > 0 AND (said.1)[last_stated] <= (seen.1)[last_seen]), (seen.3)[last_seen],
        (said.5)[last_stated]
    ) AS progress,
    from_day >= changed_on AS has_moved,
    last_check_in > 0 AS has_check_in,
    (said.1)[last_check_in] AS checked_in_at,
    (said.8)[last_check_in] AS checked_in_on,
    last_check_in > 0 AND (said.9)[last_check_in] AS has_blocker,
    if(last_check_in > 0, (said.10)[last_check_in], 0) AS comment_id,
    if(last_confidence > 0, (said.6)[last_confidence], NULL) AS confidence,
    if(last_confidence > 0, (said.7)[last_confidence], '') AS confidence_provenance,
    (said.1)[last_confidence] AS confidence_stated_at,
    (said.8)[last_confidence] AS confidence_stated_on
FROM looked_up
