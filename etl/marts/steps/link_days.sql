-- Grain: one row per link of a live child and day: every alignment, and the cooperation that is a
-- dependency (metrics.md 7 and 8).
INSERT INTO mart_link_days_next
(
    as_of, objective_id, target_id, is_key_result, link_kind, is_alignment, is_dependency,
    broken_reason, period_id, level, owner_id, department_id, department_path,
    department_path_today, label_id, parent_objective_id, parent_period_id, parent_level,
    parent_owner_id, parent_department_id, parent_department_path, parent_department_path_today,
    parent_label_id, has_target_key_result, is_at_risk, are_check_ins_known, is_assumed
)
WITH
    days AS
    (
        SELECT
            *,
            -- Risk is that of the parent's key results; all else is known at once for all links.
            greatest(from_day, {{first_day_of(parent_objective_id)}}) AS asked_from,
            toDate(arrayJoin(range(toUInt16(asked_from), toUInt16(to_day)))) AS day
        FROM build_links
        WHERE asked_from < to_day
    ),
    -- "at_risk when the target key result, or any live key result of the target objective, is
    -- behind, at risk, red or stalled" (metrics.md 8). Where the check-ins are unknown there is no
    -- stall reason.
    targets AS
    (
        SELECT
            as_of,
            is_key_result,
            target_id,
            max(pace IN ('behind', 'at_risk') OR confidence_band = 'red' OR stall_reason != '') AS is_at_risk,
            min(are_check_ins_known) AS are_check_ins_known
        FROM mart_key_result_days_next
        ARRAY JOIN [0, 1] AS is_key_result, [objective_id, key_result_id] AS target_id
        WHERE objective_id IN (SELECT parent_id FROM build_links WHERE is_dependency)
            AND (is_key_result, target_id) IN (SELECT is_key_result, target_id FROM build_links WHERE is_dependency)
        GROUP BY as_of, is_key_result, target_id
    ),
    days.is_dependency AND targets.target_id != '' AS has_key_result
SELECT
    days.day AS as_of,
    objective_id,
    days.target_id AS target_id,
    days.is_key_result AS is_key_result,
    link_kind,
    is_alignment,
    is_dependency,
    if(is_alignment, broken_reason, '') AS broken_reason,
    period_id,
    level,
    owner_id,
    department_id,
    department_path,
    department_path_today,
    label_id,
    parent_objective_id,
    if(is_parent_shown, parent_period_id, ''),
    if(is_parent_shown, parent_level, ''),
    if(is_parent_shown, parent_owner_id, ''),
    if(is_parent_shown, parent_department_id, ''),
    if(is_parent_shown, parent_department_path, ''),
    if(is_parent_shown, parent_department_path_today, ''),
    if(is_parent_shown, parent_label_id, 0),
    has_key_result,
    has_key_result AND targets.is_at_risk,
    NOT has_key_result OR targets.are_check_ins_known,
    is_assumed
FROM days
LEFT JOIN targets
    ON targets.as_of = days.day AND targets.is_key_result = days.is_key_result AND targets.target_id = days.target_id
