-- Grain: one row per diagnosed key result and period that this build works on: what is known about itself
-- of the four kinds of evidence (metrics.md 12).
CREATE TABLE build_diagnoses ENGINE = MergeTree ORDER BY (key_result_id, period_id) AS
WITH
    rhythms AS
    (
        SELECT
            key_result_id,
            period_id,
            sum(is_closed_due) AS closed_due_weeks,
            countIf(check_in_state = 'on_time') AS on_time_weeks
        FROM build_full_check_in_weeks
        WHERE key_result_id IN (SELECT key_result_id FROM build_diagnosed)
        GROUP BY key_result_id, period_id
    ),
    -- What is said from its begin until it is judged, with the next actions
    said AS
    (
        SELECT
            diagnosed.key_result_id AS key_result_id,
            diagnosed.period_id AS period_id,
            arraySort(groupUniqArray(check_ins.checked_in_on)) AS days,
            arraySort(groupUniqArrayIf(check_ins.checked_in_on, check_ins.next_action != '')) AS action_days
        FROM build_check_ins AS check_ins
        INNER JOIN build_diagnosed AS diagnosed ON diagnosed.key_result_id = check_ins.key_result_id
        WHERE diagnosed.starts_on <= check_ins.checked_in_on AND check_ins.checked_in_on < diagnosed.carried_on
        GROUP BY key_result_id, period_id
    ),
    quotes AS
    (
        SELECT
            key_result_id,
            period_id,
            arraySort
            (
                groupArray((checked_in_at, check_in_id, number, toString(kind), term, line))
            ) AS in_order
        FROM build_quotes
        GROUP BY key_result_id, period_id
    ),
    -- A re-scope: another title, weight or objective of the key result, another title or period of
    -- its objective.
    rescopes AS
    (
        SELECT entity_id, arraySort(groupUniqArray(from_day)) AS days
        FROM
        (
            SELECT
                entity_id,
                from_day,
                scope != lagInFrame(scope, 1, scope) OVER
                (
                    PARTITION BY entity_id ORDER BY from_day
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                ) AS is_rescope
            FROM
            (
                SELECT key_result_id AS entity_id, from_day, (title, toString(weight), objective_id) AS scope
                FROM build_key_result_versions
                UNION ALL
                SELECT objective_id AS entity_id, from_day, (title, '', period_id) AS scope
                FROM build_objective_spans
            )
        )
        WHERE is_rescope
        GROUP BY entity_id
    ),
    -- metrics.md 8, on the day the key result is judged
    dependencies AS
    (
        SELECT objective_id, as_of, count() AS at_risk_count
        FROM build_full_link_days
        WHERE is_dependency AND is_at_risk
            AND (objective_id, as_of) IN (SELECT objective_id, judged_on FROM build_diagnosed)
        GROUP BY objective_id, as_of
    ),
    -- Silence is judged on the last day the objective was answered for (metrics.md 5).
    least(judged_on, known_until) AS silent_until,
    -- From its begin or a check-in to the next one, or to the day it is judged
    arrayConcat
    (
        [begins_on],
        arrayFilter(day -> begins_on < day AND day <= silent_until, said.days),
        [greatest(begins_on, silent_until)]
    ) AS signs,
    arrayMap(day -> {{counted(day)}}, signs) AS counted_signs,
    ifNull(falls_of.first_trouble_on, {{end_of_time}}) AS trouble_on,
    trouble_on + {{days_to_respond}} AS last_day_to_respond,
    arrayFilter
    (
        day -> trouble_on <= day AND day <= last_day_to_respond,
        arraySort(arrayConcat(key_result_rescopes.days, objective_rescopes.days))
    ) AS rescope_days,
    arrayFilter(day -> trouble_on <= day AND day <= last_day_to_respond, said.action_days) AS next_action_days,
    arrayExists(day -> trouble_on <= day AND day <= last_day_to_respond, said.days) AS has_spoken
SELECT
    diagnosed.key_result_id AS key_result_id,
    diagnosed.period_id AS period_id,
    diagnosed.objective_id AS objective_id,
    level,
    diagnosed.owner_id AS owner_id,
    diagnosed.department_id AS department_id,
    department_path,
    department_path_today,
    visibility,
    label_id,
    diagnosed.judged_on AS judged_on,
    outcome,
    progress,
    expected,
    pace,
    confidence,
    are_check_ins_known,
    rhythms.closed_due_weeks AS closed_due_weeks,
    rhythms.on_time_weeks AS on_time_weeks,
    if(are_check_ins_known, arrayMax(arrayDifference(counted_signs)), NULL) AS longest_silence_days,
    falls_of.fell_in AS first_fell_in,
    arraySort(arrayDistinct(arrayMap(q -> q.5, arrayFilter(q -> q.4 = 'external', quotes.in_order)))) AS external_terms,
    arraySort(arrayDistinct(arrayMap(q -> q.5, arrayFilter(q -> q.4 = 'capacity', quotes.in_order)))) AS capacity_terms,
    quotes.in_order.4 AS quote_kind,
    quotes.in_order.5 AS quote_term,
    quotes.in_order.6 AS quote_line,
    quotes.in_order.3 AS quote_number,
    quotes.in_order.2 AS quote_check_in_id,
    quotes.in_order.1 AS quote_checked_in_at,
    dependencies.at_risk_count AS at_risk_dependency_count,
    falls_of.first_trouble_on AS first_trouble_on,
    multiIf
    (
        falls_of.first_trouble_on IS NULL, '',
        notEmpty(rescope_days), 'rescoped',
        NOT are_check_ins_known, '',
        notEmpty(next_action_days), 'next_action',
        known_until < last_day_to_respond, 'pending',
        has_spoken, 'check_in_only',
        'silence'
    ) AS response,
    if(empty(rescope_days), NULL, rescope_days[1]) AS rescoped_on,
    if(empty(next_action_days), NULL, next_action_days[1]) AS next_action_on
FROM build_diagnosed AS diagnosed
LEFT JOIN rhythms ON rhythms.key_result_id = diagnosed.key_result_id AND rhythms.period_id = diagnosed.period_id
LEFT JOIN said ON said.key_result_id = diagnosed.key_result_id AND said.period_id = diagnosed.period_id
LEFT JOIN mart_falls_next AS falls_of
    ON falls_of.key_result_id = diagnosed.key_result_id AND falls_of.period_id = diagnosed.period_id
LEFT JOIN quotes ON quotes.key_result_id = diagnosed.key_result_id AND quotes.period_id = diagnosed.period_id
LEFT JOIN rescopes AS key_result_rescopes ON key_result_rescopes.entity_id = diagnosed.key_result_id
LEFT JOIN rescopes AS objective_rescopes ON objective_rescopes.entity_id = diagnosed.objective_id
LEFT JOIN dependencies
    ON dependencies.objective_id = diagnosed.objective_id AND dependencies.as_of = diagnosed.judged_on
