-- core: facts with their history. Versions are append-only: a version holds from valid_from until the next one of the same
-- key; is_present = 0 closes it. Rows of a run that has no row in core_runs are removed before the next run (see
-- load/recover.ts), so that a kill at any moment leaves no half of a run behind. Read versions through the views, which know
-- valid_to. All reads of one run share one instant, observed_at; of two runs at the same instant (the clock of OKR_TODAY
-- stands still) the later run_id speaks: run ids sort by the time of their start.

-- Grain: one row per run whose core rows are complete. Written after all of them: this row makes them count.
CREATE TABLE IF NOT EXISTS core_runs {{on_cluster}}
(
    run_id                  String,
    observed_at             DateTime64(3, 'UTC') COMMENT 'the one instant of all reads of the run',
    as_of                   Date COMMENT 'its local day',
    is_directory_complete   UInt8 COMMENT 'every department and everybody in them was read',
    is_complete             UInt8 COMMENT 'no stream stayed partial',
    loaded_at               DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY run_id
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per version of a department.
CREATE TABLE IF NOT EXISTS core_department_versions {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (department_id, valid_from)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per version of a person.
CREATE TABLE IF NOT EXISTS core_person_versions {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (person_id, valid_from)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per period and read that found it new or changed. Read it through the view core_periods.
CREATE TABLE IF NOT EXISTS core_period_reads {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (period_id, observed_at, run_id)
SETTINGS {{dedup_window}} = 10000;

-- One row per period; the last read speaks (a period has no history worth keeping: its bounds are corrected, not changed).
CREATE VIEW IF NOT EXISTS core_periods {{on_cluster}} AS
SELECT * FROM core_period_reads ORDER BY observed_at DESC, run_id DESC LIMIT 1 BY period_id;

-- Grain: one row per version of an objective. Progress is not an attribute here: see core_progress_observations.
CREATE TABLE IF NOT EXISTS core_objective_versions {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (objective_id, valid_from)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per version of a key result.
CREATE TABLE IF NOT EXISTS core_key_result_versions {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (key_result_id, valid_from)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per version of one statement of a link: who said it (child or parent) is part of the key.
CREATE TABLE IF NOT EXISTS core_alignment_versions {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (child_objective_id, target_kind, target_id, link_kind, stated_by, valid_from)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per progress value that one read saw on a key result or objective.
CREATE TABLE IF NOT EXISTS core_progress_observations {{on_cluster}}
(
    entity_kind LowCardinality(String) COMMENT 'key_result or objective',
    entity_id   String,
    observed_at DateTime64(3, 'UTC'),
    progress    Nullable(Float64) COMMENT '0..100 as DingTalk stated it, not clamped; NULL: the read saw none',
    run_id      String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (entity_kind, entity_id, observed_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per observed revision of a check-in.
CREATE TABLE IF NOT EXISTS core_check_in_revisions {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (objective_id, check_in_id, revised_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per check-in revision and what it addresses: one listed key result, or '' for all of them.
CREATE TABLE IF NOT EXISTS core_check_in_statements {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (objective_id, check_in_id, revised_at, key_result_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per check-in that a complete read of its objective missed.
CREATE TABLE IF NOT EXISTS core_check_in_deletions {{on_cluster}}
(
    check_in_id  String,
    objective_id String,
    missed_at    DateTime64(3, 'UTC'),
    run_id       String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (objective_id, check_in_id)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per person, department, objective or period and run that answered for it completely.
CREATE TABLE IF NOT EXISTS core_answers {{on_cluster}}
(
    subject_kind LowCardinality(String) COMMENT 'person (objectives of), department (organisation objectives of), check_ins (of an objective: read, or known not to have moved), period (its objectives were asked for)',
    subject_id   String,
    answered_at  DateTime64(3, 'UTC'),
    fingerprint  String COMMENT 'of check_ins: what the objective list said when they were read; unmoved, they need no new read',
    run_id       String
)
ENGINE = {{replicated}}MergeTree
ORDER BY (subject_kind, subject_id, answered_at)
SETTINGS {{dedup_window}} = 10000;

CREATE VIEW IF NOT EXISTS core_departments {{on_cluster}} AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY department_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_department_versions;

CREATE VIEW IF NOT EXISTS core_people {{on_cluster}} AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY person_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_person_versions;

CREATE VIEW IF NOT EXISTS core_objectives {{on_cluster}} AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY objective_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_objective_versions;

CREATE VIEW IF NOT EXISTS core_key_results {{on_cluster}} AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY key_result_id ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_key_result_versions;

CREATE VIEW IF NOT EXISTS core_alignments {{on_cluster}} AS
SELECT *, leadInFrame(valid_from, 1, toDateTime64('2299-12-31 00:00:00', 3, 'UTC')) OVER (PARTITION BY child_objective_id, target_kind, target_id, link_kind, stated_by ORDER BY valid_from, observed_at, run_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to
FROM core_alignment_versions;
