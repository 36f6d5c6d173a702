-- Grain: one row per diagnosed key result and period, check-in, line and term that the line holds
-- (metrics.md 12, stated cause; the text as in section 14). Check-ins as they speak at the last sync.
CREATE TABLE build_quotes ENGINE = MergeTree ORDER BY (key_result_id, period_id) AS
WITH
    (SELECT groupArray((toString(kind), term, needle)) FROM build_terms WHERE NOT is_exception) AS terms,
    (
        SELECT groupUniqArray((toString(kind), needle)) FROM build_terms WHERE is_exception
    ) AS exceptions,
    said AS
    (
        SELECT
            diagnosed.key_result_id AS key_result_id,
            diagnosed.period_id AS period_id,
            check_ins.check_in_id AS check_in_id,
            check_ins.checked_in_at AS checked_in_at,
            check_ins.revised_at AS revised_at
        FROM build_check_ins AS check_ins
        INNER JOIN build_diagnosed AS diagnosed ON diagnosed.key_result_id = check_ins.key_result_id
        -- Also after its end: people often say what happened when it is over.
        WHERE diagnosed.starts_on <= check_ins.checked_in_on AND check_ins.checked_in_on < diagnosed.carried_on
    ),
    lines AS
    (
        SELECT
            check_in_id,
            normalised_text AS folded,
            splitByChar('\n', text) AS parts,
            arrayJoin(arrayEnumerate(parts)) AS number,
            parts[number] AS line,
            concat(' ', replaceRegexpAll(lowerUTF8(line), '[^\\p{L}\\p{M}\\p{N}]+', ' '), ' ') AS words
        FROM {{all_of(check_in_revisions)}}
        -- Only a report is there twice with one revision, and that has no text.
        WHERE source = 'check_in' AND (check_in_id, revised_at) IN (SELECT check_in_id, revised_at FROM said) AND {{may_hold_term}}
    ),
    held AS
    (
        SELECT
            check_in_id,
            number,
            line,
            kind,
            -- Without the phrases in which a term of this kind does not count
            arrayFold
            (
                (rest, exception) -> if(exception.1 = kind, replaceAll(rest, exception.2, ' '), rest),
                exceptions,
                words
            ) AS counted,
            arrayJoin(arrayFilter
            (
                term -> term.1 = kind AND position(counted, term.3) > 0,
                terms
            )).2 AS term
        FROM (SELECT check_in_id, number, line, words FROM lines WHERE {{holds_needle}})
        ARRAY JOIN ['external', 'capacity'] AS kind
    )
SELECT
    said.key_result_id AS key_result_id,
    said.period_id AS period_id,
    said.check_in_id AS check_in_id,
    said.checked_in_at AS checked_in_at,
    held.number AS number,
    held.line AS line,
    held.kind AS kind,
    held.term AS term
FROM said
INNER JOIN held ON held.check_in_id = said.check_in_id
