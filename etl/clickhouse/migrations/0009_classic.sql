-- Who may open an objective beside its owner and the heads above: classic OKR alone says it.

-- Grain: one row per version of an objective's list of readers; the latest (valid_from, observed_at, run_id) speaks.
CREATE TABLE IF NOT EXISTS core_objective_readers {{on_cluster}}
(
    objective_id String,
    privacy      LowCardinality(String) COMMENT 'as DingTalk wrote it: public, or anything else for restricted; empty: it does not say',
    reader_ids   Array(String) COMMENT 'DingTalk userids that the policy lists, sorted; the owner is not among them unless listed',
    valid_from   DateTime64(3, 'UTC'),
    observed_at  DateTime64(3, 'UTC'),
    run_id       String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (objective_id, valid_from)
SETTINGS {{dedup_window}} = 10000;
