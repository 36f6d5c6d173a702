-- Patterns worth asking about, and why key results were missed (metrics.md 12), with what speaks for it.

-- Grain: one row per live key result, pattern that holds, and day. A pattern is a question, never a verdict.
CREATE TABLE IF NOT EXISTS mart_pattern_days {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, key_result_id, pattern);

-- Grain: one row per key result and period that is over and in which it was missed, or that runs and in which it is at risk; as
-- of the last sync.
CREATE TABLE IF NOT EXISTS mart_diagnoses {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
ORDER BY (period_id, key_result_id);

-- One row per diagnosis that a reviewer overruled: the last review speaks; what was taken back does not. Body of the entries:
-- {"key_result_id", "period_id", "answer", "note"}.
CREATE VIEW IF NOT EXISTS app_diagnosis_reviews {{on_cluster}} AS
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
