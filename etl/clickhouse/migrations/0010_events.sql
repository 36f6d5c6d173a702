-- What DingTalk pushes in Stream mode (dingtalk-api.md 10): ids of what changed, which an events run or the next planned one reads.

-- Grain: one row per delivery of an event: DingTalk delivers some more than once, and each one counts against the push quota.
CREATE TABLE IF NOT EXISTS ops_event_deliveries {{on_cluster}}
(
    delivery_id  String COMMENT 'ours: two deliveries of one event are two rows, whatever else is equal',
    event_id     String,
    event_type   LowCardinality(String) COMMENT 'as DingTalk names it; empty: the push came without content, because the quota is used up',
    objective_id String,
    check_in_id  String,
    person_id    String,
    period_id    String,
    rule_id      String,
    born_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'when it happened, as DingTalk says',
    received_at  DateTime64(3, 'UTC') COMMENT 'by the product''s clock',
    day          Date COMMENT 'of receipt, in ORG_TIMEZONE',
    is_metered   UInt8 COMMENT 'it counts against the monthly push quota; events of contacts do not'
)
ENGINE = {{replicated}}MergeTree
ORDER BY (day, event_id)
SETTINGS {{dedup_window}} = 10000;

-- One row per event, whatever the number of its deliveries.
CREATE VIEW IF NOT EXISTS ops_events {{on_cluster}} AS
SELECT
    event_id,
    any(d.event_type) AS event_type,
    any(d.objective_id) AS objective_id,
    any(d.check_in_id) AS check_in_id,
    any(d.person_id) AS person_id,
    any(d.period_id) AS period_id,
    any(d.rule_id) AS rule_id,
    min(d.born_at) AS born_at,
    min(d.received_at) AS received_at,
    count() AS delivery_count,
    max(d.is_metered) AS is_metered
FROM ops_event_deliveries AS d
GROUP BY event_id;

-- Grain: one row per event and events run that asked for what it named, also if DingTalk refused. It counts if the run does.
-- What runs did read is in the raw layer: see etl/events/waiting-events.ts.
CREATE TABLE IF NOT EXISTS ops_event_answers {{on_cluster}}
(
    event_id    String,
    run_id      String,
    answered_at DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY (event_id, run_id)
SETTINGS {{dedup_window}} = 10000;
