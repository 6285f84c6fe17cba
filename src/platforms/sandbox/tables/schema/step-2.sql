ALTER TABLE person ADD COLUMN long_nick TEXT NOT NULL DEFAULT '';
-- The name of a medium; null where it is drawn.
ALTER TABLE person ADD COLUMN avatar TEXT;
-- As QQ has them: 10 is online.
ALTER TABLE person ADD COLUMN status INTEGER NOT NULL DEFAULT 10;
ALTER TABLE person ADD COLUMN ext_status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN qq_level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN reg_time INTEGER NOT NULL DEFAULT 0;

ALTER TABLE chat_group ADD COLUMN avatar TEXT;
ALTER TABLE chat_group ADD COLUMN create_time INTEGER NOT NULL DEFAULT 0;

-- What a member calls the group.
ALTER TABLE member ADD COLUMN group_remark TEXT NOT NULL DEFAULT '';

ALTER TABLE file ADD COLUMN download_times INTEGER NOT NULL DEFAULT 0;

ALTER TABLE request ADD COLUMN time INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN decided_by INTEGER;

CREATE TABLE sign (
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  day INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (group_id, day, user_id)
) STRICT, WITHOUT ROWID;

-- Who was liked, and by whom.
CREATE INDEX liking_by_friend ON liking (friend_id);

-- Whose address is fetched.
CREATE INDEX file_by_medium ON file (medium);
