-- Grain: one row per span of local days in which the same people head the company. The spans cover
-- all days. Filled by organisation.ts (metrics.md 2, level).
CREATE TABLE build_company_head_spans
(
    from_day Date,
    to_day   Date,
    head_ids Array(String)
)
ENGINE = MergeTree ORDER BY from_day
