-- Version 4. Run after `schema_3.sql`, once per base, in one transaction with the change of `user_version`.

-- «Премия: кому, доля, согласовано» of a deal's line (2 §5).
ALTER TABLE ledger_line ADD COLUMN bonus_id INTEGER REFERENCES employee(id);
ALTER TABLE ledger_line ADD COLUMN bonus_share INTEGER;   -- percent, 1 to 100
ALTER TABLE ledger_line ADD COLUMN bonus_agreed TEXT;     -- with whom and when; empty: not agreed yet
-- ── Import: unknown columns of a file are kept with contacts, tasks and leads too ───────────────────────────────────
ALTER TABLE contact ADD COLUMN extra TEXT;
ALTER TABLE task ADD COLUMN extra TEXT;
ALTER TABLE lead ADD COLUMN extra TEXT;
-- Hidden preparation: when the draft of a handover begins by itself.
ALTER TABLE handover_case ADD COLUMN start_at INTEGER;
-- ── Письма: an «уточнение» after the first one where the manager changed again; who tells the client where there is nowhere
-- to write, and by when; a VIP's letter that the head let go without a call. Made anew for the UNIQUE that allowed a
-- contact one letter only: it holds for the first ones. ─────────────────────────────────────────────────────────────
CREATE TABLE letter_4 (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  rev          INTEGER NOT NULL,
  case_id      INTEGER REFERENCES handover_case(id),
  client_id    INTEGER NOT NULL REFERENCES client(id),
  contact_id   INTEGER REFERENCES contact(id),
  receiver_id  INTEGER NOT NULL REFERENCES employee(id),
  kind         TEXT NOT NULL DEFAULT 'first',        -- first | clarify
  state        TEXT NOT NULL,
  address      TEXT NOT NULL DEFAULT '',
  salutation   TEXT NOT NULL DEFAULT '',
  subject      TEXT NOT NULL DEFAULT '',
  body         TEXT NOT NULL DEFAULT '',
  message_id   TEXT NOT NULL UNIQUE,
  problem      TEXT NOT NULL DEFAULT '',             -- why it cannot be approved yet: no_address, salutation, …
  approved_by  TEXT, approved_at INTEGER,
  without_call INTEGER NOT NULL DEFAULT 0,           -- «письмо без звонка»
  file         TEXT,
  sent_at      INTEGER,
  result_at    INTEGER,
  result       TEXT,
  tell_id      INTEGER REFERENCES employee(id),      -- «некуда писать»: who tells the client instead
  tell_by      INTEGER                               -- and until when
) STRICT;
INSERT INTO letter_4 (id, rev, case_id, client_id, contact_id, receiver_id, state, address, salutation, subject, body,
    message_id, problem, approved_by, approved_at, file, sent_at, result_at, result, tell_id)
  SELECT id, rev, case_id, client_id, contact_id, receiver_id, state, address, salutation, subject, body,
    message_id, problem, approved_by, approved_at, file, sent_at, result_at, result,
    CASE WHEN problem IN ('no_address','do_not_write') THEN receiver_id END FROM letter;
-- The number of a deleted last letter does not come back.
DELETE FROM sqlite_sequence WHERE name = 'letter_4';
INSERT INTO sqlite_sequence (name, seq) SELECT 'letter_4', seq FROM sqlite_sequence WHERE name = 'letter';
DROP TABLE letter;
ALTER TABLE letter_4 RENAME TO letter;
CREATE INDEX letter_state ON letter(state, case_id);
CREATE INDEX letter_client ON letter(client_id);
CREATE UNIQUE INDEX letter_first ON letter(case_id, client_id, contact_id) WHERE kind = 'first';
-- What the client was told last counts.
CREATE VIEW current_letter AS SELECT * FROM letter t
  WHERE t.id = (SELECT max(x.id) FROM letter x WHERE x.client_id = t.client_id AND x.case_id IS t.case_id);

-- ── Переписка: of each client of a case, what is in the card and who says so; «что в голове» is told by the context ─────
CREATE TABLE correspondence (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rev       INTEGER NOT NULL,
  case_id   INTEGER NOT NULL REFERENCES handover_case(id),
  client_id INTEGER NOT NULL REFERENCES client(id),
  part      TEXT NOT NULL,                           -- mail | chats | recordings
  state     TEXT NOT NULL,                           -- open | done | none: there was none
  by_actor  TEXT,
  at        INTEGER,
  note      TEXT NOT NULL DEFAULT '',
  UNIQUE (case_id, client_id, part)
) STRICT;

-- ── Whose request a client has: asked for every client whose manager changes ────────────────────────────────────────────
CREATE INDEX lead_client ON lead(client_id, state) WHERE client_id IS NOT NULL;
