-- What a search looks through: by spans of days instead of days, so that titles of one day are few and side by side.

-- Grain: one row per objective, key result, person or department and span of local days on which it is there (goals: live; people:
-- active) and all that the row says is the same.
CREATE TABLE IF NOT EXISTS mart_search {{on_cluster}}
(
    entity_kind           LowCardinality(String) COMMENT 'objective, key_result, person or department',
    entity_id             String,
    objective_id          String COMMENT 'of goals: whoever may open it finds the row; empty for people and departments',
    first_on              Date,
    last_on               Date COMMENT 'at most the day of the last sync',
    title                 String COMMENT 'or name',
    folded_title          String COMMENT 'as a search compares it, with a space in front: each of its words follows one',
    objective_title       String COMMENT 'of key results: of their objective',
    level                 LowCardinality(String),
    period_id             LowCardinality(String),
    period_name           LowCardinality(String),
    owner_id              String,
    owner_name            String,
    department_id         LowCardinality(String),
    department_name       LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String)
)
ENGINE = {{replicated}}MergeTree
-- What has ended before the day is not read.
ORDER BY (last_on, entity_kind, entity_id);
