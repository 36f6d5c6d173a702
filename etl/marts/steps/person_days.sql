-- Grain: one row per active person, live period and day (metrics.md 7).
INSERT INTO mart_person_days_next
(
    as_of, person_id, person_name, period_id, department_id, department_name, department_path,
    department_path_today, has_objective, is_counted, is_rooted
)
WITH
    people AS
    (
        SELECT
            person_id,
            person_name,
            people.department_id AS department_id,
            departments.department_name AS department_name,
            departments.department_path AS department_path,
            departments.department_path_today AS department_path_today,
            if(departments.department_id = '', people.from_day, greatest(people.from_day, departments.from_day)) AS since,
            if(departments.department_id = '', people.to_day, least(people.to_day, departments.to_day)) AS until
        FROM build_person_spans AS people
        LEFT JOIN build_department_spans AS departments ON departments.department_id = people.department_id
        WHERE is_active AND since < until
    ),
    days AS
    (
        SELECT
            *,
            toDate(arrayJoin(range
            (
                toUInt16(greatest(since, (SELECT min(day) FROM build_period_days))),
                toUInt16(least(until, {{as_of}} + 1))
            ))) AS day
        FROM people
    ),
    -- "People are owners of personal objectives only."
    owned AS
    (
        SELECT
            as_of,
            owner_id,
            period_id,
            max(has_company_objective) AS is_counted,
            max(has_company_objective AND (is_rooted OR level = 'company')) AS is_rooted
        FROM mart_objective_days_next
        WHERE kind = 'personal'
        GROUP BY as_of, owner_id, period_id
    )
SELECT
    days.day AS as_of,
    days.person_id,
    days.person_name,
    periods.period_id,
    days.department_id,
    days.department_name,
    days.department_path,
    days.department_path_today,
    owned.owner_id != '' AS has_objective,
    owned.is_counted,
    owned.is_rooted
FROM days
INNER JOIN build_period_days AS periods ON periods.day = days.day
LEFT JOIN owned
    ON owned.as_of = days.day AND owned.owner_id = days.person_id AND owned.period_id = periods.period_id
