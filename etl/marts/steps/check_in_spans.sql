-- Grain: one row per check-in revision and span of local days at whose ends the check-in speaks
-- with it (metrics.md 2, edited and deleted): the last observed revision with `updated` by then, or
-- the earliest observed one; from the read that missed the check-in on, none. A report's revision
-- may be there twice, because it was matched anew: the later match takes the place of the earlier.
CREATE TABLE build_check_in_spans ENGINE = MergeTree ORDER BY (objective_id, check_in_id) AS
WITH
    -- What the next steps carry instead of texts, which the windows need not sort
    said AS
    (
        SELECT
            * EXCEPT (html, text, normalised_text, mentions),
            sipHash64(text, mentions) AS said_key,
            if(normalised_text = '', 0, sipHash64(author_id, normalised_text)) AS text_key
        FROM core_check_in_revisions
        WHERE {{slice(check_in_id)}}
    ),
    revisions AS
    (
        SELECT
            *,
            first_value(checked_in_at) OVER everything AS created_at,
            first_value(revised_at) OVER everything AS first_revised_at,
            {{local_day(created_at)}} AS checked_in_on,
            {{local_day(revised_at)}} AS revised_on,
            -- An empty frame's minimum is 0.
            min(revised_at) OVER
            (
                observed ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
            ) AS next_revised_at
        FROM said
        WINDOW
            observed AS (PARTITION BY check_in_id ORDER BY observed_at, revised_at, run_id),
            everything AS (observed ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    ),
    deletions AS
    (
        SELECT check_in_id, {{local_day(min(missed_at))}} AS missed_on
        FROM core_check_in_deletions
        WHERE {{slice(check_in_id)}}
        GROUP BY check_in_id
    )
SELECT
    revisions.* EXCEPT (check_in_id, checked_in_at, created_at, first_revised_at, next_revised_at),
    revisions.check_in_id AS check_in_id,
    created_at AS checked_in_at,
    if(revised_at = first_revised_at, checked_in_on, greatest(checked_in_on, revised_on)) AS from_day,
    least
    (
        multiIf
        (
            next_revised_at = toDateTime64(0, 3, 'UTC'), {{end_of_time}},
            next_revised_at = first_revised_at, checked_in_on,
            greatest({{local_day(next_revised_at)}}, checked_in_on)
        ),
        if(deletions.check_in_id = '', {{end_of_time}}, missed_on)
    ) AS to_day
FROM revisions
LEFT JOIN deletions ON deletions.check_in_id = revisions.check_in_id
WHERE from_day < to_day
