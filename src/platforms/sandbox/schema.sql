CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  nickname TEXT NOT NULL,
  sex TEXT NOT NULL CHECK (sex IN ('male', 'female', 'unknown')),
  age INTEGER NOT NULL
) STRICT;

-- One row each way.
CREATE TABLE friendship (
  user_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  friend_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  remark TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (user_id, friend_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE chat_group (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  max_member_count INTEGER NOT NULL,
  whole_ban INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE member (
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
  card TEXT NOT NULL DEFAULT '',
  level INTEGER NOT NULL DEFAULT 1,
  title TEXT NOT NULL DEFAULT '',
  title_expire_time INTEGER NOT NULL DEFAULT -1,
  join_time INTEGER NOT NULL,
  last_sent_time INTEGER NOT NULL DEFAULT 0,
  banned_until INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_user ON member (user_id);

-- In a group (group_id), or to a person (target_id); group_id beside target_id is the group they met in.
CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  target_id INTEGER,
  group_id INTEGER,
  segments TEXT NOT NULL,
  recalled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX message_by_group ON message (group_id, id) WHERE target_id IS NULL;
CREATE INDEX message_by_pair ON message (min(user_id, target_id), max(user_id, target_id), id)
  WHERE target_id IS NOT NULL;
