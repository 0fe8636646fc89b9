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

  -- Appended to by every call: one tree, so that a commit writes few pages.
  CREATE TABLE trail_event (
    sequence      INTEGER PRIMARY KEY,
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

  -- Follows trail_event, see trail-index.ts.
  CREATE TABLE trail_index (
    account   TEXT NOT NULL,
    attribute TEXT NOT NULL,
    value     TEXT NOT NULL,
    sequence  INTEGER NOT NULL,
    PRIMARY KEY (account, attribute, value, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE trail_indexed (through INTEGER NOT NULL);
  INSERT INTO trail_indexed (through) VALUES (0);
  `,
  `
  ALTER TABLE trail_event ADD COLUMN principal_id TEXT;
  UPDATE trail_event SET principal_id = coalesce(
    record ->> '$.userIdentity.sessionContext.sessionIssuer.principalId',
    record ->> '$.userIdentity.principalId'
  );

  -- Follows trail_event, see last-use-counter.ts.
  CREATE TABLE last_use (
    principal TEXT NOT NULL,
    source    TEXT NOT NULL,
    name      TEXT NOT NULL,
    region    TEXT NOT NULL,
    time      INTEGER NOT NULL,
    PRIMARY KEY (principal, source, name)
  ) WITHOUT ROWID;
  CREATE TABLE last_use_counted (through INTEGER NOT NULL);
  INSERT INTO last_use_counted (through) VALUES (0);
  `,
  // Users from before there were groups are in none.
  `
  UPDATE record SET value = json_set(value, '$.groups', json('[]'))
  WHERE collection = 'iam.user' AND value -> '$.groups' IS NULL;
  `,
  // Last uses used to follow the trail, and are written with it now; of several columns beside max(), SQLite takes
  // those of the row that has it.
  `
  INSERT INTO last_use (principal, source, name, region, time)
  SELECT principal, source, name, region, max(time) FROM (
    SELECT sequence, principal_id AS principal, source, name, region, time FROM trail_event
    UNION ALL
    SELECT sequence, access_key_id, source, name, region, time FROM trail_event
    WHERE substr(access_key_id, 1, 4) = 'AKIA'
  )
  WHERE sequence > (SELECT through FROM last_use_counted) AND principal IS NOT NULL
  GROUP BY principal, source, name
  ON CONFLICT DO UPDATE SET region = excluded.region, time = excluded.time WHERE excluded.time >= time;
  DROP TABLE last_use_counted;
  `,
]
