-- Grain: one row per check-in, revision that some read saw, and key result that the revision counts
-- for (metrics.md 2), whether or not the check-in ever spoke with it at the end of a day.
CREATE TABLE build_check_in_revisions ENGINE = MergeTree ORDER BY (check_in_id, revised_at) AS
WITH
    -- A report that was matched anew has the revision twice: the later match takes the place of the
    -- earlier one.
    observed AS
    (
        SELECT
            *,
            min(observed_at) OVER (PARTITION BY check_in_id, revised_at) AS first_observed_at,
            argMin(checked_in_at, (observed_at, revised_at, run_id)) OVER (PARTITION BY check_in_id) AS created_at
        FROM {{all_of(check_in_revisions)}}
        WHERE check_in_id IN (SELECT check_in_id FROM build_asked_check_ins WHERE {{slice(check_in_id)}})
        ORDER BY observed_at DESC, run_id DESC
        LIMIT 1 BY check_in_id, revised_at
    ),
    revisions AS
    (
        SELECT
            *,
            {{local_day(created_at)}} AS checked_in_on,
            row_number() OVER (PARTITION BY check_in_id ORDER BY revised_at) AS revision_number
        FROM observed
        WHERE checked_in_on >= {{check_ins_from}} OR {{is_late_check_in(check_in_id)}}
    ),
    -- "A key result known only from a check-in does not exist."
    known AS
    (
        SELECT key_result_id, argMax(objective_id, (valid_from, observed_at, run_id)) AS objective_id
        FROM core_key_result_versions
        GROUP BY key_result_id
    ),
    listed AS
    (
        SELECT
            revisions.* EXCEPT (objective_id, key_result_id, key_result_value, occurrence),
            if(source = 'report', known.objective_id, revisions.objective_id) AS objective_id,
            revisions.key_result_id AS key_result_id,
            key_result_value
        FROM
        (
            SELECT *, key_result_id, key_result_value, occurrence
            FROM revisions
            ARRAY JOIN
                key_result_ids AS key_result_id,
                key_result_progress AS key_result_value,
                arrayEnumerateUniq(key_result_ids) AS occurrence
            WHERE occurrence = 1
        ) AS revisions
        INNER JOIN known ON known.key_result_id = revisions.key_result_id
    ),
    unlisted AS
    (
        SELECT
            revisions.* EXCEPT (objective_id),
            revisions.objective_id AS objective_id,
            key_results.key_result_id AS key_result_id,
            CAST(NULL, 'Nullable(Float64)') AS key_result_value
        FROM revisions
        INNER JOIN build_key_result_spans AS key_results ON key_results.objective_id = revisions.objective_id
        WHERE empty(revisions.key_result_ids)
            AND key_results.from_day <= revisions.checked_in_on AND revisions.checked_in_on < key_results.to_day
    ),
    statements AS
    (
        SELECT * FROM {{all_of(check_in_statements)}}
        WHERE check_in_id IN (SELECT check_in_id FROM build_asked_check_ins WHERE {{slice(check_in_id)}})
    ),
    counted AS
    (
        SELECT * FROM listed
        UNION ALL
        SELECT * FROM unlisted
    )
SELECT
    counted.check_in_id AS check_in_id,
    counted.revision_number AS revision_number,
    counted.key_result_id AS key_result_id,
    counted.objective_id AS objective_id,
    counted.created_at AS checked_in_at,
    counted.checked_in_on AS checked_in_on,
    counted.revised_at AS revised_at,
    {{local_day(counted.revised_at)}} AS revised_on,
    counted.first_observed_at AS observed_at,
    counted.author_id AS author_id,
    counted.modifier_id AS modifier_id,
    if(key_result_value IS NULL, NULL, greatest(0, least(100, key_result_value))) AS progress,
    -- As in key_result_check_ins.sql: a named statement beats a general one, field by field.
    ifNull(named.confidence, general.confidence) AS confidence,
    if(named.confidence IS NULL, general.confidence_provenance, named.confidence_provenance) AS confidence_provenance,
    if(named.blocker = '', general.blocker, named.blocker) AS blocker,
    if(named.next_action = '', general.next_action, named.next_action) AS next_action,
    counted.text AS comment,
    counted.mentions AS mentions,
    -- As in check_in_spans.sql and key_result_check_ins.sql
    greatest(1, sipHash64(sipHash64(comment, mentions), blocker, next_action)) AS comment_id,
    (counted.check_in_id, counted.revised_at) IN
    (
        SELECT check_in_id, revised_at FROM build_check_in_spans
        WHERE from_day <= {{as_of}} AND {{as_of}} < to_day
            AND check_in_id IN (SELECT check_in_id FROM build_asked_check_ins WHERE {{slice(check_in_id)}})
    ) AS is_in_force
FROM counted
LEFT JOIN (SELECT * FROM statements WHERE key_result_id != '') AS named
    ON named.check_in_id = counted.check_in_id AND named.revised_at = counted.revised_at
    AND named.run_id = counted.run_id AND named.key_result_id = counted.key_result_id
LEFT JOIN (SELECT * FROM statements WHERE key_result_id = '') AS general
    ON general.check_in_id = counted.check_in_id AND general.revised_at = counted.revised_at
    AND general.run_id = counted.run_id
