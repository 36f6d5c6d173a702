-- Grain: as build_change_spans; adds the alignments. A link from child to target exists while the
-- child, or the objective it goes to, states it; "a typed statement beats an untyped one" (metrics.md
-- 7). The kinds of a link are one fact of it, so that naming a kind later is a change and not an end.
INSERT INTO build_change_spans
(
    entity_kind, entity_id, since, until, objective_id, key_result_id, other_objective_id, facts,
    is_assumed, run_id, end_run_id
)
WITH
    toDateTime64('2299-12-31 00:00:00', 3, 'UTC') AS forever,
    versions AS
    (
        SELECT
            *,
            leadInFrame(valid_from, 1, forever) OVER statement AS valid_to,
            leadInFrame(run_id) OVER statement AS end_run_id
        FROM
        (
            SELECT * FROM core_alignment_versions
            ORDER BY valid_from DESC, observed_at DESC, run_id DESC
            LIMIT 1 BY child_objective_id, target_kind, target_id, link_kind, stated_by, valid_from
        )
        WINDOW statement AS
        (
            PARTITION BY child_objective_id, target_kind, target_id, link_kind, stated_by
            ORDER BY valid_from
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    ),
    statements AS
    (
        SELECT
            versions.child_objective_id AS child_id,
            versions.target_id AS target_id,
            toString(versions.link_kind) AS link_kind,
            greatest(versions.valid_from, stating.since) AS stated_from,
            least(versions.valid_to, stating.until) AS stated_to,
            versions.is_assumed AS is_assumed,
            if(stated_from = versions.valid_from, versions.run_id, stating.run_id) AS run_id,
            if(stated_to = versions.valid_to, versions.end_run_id, stating.end_run_id) AS end_run_id
        FROM versions
        INNER JOIN (SELECT * FROM build_change_spans WHERE entity_kind = 'objective') AS stating
            ON stating.entity_id = if(versions.stated_by = 'child', versions.child_objective_id, versions.target_id)
        -- "a link whose child is unknown is ignored"
        WHERE versions.is_present AND stated_from < stated_to
            AND versions.child_objective_id IN (SELECT objective_id FROM core_objective_versions)
    ),
    links AS
    (
        SELECT
            child_id,
            target_id,
            groupArray((stated_from, stated_to, link_kind, is_assumed, run_id, end_run_id)) AS stated,
            arraySort(arrayDistinct(arrayConcat(stated.1, stated.2))) AS instants
        FROM statements
        GROUP BY child_id, target_id
    ),
    spans AS
    (
        SELECT
            child_id,
            target_id,
            stated,
            arrayJoin(arrayZip(arrayPopBack(instants), arrayPopFront(instants))) AS span,
            arrayFilter(one -> one.1 <= span.1 AND span.1 < one.2, stated) AS in_force,
            arrayFilter(one -> one.1 = span.1, in_force) AS started,
            arraySort(arrayDistinct(in_force.3)) AS kinds
        FROM links
    ),
    owners AS
    (
        SELECT key_result_id, argMax(objective_id, (valid_from, observed_at, run_id)) AS objective_id
        FROM core_key_result_versions
        GROUP BY key_result_id
    )
SELECT
    'alignment' AS entity_kind,
    concat(child_id, ' > ', target_id) AS entity_id,
    span.1 AS since,
    span.2 AS until,
    child_id AS objective_id,
    owners.key_result_id AS key_result_id,
    if(owners.key_result_id = '', target_id, owners.objective_id) AS other_objective_id,
    [('kind', arrayStringConcat(if(length(kinds) > 1, arrayFilter(kind -> kind != '', kinds), kinds), ','))] AS facts,
    arrayExists(one -> one.4, started) AS is_assumed,
    if(notEmpty(started), started[1].5, arrayFirst(one -> one.2 = span.1, stated).6) AS run_id,
    arrayFirst(one -> one.2 = span.2, stated).6 AS end_run_id
FROM spans
LEFT JOIN owners ON owners.key_result_id = spans.target_id
WHERE notEmpty(in_force)
