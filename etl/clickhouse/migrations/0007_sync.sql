-- What a sync within the month's quota has to remember: whom it asked about what, what it had to leave for later, how a run
-- ended and what was asked of it, what DingTalk sends that we do not know, and what waits for somebody's yes.

ALTER TABLE ops_run_states {{on_cluster}}
    ADD COLUMN IF NOT EXISTS kind LowCardinality(String) DEFAULT 'planned' COMMENT 'planned, full (every page) or events (only what events named)',
    ADD COLUMN IF NOT EXISTS stopped_on LowCardinality(String) DEFAULT '' COMMENT 'budget, quota, banned, interrupt or empty',
    ADD COLUMN IF NOT EXISTS options String DEFAULT '' COMMENT 'JSON: what was asked of the run, so that the next one can take it up again',
    ADD COLUMN IF NOT EXISTS is_resumable UInt8 DEFAULT 0 COMMENT 'it ended before its core rows counted, and its answers are in the raw layer';

CREATE OR REPLACE VIEW ops_runs {{on_cluster}} AS SELECT * FROM ops_run_states FINAL;

-- Grain: one row per person, period and run that answered completely for the person's objectives in that period.
CREATE TABLE IF NOT EXISTS core_person_answers {{on_cluster}}
(
    person_id   String,
    period_id   String,
    answered_at DateTime64(3, 'UTC'),
    run_id      String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (person_id, period_id, answered_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per version of one custom field of an organisation objective. DingTalk keeps the current value only.
CREATE TABLE IF NOT EXISTS core_objective_field_versions {{on_cluster}}
(
    objective_id    String,
    code            String COMMENT 'key into DingTalk''s fieldValueMap',
    title           String COMMENT 'as the company named the field',
    value_type      LowCardinality(String) COMMENT 'as DingTalk wrote it, e.g. string',
    value           String COMMENT 'text as it is, anything else as JSON',
    is_present      UInt8,
    valid_from      DateTime64(3, 'UTC'),
    is_assumed      UInt8,
    observed_at     DateTime64(3, 'UTC'),
    attributes_hash UInt64,
    run_id          String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (objective_id, code, valid_from)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per departure that DingTalk's leave records name.
CREATE TABLE IF NOT EXISTS core_departures {{on_cluster}}
(
    person_id   String,
    left_at     DateTime64(3, 'UTC'),
    reason      LowCardinality(String) COMMENT 'oapi, cancel, leave, unknown or delete',
    observed_at DateTime64(3, 'UTC'),
    run_id      String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (person_id, left_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per custom field of an organisation objective, list that holds the objective, and run.
CREATE TABLE IF NOT EXISTS stage_objective_fields {{on_cluster}}
(
    run_id       String,
    objective_id String,
    code         String,
    title        String,
    value_type   String,
    value        String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, objective_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per departure and run.
CREATE TABLE IF NOT EXISTS stage_departures {{on_cluster}}
(
    run_id    String,
    person_id String,
    left_at   DateTime64(3, 'UTC'),
    reason    String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, person_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per run, stream and field that the contracts do not know. The record was loaded, the field is in the raw layer.
CREATE TABLE IF NOT EXISTS ops_drift {{on_cluster}}
(
    run_id       String,
    stream       LowCardinality(String),
    field        String COMMENT 'path in the record, list indices as []: keyResults[].ownerName',
    sample       String COMMENT 'type of a value that was seen, never the value: it may be anybody''s text',
    record_count UInt64,
    seen_at      DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY (stream, field, seen_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per run and stream whose read would have closed more than people expect, so that nothing of it was closed.
CREATE TABLE IF NOT EXISTS ops_holds {{on_cluster}}
(
    run_id        String,
    stream        LowCardinality(String),
    closing_count UInt64 COMMENT 'rows that the read misses',
    present_count UInt64 COMMENT 'rows that were there before',
    held_at       DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY (held_at, stream)
SETTINGS {{dedup_window}} = 10000;
