-- Grain: one row per set of descriptive texts that key result, objective or link rows share.
INSERT INTO mart_labels_next
(
    label_id, key_result_title, objective_title, period_name, owner_name, department_name
)
SELECT DISTINCT label_id, key_result_title, objective_title, period_name, owner_name, department_name
FROM build_key_result_spans
UNION DISTINCT
SELECT sipHash64('', title, period_name, owner_name, department_name), '', title, period_name, owner_name, department_name
FROM build_objective_contexts
WHERE live_from < live_to
UNION DISTINCT
SELECT parent_label_id, key_result_title, parent_title, parent_period_name, parent_owner_name, parent_department_name
FROM build_links
WHERE is_parent_shown
