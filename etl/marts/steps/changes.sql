-- Grain: one row per change: a field of an objective, key result, alignment, person or department at
-- an instant. Level, department, period and owner are those of the end of that day, or of the
-- nearest day on which the objective existed.
INSERT INTO mart_changes_next
(
    changed_at, changed_on, entity_kind, entity_id, change_kind, field, old_value, new_value,
    old_name, new_name, is_assumed, run_id, objective_id, other_objective_id, key_result_id,
    objective_title, key_result_title, period_id, period_name, level, owner_id, owner_name,
    department_id, department_name, department_path, department_path_today, is_in_period, is_late
)
WITH
    toDateTime64('2299-12-31 00:00:00', 3, 'UTC') AS forever,
    neighbours AS
    (
        SELECT
            *,
            facts[1].2 AS called,
            row_number() OVER entity = 1 AS is_first,
            lagInFrame(until) OVER entity AS previous_until,
            lagInFrame(facts) OVER entity AS previous_facts,
            lagInFrame(objective_id) OVER entity AS previous_objective_id,
            leadInFrame(since, 1, forever) OVER entity AS next_since
        FROM build_change_spans
        -- Of all others nothing became another on a day that is asked for.
        WHERE (entity_kind, entity_id) IN
        (
            SELECT entity_kind, entity_id FROM build_change_spans
            WHERE {{local_day(since)}} >= {{first_day}} OR (until < forever AND {{local_day(until)}} >= {{first_day}})
        )
        WINDOW entity AS
        (
            PARTITION BY entity_kind, entity_id ORDER BY since
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ),
    told AS
    (
        SELECT
            entity_kind, entity_id, objective_id, other_objective_id, key_result_id, called,
            since AS changed_at,
            if(is_first, 'created', 'returned') AS change_kind,
            'existence' AS field,
            '' AS old_value,
            called AS new_value,
            is_first AND is_assumed AS is_assumed,
            run_id
        FROM neighbours
        -- Of what is there since ever nobody knows when it began.
        WHERE (is_first OR previous_until < since) AND since > toDateTime64(0, 3, 'UTC')
        UNION ALL
        SELECT
            entity_kind, entity_id, objective_id,
            if(fact.1 = 'objective', previous_objective_id, other_objective_id),
            key_result_id, called, since, 'changed', fact.1, previous_facts[position].2, fact.2, 0, run_id
        FROM neighbours
        ARRAY JOIN facts AS fact, arrayEnumerate(facts) AS position
        WHERE NOT is_first AND fact.2 != previous_facts[position].2
        UNION ALL
        SELECT
            entity_kind, entity_id, objective_id, other_objective_id, key_result_id, called, until,
            'ended', 'existence', called, '', 0, end_run_id
        FROM neighbours
        WHERE until < next_since
    ),
    dated AS
    (
        SELECT
            *,
            {{local_day(changed_at)}} AS changed_on,
            transform
            (
                field,
                ['owner', 'heads', 'team', 'departments', 'parent', 'period'],
                ['person', 'person', 'department', 'department', 'department', 'period'],
                ''
            ) AS named_kind
        FROM told
    ),
    names AS
    (
        SELECT 'person' AS kind, person_id AS id, from_day, person_name AS name FROM build_person_spans
        UNION ALL
        SELECT 'department', department_id, from_day, department_name FROM build_department_spans
        UNION ALL
        SELECT 'period', period_id, {{start_of_time}}, name FROM core_periods
    ),
    named AS
    (
        SELECT
            entity_kind,
            entity_id,
            changed_at,
            field,
            arraySort(groupArray((element.1, element.2, names.name))) AS elements,
            arrayStringConcat(arrayFilter(one -> one.1 = 0 AND one.3 != '', elements).3, ', ') AS old_name,
            arrayStringConcat(arrayFilter(one -> one.1 = 1 AND one.3 != '', elements).3, ', ') AS new_name
        FROM
        (
            SELECT
                entity_kind, entity_id, changed_at, field, changed_on, named_kind,
                arrayJoin(arrayConcat
                (
                    arrayMap((id, position) -> (0, position, id), splitByChar(',', old_value) AS old, arrayEnumerate(old)),
                    arrayMap((id, position) -> (1, position, id), splitByChar(',', new_value) AS new, arrayEnumerate(new))
                )) AS element,
                element.3 AS id
            FROM dated
            WHERE named_kind != '' AND id != ''
        ) AS elements
        ASOF LEFT JOIN names
            ON names.kind = elements.named_kind AND names.id = elements.id
            AND names.from_day <= elements.changed_on
        GROUP BY entity_kind, entity_id, changed_at, field
    ),
    contexts AS
    (
        SELECT
            objective_id AS context_id,
            if(row_number() OVER (PARTITION BY objective_id ORDER BY from_day) = 1, {{start_of_time}}, from_day) AS since,
            title,
            period_id,
            period_name,
            level,
            owner_id,
            owner_name,
            starts_on,
            ends_before,
            department_id
        FROM build_objective_contexts
    ),
    placed AS
    (
        SELECT
            dated.*,
            contexts.title AS objective_title,
            contexts.period_id AS period_id,
            contexts.period_name AS period_name,
            contexts.level AS level,
            contexts.owner_id AS owner_id,
            contexts.owner_name AS owner_name,
            contexts.starts_on AS starts_on,
            contexts.ends_before AS ends_before,
            multiIf
            (
                dated.entity_kind = 'department', dated.entity_id,
                dated.entity_kind = 'person', people.department_id,
                toString(contexts.department_id)
            ) AS department_id
        FROM dated
        ASOF LEFT JOIN contexts
            ON contexts.context_id = dated.objective_id AND contexts.since <= dated.changed_on
        ASOF LEFT JOIN build_person_spans AS people
            ON people.person_id = dated.entity_id AND people.from_day <= dated.changed_on
    )
SELECT
    placed.changed_at AS changed_at,
    changed_on,
    placed.entity_kind AS entity_kind,
    placed.entity_id AS entity_id,
    change_kind,
    placed.field AS field,
    old_value,
    new_value,
    named.old_name AS old_name,
    named.new_name AS new_name,
    is_assumed,
    run_id,
    objective_id,
    other_objective_id,
    key_result_id,
    objective_title,
    if(placed.entity_kind = 'key_result', called, '') AS key_result_title,
    period_id,
    period_name,
    level,
    owner_id,
    owner_name,
    placed.department_id AS department_id,
    departments.department_name AS department_name,
    departments.department_path AS department_path,
    departments.department_path_today AS department_path_today,
    starts_on <= changed_on AND changed_on < ends_before AS is_in_period,
    -- "created after half of the period": metrics.md 10
    is_in_period AND 2 * (toInt32(changed_on) - toInt32(starts_on)) > toInt32(ends_before) - toInt32(starts_on) AS is_late
FROM placed
LEFT JOIN named
    ON named.entity_kind = placed.entity_kind AND named.entity_id = placed.entity_id
    AND named.changed_at = placed.changed_at AND named.field = placed.field
ASOF LEFT JOIN build_department_spans AS departments
    ON departments.department_id = placed.department_id AND departments.from_day <= placed.changed_on
-- A source whose clock is ahead may date a start later than the read.
WHERE changed_on <= {{as_of}} AND changed_on >= {{first_day}}
