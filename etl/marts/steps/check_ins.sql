-- Grain: one row per check-in and key result it counts for, as it speaks at the last sync, with its
-- marks (metrics.md 6).
CREATE TABLE build_check_ins ENGINE = MergeTree ORDER BY (key_result_id, checked_in_on) AS
WITH
    current AS
    (
        SELECT check_in_id, objective_id, author_id, source, checked_in_at, text_key FROM build_check_in_spans
        WHERE from_day <= {{as_of}} AND {{as_of}} < to_day
    ),
    compared AS
    (
        -- "normalised text differs from the author's previous check-in on the same objective (a
        -- first one passes)"
        SELECT
            check_in_id,
            row_number() OVER earlier = 1
                OR text_key != lagInFrame(text_key) OVER earlier AS is_new_text
        FROM current
        WHERE source = 'check_in'
        WINDOW earlier AS
        (
            PARTITION BY objective_id, author_id ORDER BY checked_in_at, check_in_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    )
SELECT
    stated.* EXCEPT (check_in_id, from_day, to_day),
    stated.check_in_id AS check_in_id,
    stated.revised_at > stated.checked_in_at AS is_edited,
    if
    (
        -- A report has no text.
        stated.source = 'check_in',
        toUInt8((progress IS NOT NULL) + (confidence IS NOT NULL) + (next_action != '')
            + (blocker != '' OR says_no_blocker) + compared.is_new_text),
        NULL
    ) AS quality_marks
FROM build_key_result_check_ins AS stated
LEFT JOIN compared ON compared.check_in_id = stated.check_in_id
WHERE stated.from_day <= {{as_of}} AND {{as_of}} < stated.to_day
