-- Grain: one row per key result or objective and read whose value tells more than the read before
-- it did. A read that repeats the value of the read before it, with no check-in between them,
-- changes nothing; leaving it out keeps the next steps small, because most reads are such. Reads
-- and check-ins of one stand side by side in arrays: windows would sort millions of reads, with all
-- their ids.
CREATE TABLE build_observations ENGINE = MergeTree ORDER BY (entity_kind, entity_id, observed_at) AS
WITH
    -- Of two reads at one instant the later run speaks.
    (
        SELECT (groupArray(run_id), groupArray(number))
        FROM (SELECT run_id, row_number() OVER (PARTITION BY observed_at ORDER BY run_id) AS number FROM core_runs)
    ) AS runs,
    -- A place: milliseconds, and behind them the number of the run among those of its instant. A check-in
    -- stands before a read at the same instant, and has no value here.
    events AS
    (
        SELECT
            entity_kind,
            entity_id,
            toUnixTimestamp64Milli(observed_at) * 262144 + transform(run_id, runs.1, runs.2, 0) AS place,
            assumeNotNull(progress) AS value
        FROM core_progress_observations
        WHERE progress IS NOT NULL AND {{slice(entity_id)}}
        UNION ALL
        SELECT 'key_result', key_result_id, toUnixTimestamp64Milli(checked_in_at) * 262144, nan
        FROM build_key_result_check_ins
        WHERE progress IS NOT NULL AND {{slice(key_result_id)}}
        UNION ALL
        SELECT 'objective', objective_id, toUnixTimestamp64Milli(checked_in_at) * 262144, nan
        FROM build_check_in_spans
        WHERE objective_progress IS NOT NULL AND {{slice(objective_id)}}
    ),
    reads AS
    (
        SELECT
            entity_kind,
            entity_id,
            groupArray(place) AS unsorted,
            arraySort(unsorted) AS places,
            arraySort((value, place) -> place, groupArray(value), unsorted) AS values,
            arrayMap(place -> bitShiftRight(place, 18), places) AS instants,
            arrayJoin(arrayFilter
            (
                (read, previous_at, previous_value, next_at) ->
                    NOT isNaN(read.2)
                        AND next_at != read.1
                        -- Nothing equals what is not a number: the first read, and one after a check-in, always tell.
                        AND (previous_value != read.2 OR previous_at = read.1),
                arrayZip(instants, values),
                arrayPushFront(arrayPopBack(instants), 0),
                arrayPushFront(arrayPopBack(values), nan),
                arrayPushBack(arrayPopFront(instants), 0)
            )) AS read
        FROM events
        GROUP BY entity_kind, entity_id
    )
SELECT
    entity_kind,
    entity_id,
    fromUnixTimestamp64Milli(read.1, 'UTC') AS observed_at,
    {{local_day(observed_at)}} AS observed_on,
    read.2 AS value
FROM reads
