-- Grain: one row per objective whose check-ins some read answered for, with the last local day of
-- such a read. Where no read ever did (the source refuses them), nothing is known about check-ins:
-- unknown is not silent.
CREATE TABLE build_answers ENGINE = MergeTree ORDER BY objective_id AS
SELECT subject_id AS objective_id, {{local_day(max(answered_at))}} AS answered_on
FROM core_answers
WHERE subject_kind = 'check_ins'
GROUP BY subject_id
