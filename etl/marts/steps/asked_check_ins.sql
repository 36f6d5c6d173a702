-- Grain: one row per check-in in scope whose rows are asked for.
CREATE TABLE build_asked_check_ins ENGINE = MergeTree ORDER BY check_in_id AS
SELECT DISTINCT check_in_id FROM core_check_in_revisions
WHERE {{local_day(checked_in_at)}} >= {{check_ins_from}} OR {{is_late_check_in(check_in_id)}}
