-- Grain: as build_rooted; adds what is one valid link below what the step before added.
INSERT INTO build_rooted
SELECT DISTINCT child_id, day, toUInt16({{depth}})
FROM build_link_days
WHERE is_alignment AND broken_reason = ''
    AND (day, parent_id) IN (SELECT day, objective_id FROM build_rooted WHERE depth = {{depth}} - 1)
    AND (day, child_id) NOT IN (SELECT day, objective_id FROM build_rooted)
