-- Grain: one row per day and period that contains it, period_id '' on a day without any. Days run
-- from the first day of the earliest period to the day of the last sync.
CREATE TABLE build_period_days ENGINE = MergeTree ORDER BY (day, period_id) AS
WITH
    (SELECT if(count() = 0, {{as_of}}, least(min(starts_on), {{as_of}})) FROM mart_periods_next) AS first_day,
    days AS
    (
        SELECT toDate(arrayJoin(range(toUInt16(greatest(first_day, {{first_day}})), toUInt16({{as_of}} + 1)))) AS day
    ),
    held AS
    (
        SELECT days.day AS day, periods.period_id AS period_id
        FROM days
        CROSS JOIN mart_periods_next AS periods
        WHERE starts_on <= days.day AND days.day <= ends_on
    )
SELECT days.day AS day, held.period_id AS period_id
FROM days
LEFT JOIN held ON held.day = days.day
