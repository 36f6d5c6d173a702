-- Grain: one row per child and target that a link was ever stated between.
CREATE TABLE build_link_ends ENGINE = MergeTree ORDER BY (child_id, target_id) AS
SELECT
    child_id,
    target_id,
    -- A source may give an id without its kind, or before its key result is known.
    max
    (
        target_kind = 'keyResult'
            OR target_id IN (SELECT key_result_id FROM core_key_result_versions)
    ) AS is_key_result
FROM build_link_statements
GROUP BY child_id, target_id
