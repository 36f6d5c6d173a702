-- What DingTalk's own analysis says about the company, to be held against ours.

-- Grain: one row per run, period and figure of DingTalk's own analysis. Our side is computed from the marts of that day where it
-- is asked for (cube/model/cubes/reconciled-figures.yml), so that it is the figure that the pages show.
CREATE TABLE IF NOT EXISTS ops_reconciliations {{on_cluster}}
(
    run_id    String,
    day       Date COMMENT 'local day of the run',
    period_id String COMMENT 'as we know it',
    figure    LowCardinality(String) COMMENT 'head_count, objective_set_rate, objective_align_rate, update_rate_7, update_rate_15 or update_rate_30',
    theirs    Float64 COMMENT 'a count, or a ratio 0..1',
    asked_at  DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY (day, run_id, period_id, figure)
SETTINGS {{dedup_window}} = 10000;
