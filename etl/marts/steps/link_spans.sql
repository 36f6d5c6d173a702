-- Grain: one row per link (child, target, kind) and span of local days in which the link and both
-- its ends are the same (metrics.md 7). A link to a key result counts as one to its objective, the
-- parent.
CREATE TABLE build_link_spans ENGINE = MergeTree ORDER BY (child_id, from_day) AS
WITH
    -- Every day on which something about the link can change.
    borders AS
    (
        SELECT child_id, target_id, arraySort(groupUniqArrayArray(days)) AS days
        FROM
        (
            SELECT child_id, target_id, [from_day, least(to_day, {{as_of}} + 1)] AS days FROM build_link_statements
            UNION ALL
            SELECT child_id, target_id, [from_day, to_day, live_from, live_to] AS days
            FROM build_link_ends AS ends
            INNER JOIN build_objective_contexts AS children ON children.objective_id = ends.child_id
            UNION ALL
            SELECT child_id, target_id, [from_day, to_day, live_from, live_to] AS days
            FROM build_link_ends AS ends
            INNER JOIN build_objective_contexts AS parents ON parents.objective_id = ends.target_id
            UNION ALL
            SELECT child_id, target_id, [from_day, to_day] AS days
            FROM build_link_ends AS ends
            INNER JOIN build_key_result_versions AS key_results ON key_results.key_result_id = ends.target_id
            UNION ALL
            SELECT child_id, target_id, [parents.from_day, parents.to_day, live_from, live_to] AS days
            FROM build_link_ends AS ends
            INNER JOIN build_key_result_versions AS key_results ON key_results.key_result_id = ends.target_id
            INNER JOIN build_objective_contexts AS parents ON parents.objective_id = key_results.objective_id
        )
        GROUP BY child_id, target_id
    ),
    stated AS
    (
        -- "statements of the same child, target and kind are one link, a typed statement beats an
        -- untyped one"
        SELECT
            child_id,
            target_id,
            arrayJoin(arrayFilter
            (
                day -> statements.from_day <= day AND day < statements.to_day,
                borders.days
            )) AS from_day,
            any(borders.days[indexOf(borders.days, from_day) + 1]) AS to_day,
            arraySort(groupUniqArray(toString(link_kind))) AS kinds,
            -- Seen by either side is seen.
            min(is_assumed) AS is_assumed
        FROM build_link_statements AS statements
        INNER JOIN borders ON borders.child_id = statements.child_id AND borders.target_id = statements.target_id
        GROUP BY child_id, target_id, from_day
        HAVING to_day > from_day
    ),
    targeted AS
    (
        SELECT
            stated.child_id AS child_id,
            stated.target_id AS target_id,
            ends.is_key_result AS is_key_result,
            stated.from_day AS from_day,
            stated.to_day AS to_day,
            stated.is_assumed AS is_assumed,
            arrayJoin(if(length(kinds) > 1, arrayFilter(kind -> kind != '', kinds), kinds)) AS link_kind,
            is_key_result AND (key_results.key_result_id = '' OR stated.from_day >= key_results.to_day) AS is_key_result_gone,
            if(is_key_result, key_results.objective_id, stated.target_id) AS parent_id,
            key_results.title AS key_result_title
        FROM stated
        INNER JOIN build_link_ends AS ends ON ends.child_id = stated.child_id AND ends.target_id = stated.target_id
        ASOF LEFT JOIN build_key_result_versions AS key_results
            ON key_results.key_result_id = stated.target_id AND key_results.from_day <= stated.from_day
    )
SELECT
    targeted.child_id AS child_id,
    targeted.target_id AS target_id,
    is_key_result,
    link_kind,
    link_kind != 'COOPERATION' AS is_alignment,
    parent_id,
    targeted.from_day AS from_day,
    targeted.to_day AS to_day,
    children.objective_id != '' AND targeted.from_day < children.to_day AND NOT children.is_draft AS is_child_present,
    children.live_from <= targeted.from_day AND targeted.from_day < children.live_to AS is_child_live,
    -- "dangling: target unknown, gone or a draft"; so is a key result that is gone
    is_key_result_gone OR parents.objective_id = '' OR targeted.from_day >= parents.to_day
        OR parents.is_draft AS is_dangling,
    parent_id = targeted.child_id AS is_self,
    NOT is_dangling
        AND parents.live_from <= targeted.from_day AND targeted.from_day < parents.live_to AS is_parent_live,
    parents.starts_on <= children.starts_on AND children.ends_before <= parents.ends_before AS is_period_enclosed,
    children.period_id AS period_id,
    children.level AS level,
    children.owner_id AS owner_id,
    children.department_id AS department_id,
    children.department_path AS department_path,
    children.department_path_today AS department_path_today,
    sipHash64('', children.title, children.period_name, children.owner_name, children.department_name) AS label_id,
    -- A parent that is gone speaks with its last version, a draft does not speak.
    parents.objective_id AS parent_objective_id,
    parents.objective_id != '' AND NOT parents.is_draft AS is_parent_shown,
    targeted.is_assumed OR children.is_assumed OR is_parent_shown AND parents.is_assumed AS is_assumed,
    parents.title AS parent_title,
    parents.period_id AS parent_period_id,
    parents.period_name AS parent_period_name,
    parents.level AS parent_level,
    parents.owner_id AS parent_owner_id,
    parents.owner_name AS parent_owner_name,
    parents.department_id AS parent_department_id,
    parents.department_name AS parent_department_name,
    parents.department_path AS parent_department_path,
    parents.department_path_today AS parent_department_path_today,
    key_result_title,
    sipHash64(key_result_title, parent_title, parent_period_name, parent_owner_name, parent_department_name) AS parent_label_id
FROM targeted
ASOF LEFT JOIN build_objective_contexts AS children
    ON children.objective_id = targeted.child_id AND children.from_day <= targeted.from_day
ASOF LEFT JOIN build_objective_contexts AS parents
    ON parents.objective_id = targeted.parent_id AND parents.from_day <= targeted.from_day
