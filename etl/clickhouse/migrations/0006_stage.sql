-- stage: what the running sync read, before it is compared with the core tables. Emptied by every run; never read by marts.

-- Grain: one row per department and run.
CREATE TABLE IF NOT EXISTS stage_departments {{on_cluster}}
(
    run_id        String,
    department_id String,
    name          String,
    parent_id     String,
    head_ids      Array(String)
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, department_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per person, department list that holds the person, and run.
CREATE TABLE IF NOT EXISTS stage_people {{on_cluster}}
(
    run_id         String,
    person_id      String,
    name           String,
    title          String,
    department_ids Array(String),
    is_active      UInt8,
    is_boss        UInt8
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, person_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per objective, list that holds it, and run.
CREATE TABLE IF NOT EXISTS stage_objectives {{on_cluster}}
(
    run_id        String,
    objective_id  String,
    kind          LowCardinality(String),
    title         String,
    owner_id      String,
    asked_id      String COMMENT 'the person or department whose list holds it',
    team_ids      Array(String),
    period_id     String,
    weight        Nullable(Float64),
    is_draft      UInt8,
    visibility    LowCardinality(String),
    score         Nullable(Float64),
    created_at    Nullable(DateTime64(3, 'UTC')),
    progress      Nullable(Float64),
    states_up     UInt8 COMMENT 'the answer says which links go up, perhaps none; 0: it does not say',
    states_down   UInt8,
    states_key_results UInt8 COMMENT 'likewise of its key results, and all of them could be read'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, objective_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per key result, list that holds its objective, and run.
CREATE TABLE IF NOT EXISTS stage_key_results {{on_cluster}}
(
    run_id        String,
    key_result_id String,
    objective_id  String,
    title         String,
    weight        Nullable(Float64),
    position      UInt32,
    progress      Nullable(Float64)
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, key_result_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per statement of a link, list that holds the stating objective, and run.
CREATE TABLE IF NOT EXISTS stage_alignments {{on_cluster}}
(
    run_id             String,
    child_objective_id String,
    target_kind        LowCardinality(String) COMMENT 'objective, keyResult or empty: the source gives an id without its kind',
    target_id          String,
    link_kind          LowCardinality(String),
    stated_by          LowCardinality(String)
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, child_objective_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per check-in seen by a complete read of its objective, one with an empty check-in per such read, and run.
CREATE TABLE IF NOT EXISTS stage_check_ins {{on_cluster}}
(
    run_id       String,
    objective_id String,
    check_in_id  String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, objective_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per period and run.
CREATE TABLE IF NOT EXISTS stage_periods {{on_cluster}}
(
    run_id        String,
    period_id     String,
    rule_id       String,
    rule_name     String,
    rule_category String,
    name          String,
    source_type   String,
    starts_on     Date,
    ends_before   Date
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, period_id)
SETTINGS {{dedup_window}} = 10000;
