-- Marts of days in parts of a week, check-ins and changes in parts of a month, so that a build leaves those alone in which nothing changed (see
-- etl/marts/coverage.ts). They are built anew after this.

ALTER TABLE mart_build {{on_cluster}}
    ADD COLUMN IF NOT EXISTS facts String DEFAULT '' COMMENT 'JSON: runs, rows and settings that the marts rest on; what came later is what a build has to look at';

TRUNCATE TABLE mart_build {{on_cluster}};

DROP TABLE IF EXISTS mart_key_result_days_next {{on_cluster}};
-- Grain: as mart_key_result_days.
CREATE TABLE mart_key_result_days_next {{on_cluster}} AS mart_key_result_days
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, key_result_id);
EXCHANGE TABLES mart_key_result_days AND mart_key_result_days_next {{on_cluster}};
DROP TABLE mart_key_result_days_next {{on_cluster}};

DROP TABLE IF EXISTS mart_objective_days_next {{on_cluster}};
-- Grain: as mart_objective_days.
CREATE TABLE mart_objective_days_next {{on_cluster}} AS mart_objective_days
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, objective_id);
EXCHANGE TABLES mart_objective_days AND mart_objective_days_next {{on_cluster}};
DROP TABLE mart_objective_days_next {{on_cluster}};

DROP TABLE IF EXISTS mart_person_days_next {{on_cluster}};
-- Grain: as mart_person_days.
CREATE TABLE mart_person_days_next {{on_cluster}} AS mart_person_days
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, person_id);
EXCHANGE TABLES mart_person_days AND mart_person_days_next {{on_cluster}};
DROP TABLE mart_person_days_next {{on_cluster}};

DROP TABLE IF EXISTS mart_department_days_next {{on_cluster}};
-- Grain: as mart_department_days.
CREATE TABLE mart_department_days_next {{on_cluster}} AS mart_department_days
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, department_path);
EXCHANGE TABLES mart_department_days AND mart_department_days_next {{on_cluster}};
DROP TABLE mart_department_days_next {{on_cluster}};

DROP TABLE IF EXISTS mart_check_ins_next {{on_cluster}};
-- Grain: as mart_check_ins.
CREATE TABLE mart_check_ins_next {{on_cluster}} AS mart_check_ins
ENGINE = {{replicated}}MergeTree PARTITION BY toYYYYMM(checked_in_on) ORDER BY (key_result_id, checked_in_at, check_in_id);
EXCHANGE TABLES mart_check_ins AND mart_check_ins_next {{on_cluster}};
DROP TABLE mart_check_ins_next {{on_cluster}};

DROP TABLE IF EXISTS mart_link_days_next {{on_cluster}};
-- Grain: as mart_link_days.
CREATE TABLE mart_link_days_next {{on_cluster}} AS mart_link_days
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, period_id, department_path, objective_id, target_id, link_kind);
EXCHANGE TABLES mart_link_days AND mart_link_days_next {{on_cluster}};
DROP TABLE mart_link_days_next {{on_cluster}};

DROP TABLE IF EXISTS mart_contribution_days_next {{on_cluster}};
-- Grain: as mart_contribution_days.
CREATE TABLE mart_contribution_days_next {{on_cluster}} AS mart_contribution_days
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (as_of, company_objective_id, department_path, objective_id);
EXCHANGE TABLES mart_contribution_days AND mart_contribution_days_next {{on_cluster}};
DROP TABLE mart_contribution_days_next {{on_cluster}};

DROP TABLE IF EXISTS mart_blocks_next {{on_cluster}};
-- Grain: as mart_blocks.
CREATE TABLE mart_blocks_next {{on_cluster}} AS mart_blocks
ENGINE = {{replicated}}MergeTree PARTITION BY toMonday(as_of) ORDER BY (view, as_of, objective_id);
EXCHANGE TABLES mart_blocks AND mart_blocks_next {{on_cluster}};
DROP TABLE mart_blocks_next {{on_cluster}};

DROP TABLE IF EXISTS mart_check_in_revisions_next {{on_cluster}};
-- Grain: as mart_check_in_revisions.
CREATE TABLE mart_check_in_revisions_next {{on_cluster}} AS mart_check_in_revisions
ENGINE = {{replicated}}MergeTree PARTITION BY toYYYYMM(checked_in_on) ORDER BY (key_result_id, checked_in_at, check_in_id, revised_at);
EXCHANGE TABLES mart_check_in_revisions AND mart_check_in_revisions_next {{on_cluster}};
DROP TABLE mart_check_in_revisions_next {{on_cluster}};

DROP TABLE IF EXISTS mart_changes_next {{on_cluster}};
-- Grain: as mart_changes.
CREATE TABLE mart_changes_next {{on_cluster}} AS mart_changes
ENGINE = {{replicated}}MergeTree PARTITION BY toYYYYMM(changed_on) ORDER BY (changed_on, entity_kind, entity_id, changed_at, field);
EXCHANGE TABLES mart_changes AND mart_changes_next {{on_cluster}};
DROP TABLE mart_changes_next {{on_cluster}};
