-- Grain: one row per objective, key result, person or department and span of days on which it is there and stays the same. What it is
-- made of begins anew with more than a row tells (a weight, a sister, a head, a version that a later read repeats), so that spans which
-- follow each other and say the same are put together: else the rows would tell by which syncs something became known.
INSERT INTO mart_search_next
(
    entity_kind, entity_id, objective_id, first_on, last_on, title, folded_title, objective_title, level, period_id,
    period_name, owner_id, owner_name, department_id, department_name, department_path, department_path_today
)
WITH
    objectives AS
    (
        SELECT *, live_from AS first_on, least(live_to - 1, {{as_of}}) AS last_on
        FROM build_objective_contexts
        WHERE live_from < live_to
    ),
    key_results AS
    (
        SELECT *, from_day AS first_on, least(to_day - 1, {{as_of}}) AS last_on
        FROM build_key_result_spans
        WHERE from_day < to_day
    ),
    departments AS
    (
        SELECT *, from_day AS first_on, least(to_day - 1, {{as_of}}) AS last_on
        FROM build_department_spans
        WHERE is_present
    ),
    people AS
    (
        SELECT
            people.person_id AS person_id,
            people.person_name AS person_name,
            departments.department_id AS department_id,
            departments.department_name AS department_name,
            departments.department_path AS department_path,
            departments.department_path_today AS department_path_today,
            if(departments.department_id = '', people.from_day, greatest(people.from_day, departments.from_day)) AS first_on,
            least
            (
                if(departments.department_id = '', people.to_day, least(people.to_day, departments.to_day)) - 1,
                {{as_of}}
            ) AS last_on
        FROM build_person_spans AS people
        LEFT JOIN build_department_spans AS departments ON departments.department_id = people.department_id
        WHERE is_active
    ),
    pieces AS
    (
        SELECT
            'objective' AS entity_kind, objective_id AS entity_id, objective_id, first_on, last_on, title, '' AS objective_title,
            level, period_id, period_name, owner_id, owner_name, department_id, department_name, department_path,
            department_path_today
        FROM objectives
        UNION ALL
        SELECT
            'key_result', key_result_id, objective_id, first_on, last_on, key_result_title, objective_title, level, period_id,
            period_name, owner_id, owner_name, department_id, department_name, department_path, department_path_today
        FROM key_results
        UNION ALL
        SELECT
            'person', person_id, '', first_on, last_on, person_name, '', '', '', '', '', '', department_id, department_name,
            department_path, department_path_today
        FROM people
        UNION ALL
        SELECT
            'department', department_id, '', first_on, last_on, department_name, '', '', '', '', '', '', department_id,
            department_name, department_path, department_path_today
        FROM departments
    ),
    entities AS
    (
        SELECT * EXCEPT (first_on, last_on), arraySort(groupArray((first_on, last_on))) AS spans
        FROM pieces
        WHERE first_on <= last_on
        GROUP BY ALL
    )
SELECT
    entity_kind, entity_id, objective_id, together[1].1 AS first_on, together[-1].2 AS last_on, title,
    concat(' ', {{folded(title)}}), objective_title, level, period_id, period_name, owner_id, owner_name, department_id,
    department_name, department_path, department_path_today
FROM entities
ARRAY JOIN arraySplit((span, at) -> at > 1 AND span.1 != spans[at - 1].2 + 1, spans, arrayEnumerate(spans)) AS together
UNION ALL
-- Goals that this build did not look at. Of people and departments it sees all.
SELECT
    entity_kind, entity_id, objective_id, first_on, last_on, title, folded_title, objective_title, level, period_id,
    period_name, owner_id, owner_name, department_id, department_name, department_path, department_path_today
FROM build_kept_search
WHERE entity_kind IN ('objective', 'key_result')
