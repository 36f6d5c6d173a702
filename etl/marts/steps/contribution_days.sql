-- Grain: one row per live objective, company-level objective that it reaches along valid links, and
-- day (metrics.md 7, contribution). The objectives' days stream past the few spans of reach.
INSERT INTO mart_contribution_days_next
(
    as_of, objective_id, company_objective_id, kind, period_id, level, owner_id, department_id,
    department_path, department_path_today, label_id, progress, worst_pace, distance,
    company_period_id, company_owner_id, company_label_id
)
WITH
    -- Not from its own days: this build may make a day of the one objective and not of the other.
    company AS
    (
        SELECT
            objective_id,
            period_id,
            owner_id,
            sipHash64('', title, period_name, owner_name, department_name) AS label_id,
            live_from,
            live_to
        FROM build_objective_contexts
        WHERE level = 'company' AND live_from < live_to
    )
SELECT
    objectives.as_of AS as_of,
    objectives.objective_id AS objective_id,
    reach.company_objective_id AS company_objective_id,
    objectives.kind,
    objectives.period_id,
    objectives.level,
    objectives.owner_id,
    objectives.department_id,
    objectives.department_path,
    objectives.department_path_today,
    objectives.label_id,
    objectives.progress,
    objectives.worst_pace,
    reach.depth,
    company.period_id,
    company.owner_id,
    company.label_id
FROM mart_objective_days_next AS objectives
INNER JOIN (SELECT * FROM build_reach WHERE depth > 0) AS reach ON reach.objective_id = objectives.objective_id
INNER JOIN company ON company.objective_id = reach.company_objective_id
WHERE reach.from_day <= objectives.as_of AND objectives.as_of < reach.to_day
    AND company.live_from <= objectives.as_of AND objectives.as_of < company.live_to
