-- Grain: one row per period that holds objectives, is running, or of which a review says something:
-- its goals may be removed (etl/retention), its published figures and decisions are still opened. Kinds by length in days
-- (metrics.md 1).
INSERT INTO mart_periods_next
(
    period_id, period_name, rule_name, kind, starts_on, ends_on, objective_count
)
WITH toInt32(ends_before) - toInt32(starts_on) AS length
SELECT
    periods.period_id,
    periods.name,
    periods.rule_name,
    multiIf
    (
        length BETWEEN 28 AND 31, 'month',
        length BETWEEN 90 AND 92, 'quarter',
        length BETWEEN 181 AND 184, 'half',
        length BETWEEN 365 AND 366, 'year',
        'other'
    ) AS kind,
    starts_on,
    ends_before - 1 AS ends_on,
    -- Where not all objectives are in scope, nothing has changed since the last build.
    if(ends_before > {{scope_from}}, held.objective_count, kept.objective_count) AS objective_count
FROM core_periods AS periods
LEFT JOIN
(
    SELECT period_id, uniqExact(objective_id) AS objective_count
    FROM build_objective_contexts
    WHERE live_from < live_to
    GROUP BY period_id
) AS held ON held.period_id = periods.period_id
LEFT JOIN (SELECT period_id, objective_count FROM mart_periods) AS kept ON kept.period_id = periods.period_id
WHERE periods.period_id IN (SELECT period_id FROM {{all_of(objective_versions)}})
    OR (starts_on <= {{as_of}} AND {{as_of}} < ends_before)
    OR periods.period_id IN
    (
        SELECT JSONExtractString(body, 'period_id') FROM app_current_entries
        WHERE kind IN ('published_review', 'review_decision')
    )
