-- What lets a build of changed days look at these alone.

-- Where a part holds no row of a new run, it is not read for one.
ALTER TABLE core_progress_observations {{on_cluster}} ADD INDEX IF NOT EXISTS runs run_id TYPE minmax GRANULARITY 4;
ALTER TABLE core_progress_observations {{on_cluster}} MATERIALIZE INDEX runs;
ALTER TABLE core_answers {{on_cluster}} ADD INDEX IF NOT EXISTS runs run_id TYPE minmax GRANULARITY 4;
ALTER TABLE core_answers {{on_cluster}} MATERIALIZE INDEX runs;

-- Days before the first changed one are told by what was found in them before.
ALTER TABLE mart_falls {{on_cluster}}
    ADD COLUMN IF NOT EXISTS first_on Nullable(Date) COMMENT 'first live day of the key result in the period',
    ADD COLUMN IF NOT EXISTS first_at_risk_on Nullable(Date) COMMENT 'first day of pace at_risk; NULL: none';
