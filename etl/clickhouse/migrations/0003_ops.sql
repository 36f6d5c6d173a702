-- ops: what the machine did. Never holds a secret.

-- Grain: one row per run and state change; the highest version speaks (view ops_runs).
CREATE TABLE IF NOT EXISTS ops_run_states {{on_cluster}}
(
    run_id             String,
    version            UInt64 COMMENT 'milliseconds of the change',
    status             LowCardinality(String) COMMENT 'running, succeeded, partial, failed, stopped or killed',
    product            LowCardinality(String) COMMENT 'agoal or okr',
    started_at         DateTime64(3, 'UTC'),
    finished_at        Nullable(DateTime64(3, 'UTC')),
    metered_call_count UInt64,
    exempt_call_count  UInt64,
    row_count          UInt64 COMMENT 'core rows added',
    reject_count       UInt64,
    message            String COMMENT 'for people: what stopped it and the remedy'
)
ENGINE = {{replicated}}ReplacingMergeTree(version)
ORDER BY run_id
SETTINGS {{dedup_window}} = 10000;

CREATE VIEW IF NOT EXISTS ops_runs {{on_cluster}} AS SELECT * FROM ops_run_states FINAL;

-- Grain: one row per run and stream.
CREATE TABLE IF NOT EXISTS ops_streams {{on_cluster}}
(
    run_id      String,
    stream      LowCardinality(String),
    status      LowCardinality(String) COMMENT 'complete or partial',
    reason      String,
    read_at     DateTime64(3, 'UTC'),
    read_count  UInt64 COMMENT 'answered pages',
    item_count  UInt64,
    row_count   UInt64
)
ENGINE = {{replicated}}MergeTree
ORDER BY (stream, read_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per run, local day, endpoint and flush: counts are written while the run goes on, and add up.
CREATE TABLE IF NOT EXISTS ops_calls {{on_cluster}}
(
    run_id       String,
    day          Date COMMENT 'in ORG_TIMEZONE',
    endpoint     LowCardinality(String),
    is_metered   UInt8,
    call_count   UInt64 COMMENT 'calls that reached DingTalk and were not refused by a rate limit',
    refused_count UInt64 COMMENT 'calls refused by a rate limit, which DingTalk does not count'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (day, endpoint, run_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per record that could not be loaded, or statement that could not be read.
CREATE TABLE IF NOT EXISTS ops_rejects {{on_cluster}}
(
    run_id      String,
    stream      LowCardinality(String),
    entity_key  String,
    kind        LowCardinality(String) COMMENT 'record (not loaded), confidence (out of range or unreadable), refused (the app may not read it)',
    reason      String,
    payload     String CODEC(ZSTD(3)),
    rejected_at DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY (stream, rejected_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per data version: the marts as of one finished run. Written last; the greatest version is what people see.
CREATE TABLE IF NOT EXISTS ops_data_versions {{on_cluster}}
(
    version    UInt64 COMMENT 'milliseconds of the build',
    run_id     String,
    as_of      Date COMMENT 'local day of the run: the default t',
    loaded_at  DateTime64(3, 'UTC') COMMENT 'the instant of the last read',
    created_at DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY version
SETTINGS {{dedup_window}} = 10000;
