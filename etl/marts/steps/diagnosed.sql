-- Grain: one row per key result and period to be diagnosed (metrics.md 12): missed, that is not done on
-- the last day of a period that is over, or at risk on the day of the last sync.
CREATE TABLE build_diagnosed ENGINE = MergeTree ORDER BY (key_result_id, period_id) AS
WITH
    live AS
    (
        SELECT
            key_result_id,
            period_id,
            starts_on,
            ends_before,
            begins_on,
            least(ends_before - 1, {{as_of}}) AS judged_on
        FROM build_key_result_spans
        WHERE from_day <= judged_on AND judged_on < to_day
    ),
    -- Where a key result was carried on into a later period, its check-ins from then on are that one's.
    periods AS
    (
        SELECT
            key_result_id,
            period_id,
            leadInFrame(first_day, 1, {{end_of_time}}) OVER
            (
                PARTITION BY key_result_id ORDER BY first_day
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS carried_on
        FROM
        (
            SELECT key_result_id, period_id, min(from_day) AS first_day
            FROM build_key_result_spans
            GROUP BY key_result_id, period_id
        )
    )
SELECT
    days.* EXCEPT (key_result_id, objective_id, period_id, judged_on),
    days.objective_id AS objective_id,
    live.key_result_id AS key_result_id,
    live.period_id AS period_id,
    live.judged_on AS judged_on,
    live.starts_on AS starts_on,
    live.begins_on AS begins_on,
    periods.carried_on AS carried_on,
    if(live.judged_on = live.ends_before - 1, 'missed', 'at_risk') AS outcome,
    -- Until when the check-ins are known; end_of_time where they never were.
    if(answers.objective_id = '', {{end_of_time}}, least({{as_of}}, answers.answered_on)) AS known_until
FROM
(
    SELECT * FROM build_full_key_result_days WHERE as_of IN (SELECT judged_on FROM live)
) AS days
INNER JOIN live ON live.key_result_id = days.key_result_id AND live.judged_on = days.as_of
INNER JOIN periods ON periods.key_result_id = live.key_result_id AND periods.period_id = live.period_id
LEFT JOIN build_answers AS answers ON answers.objective_id = days.objective_id
WHERE if(outcome = 'missed', NOT days.is_done, days.pace = 'at_risk')
