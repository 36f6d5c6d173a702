-- Grain: one row per key result, check-in that counts for it, and span of local days in which the
-- check-in says the same. A check-in counts for the key results it lists; one that lists none for
-- each key result live on its day (metrics.md 2). A named statement beats a general one, field by
-- field; an empty field states nothing (metrics.md 4, 14). A report belongs to no objective itself:
-- for each of its key results it is a check-in on that one's objective.
CREATE TABLE build_key_result_check_ins ENGINE = MergeTree ORDER BY (key_result_id, number) AS
WITH
    -- "A key result known only from a check-in does not exist."
    known AS
    (
        SELECT key_result_id, argMax(objective_id, (valid_from, observed_at, run_id)) AS objective_id
        FROM core_key_result_versions
        WHERE {{slice(key_result_id)}}
        GROUP BY key_result_id
    ),
    listed AS
    (
        SELECT
            check_ins.* EXCEPT (objective_id, from_day, to_day, key_result_id, key_result_value, occurrence),
            if(source = 'report', known.objective_id, check_ins.objective_id) AS objective_id,
            from_day,
            to_day,
            check_ins.key_result_id AS key_result_id,
            key_result_value
        FROM
        (
            SELECT *, key_result_id, key_result_value, occurrence
            FROM build_check_in_spans
            ARRAY JOIN
                key_result_ids AS key_result_id,
                key_result_progress AS key_result_value,
                arrayEnumerateUniq(key_result_ids) AS occurrence
            WHERE occurrence = 1 AND {{slice(key_result_id)}}
        ) AS check_ins
        INNER JOIN known ON known.key_result_id = check_ins.key_result_id
    ),
    unlisted AS
    (
        SELECT
            check_ins.* EXCEPT (objective_id, from_day, to_day),
            check_ins.objective_id AS objective_id,
            check_ins.from_day AS from_day,
            check_ins.to_day AS to_day,
            key_results.key_result_id AS key_result_id,
            CAST(NULL, 'Nullable(Float64)') AS key_result_value
        FROM build_check_in_spans AS check_ins
        INNER JOIN build_key_result_spans AS key_results ON key_results.objective_id = check_ins.objective_id
        WHERE {{slice(key_results.key_result_id)}} AND empty(check_ins.key_result_ids)
            AND key_results.from_day <= check_ins.checked_in_on AND check_ins.checked_in_on < key_results.to_day
    ),
    -- In the order in which they speak.
    counted AS
    (
        SELECT *, row_number() OVER (PARTITION BY key_result_id ORDER BY checked_in_at, check_in_id, from_day) AS number
        FROM
        (
            SELECT * FROM listed
            UNION ALL
            SELECT * FROM unlisted
        )
    )
SELECT
    counted.key_result_id AS key_result_id,
    counted.check_in_id AS check_in_id,
    counted.objective_id AS objective_id,
    counted.author_id AS author_id,
    counted.source AS source,
    counted.checked_in_at AS checked_in_at,
    counted.checked_in_on AS checked_in_on,
    counted.revised_at AS revised_at,
    counted.from_day AS from_day,
    counted.to_day AS to_day,
    if(key_result_value IS NULL, NULL, greatest(0, least(100, key_result_value))) AS progress,
    ifNull(named.confidence, general.confidence) AS confidence,
    if(named.confidence IS NULL, general.confidence_provenance, named.confidence_provenance) AS confidence_provenance,
    if(named.blocker = '', general.blocker, named.blocker) AS blocker,
    if(named.next_action = '', general.next_action, named.next_action) AS next_action,
    named.says_no_blocker OR general.says_no_blocker AS says_no_blocker,
    text_key,
    -- 0 stands for "no check-in" in the marts.
    greatest(1, sipHash64(said_key, blocker, next_action)) AS comment_id,
    number
FROM counted
LEFT JOIN (SELECT * FROM core_check_in_statements WHERE key_result_id != '' AND {{slice(key_result_id)}}) AS named
    ON named.check_in_id = counted.check_in_id AND named.revised_at = counted.revised_at
    AND named.run_id = counted.run_id AND named.key_result_id = counted.key_result_id
LEFT JOIN (SELECT * FROM core_check_in_statements WHERE key_result_id = '') AS general
    ON general.check_in_id = counted.check_in_id AND general.revised_at = counted.revised_at
    AND general.run_id = counted.run_id
