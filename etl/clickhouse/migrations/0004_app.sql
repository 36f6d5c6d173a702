-- app: what people enter. Append-only, the latest version wins; never touched by a sync or a rebuild; part of the backup.

-- Grain: one row per version of one entry (a saved view, an override, a decision, a token, ...; kind says which).
CREATE TABLE IF NOT EXISTS app_entries {{on_cluster}}
(
    kind       LowCardinality(String),
    entry_id   String,
    version    UInt64 COMMENT 'milliseconds of entry',
    author_id  String,
    entered_at DateTime64(3, 'UTC'),
    is_deleted UInt8,
    body       String COMMENT 'JSON, its shape fixed by kind'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (kind, entry_id, version)
SETTINGS {{dedup_window}} = 10000;

CREATE VIEW IF NOT EXISTS app_current_entries {{on_cluster}} AS
SELECT kind, entry_id, author_id, entered_at, body
FROM
(
    SELECT * FROM app_entries ORDER BY version DESC LIMIT 1 BY kind, entry_id
)
WHERE is_deleted = 0;
