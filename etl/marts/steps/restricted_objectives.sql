-- Grain: one row per objective that not everybody in the company may open. "What counts is the
-- visibility at the last sync, for every day" (metrics.md 13); of what is gone, the last one known.
INSERT INTO mart_restricted_objectives_next (objective_id, owner_id, min_group_size)
SELECT
    objective_id,
    argMax(owner_id, (valid_from, observed_at, run_id)) AS owner_id,
    {{min_group_size}} AS min_group_size
FROM {{all_of(objective_versions)}}
WHERE is_present
GROUP BY objective_id
HAVING argMax(visibility, (valid_from, observed_at, run_id)) IN {{closed_visibilities}}
