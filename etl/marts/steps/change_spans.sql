-- Grain: one row per objective, key result, alignment, person or department and span of instants
-- [since, until) in which it exists and what changes.sql tells of it stays the same. Of versions at
-- one instant the later run's speaks. A key result, and a statement of a link, exists only while its
-- objective does: what an objective that vanished took with it is not read any more, so nobody
-- closes it.
CREATE TABLE build_change_spans ENGINE = MergeTree ORDER BY (entity_kind, entity_id, since) AS
WITH
    toDateTime64('2299-12-31 00:00:00', 3, 'UTC') AS forever,
    objectives AS
    (
        SELECT
            *,
            leadInFrame(valid_from, 1, forever) OVER entity AS valid_to,
            leadInFrame(run_id) OVER entity AS end_run_id
        FROM
        (
            SELECT * FROM core_objective_versions
            ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY objective_id, valid_from
        )
        WINDOW entity AS
        (
            PARTITION BY objective_id ORDER BY valid_from
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ),
    key_results AS
    (
        SELECT
            *,
            leadInFrame(valid_from, 1, forever) OVER entity AS valid_to,
            leadInFrame(run_id) OVER entity AS end_run_id
        FROM
        (
            SELECT * FROM core_key_result_versions
            ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY key_result_id, valid_from
        )
        WINDOW entity AS
        (
            PARTITION BY key_result_id ORDER BY valid_from
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ),
    people AS
    (
        SELECT
            *,
            leadInFrame(valid_from, 1, forever) OVER entity AS valid_to,
            leadInFrame(run_id) OVER entity AS end_run_id
        FROM
        (
            SELECT * FROM core_person_versions
            ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY person_id, valid_from
        )
        WINDOW entity AS
        (
            PARTITION BY person_id ORDER BY valid_from
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ),
    departments AS
    (
        SELECT
            *,
            leadInFrame(valid_from, 1, forever) OVER entity AS valid_to,
            leadInFrame(run_id) OVER entity AS end_run_id
        FROM
        (
            SELECT * FROM core_department_versions
            ORDER BY valid_from DESC, observed_at DESC, run_id DESC LIMIT 1 BY department_id, valid_from
        )
        WINDOW entity AS
        (
            PARTITION BY department_id ORDER BY valid_from
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    )
SELECT
    'objective' AS entity_kind,
    objective_id AS entity_id,
    valid_from AS since,
    valid_to AS until,
    objective_id,
    '' AS key_result_id,
    '' AS other_objective_id,
    -- The first is what it is called.
    [
        ('title', title), ('owner', owner_id), ('team', arrayStringConcat(team_ids, ',')),
        ('period', period_id), ('weight', ifNull(toString(weight), '')),
        ('score', ifNull(toString(score), '')), ('visibility', toString(visibility)),
        ('draft', if(is_draft, 'draft', 'published'))
    ] AS facts,
    is_assumed,
    run_id,
    end_run_id
FROM objectives
WHERE is_present
UNION ALL
SELECT
    'key_result',
    key_results.key_result_id,
    greatest(key_results.valid_from, objectives.valid_from) AS since,
    least(key_results.valid_to, objectives.valid_to) AS until,
    key_results.objective_id,
    key_results.key_result_id,
    '',
    [
        ('title', key_results.title), ('weight', ifNull(toString(key_results.weight), '')),
        ('objective', key_results.objective_id)
    ],
    key_results.is_assumed,
    if(since = key_results.valid_from, key_results.run_id, objectives.run_id),
    if(until = key_results.valid_to, key_results.end_run_id, objectives.end_run_id)
FROM key_results
INNER JOIN objectives ON objectives.objective_id = key_results.objective_id
WHERE key_results.is_present AND objectives.is_present AND since < until
UNION ALL
SELECT
    'person', person_id, valid_from, valid_to, '', '', '',
    [
        ('name', name), ('job_title', title), ('departments', arrayStringConcat(department_ids, ',')),
        ('active', if(is_active, 'active', 'inactive')), ('boss', if(is_boss, 'boss', ''))
    ],
    is_assumed, run_id, end_run_id
FROM people
WHERE is_present
UNION ALL
SELECT
    'department', department_id, valid_from, valid_to, '', '', '',
    -- In which order DingTalk lists the heads says nothing.
    [('name', name), ('parent', parent_id), ('heads', arrayStringConcat(arraySort(head_ids), ','))],
    is_assumed, run_id, end_run_id
FROM departments
WHERE is_present
