-- Grain: one row per live key result and span of local days in which it, its objective's context
-- and the set of its live sisters with their weights are the same. From these spans the days are
-- unrolled.
CREATE TABLE build_key_result_spans ENGINE = MergeTree ORDER BY (key_result_id, from_day) AS
WITH
    live AS
    (
        SELECT
            objectives.* EXCEPT
            (
                objective_id, title, from_day, to_day, live_from, live_to, is_assumed, kind, is_draft, score
            ),
            objectives.objective_id AS objective_id,
            objectives.title AS objective_title,
            key_results.key_result_id AS key_result_id,
            key_results.title AS key_result_title,
            key_results.weight AS stated_weight,
            key_results.is_measurable AS is_measurable,
            key_results.created_on AS created_on,
            objectives.is_assumed OR key_results.is_assumed AS is_assumed,
            greatest(key_results.from_day, objectives.live_from) AS live_from,
            least(key_results.to_day, objectives.live_to) AS live_to
        FROM build_key_result_versions AS key_results
        INNER JOIN build_objective_contexts AS objectives ON objectives.objective_id = key_results.objective_id
        WHERE live_from < live_to
    ),
    borders AS
    (
        SELECT objective_id, arraySort(groupUniqArrayArray([live_from, live_to])) AS days
        FROM live
        GROUP BY objective_id
    ),
    pieces AS
    (
        SELECT
            live.* EXCEPT (objective_id),
            live.objective_id AS objective_id,
            arrayJoin(arrayFilter(day -> live_from <= day AND day < live_to, borders.days)) AS from_day,
            borders.days[indexOf(borders.days, from_day) + 1] AS to_day
        FROM live
        INNER JOIN borders ON borders.objective_id = live.objective_id
    ),
    -- Beside the pieces, whose rows are wide.
    sisters AS
    (
        SELECT objective_id, from_day, count() AS sister_count, sum(stated_weight) AS sisters_weight
        FROM pieces
        GROUP BY objective_id, from_day
    )
SELECT
    pieces.* EXCEPT (live_from, live_to, objective_id, from_day),
    pieces.objective_id AS objective_id,
    pieces.from_day AS from_day,
    sister_count,
    sisters_weight,
    -- Equal weights if none is positive, else a zero or missing one takes the key result out
    -- (metrics.md 3).
    if(sisters_weight > 0, stated_weight / sisters_weight, 1 / sister_count) AS weight,
    -- S_k of metrics.md 3
    greatest(starts_on, created_on) AS begins_on,
    sipHash64(key_result_title, objective_title, period_name, owner_name, department_name) AS label_id
FROM pieces
INNER JOIN sisters ON sisters.objective_id = pieces.objective_id AND sisters.from_day = pieces.from_day
