-- Links and what they come to, day by day (metrics.md 7 and 8). Built by etl/marts like the other marts.

-- The worst pace among an objective's live key results. In this order a greater one is worse: what is not known may be worse than
-- on track and is never hidden behind it; too early only says that it has just begun.
ALTER TABLE mart_objective_days {{on_cluster}}
    ADD COLUMN IF NOT EXISTS worst_pace Enum8('' = 0, 'done' = 1, 'too_early' = 2, 'on_track' = 3, 'unknown' = 4, 'behind' = 5, 'at_risk' = 6)
        COMMENT 'empty: no live key result' AFTER progress;

-- Grain: one row per link of a live child objective and day: every alignment, valid or broken, and the cooperation that is a
-- dependency. What has no prefix is the child's.
CREATE TABLE IF NOT EXISTS mart_link_days {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, period_id, department_path, objective_id, target_id, link_kind);

-- Grain: one row per live objective, company-level objective that it reaches along valid links, and day. What has no prefix is
-- the contributing objective's.
CREATE TABLE IF NOT EXISTS mart_contribution_days {{on_cluster}}
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
ENGINE = {{replicated}}MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (as_of, company_objective_id, department_path, objective_id);
