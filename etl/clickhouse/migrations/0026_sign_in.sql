-- app: who signed out, and which restricted texts administrators saw. Append-only; never touched by a sync or a rebuild; part of the backup.

-- Grain: one row per sign-out.
CREATE TABLE IF NOT EXISTS app_session_ends {{on_cluster}}
(
    user_id    String,
    session_id String COMMENT 'empty: every session of the person that began before',
    ended_at   DateTime64(3, 'UTC')
)
ENGINE = {{replicated}}MergeTree
ORDER BY (user_id, ended_at)
SETTINGS {{dedup_window}} = 10000;

-- Grain: one row per answer in which an administrator was shown text of restricted objectives that are open to them as administrator only.
CREATE TABLE IF NOT EXISTS app_restricted_views {{on_cluster}}
(
    viewed_at     DateTime64(3, 'UTC'),
    viewer_id     String,
    viewer_name   String COMMENT 'as it was then',
    address       String COMMENT 'path and query of what was asked for',
    objective_ids Array(String)
)
ENGINE = {{replicated}}MergeTree
ORDER BY (viewed_at, viewer_id)
SETTINGS {{dedup_window}} = 10000;
