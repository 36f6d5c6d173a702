-- Grain: one row per key result and day on which rule 3 of metrics.md 5 holds: check-ins in each of
-- the last three closed due weeks, yet progress moved by less than one point since the end of the
-- calendar week before the first of them.
CREATE TABLE build_no_movement ENGINE = MergeTree ORDER BY (key_result_id, day) AS
WITH
    due AS
    (
        SELECT
            key_result_id,
            objective_id,
            week,
            sunday_progress,
            lagInFrame(week, 1) OVER neighbours AS week_before,
            lagInFrame(week, 2) OVER neighbours AS week_before_that,
            lagInFrame(progress_before, 2) OVER neighbours AS progress_before,
            leadInFrame(week, 1, {{end_of_time}} - 7) OVER neighbours AS next_week,
            row_number() OVER neighbours AS number,
            last_live_day
        FROM
        (
            -- Of all weeks: the running one is not due yet on its first days, and a holiday week
            -- never is.
            SELECT * EXCEPT (last_live_day), max(last_live_day) OVER (PARTITION BY key_result_id) AS last_live_day
            FROM build_key_result_weeks
        )
        WHERE is_due
        WINDOW neighbours AS
        (
            PARTITION BY key_result_id ORDER BY week
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ),
    still AS
    (
        -- The three weeks are the last ones on the days [week + 7, next_week + 7); where the
        -- objective was last answered for on one of those days, they stay the last ones from there
        -- on.
        SELECT
            due.key_result_id AS key_result_id,
            [week, week_before, week_before_that] AS weeks,
            week + 7 AS from_day,
            least
            (
                last_live_day + 1,
                if(answers.answered_on < next_week + 7, {{end_of_time}}, next_week + 7)
            ) AS to_day
        FROM due
        INNER JOIN build_answers AS answers ON answers.objective_id = due.objective_id
        WHERE number >= 3
            -- Rounded: 2.3 - 1.3 is a full point, though not in binary.
            AND round(abs(sunday_progress - progress_before), 6) < 1
            AND answers.answered_on >= week + 7
            AND from_day < to_day
    ),
    said AS
    (
        SELECT key_result_id, groupArray((toMonday(checked_in_on), from_day, to_day)) AS rows
        FROM build_key_result_check_ins
        WHERE key_result_id IN (SELECT key_result_id FROM still)
        GROUP BY key_result_id
    )
SELECT key_result_id, day
FROM
(
    SELECT
        still.key_result_id AS key_result_id,
        still.weeks AS weeks,
        said.rows AS rows,
        toDate(arrayJoin(range(toUInt16(still.from_day), toUInt16(still.to_day)))) AS day
    FROM still
    INNER JOIN said ON said.key_result_id = still.key_result_id
)
WHERE arrayAll
(
    week -> arrayExists
    (
        (said_in, since, until) -> said_in = week AND since <= day AND day < until,
        rows.1, rows.2, rows.3
    ),
    weeks
)
