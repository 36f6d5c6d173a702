-- marts: facts and flags at a declared grain, with local days and weeks as Date. Built by etl/marts into tables of the same
-- shape and swapped in. Formulas of measures are not here but in cube/model.
-- Days: every local day from the first day of the earliest loaded period to the day of the last data version.
-- "" in a text column means: not known; Nullable numbers mean: no value.

-- Grain: one row per set of descriptive texts that key result or objective rows share.
CREATE TABLE IF NOT EXISTS mart_labels {{on_cluster}}
(
    label_id         UInt64,
    key_result_title String COMMENT 'empty in labels of objectives',
    objective_title  String,
    period_name      String,
    owner_name       String,
    department_name  String
)
ENGINE = {{replicated}}MergeTree
ORDER BY label_id;

-- Grain: one row per text of a check-in revision as it speaks for one key result.
CREATE TABLE IF NOT EXISTS mart_comments {{on_cluster}}
(
    comment_id  UInt64,
    comment     String,
    mentions    Array(String),
    blocker     String,
    next_action String
)
ENGINE = {{replicated}}MergeTree
ORDER BY comment_id;

-- Grain: one row per live key result and day.
CREATE TABLE IF NOT EXISTS mart_key_result_days {{on_cluster}}
(
    as_of                 Date,
    key_result_id         String,
    objective_id          String,
    period_id             LowCardinality(String),
    level                 LowCardinality(String),
    owner_id              String,
    department_id         LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    visibility            LowCardinality(String),
    label_id              UInt64,
    comment_id            UInt64 COMMENT 'the latest check-in in force; 0: none',
    weight                Float64 COMMENT 'share of the objective, 0..1 by the scheme of metrics.md 3: sums to 1 over its live key results',
    progress              Nullable(Float64) COMMENT '0..100',
    expected              Float64 COMMENT '0..100',
    pace                  LowCardinality(String) COMMENT 'done, unknown, too_early, on_track, behind or at_risk',
    confidence            Nullable(Float64) COMMENT 'current value 0..10',
    confidence_provenance LowCardinality(String) COMMENT 'text, report or empty',
    confidence_stated_at  Nullable(DateTime64(3, 'UTC')),
    confidence_band       LowCardinality(String) COMMENT 'of open key results: stable, watch, red or empty',
    last_check_in_at      Nullable(DateTime64(3, 'UTC')),
    days_since_check_in   Nullable(UInt16) COMMENT 'days outside HOLIDAY_WEEKS',
    days_stalled          Nullable(UInt16) COMMENT 'days since the last check-in, or since the key result began; NULL unless stalled',
    stall_reason          LowCardinality(String) COMMENT 'never_started, silent, no_movement or empty',
    is_blocked            UInt8,
    is_done               UInt8,
    are_check_ins_known   UInt8 COMMENT '0: the source refused them all along; then '''' in stall_reason and 0 in is_blocked mean unknown',
    judged_on             Date COMMENT 'as_of, or the earlier day on which the objective was last answered for: silence is judged there',
    is_assumed            UInt8 COMMENT 'some attribute is assumed, not seen'
)
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, key_result_id);

-- Grain: one row per key result and local week (named by its Monday) with a live day.
CREATE TABLE IF NOT EXISTS mart_check_in_weeks {{on_cluster}}
(
    week                  Date,
    key_result_id         String,
    objective_id          String,
    period_id             LowCardinality(String),
    level                 LowCardinality(String),
    owner_id              String,
    department_id         LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    visibility            LowCardinality(String),
    label_id              UInt64,
    check_in_state        LowCardinality(String) COMMENT 'on_time, late, missed, pending, not_due, or unknown: due, but the source refused the check-ins',
    is_closed_due         UInt8 COMMENT 'the week is over, was due and its state is known: the base of every measure',
    judged_on             Date COMMENT 'the day of the last sync, or the earlier one on which the objective was last answered for',
    may_become_late       UInt8 COMMENT 'missed, but its Wednesday is not over',
    quality_marks         Nullable(UInt8) COMMENT '0..5; NULL: no check-in, or it is a report',
    week_confidence       Nullable(Float64) COMMENT '0..10, the last one stated in the week',
    week_progress         Nullable(Float64) COMMENT '0..100 at the end of the week or of the last live day'
)
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(week)
ORDER BY (week, period_id, department_path, key_result_id);

-- Grain: one row per live objective and day.
CREATE TABLE IF NOT EXISTS mart_objective_days {{on_cluster}}
(
    as_of                 Date,
    objective_id          String,
    kind                  LowCardinality(String) COMMENT 'personal or organisation',
    period_id             LowCardinality(String),
    level                 LowCardinality(String),
    owner_id              String,
    department_id         LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    visibility            LowCardinality(String),
    label_id              UInt64,
    progress              Nullable(Float64) COMMENT 'P of metrics.md 3',
    reported_progress     Nullable(Float64) COMMENT 'DingTalk''s own',
    grade                 Nullable(Float64) COMMENT '0..1',
    is_grade_computed     UInt8,
    is_grade_provisional  UInt8,
    has_company_objective UInt8 COMMENT 'its period or an enclosing one holds a live company objective: else left out of rooted numbers',
    is_aligned            UInt8,
    is_rooted             UInt8,
    valid_incoming_links  UInt32,
    broken_link_count     UInt32,
    broken_link_reason    LowCardinality(String) COMMENT 'dangling, self, cycle, period_mismatch or empty: the first that holds',
    checks_passed         UInt8 COMMENT 'metrics.md 10',
    checks_applicable     UInt8 COMMENT '0: not checked',
    closed_due_weeks      UInt32 COMMENT 'closed due key-result weeks at as_of',
    on_time_weeks         UInt32,
    has_cross_department_in  UInt8 COMMENT 'some link of section 8 comes in from another department',
    has_cross_department_out UInt8,
    is_assumed            UInt8
)
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, objective_id);

-- Grain: one row per active person, live period and day (period_id '' on days without a live period).
CREATE TABLE IF NOT EXISTS mart_person_days {{on_cluster}}
(
    as_of                 Date,
    person_id             String,
    person_name           String,
    period_id             LowCardinality(String),
    department_id         LowCardinality(String),
    department_name       LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    has_objective         UInt8 COMMENT 'owns a live personal objective of the period',
    is_counted            UInt8 COMMENT 'has_objective, and one of them lies in a period with a company objective in scope',
    is_rooted             UInt8 COMMENT 'owns a rooted or company-level one of those'
)
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, person_id);

-- Grain: one row per department and day.
CREATE TABLE IF NOT EXISTS mart_department_days {{on_cluster}}
(
    as_of           Date,
    department_id   String,
    department_name String,
    parent_id       String,
    department_path String COMMENT '/1/12/45/',
    department_path_today String,
    depth           UInt8 COMMENT '0 is the root',
    head_ids        Array(String)
)
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, department_path);

-- Grain: one row per period of a loaded rule that holds objectives or is running.
CREATE TABLE IF NOT EXISTS mart_periods {{on_cluster}}
(
    period_id       String,
    period_name     String,
    rule_name       String,
    kind            LowCardinality(String) COMMENT 'month, quarter, half, year or other',
    starts_on       Date,
    ends_on         Date COMMENT 'the last day',
    objective_count UInt64 COMMENT 'ever live in it'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (starts_on, period_id);

-- Grain: one row per check-in and key result it counts for, with the revision in force at the last sync.
CREATE TABLE IF NOT EXISTS mart_check_ins {{on_cluster}}
(
    check_in_id           String,
    key_result_id         String,
    objective_id          String,
    checked_in_at         DateTime64(3, 'UTC'),
    checked_in_on         Date COMMENT 'local day',
    author_id             String,
    author_name           String,
    department_id         LowCardinality(String),
    department_path       LowCardinality(String),
    progress              Nullable(Float64),
    confidence            Nullable(Float64),
    confidence_provenance LowCardinality(String),
    comment_id            UInt64,
    is_edited             UInt8
)
ENGINE = {{replicated}}MergeTree
ORDER BY (key_result_id, checked_in_at, check_in_id);


-- Grain: one row, or none while the marts are being swapped: what the marts as they stand were built from.
CREATE TABLE IF NOT EXISTS mart_build {{on_cluster}}
(
    fingerprint String COMMENT 'of the run, the settings and the SQL',
    run_id      String,
    as_of       Date,
    built_at    DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY fingerprint;
