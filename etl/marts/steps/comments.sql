-- Grain: one row per text of a check-in revision as it speaks for one key result.
INSERT INTO mart_comments_next (comment_id, comment, mentions, blocker, next_action)
SELECT DISTINCT comment_id, comment, mentions, blocker, next_action
FROM build_check_in_revisions
