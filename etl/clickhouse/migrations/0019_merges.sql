-- merges: a merge holds buffers for every column of every part that it reads. What a sync writes in many small parts is merged few
-- at a time, so that a first sync of a large company does not hold 200 MB for it.
ALTER TABLE raw_payloads {{on_cluster}} MODIFY SETTING max_parts_to_merge_at_once = 4;
ALTER TABLE raw_reads {{on_cluster}} MODIFY SETTING max_parts_to_merge_at_once = 4;
ALTER TABLE core_check_in_revisions {{on_cluster}} MODIFY SETTING max_parts_to_merge_at_once = 4;
ALTER TABLE core_check_in_statements {{on_cluster}} MODIFY SETTING max_parts_to_merge_at_once = 4;
ALTER TABLE stage_check_ins {{on_cluster}} MODIFY SETTING max_parts_to_merge_at_once = 4;
ALTER TABLE core_answers {{on_cluster}} MODIFY SETTING max_parts_to_merge_at_once = 4;
