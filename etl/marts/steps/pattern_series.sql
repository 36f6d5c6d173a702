-- Grain: one row per key result and period with weekly values that may make a pattern (metrics.md 12):
-- its closed due weeks side by side, the first one first. A week without a confidence has -1, one
-- without a text, or of a key result without copied ones, 0. The tests here are looser than those of
-- pattern_spans.sql, which asks for pace and expected progress too: they keep the next step small.
CREATE TABLE build_pattern_series ENGINE = MergeTree ORDER BY (key_result_id, period_id) AS
WITH
    -- The week's last check-in; a report has no text.
    texts AS
    (
        SELECT
            check_ins.key_result_id AS key_result_id,
            toMonday(check_ins.checked_in_on) AS week,
            check_ins.check_in_id AS check_in_id,
            check_ins.comment_id AS comment_id,
            -- "the same normalised text of the same author"
            check_ins.text_key AS text_key
        FROM build_check_ins AS check_ins
        WHERE check_ins.source = 'check_in' AND {{slice(check_ins.key_result_id)}}
            -- Where no text is there three times none of them matters, which is nearly everywhere.
            AND check_ins.key_result_id IN
            (
                SELECT key_result_id FROM build_check_ins
                WHERE {{slice(key_result_id)}} AND text_key != 0
                GROUP BY key_result_id, text_key
                HAVING count() >= 3
            )
        ORDER BY check_ins.number DESC
        LIMIT 1 BY key_result_id, week
    ),
    valued AS
    (
        SELECT
            closed.key_result_id AS key_result_id,
            closed.period_id AS period_id,
            closed.week AS week,
            closed.last_live_on AS day,
            ifNull(closed.week_confidence, -1) AS confidence,
            closed.week_progress AS progress,
            texts.text_key AS text_key,
            texts.check_in_id AS check_in_id,
            texts.comment_id AS comment_id
        FROM build_full_check_in_weeks AS closed
        LEFT JOIN texts ON texts.key_result_id = closed.key_result_id AND texts.week = closed.week
        WHERE closed.is_closed_due AND {{slice(closed.key_result_id)}}
            AND closed.week >= (SELECT toMonday(min(from_day)) FROM build_key_result_spans)
            AND closed.key_result_id IN (SELECT key_result_id FROM build_key_result_spans)
    )
SELECT
    key_result_id,
    period_id,
    arraySort(value -> value.1, groupArray
    (
        (week, day, confidence, progress, text_key, check_in_id, comment_id)
    )) AS in_order,
    in_order.1 AS weeks,
    in_order.2 AS days,
    in_order.3 AS confidences,
    in_order.4 AS progresses,
    in_order.5 AS text_keys,
    in_order.6 AS check_in_ids,
    in_order.7 AS comment_ids,
    {{patterns_from_of(key_result_id)}} AS asked_from
FROM valued
GROUP BY key_result_id, period_id
HAVING (length(weeks) >= 4 AND arrayMin(arraySlice(confidences, 1, 3)) >= 9) OR arrayExists
(
    -- a fall, the same five times, the same text three times, with days that are asked for
    (last, next_week) -> next_week + 7 > asked_from AND
    (
        (confidences[last] >= 0 AND last >= 2 AND arrayMax(arraySlice(confidences, greatest(1, last - 2), 3)) - confidences[last] >= 1.9)
            OR (last >= 5 AND confidences[last] >= 0 AND arrayUniq(arraySlice(confidences, last - 4, 5)) = 1)
            OR (last >= 3 AND text_keys[last] != 0 AND arrayUniq(arraySlice(text_keys, last - 2, 3)) = 1)
    ),
    arrayEnumerate(weeks),
    arrayPushBack(arrayPopFront(weeks), {{end_of_time}} - 7)
)
