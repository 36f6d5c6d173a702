-- Grain: one row per check-in and key result it counts for, with the revision in force at the last
-- sync. Its department is that of the objective on the day of the check-in, or on the nearest day
-- on which the objective existed.
INSERT INTO mart_check_ins_next
(
    check_in_id, key_result_id, objective_id, checked_in_at, checked_in_on, author_id,
    author_name, department_id, department_path, progress, confidence, confidence_provenance,
    comment_id, is_edited
)
WITH
    contexts AS
    (
        SELECT
            objective_id,
            if(row_number() OVER (PARTITION BY objective_id ORDER BY from_day) = 1, {{start_of_time}}, from_day) AS since,
            department_id,
            department_path
        FROM build_objective_contexts
    )
SELECT
    check_ins.check_in_id,
    check_ins.key_result_id,
    check_ins.objective_id,
    check_ins.checked_in_at,
    check_ins.checked_in_on,
    check_ins.author_id,
    authors.person_name AS author_name,
    contexts.department_id,
    contexts.department_path,
    check_ins.progress,
    check_ins.confidence,
    check_ins.confidence_provenance,
    check_ins.comment_id,
    check_ins.is_edited
FROM
(
    SELECT * FROM build_check_ins WHERE checked_in_on >= {{check_ins_from}} OR {{is_late_check_in(check_in_id)}}
) AS check_ins
ASOF LEFT JOIN contexts
    ON contexts.objective_id = check_ins.objective_id AND contexts.since <= check_ins.checked_in_on
ASOF LEFT JOIN build_person_spans AS authors
    ON authors.person_id = check_ins.author_id AND authors.from_day <= check_ins.checked_in_on
