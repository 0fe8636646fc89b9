/**
 * The steps from an empty file to the present form, each run once and in order; `user_version` counts
 * those that were. A released step is never changed: add another.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE record (
    collection TEXT NOT NULL,
    key        TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (collection, key)
  ) WITHOUT ROWID;

  CREATE TABLE trail_event (
    sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
    account       TEXT NOT NULL,
    region        TEXT NOT NULL,
    time          INTEGER NOT NULL,
    id            TEXT NOT NULL,
    name          TEXT NOT NULL,
    source        TEXT NOT NULL,
    category      TEXT NOT NULL,
    read_only     TEXT NOT NULL,
    username      TEXT,
    access_key_id TEXT,
    resources     TEXT NOT NULL,
    record        TEXT NOT NULL
  );
  CREATE INDEX trail_event_by_id ON trail_event (id);
  CREATE INDEX trail_event_by_name ON trail_event (account, name);
  CREATE INDEX trail_event_by_username ON trail_event (account, username);
  CREATE INDEX trail_event_by_access_key_id ON trail_event (access_key_id) WHERE access_key_id IS NOT NULL;

  CREATE TABLE trail_resource (
    account  TEXT NOT NULL,
    name     TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type     TEXT NOT NULL,
    PRIMARY KEY (account, name, sequence, type)
  ) WITHOUT ROWID;
  `,
]
