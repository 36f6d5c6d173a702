-- Grain: one row per key result, period, pattern and span of days on which the same closed due weeks
-- make it (metrics.md 12), with the weeks that do. All but late_rush are judged on the last closed
-- due week of a day and those before it; a sandbag stays one to the end of the period, because later
-- weeks cannot be ahead by 20 points any more.
CREATE TABLE build_pattern_spans ENGINE = MergeTree ORDER BY (key_result_id, period_id) AS
WITH
    courses AS
    (
        SELECT key_result_id, groupArray(as_of) AS on, groupArray(expected) AS expected, groupArray(toString(pace)) AS paces
        FROM build_full_key_result_days
        WHERE as_of IN (SELECT arrayJoin(days) FROM build_pattern_series)
            AND key_result_id IN (SELECT key_result_id FROM build_pattern_series)
        GROUP BY key_result_id
    ),
    series AS
    (
        SELECT
            series.* EXCEPT (in_order, key_result_id),
            series.key_result_id AS key_result_id,
            arrayMap(day -> courses.expected[indexOf(courses.on, day)], days) AS expected,
            arrayMap(day -> courses.paces[indexOf(courses.on, day)], days) AS paces,
            -- Rounded here and below: 30.3 - 10.3 is 20 points, though not in binary.
            arrayMap((p, x) -> ifNull(round(p - x, 6) > 20, 0), progresses, expected) AS is_ahead
        FROM build_pattern_series AS series
        INNER JOIN courses ON courses.key_result_id = series.key_result_id
    ),
    judged AS
    (
        SELECT
            *,
            -- Weeks are counted from 1; 0 means that the pattern does not hold. The days of one begin on the Monday after it, and
            -- end with those of the next one.
            arrayJoin(arrayFilter
            (
                (week, next_week) -> next_week + 7 > asked_from,
                arrayEnumerate(weeks),
                arrayPushBack(arrayPopFront(weeks), {{end_of_time}} - 7)
            )) AS last,
            -- "pace on_track while confidence fell by >= 2 points within 3 weeks"
            if
            (
                paces[last] = 'on_track' AND confidences[last] >= 0,
                arrayFirstIndex
                (
                    (c, week) -> last - 2 <= week AND week < last AND round(c - confidences[last], 6) >= 2,
                    confidences,
                    arrayEnumerate(weeks)
                ),
                0
            ) AS watermelon_since,
            -- "confidence >= 9 in the first 3 weeks and progress ahead of expected by > 20 points for 4 weeks"
            if
            (
                last >= 4 AND arrayMin(arraySlice(confidences, 1, 3)) >= 9,
                arrayFirstIndex
                (
                    week -> week + 3 <= last AND arrayMin(arraySlice(is_ahead, week, 4)) = 1,
                    arrayEnumerate(weeks)
                ),
                0
            ) AS sandbag_since,
            -- "the same stated confidence for >= 5 weeks while progress moved", by a point as in section 5
            1 + arrayLastIndex
            (
                (c, week) -> week < last AND c != confidences[last],
                confidences,
                arrayEnumerate(weeks)
            ) AS same_since,
            arrayFilter(p -> p IS NOT NULL, arraySlice(progresses, same_since, last - same_since + 1)) AS moves,
            if
            (
                confidences[last] >= 0 AND last - same_since >= 4 AND notEmpty(moves)
                    AND round(arrayMax(moves) - arrayMin(moves), 6) >= 1,
                same_since,
                0
            ) AS frozen_since,
            -- "the same normalised text of the same author for >= 3 weeks"
            1 + arrayLastIndex
            (
                (text, week) -> week < last AND text != text_keys[last],
                text_keys,
                arrayEnumerate(weeks)
            ) AS text_since,
            if(text_keys[last] != 0 AND last - text_since >= 2, text_since, 0) AS copied_since
        FROM series
    ),
    weekly AS
    (
        SELECT
            *,
            arrayJoin(arrayFilter
            (
                (found) -> found.2 > 0,
                [
                    ('watermelon', toUInt32(watermelon_since)),
                    ('sandbag', toUInt32(sandbag_since)),
                    ('frozen_dial', toUInt32(frozen_since)),
                    ('copy_paste', toUInt32(copied_since))
                ]
            )) AS found,
            found.1 AS pattern,
            found.2 AS since,
            -- A sandbag shows its first three weeks and those in which it was ahead, without a break.
            if
            (
                pattern = 'sandbag',
                arrayFilter
                (
                    week -> week <= last
                        AND (week <= 3 OR (week >= since AND arrayMin(arraySlice(is_ahead, since, week - since + 1)) = 1)),
                    arrayEnumerate(weeks)
                ),
                range(since, last + 1)
            ) AS shown,
            pattern = 'copy_paste' AS has_text
        FROM judged
    ),
    -- "1 - p(85 % of the period) / p(end) > 0.4": known on the last day of the period only
    ended AS
    (
        SELECT
            key_result_id,
            period_id,
            ends_before - 1 AS last_day,
            -- The first day at whose end 85 % of the days are over
            any(starts_on) + intDiv(85 * (toInt32(ends_before) - toInt32(any(starts_on))) + 99, 100) - 1 AS rush_day
        FROM build_key_result_spans
        WHERE to_day = ends_before AND ends_before > {{patterns_from_of_any}} AND ends_before <= {{as_of}} + 1
        GROUP BY key_result_id, period_id, ends_before
    ),
    ends AS
    (
        SELECT key_result_id, as_of, progress, expected, confidence
        FROM build_full_key_result_days
        WHERE as_of IN (SELECT arrayJoin([rush_day, last_day]) FROM ended)
            AND progress IS NOT NULL
    )
SELECT
    key_result_id,
    period_id,
    pattern,
    weeks[last] + 7 AS from_day,
    if(last = length(weeks), {{end_of_time}}, weeks[last + 1] + 7) AS to_day,
    weeks[since] AS since_week,
    arrayMap(week -> days[week], shown) AS evidence_on,
    arrayMap(week -> if(confidences[week] < 0, NULL, confidences[week]), shown) AS evidence_confidence,
    arrayMap(week -> progresses[week], shown) AS evidence_progress,
    arrayMap(week -> expected[week], shown) AS evidence_expected,
    arrayMap(week -> if(has_text, check_in_ids[week], ''), shown) AS evidence_check_in_id,
    arrayMap(week -> if(has_text, comment_ids[week], 0), shown) AS evidence_comment_id
FROM weekly
UNION ALL
SELECT
    ended.key_result_id AS key_result_id,
    ended.period_id AS period_id,
    'late_rush' AS pattern,
    last_day AS from_day,
    last_day + 1 AS to_day,
    toMonday(rush_day) AS since_week,
    [rush_day, last_day] AS evidence_on,
    [early.confidence, late.confidence] AS evidence_confidence,
    [early.progress, late.progress] AS evidence_progress,
    [early.expected, late.expected] AS evidence_expected,
    ['', ''] AS evidence_check_in_id,
    [toUInt64(0), toUInt64(0)] AS evidence_comment_id
FROM ended
INNER JOIN ends AS early ON early.key_result_id = ended.key_result_id AND early.as_of = ended.rush_day
INNER JOIN ends AS late ON late.key_result_id = ended.key_result_id AND late.as_of = ended.last_day
WHERE late.progress > 0 AND round(1 - early.progress / late.progress, 6) > 0.4
