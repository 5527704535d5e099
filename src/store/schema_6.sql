-- Version 6. Run after `schema_5.sql`, once per base, in one transaction with the change of `user_version`.

-- A word looked for among deals and tasks, where a deal stands in its list, how many there are: everything these ask is in
-- the index, since a look at each of three hundred thousand rows took more than a second.
CREATE INDEX deal_open ON deal(title_fold, id, client_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');
DROP INDEX task_soon;
CREATE INDEX task_soon ON task(state, ifnull(due_at, 32503680000000), id, title_fold, client_id);

-- ── What an import adds beside rows that were there before it ───────────────────────────────────────────────────────
-- Numbers, links and ids of a CRM have no inverse of their own; by these they go again when the import is taken back.

-- What a CRM was remembered to have said before the entry; `seen` NULL: the object had no such id yet.
CREATE TABLE import_ref (
  seq     INTEGER NOT NULL,
  source  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  ext_id  TEXT NOT NULL,
  seen    TEXT,
  seen_at INTEGER,
  PRIMARY KEY (seq, source, kind, ext_id)
) STRICT, WITHOUT ROWID;

-- A person who was known became a contact of a client who was known.
CREATE TABLE import_link (
  seq        INTEGER NOT NULL,
  client_id  INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  PRIMARY KEY (seq, client_id, contact_id)
) STRICT, WITHOUT ROWID;

-- Phones and mails that the import added: those numbered above the first and up to the second. NULL of an import of an
-- earlier version.
ALTER TABLE import ADD COLUMN points_after INTEGER;
ALTER TABLE import ADD COLUMN points_last  INTEGER;
