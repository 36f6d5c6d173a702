-- Between which days an entity has rows, so that a question about one reads no others.

-- Grain: one row per objective or key result that was ever live.
CREATE TABLE IF NOT EXISTS mart_lives {{on_cluster}}
(
    entity_id String,
    first_on  Date,
    last_on   Date COMMENT 'may lie after the last data version'
)
ENGINE = {{replicated}}MergeTree
ORDER BY entity_id;
