-- Grain: one row per term of a kind and, with is_exception, phrase in which a term does not count
-- (terms.ts).
CREATE TABLE build_terms
(
    kind         LowCardinality(String),
    term         String,
    needle       String,
    word         String,
    is_exception UInt8
)
ENGINE = MergeTree ORDER BY (kind, term)
