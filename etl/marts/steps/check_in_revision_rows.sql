-- Grain: one row per check-in, revision and key result it counts for. Department and period are those
-- of the objective on the day of the check-in, as in check_in_rows.sql.
INSERT INTO mart_check_in_revisions_next
(
    check_in_id, revision_number, key_result_id, objective_id, period_id, checked_in_at,
    checked_in_on, revised_at, revised_on, observed_at, author_id, author_name, modifier_id,
    modifier_name, department_id, department_name, department_path, department_path_today,
    progress, confidence, confidence_provenance, comment_id, is_first, is_in_force, deleted_at
)
WITH
    contexts AS
    (
        SELECT
            *,
            if(row_number() OVER (PARTITION BY objective_id ORDER BY from_day) = 1, {{start_of_time}}, from_day) AS since
        FROM build_objective_contexts
    ),
    deletions AS
    (
        SELECT check_in_id, min(missed_at) AS missed_at
        FROM core_check_in_deletions
        GROUP BY check_in_id
    )
SELECT
    revisions.check_in_id AS check_in_id,
    revision_number,
    key_result_id,
    revisions.objective_id AS objective_id,
    contexts.period_id AS period_id,
    checked_in_at,
    checked_in_on,
    revised_at,
    revised_on,
    observed_at,
    author_id,
    authors.person_name AS author_name,
    modifier_id,
    modifiers.person_name AS modifier_name,
    contexts.department_id AS department_id,
    contexts.department_name AS department_name,
    contexts.department_path AS department_path,
    contexts.department_path_today AS department_path_today,
    progress,
    confidence,
    confidence_provenance,
    comment_id,
    revision_number = 1 AS is_first,
    is_in_force,
    if(deletions.check_in_id = '', NULL, deletions.missed_at) AS deleted_at
FROM build_check_in_revisions AS revisions
LEFT JOIN deletions ON deletions.check_in_id = revisions.check_in_id
ASOF LEFT JOIN contexts
    ON contexts.objective_id = revisions.objective_id AND contexts.since <= revisions.checked_in_on
ASOF LEFT JOIN build_person_spans AS authors
    ON authors.person_id = revisions.author_id AND authors.from_day <= revisions.checked_in_on
ASOF LEFT JOIN build_person_spans AS modifiers
    ON modifiers.person_id = revisions.modifier_id AND modifiers.from_day <= revisions.revised_on
