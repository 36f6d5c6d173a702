-- Grain: one row per objective and span of local days in which the objective, its owner's name, its
-- department (name, path, heads) and therefore its level are the same. Live on [live_from,
-- live_to), which may be empty (metrics.md 2).
CREATE TABLE build_objective_contexts ENGINE = MergeTree ORDER BY (objective_id, from_day) AS
WITH
    owned AS
    (
        -- The owner's primary department at the time of the fact; without the owner in the
        -- directory, none.
        SELECT
            objectives.* EXCEPT (from_day, to_day),
            owners.person_name AS owner_name,
            multiIf
            (
                objectives.kind = 'organisation', objectives.team_id,
                objectives.team_id IN (SELECT department_id FROM build_department_spans), objectives.team_id,
                owners.department_id
            ) AS department_id,
            if(owners.person_id = '', objectives.from_day, greatest(objectives.from_day, owners.from_day)) AS owned_from,
            if(owners.person_id = '', objectives.to_day, least(objectives.to_day, owners.to_day)) AS owned_to
        FROM build_objective_spans AS objectives
        LEFT JOIN build_person_spans AS owners ON owners.person_id = objectives.owner_id
        WHERE owned_from < owned_to
    ),
    placed AS
    (
        SELECT
            owned.* EXCEPT (department_id),
            owned.department_id AS department_id,
            departments.department_name AS department_name,
            departments.department_path AS department_path,
            departments.department_path_today AS department_path_today,
            departments.department_id != '' AND departments.parent_id = '' AS is_root,
            departments.head_ids AS department_head_ids,
            if(departments.department_id = '', owned_from, greatest(owned_from, departments.from_day)) AS placed_from,
            if(departments.department_id = '', owned_to, least(owned_to, departments.to_day)) AS placed_to
        FROM owned
        LEFT JOIN build_department_spans AS departments ON departments.department_id = owned.department_id
        WHERE placed_from < placed_to
    )
SELECT
    objective_id,
    kind,
    title,
    owner_id,
    owner_name,
    toLowCardinality(period_id) AS period_id,
    period_name,
    starts_on,
    ends_before,
    visibility,
    score,
    is_assumed,
    is_draft,
    toLowCardinality(placed.department_id) AS department_id,
    department_name,
    toLowCardinality(department_path) AS department_path,
    toLowCardinality(department_path_today) AS department_path_today,
    toLowCardinality(multiIf
    (
        kind = 'organisation', if(is_root, 'company', 'department'),
        has(heads.head_ids, owner_id), 'company',
        has(department_head_ids, owner_id), 'department',
        'individual'
    )) AS level,
    greatest(placed_from, heads.from_day) AS from_day,
    least(placed_to, heads.to_day) AS to_day,
    greatest(from_day, starts_on) AS live_from,
    if(is_draft, live_from, greatest(live_from, least(to_day, ends_before))) AS live_to
FROM placed
CROSS JOIN build_company_head_spans AS heads
WHERE from_day < to_day
