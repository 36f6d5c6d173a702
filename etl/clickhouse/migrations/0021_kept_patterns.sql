-- What a build of changed days needs to keep patterns and diagnoses of all others (see etl/marts/coverage.ts). Marts are built anew after
-- this.

TRUNCATE TABLE mart_build {{on_cluster}};

DROP TABLE IF EXISTS mart_pattern_days_next {{on_cluster}};
-- Grain: as mart_pattern_days.
CREATE TABLE mart_pattern_days_next {{on_cluster}} AS mart_pattern_days
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, key_result_id, pattern);
EXCHANGE TABLES mart_pattern_days AND mart_pattern_days_next {{on_cluster}};
DROP TABLE mart_pattern_days_next {{on_cluster}};

-- Grain: one row per key result and period in which it was ever live: when it first fell and first was in trouble.
CREATE TABLE IF NOT EXISTS mart_falls {{on_cluster}}
(
    key_result_id    String,
    period_id        LowCardinality(String),
    first_trouble_on Nullable(Date) COMMENT 'first red or at-risk day',
    fell_in          Nullable(Date) COMMENT 'Monday of the week in which it first fell',
    owner_id         String COMMENT 'in that week',
    department_id    LowCardinality(String) COMMENT 'in that week'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (key_result_id, period_id);
