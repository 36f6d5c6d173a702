-- Weekly reports as check-ins (metrics.md 2, "Report rows"). A report becomes one check-in in core_check_in_revisions, whatever
-- number of key results and objectives it is about.

-- Grain: one row per report as it stood when it was read, and run.
CREATE TABLE IF NOT EXISTS stage_reports {{on_cluster}}
(
    run_id      String,
    report_id   String,
    author_id   String,
    created_at  DateTime64(3, 'UTC'),
    modified_at DateTime64(3, 'UTC'),
    rows        String COMMENT 'JSON: [{"key":…,"value":…}], the fields in their order' CODEC(ZSTD(3))
)
ENGINE = {{replicated}}MergeTree
ORDER BY (run_id, author_id, report_id)
SETTINGS {{dedup_window}} = 10000;

ALTER TABLE core_check_in_revisions {{on_cluster}}
    COMMENT COLUMN objective_id 'empty: a report, whose key results say by themselves where they belong',
    COMMENT COLUMN html 'as received; of a report its rows as JSON, to match them anew when titles become known',
    COMMENT COLUMN key_result_ids 'the listed key results in order; empty: it lists none. Of a report those that its rows are about';

ALTER TABLE core_answers {{on_cluster}}
    COMMENT COLUMN subject_kind 'person (objectives of), department (organisation objectives of), check_ins (of an objective: read, or known not to have moved), period (its objectives were asked for), reports (of a template)',
    COMMENT COLUMN fingerprint 'of check_ins: what the objective list said when they were read; unmoved, they need no new read. Of reports: since when they were read, by creation';
