-- Grain: one row per period and day on which it, or a period that encloses it, holds a live company
-- objective (metrics.md 7).
CREATE TABLE build_company_periods ENGINE = MergeTree ORDER BY (day, period_id) AS
WITH
    held AS
    (
        SELECT DISTINCT starts_on, ends_before, toDate(arrayJoin(range(toUInt16(greatest(live_from, {{first_day_of_any}})), toUInt16(live_to)))) AS day
        FROM build_objective_contexts
        WHERE level = 'company' AND greatest(live_from, {{first_day_of_any}}) < live_to
    )
SELECT DISTINCT periods.period_id AS period_id, held.day AS day
FROM core_periods AS periods
CROSS JOIN held
WHERE held.starts_on <= periods.starts_on AND periods.ends_before <= held.ends_before
