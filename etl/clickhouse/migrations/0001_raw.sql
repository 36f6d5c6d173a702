-- raw: what DingTalk answered, as received. Append-only; every later layer can be rebuilt from it without a single call.

-- Grain: one row per distinct answer (the part behind the envelope, as JSON text).
CREATE TABLE IF NOT EXISTS raw_payloads {{on_cluster}}
(
    payload_hash  String COMMENT 'SHA-256 of body, hex',
    body          String CODEC(ZSTD(3)),
    first_seen_at DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}ReplacingMergeTree
ORDER BY payload_hash
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per answered page of a read.
CREATE TABLE IF NOT EXISTS raw_reads {{on_cluster}}
(
    run_id       String,
    stream       LowCardinality(String),
    endpoint     LowCardinality(String) COMMENT 'verb and path',
    entity_key   String COMMENT 'whom or what was asked for, e.g. a department, a person, an objective',
    request      String COMMENT 'canonical JSON of the parameters, without token',
    page         UInt32 COMMENT 'from 1',
    is_last_page UInt8,
    fetched_at   DateTime64(3, 'UTC'),
    payload_hash String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (stream, run_id, entity_key, page)
SETTINGS {{dedup_window}} = 10000;
