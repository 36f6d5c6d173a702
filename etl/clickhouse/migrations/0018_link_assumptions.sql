-- Whether a link, or what a row tells about its ends, was seen or assumed, as the other marts say it of theirs.
ALTER TABLE mart_link_days {{on_cluster}}
    ADD COLUMN IF NOT EXISTS is_assumed UInt8 COMMENT 'the link or some attribute of an end is assumed, not seen';
