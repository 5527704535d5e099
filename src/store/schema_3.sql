-- Version 3. Run after `schema_2.sql`, once per base, in one transaction with the change of `user_version`.

-- ── Сегодня: the tasks of a case without reading everybody's open tasks ─────────────────────────────────────────────
CREATE INDEX task_case ON task(case_id, state) WHERE case_id IS NOT NULL;

-- ── Lists of a large base: the sums of open deals without the deals themselves; tasks in the order they are shown ────
CREATE INDEX deal_sum ON deal(owner_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');
DROP INDEX task_due;
CREATE INDEX task_soon ON task(state, ifnull(due_at, 32503680000000), id);

-- ── A touch that was written down by mistake and taken back: it stays in its row, so that the taking back can be taken
-- back too, and counts nowhere. Whoever asks what happened with a client reads `live_touch`. ─────────────────────────
ALTER TABLE touch ADD COLUMN undone INTEGER NOT NULL DEFAULT 0;
DROP INDEX touch_client;
CREATE INDEX touch_client ON touch(client_id, at, undone);
CREATE VIEW live_touch AS SELECT * FROM touch WHERE undone = 0;
-- Of those, in which somebody was spoken to: a call that nobody answered, or that is to be made again, is an attempt.
CREATE VIEW reached_touch AS SELECT * FROM live_touch WHERE outcome <> 'no_answer' AND result IN ('','reached');

-- ── Обещания: what was promised to a client, with whom it was agreed, and what the head says to an unusual one ────────
CREATE TABLE promise (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  kind        TEXT NOT NULL,                         -- deal | client
  object_id   INTEGER NOT NULL,
  text        TEXT NOT NULL,
  due_day     INTEGER, due_minute INTEGER,
  due_at      INTEGER,                               -- the instant due_day/minute mean in the office's zone
  unusual     INTEGER NOT NULL DEFAULT 0,
  agreed_with TEXT NOT NULL DEFAULT '',
  agreed_on   INTEGER,
  why         TEXT NOT NULL DEFAULT '',
  state       TEXT NOT NULL,                         -- noted | waiting | approved | refused | dropped
  answer      TEXT NOT NULL DEFAULT '',              -- what the head says is to be told to the client
  decided_by  TEXT,
  decided_at  INTEGER,
  task_id     INTEGER REFERENCES task(id),
  by_actor    TEXT NOT NULL,
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX promise_object ON promise(kind, object_id);
-- ── One client handed over outside any departure ────────────────────────────────────────────────────────────────────
ALTER TABLE handover_case ADD COLUMN client_id INTEGER REFERENCES client(id);
ALTER TABLE handover_case ADD COLUMN comment TEXT;              -- the full history as it was told
CREATE INDEX case_client ON handover_case(client_id) WHERE client_id IS NOT NULL;

-- ── «Лист передачи» and «Лист приёма»: what went out, so that what comes back is known ──────────────────────────────
CREATE TABLE sheet (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  case_id     INTEGER NOT NULL REFERENCES handover_case(id),
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  kind        TEXT NOT NULL,                         -- domain::sheets::SheetKind
  code        TEXT NOT NULL UNIQUE,                  -- stands in every row of the file
  secret      TEXT NOT NULL,                         -- never leaves the base: the keys of the rows are checked with it
  file        TEXT NOT NULL,
  lines       INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  came_at     INTEGER,                               -- the last time something was taken from it
  came        INTEGER NOT NULL DEFAULT 0             -- how many times
) STRICT;
CREATE INDEX sheet_case ON sheet(case_id, at);
-- What a receiver did not understand; asked with an answer or without one.
ALTER TABLE acceptance ADD COLUMN question TEXT;
CREATE INDEX promise_waiting ON promise(object_id, kind) WHERE state = 'waiting';
-- ── An absence: who is away when, what its substitute takes over, the way back ──────────────────────────────────────
ALTER TABLE handover_case ADD COLUMN absence_id INTEGER REFERENCES absence(id);
ALTER TABLE handover_case ADD COLUMN extent TEXT;               -- domain::Extent
ALTER TABLE handover_case ADD COLUMN leads_too INTEGER NOT NULL DEFAULT 0;   -- new leads go to the substitute meanwhile
ALTER TABLE handover_case ADD COLUMN returned_seq INTEGER;      -- the entry that took everything back, or waived it (`reason`)

-- ── Accesses: closed without waiting for the term, since when; what is being closed as this version comes is so ─────────
ALTER TABLE access ADD COLUMN cut_at INTEGER;
UPDATE access SET cut_at = asked_at WHERE state = 'asked' AND EXISTS (SELECT 1 FROM job j WHERE j.access_id = access.id
  AND j.kind = 'revoke' AND j.state IN ('queued','running','unknown'));
