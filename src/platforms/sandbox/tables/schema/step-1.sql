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
  whole_ban INTEGER NOT NULL DEFAULT 0,
  anonymity INTEGER NOT NULL DEFAULT 0
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
  anonymous_id INTEGER,
  segments TEXT NOT NULL,
  recalled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX message_by_group ON message (group_id, id) WHERE target_id IS NULL;
CREATE INDEX message_by_pair ON message (min(user_id, target_id), max(user_id, target_id), id)
  WHERE target_id IS NOT NULL;

-- Requests to be decided: by target_id (friend, invite) or by the owner and admins of group_id (add).
CREATE TABLE request (
  flag TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('friend', 'add', 'invite')),
  user_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  target_id INTEGER REFERENCES person ON DELETE CASCADE,
  group_id INTEGER REFERENCES chat_group ON DELETE CASCADE,
  comment TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'refused')),
  reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Who was kicked for good.
CREATE TABLE shut_out (
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  user_id INTEGER NOT NULL,
  PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;

-- The masks people wear in a group.
CREATE TABLE anonymous (
  id INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  flag TEXT NOT NULL UNIQUE,
  banned_until INTEGER NOT NULL DEFAULT 0,
  UNIQUE (group_id, user_id)
) STRICT;

CREATE TABLE liking (
  user_id INTEGER NOT NULL,
  friend_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (user_id, friend_id, day)
) STRICT, WITHOUT ROWID;

-- How often somebody spoke in a group on a day.
CREATE TABLE speech (
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  day INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (group_id, day, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE honor (
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  type TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  description TEXT NOT NULL,
  PRIMARY KEY (group_id, type, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE forward (
  id TEXT PRIMARY KEY,
  nodes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE essence (
  message_id INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  operator_id INTEGER NOT NULL,
  time INTEGER NOT NULL
) STRICT;
CREATE INDEX essence_by_group ON essence (group_id);

CREATE TABLE emoji_like (
  message_id INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  emoji_id TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  PRIMARY KEY (message_id, emoji_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  user_id INTEGER NOT NULL,
  time INTEGER NOT NULL,
  text TEXT NOT NULL,
  image TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE folder (
  id TEXT PRIMARY KEY,
  group_id INTEGER NOT NULL REFERENCES chat_group ON DELETE CASCADE,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- In a group, or from one person to another (target_id).
CREATE TABLE file (
  id TEXT PRIMARY KEY,
  group_id INTEGER REFERENCES chat_group ON DELETE CASCADE,
  folder_id TEXT REFERENCES folder ON DELETE CASCADE,
  user_id INTEGER NOT NULL,
  target_id INTEGER,
  name TEXT NOT NULL,
  medium TEXT NOT NULL,
  size INTEGER NOT NULL,
  time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_by_group ON file (group_id, folder_id);

CREATE TABLE medium (
  name TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whole worlds, put aside under a name.
CREATE TABLE snapshot (
  name TEXT PRIMARY KEY,
  document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
