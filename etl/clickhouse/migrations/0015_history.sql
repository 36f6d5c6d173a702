-- history: what changed in goals and organisation, and what each revision of a check-in said. Marts as those of 0005.

-- Grain: one row per change: a field of an objective, key result, alignment, person or department at an instant.
CREATE TABLE IF NOT EXISTS mart_changes {{on_cluster}}
(
    changed_at            DateTime64(3, 'UTC') COMMENT 'from then on it holds: mostly the read that saw it',
    changed_on            Date COMMENT 'local day',
    entity_kind           LowCardinality(String) COMMENT 'objective, key_result, alignment, person or department',
    entity_id             String COMMENT 'of an alignment: child > target',
    change_kind           LowCardinality(String) COMMENT 'created, ended, returned or changed',
    field                 LowCardinality(String) COMMENT 'existence, or what changed',
    old_value             String COMMENT 'ids separated by commas where it names people, departments, a period or an objective',
    new_value             String,
    old_name              String COMMENT 'names for those ids, but of people, departments and periods alone',
    new_name              String,
    is_assumed            UInt8 COMMENT 'the start was not seen but assumed (metrics.md 1, first version)',
    run_id                String COMMENT 'the run that saw it',
    objective_id          String COMMENT 'empty for people and departments; of an alignment the child',
    other_objective_id    String COMMENT 'the other end of an alignment, or the objective that a key result left',
    key_result_id         String COMMENT 'itself, or the one an alignment goes to',
    objective_title       String COMMENT 'of objective_id on that day',
    key_result_title      String COMMENT 'of a key result that changed',
    period_id             LowCardinality(String),
    period_name           LowCardinality(String),
    level                 LowCardinality(String),
    owner_id              String,
    owner_name            String,
    department_id         LowCardinality(String) COMMENT 'of the objective or person on that day; itself',
    department_name       LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    is_in_period          UInt8 COMMENT 'the period of the objective ran on that day',
    is_late               UInt8 COMMENT 'after half of that period (metrics.md 10)'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (changed_on, entity_kind, entity_id, changed_at, field);

-- Grain: one row per check-in, revision that some read saw, and key result that the revision counts for.
CREATE TABLE IF NOT EXISTS mart_check_in_revisions {{on_cluster}}
(
    check_in_id           String,
    revision_number       UInt32 COMMENT 'from 1, in the order of revised_at',
    key_result_id         String,
    objective_id          String,
    period_id             LowCardinality(String),
    checked_in_at         DateTime64(3, 'UTC') COMMENT 'creation of the check-in',
    checked_in_on         Date COMMENT 'local day',
    revised_at            DateTime64(3, 'UTC'),
    revised_on            Date COMMENT 'local day',
    observed_at           DateTime64(3, 'UTC') COMMENT 'the first read that saw the revision',
    author_id             String,
    author_name           String,
    modifier_id           String,
    modifier_name         String,
    department_id         LowCardinality(String),
    department_name       LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    progress              Nullable(Float64) COMMENT '0..100',
    confidence            Nullable(Float64) COMMENT '0..10',
    confidence_provenance LowCardinality(String),
    comment_id            UInt64,
    is_first              UInt8 COMMENT 'the earliest that some read saw',
    is_in_force           UInt8 COMMENT 'the check-in speaks with it at the last sync',
    deleted_at            Nullable(DateTime64(3, 'UTC')) COMMENT 'the read that missed the check-in'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (key_result_id, checked_in_at, check_in_id, revised_at);
