-- 1 raw 4f1b22cce850562ea7a394812d342a17518154fef52671cb587a2b5a918b2398
-- raw: what DingTalk answered, as received. Append-only; every later layer can be rebuilt from it without a single call.

-- Grain: one row per distinct answer (the part behind the envelope, as JSON text).
CREATE TABLE IF NOT EXISTS raw_payloads ON CLUSTER 'okr_cluster'
(
    payload_hash  String COMMENT 'SHA-256 of body, hex',
    body          String CODEC(ZSTD(3)),
    first_seen_at DateTime64(3, 'UTC')
)
ENGINE = ReplicatedReplacingMergeTree
ORDER BY payload_hash
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per answered page of a read.
CREATE TABLE IF NOT EXISTS raw_reads ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
ORDER BY (stream, run_id, entity_key, page)
SETTINGS replicated_deduplication_window = 10000;

-- 2 core b792894a788b8d15c0d45a03ea71b02713123d7a747688e7bdbbce5cb118af65
-- core: facts with their history. Versions are append-only: a version holds from valid_from until the next one of the same
-- key; is_present = 0 closes it. Rows of a run that has no row in core_runs are removed before the next run (see
-- load/recover.ts), so that a kill at any moment leaves no half of a run behind. Read versions through the views, which know
-- valid_to. All reads of one run share one instant, observed_at; of two runs at the same instant (the clock of OKR_TODAY
-- stands still) the later run_id speaks: run ids sort by the time of their start.

-- Grain: one row per run whose core rows are complete. Written after all of them: this row makes them count.
CREATE TABLE IF NOT EXISTS core_runs ON CLUSTER 'okr_cluster'
(
    run_id                  String,
    observed_at             DateTime64(3, 'UTC') COMMENT 'the one instant of all reads of the run',
    as_of                   Date COMMENT 'its local day',
    is_directory_complete   UInt8 COMMENT 'every department and everybody in them was read',
    is_complete             UInt8 COMMENT 'no stream stayed partial',
    loaded_at               DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY run_id
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per version of a department.
CREATE TABLE IF NOT EXISTS core_department_versions ON CLUSTER 'okr_cluster'
(
    department_id   String,
    name            String,
    parent_id       String COMMENT 'empty for the root',
    head_ids        Array(String),
    is_present      UInt8,
    valid_from      DateTime64(3, 'UTC'),
    is_assumed      UInt8 COMMENT 'valid_from was not seen but assumed (metrics.md 1, first version)',
    observed_at     DateTime64(3, 'UTC'),
    attributes_hash UInt64,
    run_id          String
)
ENGINE = ReplicatedMergeTree
ORDER BY (department_id, valid_from)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per version of a person.
CREATE TABLE IF NOT EXISTS core_person_versions ON CLUSTER 'okr_cluster'
(
    person_id       String,
    name            String,
    title           String,
    department_ids  Array(String) COMMENT 'the first is the primary one',
    is_active       UInt8,
    is_boss         UInt8,
    is_present      UInt8,
    valid_from      DateTime64(3, 'UTC'),
    is_assumed      UInt8,
    observed_at     DateTime64(3, 'UTC'),
    attributes_hash UInt64,
    run_id          String
)
ENGINE = ReplicatedMergeTree
ORDER BY (person_id, valid_from)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per period and read that found it new or changed. Read it through the view core_periods.
CREATE TABLE IF NOT EXISTS core_period_reads ON CLUSTER 'okr_cluster'
(
    period_id     String,
    rule_id       String,
    rule_name     String,
    rule_category LowCardinality(String),
    name          String,
    source_type   String COMMENT 'periodType as DingTalk wrote it',
    starts_on     Date,
    ends_before   Date COMMENT 'the day after the last one',
    observed_at   DateTime64(3, 'UTC'),
    run_id        String
)
ENGINE = ReplicatedMergeTree
ORDER BY (period_id, observed_at, run_id)
SETTINGS replicated_deduplication_window = 10000;

-- One row per period; the last read speaks (a period has no history worth keeping: its bounds are corrected, not changed).
CREATE VIEW IF NOT EXISTS core_periods ON CLUSTER 'okr_cluster' AS
SELECT * FROM core_period_reads ORDER BY observed_at DESC, run_id DESC LIMIT 1 BY period_id;

-- Grain: one row per version of an objective. Progress is not an attribute here: see core_progress_observations.
CREATE TABLE IF NOT EXISTS core_objective_versions ON CLUSTER 'okr_cluster'
(
    objective_id    String,
    kind            LowCardinality(String) COMMENT 'personal or organisation',
    title           String,
    owner_id        String COMMENT 'DingTalk userid; of an organisation objective its executor',
    team_ids        Array(String) COMMENT 'department ids; an organisation objective has exactly one',
    period_id       String,
    weight          Nullable(Float64),
    is_draft        UInt8,
    visibility      LowCardinality(String) COMMENT 'public, restricted or unknown',
    score           Nullable(Float64) COMMENT '0..100, from sources that grade',
    created_at      Nullable(DateTime64(3, 'UTC')),
    is_present      UInt8,
    valid_from      DateTime64(3, 'UTC'),
    is_assumed      UInt8,
    observed_at     DateTime64(3, 'UTC'),
    attributes_hash UInt64,
    run_id          String
)
ENGINE = ReplicatedMergeTree
ORDER BY (objective_id, valid_from)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per version of a key result.
CREATE TABLE IF NOT EXISTS core_key_result_versions ON CLUSTER 'okr_cluster'
(
    key_result_id   String,
    objective_id    String,
    title           String,
    weight          Nullable(Float64),
    position        UInt32 COMMENT 'from 1, in the order DingTalk lists it',
    is_present      UInt8,
    valid_from      DateTime64(3, 'UTC'),
    is_assumed      UInt8,
    observed_at     DateTime64(3, 'UTC'),
    attributes_hash UInt64,
    run_id          String
)
ENGINE = ReplicatedMergeTree
ORDER BY (key_result_id, valid_from)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per version of one statement of a link: who said it (child or parent) is part of the key.
CREATE TABLE IF NOT EXISTS core_alignment_versions ON CLUSTER 'okr_cluster'
(
    child_objective_id  String COMMENT 'empty if a parent stated a child that is no objective',
    target_kind         LowCardinality(String) COMMENT 'objective or keyResult',
    target_id           String,
    link_kind           LowCardinality(String) COMMENT 'SUPPORT, COOPERATION or empty (untyped)',
    stated_by           LowCardinality(String) COMMENT 'child or parent',
    is_present          UInt8,
    valid_from          DateTime64(3, 'UTC'),
    is_assumed          UInt8,
    observed_at         DateTime64(3, 'UTC'),
    run_id              String
)
ENGINE = ReplicatedMergeTree
ORDER BY (child_objective_id, target_kind, target_id, link_kind, stated_by, valid_from)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per progress value that one read saw on a key result or objective.
CREATE TABLE IF NOT EXISTS core_progress_observations ON CLUSTER 'okr_cluster'
(
    entity_kind LowCardinality(String) COMMENT 'key_result or objective',
    entity_id   String,
    observed_at DateTime64(3, 'UTC'),
    progress    Nullable(Float64) COMMENT '0..100 as DingTalk stated it, not clamped; NULL: the read saw none',
    run_id      String
)
ENGINE = ReplicatedMergeTree
ORDER BY (entity_kind, entity_id, observed_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per observed revision of a check-in.
CREATE TABLE IF NOT EXISTS core_check_in_revisions ON CLUSTER 'okr_cluster'
(
    check_in_id         String,
    objective_id        String,
    author_id           String,
    modifier_id         String,
    checked_in_at       DateTime64(3, 'UTC') COMMENT 'creation of the check-in: never moves',
    revised_at          DateTime64(3, 'UTC') COMMENT 'DingTalk''s updated, else the creation',
    source              LowCardinality(String) COMMENT 'check_in or report',
    html                String CODEC(ZSTD(3)),
    text                String COMMENT 'lines as metrics.md 14.1' CODEC(ZSTD(3)),
    normalised_text     String COMMENT 'case-folded, white space collapsed: two check-ins say the same' CODEC(ZSTD(3)),
    objective_progress  Nullable(Float64),
    key_result_ids      Array(String) COMMENT 'the listed key results in order; empty: it lists none',
    key_result_progress Array(Nullable(Float64)) COMMENT 'beside key_result_ids',
    mentions            Array(String),
    observed_at         DateTime64(3, 'UTC'),
    run_id              String
)
ENGINE = ReplicatedMergeTree
ORDER BY (objective_id, check_in_id, revised_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per check-in revision and what it addresses: one listed key result, or '' for all of them.
CREATE TABLE IF NOT EXISTS core_check_in_statements ON CLUSTER 'okr_cluster'
(
    check_in_id           String,
    objective_id          String,
    revised_at            DateTime64(3, 'UTC'),
    key_result_id         String COMMENT 'empty: for every key result of the check-in',
    confidence            Nullable(Float64) COMMENT '0..10',
    confidence_provenance LowCardinality(String) COMMENT 'text, report or empty',
    blocker               String COMMENT 'empty: none named',
    says_no_blocker       UInt8 COMMENT 'it says that there is none, in words',
    next_action           String,
    run_id                String
)
ENGINE = ReplicatedMergeTree
ORDER BY (objective_id, check_in_id, revised_at, key_result_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per check-in that a complete read of its objective missed.
CREATE TABLE IF NOT EXISTS core_check_in_deletions ON CLUSTER 'okr_cluster'
(
    check_in_id  String,
    objective_id String,
    missed_at    DateTime64(3, 'UTC'),
    run_id       String
)
ENGINE = ReplicatedMergeTree
ORDER BY (objective_id, check_in_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per person, department, objective or period and run that answered for it completely.
CREATE TABLE IF NOT EXISTS core_answers ON CLUSTER 'okr_cluster'
(
    subject_kind LowCardinality(String) COMMENT 'person (objectives of), department (organisation objectives of), check_ins (of an objective: read, or known not to have moved), period (its objectives were asked for)',
    subject_id   String,
    answered_at  DateTime64(3, 'UTC'),
    fingerprint  String COMMENT 'of check_ins: what the objective list said when they were read; unmoved, they need no new read',
    run_id       String
)
ENGINE = ReplicatedMergeTree
ORDER BY (subject_kind, subject_id, answered_at)
SETTINGS replicated_deduplication_window = 10000;

CREATE VIEW IF NOT EXISTS core_departments ON CLUSTER 'okr_cluster' AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY department_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_department_versions;

CREATE VIEW IF NOT EXISTS core_people ON CLUSTER 'okr_cluster' AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY person_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_person_versions;

CREATE VIEW IF NOT EXISTS core_objectives ON CLUSTER 'okr_cluster' AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY objective_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_objective_versions;

CREATE VIEW IF NOT EXISTS core_key_results ON CLUSTER 'okr_cluster' AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY key_result_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_key_result_versions;

CREATE VIEW IF NOT EXISTS core_alignments ON CLUSTER 'okr_cluster' AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY child_objective_id, target_kind, target_id, link_kind, stated_by ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_alignment_versions;

-- 3 ops 7d1497b2e9954eaadb767d6a54d8a84164c99e1009c2866c3d198c65c443a5cc
-- ops: what the machine did. Never holds a secret.

-- Grain: one row per run and state change; the highest version speaks (view ops_runs).
CREATE TABLE IF NOT EXISTS ops_run_states ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedReplacingMergeTree(version)
ORDER BY run_id
SETTINGS replicated_deduplication_window = 10000;

CREATE VIEW IF NOT EXISTS ops_runs ON CLUSTER 'okr_cluster' AS SELECT * FROM ops_run_states FINAL;

-- Grain: one row per run and stream.
CREATE TABLE IF NOT EXISTS ops_streams ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
ORDER BY (stream, read_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per run, local day, endpoint and flush: counts are written while the run goes on, and add up.
CREATE TABLE IF NOT EXISTS ops_calls ON CLUSTER 'okr_cluster'
(
    run_id       String,
    day          Date COMMENT 'in ORG_TIMEZONE',
    endpoint     LowCardinality(String),
    is_metered   UInt8,
    call_count   UInt64 COMMENT 'calls that reached DingTalk and were not refused by a rate limit',
    refused_count UInt64 COMMENT 'calls refused by a rate limit, which DingTalk does not count'
)
ENGINE = ReplicatedMergeTree
ORDER BY (day, endpoint, run_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per record that could not be loaded, or statement that could not be read.
CREATE TABLE IF NOT EXISTS ops_rejects ON CLUSTER 'okr_cluster'
(
    run_id      String,
    stream      LowCardinality(String),
    entity_key  String,
    kind        LowCardinality(String) COMMENT 'record (not loaded), confidence (out of range or unreadable), refused (the app may not read it)',
    reason      String,
    payload     String CODEC(ZSTD(3)),
    rejected_at DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY (stream, rejected_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per data version: the marts as of one finished run. Written last; the greatest version is what people see.
CREATE TABLE IF NOT EXISTS ops_data_versions ON CLUSTER 'okr_cluster'
(
    version    UInt64 COMMENT 'milliseconds of the build',
    run_id     String,
    as_of      Date COMMENT 'local day of the run: the default t',
    loaded_at  DateTime64(3, 'UTC') COMMENT 'the instant of the last read',
    created_at DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY version
SETTINGS replicated_deduplication_window = 10000;

-- 4 app 81836ed219951f52c64c4e89558a30283d711cabaa5dab4a5a7596cafa04671f
-- app: what people enter. Append-only, the latest version wins; never touched by a sync or a rebuild; part of the backup.

-- Grain: one row per version of one entry (a saved view, an override, a decision, a token, ...; kind says which).
CREATE TABLE IF NOT EXISTS app_entries ON CLUSTER 'okr_cluster'
(
    kind       LowCardinality(String),
    entry_id   String,
    version    UInt64 COMMENT 'milliseconds of entry',
    author_id  String,
    entered_at DateTime64(3, 'UTC'),
    is_deleted UInt8,
    body       String COMMENT 'JSON, its shape fixed by kind'
)
ENGINE = ReplicatedMergeTree
ORDER BY (kind, entry_id, version)
SETTINGS replicated_deduplication_window = 10000;

CREATE VIEW IF NOT EXISTS app_current_entries ON CLUSTER 'okr_cluster' AS
SELECT kind, entry_id, author_id, entered_at, body
FROM
(
    SELECT * FROM app_entries ORDER BY version DESC LIMIT 1 BY kind, entry_id
)
WHERE is_deleted = 0;

-- 5 marts 2334a101c9dfd578d2a8113730ed039570ecce45798a6a193cd5669048365b78
-- marts: facts and flags at a declared grain, with local days and weeks as Date. Built by etl/marts into tables of the same
-- shape and swapped in. Formulas of measures are not here but in cube/model.
-- Days: every local day from the first day of the earliest loaded period to the day of the last data version.
-- "" in a text column means: not known; Nullable numbers mean: no value.

-- Grain: one row per set of descriptive texts that key result or objective rows share.
CREATE TABLE IF NOT EXISTS mart_labels ON CLUSTER 'okr_cluster'
(
    label_id         UInt64,
    key_result_title String COMMENT 'empty in labels of objectives',
    objective_title  String,
    period_name      String,
    owner_name       String,
    department_name  String
)
ENGINE = ReplicatedMergeTree
ORDER BY label_id;

-- Grain: one row per text of a check-in revision as it speaks for one key result.
CREATE TABLE IF NOT EXISTS mart_comments ON CLUSTER 'okr_cluster'
(
    comment_id  UInt64,
    comment     String,
    mentions    Array(String),
    blocker     String,
    next_action String
)
ENGINE = ReplicatedMergeTree
ORDER BY comment_id;

-- Grain: one row per live key result and day.
CREATE TABLE IF NOT EXISTS mart_key_result_days ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, key_result_id);

-- Grain: one row per key result and local week (named by its Monday) with a live day.
CREATE TABLE IF NOT EXISTS mart_check_in_weeks ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(week)
ORDER BY (week, period_id, department_path, key_result_id);

-- Grain: one row per live objective and day.
CREATE TABLE IF NOT EXISTS mart_objective_days ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, objective_id);

-- Grain: one row per active person, live period and day (period_id '' on days without a live period).
CREATE TABLE IF NOT EXISTS mart_person_days ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, person_id);

-- Grain: one row per department and day.
CREATE TABLE IF NOT EXISTS mart_department_days ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, department_path);

-- Grain: one row per period of a loaded rule that holds objectives or is running.
CREATE TABLE IF NOT EXISTS mart_periods ON CLUSTER 'okr_cluster'
(
    period_id       String,
    period_name     String,
    rule_name       String,
    kind            LowCardinality(String) COMMENT 'month, quarter, half, year or other',
    starts_on       Date,
    ends_on         Date COMMENT 'the last day',
    objective_count UInt64 COMMENT 'ever live in it'
)
ENGINE = ReplicatedMergeTree
ORDER BY (starts_on, period_id);

-- Grain: one row per check-in and key result it counts for, with the revision in force at the last sync.
CREATE TABLE IF NOT EXISTS mart_check_ins ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
ORDER BY (key_result_id, checked_in_at, check_in_id);

-- Grain: one row, or none while the marts are being swapped: what the marts as they stand were built from.
CREATE TABLE IF NOT EXISTS mart_build ON CLUSTER 'okr_cluster'
(
    fingerprint String COMMENT 'of the run, the settings and the SQL',
    run_id      String,
    as_of       Date,
    built_at    DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY fingerprint;

-- 6 stage b30de617f84b322ecdd4546754addd10ce62c184aa9b4af1dc95c52f8e05fa9d
-- stage: what the running sync read, before it is compared with the core tables. Emptied by every run; never read by marts.

-- Grain: one row per department and run.
CREATE TABLE IF NOT EXISTS stage_departments ON CLUSTER 'okr_cluster'
(
    run_id        String,
    department_id String,
    name          String,
    parent_id     String,
    head_ids      Array(String)
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, department_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per person, department list that holds the person, and run.
CREATE TABLE IF NOT EXISTS stage_people ON CLUSTER 'okr_cluster'
(
    run_id         String,
    person_id      String,
    name           String,
    title          String,
    department_ids Array(String),
    is_active      UInt8,
    is_boss        UInt8
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, person_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per objective, list that holds it, and run.
CREATE TABLE IF NOT EXISTS stage_objectives ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, objective_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per key result, list that holds its objective, and run.
CREATE TABLE IF NOT EXISTS stage_key_results ON CLUSTER 'okr_cluster'
(
    run_id        String,
    key_result_id String,
    objective_id  String,
    title         String,
    weight        Nullable(Float64),
    position      UInt32,
    progress      Nullable(Float64)
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, key_result_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per statement of a link, list that holds the stating objective, and run.
CREATE TABLE IF NOT EXISTS stage_alignments ON CLUSTER 'okr_cluster'
(
    run_id             String,
    child_objective_id String,
    target_kind        LowCardinality(String) COMMENT 'objective, keyResult or empty: the source gives an id without its kind',
    target_id          String,
    link_kind          LowCardinality(String),
    stated_by          LowCardinality(String)
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, child_objective_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per check-in seen by a complete read of its objective, one with an empty check-in per such read, and run.
CREATE TABLE IF NOT EXISTS stage_check_ins ON CLUSTER 'okr_cluster'
(
    run_id       String,
    objective_id String,
    check_in_id  String
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, objective_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per period and run.
CREATE TABLE IF NOT EXISTS stage_periods ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, period_id)
SETTINGS replicated_deduplication_window = 10000;

-- 7 sync 82fa02402b3fe38130f0482020c92aba612089014e3394723a78ccacaa0fdf7a
-- What a sync within the month's quota has to remember: whom it asked about what, what it had to leave for later, how a run
-- ended and what was asked of it, what DingTalk sends that we do not know, and what waits for somebody's yes.

ALTER TABLE ops_run_states ON CLUSTER 'okr_cluster'
    ADD COLUMN IF NOT EXISTS kind LowCardinality(String) DEFAULT 'planned' COMMENT 'planned, full (every page) or events (only what events named)',
    ADD COLUMN IF NOT EXISTS stopped_on LowCardinality(String) DEFAULT '' COMMENT 'budget, quota, banned, interrupt or empty',
    ADD COLUMN IF NOT EXISTS options String DEFAULT '' COMMENT 'JSON: what was asked of the run, so that the next one can take it up again',
    ADD COLUMN IF NOT EXISTS is_resumable UInt8 DEFAULT 0 COMMENT 'it ended before its core rows counted, and its answers are in the raw layer';

CREATE OR REPLACE VIEW ops_runs ON CLUSTER 'okr_cluster' AS SELECT * FROM ops_run_states FINAL;

-- Grain: one row per person, period and run that answered completely for the person's objectives in that period.
CREATE TABLE IF NOT EXISTS core_person_answers ON CLUSTER 'okr_cluster'
(
    person_id   String,
    period_id   String,
    answered_at DateTime64(3, 'UTC'),
    run_id      String
)
ENGINE = ReplicatedMergeTree
ORDER BY (person_id, period_id, answered_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per version of one custom field of an organisation objective. DingTalk keeps the current value only.
CREATE TABLE IF NOT EXISTS core_objective_field_versions ON CLUSTER 'okr_cluster'
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
ENGINE = ReplicatedMergeTree
ORDER BY (objective_id, code, valid_from)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per departure that DingTalk's leave records name.
CREATE TABLE IF NOT EXISTS core_departures ON CLUSTER 'okr_cluster'
(
    person_id   String,
    left_at     DateTime64(3, 'UTC'),
    reason      LowCardinality(String) COMMENT 'oapi, cancel, leave, unknown or delete',
    observed_at DateTime64(3, 'UTC'),
    run_id      String
)
ENGINE = ReplicatedMergeTree
ORDER BY (person_id, left_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per custom field of an organisation objective, list that holds the objective, and run.
CREATE TABLE IF NOT EXISTS stage_objective_fields ON CLUSTER 'okr_cluster'
(
    run_id       String,
    objective_id String,
    code         String,
    title        String,
    value_type   String,
    value        String
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, objective_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per departure and run.
CREATE TABLE IF NOT EXISTS stage_departures ON CLUSTER 'okr_cluster'
(
    run_id    String,
    person_id String,
    left_at   DateTime64(3, 'UTC'),
    reason    String
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, person_id)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per run, stream and field that the contracts do not know. The record was loaded, the field is in the raw layer.
CREATE TABLE IF NOT EXISTS ops_drift ON CLUSTER 'okr_cluster'
(
    run_id       String,
    stream       LowCardinality(String),
    field        String COMMENT 'path in the record, list indices as []: keyResults[].ownerName',
    sample       String COMMENT 'type of a value that was seen, never the value: it may be anybody''s text',
    record_count UInt64,
    seen_at      DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY (stream, field, seen_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per run and stream whose read would have closed more than people expect, so that nothing of it was closed.
CREATE TABLE IF NOT EXISTS ops_holds ON CLUSTER 'okr_cluster'
(
    run_id        String,
    stream        LowCardinality(String),
    closing_count UInt64 COMMENT 'rows that the read misses',
    present_count UInt64 COMMENT 'rows that were there before',
    held_at       DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY (held_at, stream)
SETTINGS replicated_deduplication_window = 10000;

-- 8 reports 434523b5af5946279a58ea706fccc603e1471d9eae494c619e023f44ec1082a0
-- Weekly reports as check-ins (metrics.md 2, "Report rows"). A report becomes one check-in in core_check_in_revisions, whatever
-- number of key results and objectives it is about.

-- Grain: one row per report as it stood when it was read, and run.
CREATE TABLE IF NOT EXISTS stage_reports ON CLUSTER 'okr_cluster'
(
    run_id      String,
    report_id   String,
    author_id   String,
    created_at  DateTime64(3, 'UTC'),
    modified_at DateTime64(3, 'UTC'),
    rows        String COMMENT 'JSON: [{"key":…,"value":…}], the fields in their order' CODEC(ZSTD(3))
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, author_id, report_id)
SETTINGS replicated_deduplication_window = 10000;

ALTER TABLE core_check_in_revisions ON CLUSTER 'okr_cluster'
    COMMENT COLUMN objective_id 'empty: a report, whose key results say by themselves where they belong',
    COMMENT COLUMN html 'as received; of a report its rows as JSON, to match them anew when titles become known',
    COMMENT COLUMN key_result_ids 'the listed key results in order; empty: it lists none. Of a report those that its rows are about';

ALTER TABLE core_answers ON CLUSTER 'okr_cluster'
    COMMENT COLUMN subject_kind 'person (objectives of), department (organisation objectives of), check_ins (of an objective: read, or known not to have moved), period (its objectives were asked for), reports (of a template)',
    COMMENT COLUMN fingerprint 'of check_ins: what the objective list said when they were read; unmoved, they need no new read. Of reports: since when they were read, by creation';

-- 9 classic 066b7e1e059310110224feffbec50e0706ec04d137b9017c754f64a3a43ccef9
-- Who may open an objective beside its owner and the heads above: classic OKR alone says it.

-- Grain: one row per version of an objective's list of readers; the latest (valid_from, observed_at, run_id) speaks.
CREATE TABLE IF NOT EXISTS core_objective_readers ON CLUSTER 'okr_cluster'
(
    objective_id String,
    privacy      LowCardinality(String) COMMENT 'as DingTalk wrote it: public, or anything else for restricted; empty: it does not say',
    reader_ids   Array(String) COMMENT 'DingTalk userids that the policy lists, sorted; the owner is not among them unless listed',
    valid_from   DateTime64(3, 'UTC'),
    observed_at  DateTime64(3, 'UTC'),
    run_id       String
)
ENGINE = ReplicatedMergeTree
ORDER BY (objective_id, valid_from)
SETTINGS replicated_deduplication_window = 10000;

-- 10 events ee2f8b760378ea5e75b4a73a9f6ce21da5d3677202085728f7dd628493ec4fb0
-- What DingTalk pushes in Stream mode (dingtalk-api.md 10): ids of what changed, which an events run or the next planned one reads.

-- Grain: one row per delivery of an event: DingTalk delivers some more than once, and each one counts against the push quota.
CREATE TABLE IF NOT EXISTS ops_event_deliveries ON CLUSTER 'okr_cluster'
(
    delivery_id  String COMMENT 'ours: two deliveries of one event are two rows, whatever else is equal',
    event_id     String,
    event_type   LowCardinality(String) COMMENT 'as DingTalk names it; empty: the push came without content, because the quota is used up',
    objective_id String,
    check_in_id  String,
    person_id    String,
    period_id    String,
    rule_id      String,
    born_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'when it happened, as DingTalk says',
    received_at  DateTime64(3, 'UTC') COMMENT 'by the product''s clock',
    day          Date COMMENT 'of receipt, in ORG_TIMEZONE',
    is_metered   UInt8 COMMENT 'it counts against the monthly push quota; events of contacts do not'
)
ENGINE = ReplicatedMergeTree
ORDER BY (day, event_id)
SETTINGS replicated_deduplication_window = 10000;

-- One row per event, whatever the number of its deliveries.
CREATE VIEW IF NOT EXISTS ops_events ON CLUSTER 'okr_cluster' AS
SELECT
    event_id,
    any(d.event_type) AS event_type,
    any(d.objective_id) AS objective_id,
    any(d.check_in_id) AS check_in_id,
    any(d.person_id) AS person_id,
    any(d.period_id) AS period_id,
    any(d.rule_id) AS rule_id,
    min(d.born_at) AS born_at,
    min(d.received_at) AS received_at,
    count() AS delivery_count,
    max(d.is_metered) AS is_metered
FROM ops_event_deliveries AS d
GROUP BY event_id;

-- Grain: one row per event and events run that asked for what it named, also if DingTalk refused. It counts if the run does.
-- What runs did read is in the raw layer: see etl/events/waiting-events.ts.
CREATE TABLE IF NOT EXISTS ops_event_answers ON CLUSTER 'okr_cluster'
(
    event_id    String,
    run_id      String,
    answered_at DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY (event_id, run_id)
SETTINGS replicated_deduplication_window = 10000;

-- 11 rejects 87973b5c4c4eec63add59fa95c0b9e0a54438a29facbf925723fe1c641cdf297
-- Rejects that are settled: a later version of the product could read what an earlier one could not.

-- Grain: one row per reject that a replay of the raw layer no longer gave.
CREATE TABLE IF NOT EXISTS ops_reject_resolutions ON CLUSTER 'okr_cluster'
(
    run_id      String COMMENT 'whose reject it is',
    stream      LowCardinality(String),
    entity_key  String,
    reject_hash UInt64 COMMENT 'sipHash64 of kind, reason and payload',
    resolved_at DateTime64(3, 'UTC'),
    how         LowCardinality(String) COMMENT 'replayed'
)
ENGINE = ReplicatedMergeTree
ORDER BY (run_id, stream, entity_key)
SETTINGS replicated_deduplication_window = 10000;

-- 12 reconciliation 1324e9b36ac42c26c7762dcbf1113a266e72146f46c246ac20536593914e69e1
-- What DingTalk's own analysis says about the company, to be held against ours.

-- Grain: one row per run, period and figure of DingTalk's own analysis. Our side is computed from the marts of that day where it
-- is asked for (cube/model/cubes/reconciled-figures.yml), so that it is the figure that the pages show.
CREATE TABLE IF NOT EXISTS ops_reconciliations ON CLUSTER 'okr_cluster'
(
    run_id    String,
    day       Date COMMENT 'local day of the run',
    period_id String COMMENT 'as we know it',
    figure    LowCardinality(String) COMMENT 'head_count, objective_set_rate, objective_align_rate, update_rate_7, update_rate_15 or update_rate_30',
    theirs    Float64 COMMENT 'a count, or a ratio 0..1',
    asked_at  DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY (day, run_id, period_id, figure)
SETTINGS replicated_deduplication_window = 10000;

-- 13 links 131d7b5827ba1661c16831db2627b9ea48ae7de6cf7a6dbec9a2a51da5afdb7f
-- Links and what they come to, day by day (metrics.md 7 and 8). Built by etl/marts like the other marts.

-- The worst pace among an objective's live key results. In this order a greater one is worse: what is not known may be worse than
-- on track and is never hidden behind it; too early only says that it has just begun.
ALTER TABLE mart_objective_days ON CLUSTER 'okr_cluster'
    ADD COLUMN IF NOT EXISTS worst_pace Enum8('' = 0, 'done' = 1, 'too_early' = 2, 'on_track' = 3, 'unknown' = 4, 'behind' = 5, 'at_risk' = 6)
        COMMENT 'empty: no live key result' AFTER progress;

-- Grain: one row per link of a live child objective and day: every alignment, valid or broken, and the cooperation that is a
-- dependency. What has no prefix is the child's.
CREATE TABLE IF NOT EXISTS mart_link_days ON CLUSTER 'okr_cluster'
(
    as_of                        Date,
    objective_id                 String COMMENT 'the child, that depends or contributes',
    target_id                    String COMMENT 'as stated: the parent objective or one of its key results',
    is_key_result                UInt8 COMMENT 'of the target',
    link_kind                    LowCardinality(String) COMMENT 'SUPPORT, COOPERATION or empty: the source does not say',
    is_alignment                 UInt8 COMMENT 'any kind but COOPERATION',
    is_dependency                UInt8 COMMENT 'valid or COOPERATION, both ends live, in different departments',
    broken_reason                LowCardinality(String) COMMENT 'of alignments: dangling, self, cycle, period_mismatch or empty: valid',
    period_id                    LowCardinality(String),
    level                        LowCardinality(String),
    owner_id                     String,
    department_id                LowCardinality(String),
    department_path              LowCardinality(String),
    department_path_today        LowCardinality(String),
    label_id                     UInt64,
    parent_objective_id          String COMMENT 'the target or the objective it belongs to, also when that is gone; empty: never known',
    parent_period_id             LowCardinality(String) COMMENT 'this and what follows: of a parent that is gone as it was last, of a draft or unknown one empty',
    parent_level                 LowCardinality(String),
    parent_owner_id              String,
    parent_department_id         LowCardinality(String),
    parent_department_path       LowCardinality(String),
    parent_department_path_today LowCardinality(String),
    parent_label_id              UInt64 COMMENT 'with the title of the key result if that is the target',
    has_target_key_result        UInt8 COMMENT 'of dependencies: the target is a live key result or has one',
    is_at_risk                   UInt8 COMMENT 'of dependencies: one of those is behind, at risk, red or stalled',
    are_check_ins_known          UInt8 COMMENT 'of dependencies: 0: the source refused those of the target, so stalling is ignored'
)
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, objective_id, target_id, link_kind);

-- Grain: one row per live objective, company-level objective that it reaches along valid links, and day. What has no prefix is
-- the contributing objective's.
CREATE TABLE IF NOT EXISTS mart_contribution_days ON CLUSTER 'okr_cluster'
(
    as_of                 Date,
    objective_id          String,
    company_objective_id  String,
    kind                  LowCardinality(String) COMMENT 'personal or organisation',
    period_id             LowCardinality(String),
    level                 LowCardinality(String) COMMENT 'company where one company objective supports another',
    owner_id              String,
    department_id         LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    label_id              UInt64,
    progress              Nullable(Float64) COMMENT 'P of metrics.md 3',
    worst_pace            Enum8('' = 0, 'done' = 1, 'too_early' = 2, 'on_track' = 3, 'unknown' = 4, 'behind' = 5, 'at_risk' = 6) COMMENT 'empty: no live key result',
    distance              UInt16 COMMENT 'links on the shortest way, 1: directly',
    company_period_id     LowCardinality(String),
    company_owner_id      String,
    company_label_id      UInt64
)
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, company_objective_id, department_path, objective_id);

-- 14 patterns 9e72bc85d009cb6fc55f8e7e3fc9bef83953427ad82680ab8fd35ea4a62fc5cc
-- Patterns worth asking about, and why key results were missed (metrics.md 12), with what speaks for it.

-- Grain: one row per live key result, pattern that holds, and day. A pattern is a question, never a verdict.
CREATE TABLE IF NOT EXISTS mart_pattern_days ON CLUSTER 'okr_cluster'
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
    pattern               LowCardinality(String) COMMENT 'watermelon, sandbag, frozen_dial, late_rush or copy_paste',
    since_week            Date COMMENT 'the first week of what makes the pattern',
    evidence_on           Array(Date) COMMENT 'the days whose values are shown: last live days of weeks; the arrays below stand beside it',
    evidence_confidence   Array(Nullable(Float64)),
    evidence_progress     Array(Nullable(Float64)),
    evidence_expected     Array(Float64),
    evidence_check_in_id  Array(String) COMMENT 'of copy_paste: the week''s last check-in; empty otherwise',
    evidence_comment_id   Array(UInt64) COMMENT 'of copy_paste: its text in mart_comments; 0 otherwise'
)
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, key_result_id, pattern);

-- Grain: one row per key result and period that is over and in which it was missed, or that runs and in which it is at risk; as
-- of the last sync.
CREATE TABLE IF NOT EXISTS mart_diagnoses ON CLUSTER 'okr_cluster'
(
    key_result_id         String,
    period_id             LowCardinality(String),
    objective_id          String,
    level                 LowCardinality(String),
    owner_id              String,
    department_id         LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    visibility            LowCardinality(String),
    label_id              UInt64,
    judged_on             Date COMMENT 'the last day of the period, or the day of the last sync',
    outcome               LowCardinality(String) COMMENT 'missed or at_risk',
    progress              Nullable(Float64),
    expected              Float64,
    pace                  LowCardinality(String),
    confidence            Nullable(Float64),
    are_check_ins_known   UInt8,
    closed_due_weeks      UInt32,
    on_time_weeks         UInt32,
    longest_silence_days  Nullable(UInt16) COMMENT 'days outside HOLIDAY_WEEKS',
    first_fell_in         Nullable(Date) COMMENT 'Monday of the week in which it first fell',
    fell_key_result_count UInt32 COMMENT 'key results of the whole company that first fell in that week, this one included',
    fell_owner_count      UInt32,
    fell_department_count UInt32,
    external_terms        Array(String),
    capacity_terms        Array(String),
    quote_kind            Array(LowCardinality(String)) COMMENT 'external or capacity; the arrays below stand beside it',
    quote_term            Array(String),
    quote_line            Array(String),
    quote_number          Array(UInt32) COMMENT 'of the line in its check-in, from 1',
    quote_check_in_id     Array(String),
    quote_checked_in_at   Array(DateTime64(3, 'UTC')),
    at_risk_dependency_count UInt32,
    first_trouble_on      Nullable(Date) COMMENT 'first red or at-risk day',
    response              LowCardinality(String) COMMENT 'rescoped, next_action, check_in_only, silence, pending or empty',
    rescoped_on           Nullable(Date) COMMENT 'first one within 14 days of first_trouble_on',
    next_action_on        Nullable(Date),
    answer                LowCardinality(String) COMMENT 'market_moved, capacity_or_dependency, slow_to_react or cannot_tell'
)
ENGINE = ReplicatedMergeTree
ORDER BY (period_id, key_result_id);

-- One row per diagnosis that a reviewer overruled: the last review speaks; what was taken back does not. Body of the entries:
-- {"key_result_id", "period_id", "answer", "note"}.
CREATE VIEW IF NOT EXISTS app_diagnosis_reviews ON CLUSTER 'okr_cluster' AS
SELECT
    JSONExtractString(body, 'key_result_id') AS key_result_id,
    JSONExtractString(body, 'period_id') AS period_id,
    JSONExtractString(body, 'answer') AS reviewed_answer,
    JSONExtractString(body, 'note') AS review_note,
    author_id AS reviewed_by,
    entered_at AS reviewed_at
FROM
(
    -- Of two entries with one version always the same one speaks.
    SELECT *
    FROM app_entries
    WHERE kind = 'diagnosis_review'
    ORDER BY version DESC, entered_at DESC, author_id DESC, body DESC
    LIMIT 1 BY entry_id
)
WHERE is_deleted = 0;

-- 15 history 5e50cef40da11c4a3adc43ea9602744a6e3d8b712a0b6c6ece201f8a38e4e33f
-- history: what changed in goals and organisation, and what each revision of a check-in said. Marts as those of 0005.

-- Grain: one row per change: a field of an objective, key result, alignment, person or department at an instant.
CREATE TABLE IF NOT EXISTS mart_changes ON CLUSTER 'okr_cluster'
(
    changed_at            DateTime64(3, 'UTC') COMMENT 'from then on it holds: mostly the read that saw it',
    changed_on            Date COMMENT 'local day',
    entity_kind           LowCardinality(String) COMMENT 'objective, key_result, alignment, person or department',
    entity_id             String COMMENT 'of an alignment: child > target',
    change_kind           LowCardinality(String) COMMENT 'created, ended, returned or changed',
    field                 LowCardinality(String) COMMENT 'existence, or what changed',
    old_value             String COMMENT 'ids separated by commas where it names people, departments, a period or an objective',
    new_value             String,
    old_name              String COMMENT 'names for those ids, but of people, departments and periods alone',
    new_name              String,
    is_assumed            UInt8 COMMENT 'the start was not seen but assumed (metrics.md 1, first version)',
    run_id                String COMMENT 'the run that saw it',
    objective_id          String COMMENT 'empty for people and departments; of an alignment the child',
    other_objective_id    String COMMENT 'the other end of an alignment, or the objective that a key result left',
    key_result_id         String COMMENT 'itself, or the one an alignment goes to',
    objective_title       String COMMENT 'of objective_id on that day',
    key_result_title      String COMMENT 'of a key result that changed',
    period_id             LowCardinality(String),
    period_name           LowCardinality(String),
    level                 LowCardinality(String),
    owner_id              String,
    owner_name            String,
    department_id         LowCardinality(String) COMMENT 'of the objective or person on that day; itself',
    department_name       LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    is_in_period          UInt8 COMMENT 'the period of the objective ran on that day',
    is_late               UInt8 COMMENT 'after half of that period (metrics.md 10)'
)
ENGINE = ReplicatedMergeTree
ORDER BY (changed_on, entity_kind, entity_id, changed_at, field);

-- Grain: one row per check-in, revision that some read saw, and key result that the revision counts for.
CREATE TABLE IF NOT EXISTS mart_check_in_revisions ON CLUSTER 'okr_cluster'
(
    check_in_id           String,
    revision_number       UInt32 COMMENT 'from 1, in the order of revised_at',
    key_result_id         String,
    objective_id          String,
    period_id             LowCardinality(String),
    checked_in_at         DateTime64(3, 'UTC') COMMENT 'creation of the check-in',
    checked_in_on         Date COMMENT 'local day',
    revised_at            DateTime64(3, 'UTC'),
    revised_on            Date COMMENT 'local day',
    observed_at           DateTime64(3, 'UTC') COMMENT 'the first read that saw the revision',
    author_id             String,
    author_name           String,
    modifier_id           String,
    modifier_name         String,
    department_id         LowCardinality(String),
    department_name       LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String),
    progress              Nullable(Float64) COMMENT '0..100',
    confidence            Nullable(Float64) COMMENT '0..10',
    confidence_provenance LowCardinality(String),
    comment_id            UInt64,
    is_first              UInt8 COMMENT 'the earliest that some read saw',
    is_in_force           UInt8 COMMENT 'the check-in speaks with it at the last sync',
    deleted_at            Nullable(DateTime64(3, 'UTC')) COMMENT 'the read that missed the check-in'
)
ENGINE = ReplicatedMergeTree
ORDER BY (key_result_id, checked_in_at, check_in_id, revised_at);

-- 16 access a33c510d8004fd5ebeaf6e40daf027f8960a3303ad3cc45ea27a89187a5f81aa
-- access: who may open what, and which restricted objectives may be counted together (metrics.md 13). Built with the marts.

-- Grain: one row per objective that not everybody in the company may open, by its visibility at the last sync.
CREATE TABLE IF NOT EXISTS mart_restricted_objectives ON CLUSTER 'okr_cluster'
(
    objective_id   String,
    owner_id       String,
    min_group_size UInt16 COMMENT 'MIN_GROUP_SIZE, the same in every row'
)
ENGINE = ReplicatedMergeTree
ORDER BY objective_id;

-- Grain: one row per reader and restricted objective that the reader may open.
CREATE TABLE IF NOT EXISTS mart_readers ON CLUSTER 'okr_cluster'
(
    reader       String COMMENT 'user: and a userid, or admin for all administrators',
    objective_id String
)
ENGINE = ReplicatedMergeTree
ORDER BY (reader, objective_id);

-- Grain: one row per view, local day and restricted objective in a block. Of check_in_weeks only days that are the last live one
-- of the week for every objective of the block.
CREATE TABLE IF NOT EXISTS mart_blocks ON CLUSTER 'okr_cluster'
(
    view               LowCardinality(String) COMMENT 'objectives, key_results or check_in_weeks: objectives without rows there are left out',
    as_of              Date,
    objective_id       String,
    owner_id           String,
    block_id           UInt64,
    block_path         String COMMENT 'of the department in which the block formed, along the tree as it was',
    block_path_today   String COMMENT 'what the paths of its objectives along the tree of today have in common',
    is_one_department  UInt8
)
ENGINE = ReplicatedMergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (view, as_of, objective_id);

-- The blocks of a row of check_in_weeks are those of its last live day.
ALTER TABLE mart_check_in_weeks ON CLUSTER 'okr_cluster' ADD COLUMN IF NOT EXISTS last_live_on Date COMMENT 'last day of the week on which the key result was live';

-- Grain: one row per objective that the reader may not open.
CREATE OR REPLACE VIEW closed_objectives ON CLUSTER 'okr_cluster' AS
SELECT objective_id, min_group_size
FROM mart_restricted_objectives
WHERE objective_id NOT IN (SELECT objective_id FROM mart_readers WHERE reader = {reader:String});

-- Grain: one row per day and closed objective of a block that is released to the reader for a view: "only if at least that many of
-- its objectives, of as many owners, are closed to that viewer".
CREATE OR REPLACE VIEW released_blocks ON CLUSTER 'okr_cluster' AS
SELECT as_of, objective_id, block_path, block_path_today, is_one_department
FROM mart_blocks
WHERE view = {view:String}
    AND objective_id IN (SELECT objective_id FROM closed_objectives(reader = {reader:String}))
    AND block_id IN
    (
        SELECT block_id
        FROM mart_blocks
        INNER JOIN closed_objectives(reader = {reader:String}) AS closed ON closed.objective_id = mart_blocks.objective_id
        WHERE view = {view:String}
        GROUP BY block_id
        HAVING count() >= any(min_group_size) AND uniqExact(owner_id) >= any(min_group_size)
    );

-- 17 weekly_marts 4339fb439271a7d00d82f0dc42f1c3004cf4ac3b6442907c5a0c9fc34dbeca47
-- Marts of days in parts of a week, check-ins and changes in parts of a month, so that a build leaves those alone in which nothing changed (see
-- etl/marts/coverage.ts). They are built anew after this.

ALTER TABLE mart_build ON CLUSTER 'okr_cluster'
    ADD COLUMN IF NOT EXISTS facts String DEFAULT '' COMMENT 'JSON: runs, rows and settings that the marts rest on; what came later is what a build has to look at';

TRUNCATE TABLE mart_build ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_key_result_days_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_key_result_days.
CREATE TABLE mart_key_result_days_next ON CLUSTER 'okr_cluster' AS mart_key_result_days
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, key_result_id);

EXCHANGE TABLES mart_key_result_days AND mart_key_result_days_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_key_result_days_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_objective_days_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_objective_days.
CREATE TABLE mart_objective_days_next ON CLUSTER 'okr_cluster' AS mart_objective_days
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, objective_id);

EXCHANGE TABLES mart_objective_days AND mart_objective_days_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_objective_days_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_person_days_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_person_days.
CREATE TABLE mart_person_days_next ON CLUSTER 'okr_cluster' AS mart_person_days
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, person_id);

EXCHANGE TABLES mart_person_days AND mart_person_days_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_person_days_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_department_days_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_department_days.
CREATE TABLE mart_department_days_next ON CLUSTER 'okr_cluster' AS mart_department_days
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, department_path);

EXCHANGE TABLES mart_department_days AND mart_department_days_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_department_days_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_check_ins_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_check_ins.
CREATE TABLE mart_check_ins_next ON CLUSTER 'okr_cluster' AS mart_check_ins
ENGINE = ReplicatedMergeTree PARTITION BY toYYYYMM(checked_in_on) ORDER BY (key_result_id, checked_in_at, check_in_id);

EXCHANGE TABLES mart_check_ins AND mart_check_ins_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_check_ins_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_link_days_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_link_days.
CREATE TABLE mart_link_days_next ON CLUSTER 'okr_cluster' AS mart_link_days
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, objective_id, target_id, link_kind);

EXCHANGE TABLES mart_link_days AND mart_link_days_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_link_days_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_contribution_days_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_contribution_days.
CREATE TABLE mart_contribution_days_next ON CLUSTER 'okr_cluster' AS mart_contribution_days
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, company_objective_id, department_path, objective_id);

EXCHANGE TABLES mart_contribution_days AND mart_contribution_days_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_contribution_days_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_blocks_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_blocks.
CREATE TABLE mart_blocks_next ON CLUSTER 'okr_cluster' AS mart_blocks
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (view, as_of, objective_id);

EXCHANGE TABLES mart_blocks AND mart_blocks_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_blocks_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_check_in_revisions_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_check_in_revisions.
CREATE TABLE mart_check_in_revisions_next ON CLUSTER 'okr_cluster' AS mart_check_in_revisions
ENGINE = ReplicatedMergeTree PARTITION BY toYYYYMM(checked_in_on) ORDER BY (key_result_id, checked_in_at, check_in_id, revised_at);

EXCHANGE TABLES mart_check_in_revisions AND mart_check_in_revisions_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_check_in_revisions_next ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_changes_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_changes.
CREATE TABLE mart_changes_next ON CLUSTER 'okr_cluster' AS mart_changes
ENGINE = ReplicatedMergeTree PARTITION BY toYYYYMM(changed_on) ORDER BY (changed_on, entity_kind, entity_id, changed_at, field);

EXCHANGE TABLES mart_changes AND mart_changes_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_changes_next ON CLUSTER 'okr_cluster';

-- 18 link_assumptions 0fff93f0cd1e5e3412955e877ad6faf18114934a9b68f0a6164e17f6f7623216
-- Whether a link, or what a row tells about its ends, was seen or assumed, as the other marts say it of theirs.
ALTER TABLE mart_link_days ON CLUSTER 'okr_cluster'
    ADD COLUMN IF NOT EXISTS is_assumed UInt8 COMMENT 'the link or some attribute of an end is assumed, not seen';

-- 19 merges 6c838cf66c7ece5f1fcba5e7d2cbb7bbf23c57604f8c35cd9baf50b185b6d70b
-- merges: a merge holds buffers for every column of every part that it reads. What a sync writes in many small parts is merged few
-- at a time, so that a first sync of a large company does not hold 200 MB for it.
ALTER TABLE raw_payloads ON CLUSTER 'okr_cluster' MODIFY SETTING max_parts_to_merge_at_once = 4;

ALTER TABLE raw_reads ON CLUSTER 'okr_cluster' MODIFY SETTING max_parts_to_merge_at_once = 4;

ALTER TABLE core_check_in_revisions ON CLUSTER 'okr_cluster' MODIFY SETTING max_parts_to_merge_at_once = 4;

ALTER TABLE core_check_in_statements ON CLUSTER 'okr_cluster' MODIFY SETTING max_parts_to_merge_at_once = 4;

ALTER TABLE stage_check_ins ON CLUSTER 'okr_cluster' MODIFY SETTING max_parts_to_merge_at_once = 4;

ALTER TABLE core_answers ON CLUSTER 'okr_cluster' MODIFY SETTING max_parts_to_merge_at_once = 4;

-- 20 released_blocks 46ef043ec6beb4483af532dbc890ca20838c991f3176dfd5e3523c43cbf42aed
-- The same blocks as in 0016, told in one pass: views within views cost each question of Cube milliseconds before it begins.

-- Grain: one row per day and closed objective of a block that is released to the reader for a view: "only if at least that many of
-- its objectives, of as many owners, are closed to that viewer" (metrics.md 13).
CREATE OR REPLACE VIEW released_blocks ON CLUSTER 'okr_cluster' AS
SELECT as_of, objective_id, block_path, block_path_today, is_one_department
FROM
(
    SELECT
        *,
        count() OVER (PARTITION BY block_id) AS closed_count,
        uniqExact(owner_id) OVER (PARTITION BY block_id) AS closed_owner_count
    FROM mart_blocks
    WHERE view = {view:String}
        AND objective_id IN (SELECT objective_id FROM closed_objectives(reader = {reader:String}))
)
WHERE least(closed_count, closed_owner_count) >= (SELECT any(min_group_size) FROM mart_restricted_objectives);

-- 21 kept_patterns 0209a5d0f9e3414746466950a64b729bb7351ef7f0ad09ec779bb6b92ed6c847
-- What a build of changed days needs to keep patterns and diagnoses of all others (see etl/marts/coverage.ts). Marts are built anew after
-- this.

TRUNCATE TABLE mart_build ON CLUSTER 'okr_cluster';

DROP TABLE IF EXISTS mart_pattern_days_next ON CLUSTER 'okr_cluster';

-- Grain: as mart_pattern_days.
CREATE TABLE mart_pattern_days_next ON CLUSTER 'okr_cluster' AS mart_pattern_days
ENGINE = ReplicatedMergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, key_result_id, pattern);

EXCHANGE TABLES mart_pattern_days AND mart_pattern_days_next ON CLUSTER 'okr_cluster';

DROP TABLE mart_pattern_days_next ON CLUSTER 'okr_cluster';

-- Grain: one row per key result and period in which it was ever live: when it first fell and first was in trouble.
CREATE TABLE IF NOT EXISTS mart_falls ON CLUSTER 'okr_cluster'
(
    key_result_id    String,
    period_id        LowCardinality(String),
    first_trouble_on Nullable(Date) COMMENT 'first red or at-risk day',
    fell_in          Nullable(Date) COMMENT 'Monday of the week in which it first fell',
    owner_id         String COMMENT 'in that week',
    department_id    LowCardinality(String) COMMENT 'in that week'
)
ENGINE = ReplicatedMergeTree
ORDER BY (key_result_id, period_id);

-- 22 lives 978a0a81159cb4976875c61742a88d99b679bba4eff5465c0c436e9bd4475fa5
-- Between which days an entity has rows, so that a question about one reads no others.

-- Grain: one row per objective or key result that was ever live.
CREATE TABLE IF NOT EXISTS mart_lives ON CLUSTER 'okr_cluster'
(
    entity_id String,
    first_on  Date,
    last_on   Date COMMENT 'may lie after the last data version'
)
ENGINE = ReplicatedMergeTree
ORDER BY entity_id;

-- 23 search 5a4bd106c2f7761e6d5d08447063d3ac75ba2a9f4737a95014a58a285f21bca9
-- What a search looks through: by spans of days instead of days, so that titles of one day are few and side by side.

-- Grain: one row per objective, key result, person or department and span of local days on which it is there (goals: live; people:
-- active) and all that the row says is the same.
CREATE TABLE IF NOT EXISTS mart_search ON CLUSTER 'okr_cluster'
(
    entity_kind           LowCardinality(String) COMMENT 'objective, key_result, person or department',
    entity_id             String,
    objective_id          String COMMENT 'of goals: whoever may open it finds the row; empty for people and departments',
    first_on              Date,
    last_on               Date COMMENT 'at most the day of the last sync',
    title                 String COMMENT 'or name',
    folded_title          String COMMENT 'as a search compares it, with a space in front: each of its words follows one',
    objective_title       String COMMENT 'of key results: of their objective',
    level                 LowCardinality(String),
    period_id             LowCardinality(String),
    period_name           LowCardinality(String),
    owner_id              String,
    owner_name            String,
    department_id         LowCardinality(String),
    department_name       LowCardinality(String),
    department_path       LowCardinality(String),
    department_path_today LowCardinality(String)
)
ENGINE = ReplicatedMergeTree
-- What has ended before the day is not read.
ORDER BY (last_on, entity_kind, entity_id);

-- 24 changed_days 3db9aa66c12fb9a37492de556061be006fa43abd0b038e3a6dd258bf28c5cdf8
-- What lets a build of changed days look at these alone.

-- Where a part holds no row of a new run, it is not read for one.
ALTER TABLE core_progress_observations ON CLUSTER 'okr_cluster' ADD INDEX IF NOT EXISTS runs run_id TYPE minmax GRANULARITY 4;

ALTER TABLE core_progress_observations ON CLUSTER 'okr_cluster' MATERIALIZE INDEX runs;

ALTER TABLE core_answers ON CLUSTER 'okr_cluster' ADD INDEX IF NOT EXISTS runs run_id TYPE minmax GRANULARITY 4;

ALTER TABLE core_answers ON CLUSTER 'okr_cluster' MATERIALIZE INDEX runs;

-- Days before the first changed one are told by what was found in them before.
ALTER TABLE mart_falls ON CLUSTER 'okr_cluster'
    ADD COLUMN IF NOT EXISTS first_on Nullable(Date) COMMENT 'first live day of the key result in the period',
    ADD COLUMN IF NOT EXISTS first_at_risk_on Nullable(Date) COMMENT 'first day of pace at_risk; NULL: none';

-- 25 retention c168ba1cdc0fc370dc6d594b26af37a54923cbaa66fa54d438734c99cf70f017
-- What is over for longer than RETENTION_MONTHS, while it is being removed (etl/retention).

-- Grain: one row per thing that is to go. Filled anew by each removal; never part of a backup.
CREATE TABLE IF NOT EXISTS stage_expired ON CLUSTER 'okr_cluster'
(
    kind LowCardinality(String) COMMENT 'period, objective, key_result, check_in or person',
    id   String
)
ENGINE = ReplicatedMergeTree
ORDER BY (kind, id);

-- 26 sign_in c47fb23a592e4bb5fe88ca48228535564789e3a2f228f8d71d9c36ca293a25d5
-- app: who signed out, and which restricted texts administrators saw. Append-only; never touched by a sync or a rebuild; part of the backup.

-- Grain: one row per sign-out.
CREATE TABLE IF NOT EXISTS app_session_ends ON CLUSTER 'okr_cluster'
(
    user_id    String,
    session_id String COMMENT 'empty: every session of the person that began before',
    ended_at   DateTime64(3, 'UTC')
)
ENGINE = ReplicatedMergeTree
ORDER BY (user_id, ended_at)
SETTINGS replicated_deduplication_window = 10000;

-- Grain: one row per answer in which an administrator was shown text of restricted objectives that are open to them as administrator only.
CREATE TABLE IF NOT EXISTS app_restricted_views ON CLUSTER 'okr_cluster'
(
    viewed_at     DateTime64(3, 'UTC'),
    viewer_id     String,
    viewer_name   String COMMENT 'as it was then',
    address       String COMMENT 'path and query of what was asked for',
    objective_ids Array(String)
)
ENGINE = ReplicatedMergeTree
ORDER BY (viewed_at, viewer_id)
SETTINGS replicated_deduplication_window = 10000;
