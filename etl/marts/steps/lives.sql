-- Grain: one row per objective or key result that was ever live.
INSERT INTO mart_lives_next (entity_id, first_on, last_on)
SELECT key_result_id, min(from_day), max(to_day) - 1
FROM build_key_result_spans
WHERE from_day < to_day
GROUP BY key_result_id
UNION ALL
SELECT objective_id, min(live_from), max(live_to) - 1
FROM build_objective_contexts
WHERE live_from < live_to
GROUP BY objective_id
UNION ALL
SELECT entity_id, first_on, last_on
FROM build_kept_lives
