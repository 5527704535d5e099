-- Version 2: the chain of automatic actions, commands that close accesses, the activity log, crises.

-- ── Side effects: which step of the chain a job is, about whom, and what came of it ─────────────────────────────────
ALTER TABLE job ADD COLUMN step TEXT NOT NULL DEFAULT '';       -- code of the chain's step; '' for work of its own
ALTER TABLE job ADD COLUMN due_rule TEXT NOT NULL DEFAULT '';   -- when it fires, as the chain's file says it
ALTER TABLE job ADD COLUMN role TEXT;                           -- who is told, where no person is named
ALTER TABLE job ADD COLUMN employee_id INTEGER;                 -- whom it is about
ALTER TABLE job ADD COLUMN retries INTEGER NOT NULL DEFAULT 0;     -- how often a failure is tried again by itself
ALTER TABLE job ADD COLUMN pause_min INTEGER NOT NULL DEFAULT 0;   -- minutes before the first of these, twice as long each time
CREATE INDEX job_employee ON job(employee_id) WHERE employee_id IS NOT NULL;

-- ── Inbox: the case an entry belongs to, so that what ends with the case ends there too ─────────────────────────────
ALTER TABLE inbox ADD COLUMN case_id INTEGER;
UPDATE inbox SET case_id = CASE WHEN object LIKE 'case:%' THEN CAST(substr(object, 6) AS INTEGER)
  ELSE json_extract(args, '$.case') END;
CREATE INDEX inbox_open ON inbox(due_at) WHERE done_at IS NULL;
CREATE INDEX inbox_case ON inbox(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX inbox_done ON inbox(done_at) WHERE done_at IS NOT NULL;

-- ── Сегодня: what came late, and what the CRM still gives to the leaver, without reading whole ledgers ──────────────
CREATE INDEX line_late  ON ledger_line(case_id, kind) WHERE late = 1 AND batch_seq IS NULL;
CREATE INDEX line_still ON ledger_line(case_id) WHERE crm_state = 'still_leaver';

-- ── Accesses: who closes one, and the command that does it ──────────────────────────────────────────────────────────
ALTER TABLE access ADD COLUMN role TEXT NOT NULL DEFAULT 'it';  -- who closes it: it | security | head | hr
ALTER TABLE access ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE access SET role = CASE WHEN system IN ('sim', 'client_chats') THEN 'head'
                              WHEN system = 'signature' THEN 'security'
                              WHEN system IN ('attorney', 'keys') THEN 'hr' ELSE 'it' END;
ALTER TABLE job ADD COLUMN access_id INTEGER;                   -- the access a command is about
CREATE INDEX job_access ON job(access_id) WHERE access_id IS NOT NULL;

-- ── The CRM's activity log ──────────────────────────────────────────────────────────────────────────────────────────
-- A user as the log writes them. `employee_id` NULL: nobody of the office, or several who may be meant (`maybe`).
CREATE TABLE log_user (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  source      TEXT NOT NULL,
  written     TEXT NOT NULL,
  employee_id INTEGER REFERENCES employee(id),
  maybe       INTEGER NOT NULL DEFAULT 0,            -- how many employees it resembles while nobody has said which
  UNIQUE (source, written)
) STRICT;
CREATE INDEX log_user_employee ON log_user(employee_id) WHERE employee_id IS NOT NULL;

-- One event. Append-only, outside undo and without `rev`: a million of them come in one import. `(at, digest)` makes an
-- overlapping export add nothing, and is the order of time.
CREATE TABLE log_event (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  digest    INTEGER NOT NULL,
  user_id   INTEGER NOT NULL REFERENCES log_user(id),
  kind      TEXT NOT NULL,                           -- domain::LogKind
  written   TEXT NOT NULL,                           -- the event as the log names it
  n_rows    INTEGER NOT NULL DEFAULT 0,              -- the size of an export
  object    TEXT NOT NULL DEFAULT '',
  address   TEXT NOT NULL DEFAULT '',
  detail    TEXT NOT NULL DEFAULT '',
  import_id INTEGER NOT NULL,
  line      INTEGER NOT NULL                         -- row of the file: where the evidence stands
) STRICT;
CREATE UNIQUE INDEX log_event_once ON log_event(at, digest);
CREATE INDEX log_event_user ON log_event(user_id, at);

CREATE TABLE signal (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  kind        TEXT NOT NULL,
  day         INTEGER NOT NULL,
  detail      TEXT NOT NULL DEFAULT '',              -- the address; '' for other kinds
  n           INTEGER NOT NULL,                      -- events that day
  n_rows      INTEGER NOT NULL DEFAULT 0,
  first_at    INTEGER NOT NULL,
  last_at     INTEGER NOT NULL,
  rule        TEXT NOT NULL,                         -- domain::signals::Rule: which threshold, and by how much
  reached     INTEGER NOT NULL,
  threshold   INTEGER NOT NULL,
  state       TEXT NOT NULL DEFAULT 'new',
  raised_at   INTEGER NOT NULL,
  reason      TEXT,                                  -- why it is «норма»
  looked_by   TEXT, looked_at INTEGER,
  looked_n    INTEGER,                               -- what it was then: a larger one comes back
  UNIQUE (employee_id, kind, day, detail)
) STRICT;
CREATE INDEX signal_state ON signal(state, day);

CREATE TABLE incident (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'suspected',
  employee_id INTEGER REFERENCES employee(id),       -- NULL: nobody is known to be behind it
  client_id   INTEGER REFERENCES client(id),
  signal_id   INTEGER REFERENCES signal(id),
  what        TEXT NOT NULL DEFAULT '',
  personal    INTEGER NOT NULL DEFAULT 0,            -- personal data is in it: the clocks run
  found_at    INTEGER NOT NULL,
  by_actor    TEXT NOT NULL,
  notified_24 INTEGER, notified_24_by TEXT,          -- 152-ФЗ ст. 21: of the incident, of what was found out
  notified_72 INTEGER, notified_72_by TEXT,
  reason      TEXT,
  decided_at  INTEGER, decided_by TEXT
) STRICT;
CREATE INDEX incident_employee ON incident(employee_id, found_at) WHERE employee_id IS NOT NULL;
CREATE INDEX incident_state ON incident(state, found_at);
CREATE INDEX incident_signal ON incident(signal_id) WHERE signal_id IS NOT NULL;

-- What one import says otherwise than the one before it, of clients and deals that had a manager. Append-only; of those who
-- stay it is kept for thirty days.
CREATE TABLE portfolio_change (
  id        INTEGER PRIMARY KEY,
  seq       INTEGER NOT NULL,                        -- the import's entry in the journal
  at        INTEGER NOT NULL,
  owner_id  INTEGER NOT NULL REFERENCES employee(id),
  kind      TEXT NOT NULL,                           -- client | deal
  object_id INTEGER NOT NULL,
  field     TEXT NOT NULL,                           -- domain::PortfolioField
  before    TEXT NOT NULL,
  after     TEXT NOT NULL
) STRICT;
CREATE INDEX portfolio_owner ON portfolio_change(owner_id, at);

-- ── Crisis: who answers for the time being, the calls, the mailbox, the commission ──────────────────────────────────
ALTER TABLE handover_case ADD COLUMN crisis_at INTEGER;         -- since when it is a crisis: its clocks run from here
ALTER TABLE handover_case ADD COLUMN temporary_until INTEGER;   -- seven days at most, then an alarm
ALTER TABLE handover_case ADD COLUMN mail_at INTEGER;           -- «почта прочёсана»
ALTER TABLE handover_case ADD COLUMN mail_letters INTEGER;      -- so many letters were looked through
-- Who holds the object until its line is decided; it was the leaver's, and is again when he comes back.
ALTER TABLE ledger_line ADD COLUMN temp_id INTEGER REFERENCES employee(id);
CREATE INDEX line_temp ON ledger_line(temp_id, kind) WHERE temp_id IS NOT NULL;
ALTER TABLE touch ADD COLUMN result TEXT NOT NULL DEFAULT '';   -- of a call: reached | no_answer | call_back
ALTER TABLE touch ADD COLUMN case_id INTEGER REFERENCES handover_case(id);   -- the call list it was made from
ALTER TABLE touch ADD COLUMN again_at INTEGER;                  -- call_back: when
CREATE INDEX touch_case ON touch(case_id, client_id) WHERE case_id IS NOT NULL;
-- What was found in the leaver's mailbox; the task it became is whoever's the client is now.
CREATE TABLE mail_finding (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rev       INTEGER NOT NULL,
  case_id   INTEGER NOT NULL REFERENCES handover_case(id),
  client_id INTEGER REFERENCES client(id),
  kind      TEXT NOT NULL,                           -- domain::MailFound
  text      TEXT NOT NULL,
  task_id   INTEGER NOT NULL REFERENCES task(id),
  at        INTEGER NOT NULL,
  by_actor  TEXT NOT NULL
) STRICT;
CREATE INDEX mail_finding_case ON mail_finding(case_id);

-- ── What falls due next: the open workstation wakes at that very time ───────────────────────────────────────────────
CREATE INDEX acceptance_due ON acceptance(due_at) WHERE state = 'offered';
CREATE INDEX access_due ON access(due_at) WHERE state IN ('planned', 'asked') AND due_at IS NOT NULL;
