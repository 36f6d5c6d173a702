-- Grain: one row per person and span of local days at whose ends the person's attributes are the
-- same. The spans of a person cover all days: the first version speaks for older facts, the last
-- one for later ones (metrics.md 2); is_active says on which days the person was in the directory
-- and not switched off.
CREATE TABLE build_person_spans ENGINE = MergeTree ORDER BY (person_id, from_day) AS
WITH
    daily AS
    (
        SELECT *, {{local_day(valid_from)}} AS from_day
        FROM core_person_versions
        ORDER BY valid_from DESC, observed_at DESC, run_id DESC
        LIMIT 1 BY person_id, from_day
    ),
    spans AS
    (
        SELECT
            person_id,
            from_day,
            leadInFrame(from_day, 1, {{end_of_time}}) OVER
            (
                PARTITION BY person_id ORDER BY from_day
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS to_day,
            is_present AND is_active AS is_active,
            -- A row that closes a person states nothing about the person: the version before it
            -- goes on speaking.
            last_value(if(is_present, name, NULL)) IGNORE NULLS OVER since_ever AS known_name,
            last_value(if(is_present, department_ids[1], NULL)) IGNORE NULLS OVER since_ever AS known_department_id
        FROM daily
        WINDOW since_ever AS
        (
            PARTITION BY person_id ORDER BY from_day
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    )
SELECT
    person_id,
    from_day,
    to_day,
    is_active,
    ifNull(known_name, '') AS person_name,
    ifNull(known_department_id, '') AS department_id
FROM spans
UNION ALL
SELECT
    person_id,
    {{start_of_time}} AS from_day,
    min(spans.from_day) AS to_day,
    0 AS is_active,
    ifNull(argMin(known_name, spans.from_day), '') AS person_name,
    ifNull(argMin(known_department_id, spans.from_day), '') AS department_id
FROM spans
GROUP BY person_id
HAVING to_day > {{start_of_time}}
