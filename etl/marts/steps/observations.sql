-- Grain: one row per key result or objective and read whose value tells more than the read before
-- it did. A read that repeats the value of the read before it, with no check-in between them,
-- changes nothing; leaving it out keeps the next steps small, because most reads are such. Reads
-- are streamed in the order of their table: they only ever grow.
CREATE TABLE build_observations ENGINE = MergeTree ORDER BY (entity_kind, entity_id, observed_at) AS
WITH
    reads AS
    (
        SELECT
            entity_kind,
            entity_id,
            observed_at,
            assumeNotNull(progress) AS value,
            lagInFrame(observed_at) OVER neighbours AS previous_at,
            lagInFrame(value) OVER neighbours AS previous_value,
            leadInFrame(observed_at) OVER neighbours AS next_at
        FROM core_progress_observations
        WHERE progress IS NOT NULL AND {{slice(entity_id)}}
        WINDOW neighbours AS
        (
            PARTITION BY entity_kind, entity_id ORDER BY observed_at, run_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ),
    said AS
    (
        SELECT 'key_result' AS entity_kind, key_result_id AS entity_id, checked_in_at
        FROM build_key_result_check_ins
        WHERE progress IS NOT NULL AND {{slice(key_result_id)}}
        UNION ALL
        SELECT 'objective' AS entity_kind, objective_id AS entity_id, checked_in_at
        FROM build_check_in_spans
        WHERE objective_progress IS NOT NULL AND {{slice(objective_id)}}
    )
SELECT
    reads.entity_kind AS entity_kind,
    reads.entity_id AS entity_id,
    reads.observed_at AS observed_at,
    {{local_day(reads.observed_at)}} AS observed_on,
    reads.value AS value
FROM reads
ASOF LEFT JOIN said
    ON said.entity_kind = reads.entity_kind AND said.entity_id = reads.entity_id
    AND said.checked_in_at <= reads.observed_at
-- Of two reads at one instant the later run speaks. A read without one before it has 1970 there.
WHERE next_at != reads.observed_at
    AND
    (
        previous_at = toDateTime64(0, 3, 'UTC')
        OR previous_at = reads.observed_at
        OR previous_value != reads.value
        OR said.checked_in_at > previous_at
    )
