-- Grain: one row per key result and week with a live day: whether the week was due, and progress
-- around it (metrics.md 6).
CREATE TABLE build_key_result_weeks ENGINE = MergeTree ORDER BY (key_result_id, week) AS
WITH
    parts AS
    (
        SELECT
            key_result_id,
            objective_id,
            toDate(arrayJoin(range(toUInt16(toMonday(from_day)), toUInt16(to_day), 7))) AS week,
            greatest(from_day, week) AS first_day,
            least(to_day - 1, week + 6) AS last_day,
            greatest(0, toInt32(least(last_day, week + 4)) - toInt32(first_day) + 1) AS weekday_count
        FROM build_key_result_spans
        WHERE {{slice(key_result_id)}}
    ),
    weeks AS
    (
        SELECT
            key_result_id,
            week,
            sum(weekday_count) AS weekday_count,
            max(last_day) AS last_live_day,
            argMax(objective_id, last_day) AS objective_id
        FROM parts
        GROUP BY key_result_id, week
    ),
    -- The days of the states, and progress from each on
    states AS
    (
        SELECT
            key_result_id,
            arraySort(groupArray((from_day, progress))) AS in_order,
            in_order.1 AS days,
            in_order.2 AS progresses
        FROM build_key_result_states
        WHERE {{slice(key_result_id)}}
        GROUP BY key_result_id
    )
SELECT
    weeks.key_result_id AS key_result_id,
    weeks.week AS week,
    weeks.last_live_day AS last_live_day,
    weeks.objective_id AS objective_id,
    states.progresses[arrayLastIndex(day -> day < weeks.week, states.days)] AS progress_before,
    states.progresses[arrayLastIndex(day -> day <= weeks.last_live_day, states.days)] AS last_progress,
    states.progresses[arrayLastIndex(day -> day <= weeks.week + 6, states.days)] AS sunday_progress,
    weeks.weekday_count >= 3
        AND NOT ifNull(progress_before >= 100, 0)
        AND NOT has({{holiday_weeks}}, weeks.week) AS is_due
FROM weeks
INNER JOIN states ON states.key_result_id = weeks.key_result_id
