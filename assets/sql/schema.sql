-- Generated from a migrated base, schema 6; do not edit.

CREATE TABLE absence (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  rev           INTEGER NOT NULL,
  employee_id   INTEGER NOT NULL REFERENCES employee(id),
  kind          TEXT NOT NULL,
  from_day      INTEGER NOT NULL,
  to_day        INTEGER NOT NULL,
  substitute_id INTEGER REFERENCES employee(id)
) STRICT;

CREATE TABLE acceptance (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  case_id     INTEGER NOT NULL REFERENCES handover_case(id),
  line_id     INTEGER NOT NULL REFERENCES ledger_line(id),
  receiver_id INTEGER NOT NULL REFERENCES employee(id),
  state       TEXT NOT NULL,
  offered_at  INTEGER NOT NULL,
  due_at      INTEGER NOT NULL,
  answered_at INTEGER,
  via         TEXT,
  by_list     INTEGER NOT NULL DEFAULT 0,            -- «принято списком»
  next_step   TEXT,
  on_day      INTEGER, on_minute INTEGER,
  reason      TEXT
, question TEXT) STRICT;

CREATE TABLE access (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  system      TEXT NOT NULL,                         -- catalogue code, or the office's own word
  title       TEXT NOT NULL,
  login       TEXT NOT NULL DEFAULT '',
  shared      INTEGER NOT NULL DEFAULT 0,
  action      TEXT NOT NULL DEFAULT '',
  needs_redirect INTEGER NOT NULL DEFAULT 0,         -- mailbox or number: redirect before disabling
  redirected  TEXT,                                  -- how, or why waived
  case_id     INTEGER REFERENCES handover_case(id),
  state       TEXT NOT NULL DEFAULT 'planned',
  due_at      INTEGER,
  asked_at    INTEGER,
  done_at     INTEGER, done_by TEXT, evidence TEXT,
  verified_at INTEGER, verified_by TEXT
, role TEXT NOT NULL DEFAULT 'it', note TEXT NOT NULL DEFAULT '', cut_at INTEGER) STRICT;

CREATE TABLE act (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  rev          INTEGER NOT NULL,
  case_id      INTEGER NOT NULL REFERENCES handover_case(id),
  at           INTEGER NOT NULL,
  format       TEXT NOT NULL,
  file         TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  journal_head TEXT NOT NULL
) STRICT;

CREATE TABLE active_object (
  kind    TEXT NOT NULL,
  id      INTEGER NOT NULL,
  case_id INTEGER NOT NULL REFERENCES handover_case(id),
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE checklist_item (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  case_id     INTEGER NOT NULL REFERENCES handover_case(id),
  n           INTEGER NOT NULL,                      -- its number within the case, as people and scripts say it
  code        TEXT NOT NULL,                         -- the template's code
  title       TEXT NOT NULL,
  list        TEXT NOT NULL,
  phase       TEXT NOT NULL,
  role        TEXT NOT NULL,
  person_id   INTEGER REFERENCES employee(id),
  due_at      INTEGER,
  shortened   INTEGER NOT NULL DEFAULT 0,            -- «срок сокращён»
  mandatory   INTEGER NOT NULL DEFAULT 1,
  computed    TEXT NOT NULL DEFAULT '',              -- its computable meaning; such an item ticks itself
  state       TEXT NOT NULL DEFAULT 'open',
  evidence    TEXT,
  reason      TEXT,
  done_by     TEXT,
  done_at     INTEGER,
  UNIQUE (case_id, n)
) STRICT;

CREATE TABLE client (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  rev             INTEGER NOT NULL,
  name            TEXT NOT NULL,
  name_fold       TEXT NOT NULL,
  match_fold      TEXT NOT NULL,                     -- without ООО, quotes, blanks: what likely duplicates share
  inn             TEXT,
  owner_id        INTEGER REFERENCES employee(id),
  owner_derived   INTEGER NOT NULL DEFAULT 0,
  segment         TEXT NOT NULL DEFAULT 'regular',
  region          TEXT, region_fold TEXT,
  industry        TEXT, industry_fold TEXT,
  address         TEXT,
  site            TEXT,
  next_contact_on INTEGER,
  docs_owed       TEXT,
  extra           TEXT,                              -- JSON of unknown columns
  created_at      INTEGER,
  deleted         INTEGER NOT NULL DEFAULT 0,
  -- Derived, kept, checked (store/kept.rs owns them):
  open_deals      INTEGER NOT NULL DEFAULT 0,
  final_deals     INTEGER NOT NULL DEFAULT 0,
  next_due_at     INTEGER,                           -- of open tasks
  last_touch_at   INTEGER
) STRICT;

CREATE TABLE client_contact (
  client_id  INTEGER NOT NULL REFERENCES client(id),
  contact_id INTEGER NOT NULL REFERENCES contact(id),
  PRIMARY KEY (client_id, contact_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE client_search USING fts5(body, content='', contentless_delete=1, tokenize='trigram');

CREATE TABLE client_team (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  client_id   INTEGER NOT NULL REFERENCES client(id),
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  duty        TEXT NOT NULL DEFAULT '',
  UNIQUE (client_id, employee_id)
) STRICT;

CREATE TABLE contact (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  rev           INTEGER NOT NULL,
  name          TEXT NOT NULL,
  name_fold     TEXT NOT NULL,
  position      TEXT,
  decision      TEXT NOT NULL DEFAULT 'unknown',
  gender        TEXT,
  salutation    TEXT,                                -- «Уважаемый Иван Петрович»; NULL: computed
  salutation_state TEXT NOT NULL DEFAULT 'unknown',
  do_not_write  INTEGER NOT NULL DEFAULT 0
, extra TEXT) STRICT;

CREATE TABLE context_block (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rev       INTEGER NOT NULL,
  kind      TEXT NOT NULL,                           -- deal | client
  object_id INTEGER NOT NULL,
  block     TEXT NOT NULL,
  state     TEXT NOT NULL,
  text      TEXT NOT NULL DEFAULT '',
  on_day    INTEGER, on_minute INTEGER,              -- next_step, next_contact
  reason    TEXT,                                    -- of a waiver
  by_actor  TEXT NOT NULL,
  at        INTEGER NOT NULL,
  UNIQUE (kind, object_id, block)
) STRICT;

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

CREATE TABLE deal (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  rev            INTEGER NOT NULL,
  client_id      INTEGER REFERENCES client(id),
  owner_id       INTEGER REFERENCES employee(id),
  contact_id     INTEGER REFERENCES contact(id),
  title          TEXT NOT NULL,
  title_fold     TEXT NOT NULL,
  stage_id       INTEGER NOT NULL REFERENCES stage(id),
  stage_kind     TEXT NOT NULL,                      -- copy of the stage's, for the indexes
  amount         INTEGER NOT NULL DEFAULT 0,
  currency       TEXT NOT NULL DEFAULT 'RUB',
  expected_close INTEGER,                            -- day
  created_at     INTEGER,
  stage_since    INTEGER,                            -- instant
  closed_at      INTEGER,
  loss_reason    TEXT,
  extra          TEXT
) STRICT;

CREATE TABLE department (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rev       INTEGER NOT NULL,
  name      TEXT NOT NULL,
  name_fold TEXT NOT NULL UNIQUE,
  head_id   INTEGER REFERENCES employee(id)
) STRICT;

CREATE TABLE employee (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  rev           INTEGER NOT NULL,
  name          TEXT NOT NULL,
  name_fold     TEXT NOT NULL,
  role          TEXT NOT NULL DEFAULT 'manager',
  status        TEXT NOT NULL DEFAULT 'active',
  prior_status  TEXT,                                -- what a withdrawal returns to
  department_id INTEGER REFERENCES department(id),
  head_id       INTEGER REFERENCES employee(id),
  deputy_id     INTEGER REFERENCES employee(id),
  capacity      INTEGER,                             -- open deals; NULL: the office's default
  weight_pct    INTEGER NOT NULL DEFAULT 100,
  phone         TEXT, email TEXT, login TEXT,
  zone_min      INTEGER,                             -- offset from UTC; NULL: the office's
  gender        TEXT,
  notice_at     INTEGER,
  last_day      INTEGER,
  dismissed_on  INTEGER,
  order_no      TEXT,
  access_closed INTEGER NOT NULL DEFAULT 0,          -- overlay «доступ закрыт»
  blocked       INTEGER NOT NULL DEFAULT 0,          -- role «Заблокирован»
  leads_off     INTEGER NOT NULL DEFAULT 0,
  export_off    INTEGER NOT NULL DEFAULT 0,
  receives_off  INTEGER NOT NULL DEFAULT 0,          -- not eligible, switched off by hand
  seen_at       INTEGER                              -- last seen in an import or a log
) STRICT;

CREATE TABLE employee_tag (
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  tag         TEXT NOT NULL,                         -- region | industry
  value       TEXT NOT NULL,
  value_fold  TEXT NOT NULL,
  PRIMARY KEY (employee_id, tag, value_fold)
) STRICT, WITHOUT ROWID;

CREATE TABLE ext_ref (
  source  TEXT NOT NULL,
  kind    TEXT NOT NULL,                             -- client | deal | contact | employee | task | lead
  ext_id  TEXT NOT NULL,
  id      INTEGER NOT NULL,
  seen    TEXT NOT NULL,                             -- JSON of the CRM's mapped values at the last import
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (source, kind, ext_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE handover_case (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  rev             INTEGER NOT NULL,
  kind            TEXT NOT NULL,
  state           TEXT NOT NULL,
  leaver_id       INTEGER REFERENCES employee(id),
  head_id         INTEGER REFERENCES employee(id),   -- who leads the case; the acting head where one was named
  temporary_id    INTEGER REFERENCES employee(id),
  opened_at       INTEGER,
  opened_by       TEXT NOT NULL,
  notice_at       INTEGER,
  last_day        INTEGER,
  since_at        INTEGER,                           -- crisis: last seen
  until_day       INTEGER,                           -- absence: back on
  hidden          INTEGER NOT NULL DEFAULT 0,
  risk            INTEGER NOT NULL DEFAULT 0,        -- есть подозрения; never visible to the leaver
  data_at         INTEGER,                           -- freshness of the data at the snapshot
  not_loaded      TEXT NOT NULL DEFAULT '',          -- comma list: tasks,touches,leads,…
  snapshot_hash   BLOB,
  reason          TEXT,                              -- single: overloaded | client_request | …
  closed_at       INTEGER,
  finished_at     INTEGER,
  final_metrics   TEXT
, crisis_at INTEGER, temporary_until INTEGER, mail_at INTEGER, mail_letters INTEGER, client_id INTEGER REFERENCES client(id), comment TEXT, absence_id INTEGER REFERENCES absence(id), extent TEXT, leads_too INTEGER NOT NULL DEFAULT 0, returned_seq INTEGER, start_at INTEGER) STRICT;

CREATE TABLE header_map (
  headers_digest TEXT PRIMARY KEY NOT NULL,
  map            TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  seq       INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  data_at   INTEGER,                                 -- how fresh the data says it is
  source    TEXT NOT NULL,
  files     TEXT NOT NULL,                           -- JSON: name, sha256, kind, encoding, counts
  kinds     TEXT NOT NULL                            -- comma list of what was loaded: deals,clients
, points_after INTEGER, points_last  INTEGER) STRICT;

CREATE TABLE import_link (
  seq        INTEGER NOT NULL,
  client_id  INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  PRIMARY KEY (seq, client_id, contact_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_question (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL REFERENCES import(id),
  kind      TEXT NOT NULL,                           -- owner | duplicate | stage | conflict
  object    TEXT NOT NULL,                           -- deal:42, or '' when about a written name
  detail    TEXT NOT NULL,                           -- JSON: written, candidates, …
  answered  TEXT
) STRICT;

CREATE TABLE import_ref (
  seq     INTEGER NOT NULL,
  source  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  ext_id  TEXT NOT NULL,
  seen    TEXT,
  seen_at INTEGER,
  PRIMARY KEY (seq, source, kind, ext_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  employee_id INTEGER,                               -- NULL: whoever holds the role
  role        TEXT,
  kind        TEXT NOT NULL,                         -- case_opened, accesses_asked, offered, declined, reminder, …
  object      TEXT NOT NULL DEFAULT '',
  args        TEXT NOT NULL DEFAULT '{}',            -- JSON values of its sentence
  at          INTEGER NOT NULL,
  due_at      INTEGER,
  read_at     INTEGER,
  done_at     INTEGER
, case_id INTEGER) STRICT;

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

CREATE TABLE job (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  seq         INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  payload     TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'queued',
  due_at      INTEGER NOT NULL,
  lease_until INTEGER,
  tries       INTEGER NOT NULL DEFAULT 0,
  result      TEXT,
  case_id     INTEGER,
  receiver_id INTEGER,
  done_at     INTEGER
, step TEXT NOT NULL DEFAULT '', due_rule TEXT NOT NULL DEFAULT '', role TEXT, employee_id INTEGER, retries INTEGER NOT NULL DEFAULT 0, pause_min INTEGER NOT NULL DEFAULT 0, access_id INTEGER) STRICT;

CREATE TABLE journal (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  op_id          BLOB NOT NULL UNIQUE,               -- UUIDv7, 16 bytes: a retry of the same command finds itself
  actor          TEXT NOT NULL,                      -- employee:7 | owner | system:due
  at             INTEGER NOT NULL,
  kind           TEXT NOT NULL,                      -- the command's word
  object         TEXT NOT NULL DEFAULT '',           -- the main object: case:3
  case_id        INTEGER,
  undone_by      INTEGER,                            -- the one mutable field: not hashed
  undoes         INTEGER,
  n_rows         INTEGER NOT NULL,
  payload_digest BLOB NOT NULL,                      -- sha256(salt || payload)
  rows_digest    BLOB NOT NULL,                      -- sha256 over this entry's op_rows
  prev_hash      BLOB NOT NULL,
  hash           BLOB NOT NULL
) STRICT;

CREATE TABLE journal_payload (
  seq       INTEGER PRIMARY KEY,
  salt      BLOB NOT NULL,
  payload   TEXT,                                    -- JSON of the command and its outcome; NULL once erased
  erased_by INTEGER
) STRICT;

CREATE TABLE lead (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  rev        INTEGER NOT NULL,
  title      TEXT NOT NULL,
  source     TEXT NOT NULL DEFAULT '',
  at         INTEGER,
  phone      TEXT,
  owner_id   INTEGER REFERENCES employee(id),
  client_id  INTEGER REFERENCES client(id),
  state      TEXT NOT NULL DEFAULT 'new'
, extra TEXT) STRICT;

CREATE TABLE ledger_line (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  rev            INTEGER NOT NULL,
  case_id        INTEGER NOT NULL REFERENCES handover_case(id),
  kind           TEXT NOT NULL,                      -- domain::LineKind
  object_id      INTEGER NOT NULL,                   -- client, deal, task, lead, team row, or what `reference` names
  reference      TEXT NOT NULL DEFAULT '',           -- reference lines: deputy:12, head:3, rule:2, department:4
  parent_id      INTEGER REFERENCES ledger_line(id), -- «вместе с клиентом»
  late           INTEGER NOT NULL DEFAULT 0,         -- came after the snapshot
  -- Frozen with the snapshot:
  title          TEXT NOT NULL,
  segment        TEXT NOT NULL DEFAULT '',
  temperature    TEXT NOT NULL DEFAULT '',
  stage_kind     TEXT NOT NULL DEFAULT '',
  amount         INTEGER NOT NULL DEFAULT 0,
  currency       TEXT NOT NULL DEFAULT '',
  due_at         INTEGER,
  -- The proposal:
  proposed_id    INTEGER REFERENCES employee(id),
  rule           TEXT,                               -- final | vip | region | industry | even | with_client | head | hand
  why            TEXT,                               -- JSON: matched values, loads in hundredths before and after
  over_capacity  INTEGER NOT NULL DEFAULT 0,
  hand_reason    TEXT,                               -- the head's change keeps its reason
  -- The decision:
  disposition    TEXT,
  to_id          INTEGER REFERENCES employee(id),
  reason         TEXT,
  batch_seq      INTEGER,                            -- applied by this journal entry
  -- The context this line owes, counted by ops/context (2 §4):
  ctx_required   INTEGER NOT NULL DEFAULT 0,
  ctx_filled     INTEGER NOT NULL DEFAULT 0,
  -- The CRM step:
  crm_state      TEXT,
  crm_at         INTEGER,
  crm_by         TEXT,
  comment_at     INTEGER, temp_id INTEGER REFERENCES employee(id), bonus_id INTEGER REFERENCES employee(id), bonus_share INTEGER, bonus_agreed TEXT,                            -- «комментарий в карточке»
  UNIQUE (case_id, kind, object_id, reference)
) STRICT;

CREATE TABLE "letter" (
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

CREATE TABLE log_user (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  source      TEXT NOT NULL,
  written     TEXT NOT NULL,
  employee_id INTEGER REFERENCES employee(id),
  maybe       INTEGER NOT NULL DEFAULT 0,            -- how many employees it resembles while nobody has said which
  UNIQUE (source, written)
) STRICT;

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

CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rev       INTEGER NOT NULL,
  client_id INTEGER REFERENCES client(id),
  deal_id   INTEGER REFERENCES deal(id),
  author_id INTEGER REFERENCES employee(id),
  at        INTEGER,
  text      TEXT NOT NULL,
  source    TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE op_row (
  seq   INTEGER NOT NULL,
  kind  TEXT NOT NULL,
  id    INTEGER NOT NULL,
  field TEXT NOT NULL,
  old   ANY,
  PRIMARY KEY (seq, kind, id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE owner_stats (
  owner_id   INTEGER NOT NULL,                       -- 0: nobody
  kind       TEXT NOT NULL,                          -- client | deal | task
  stage_kind TEXT NOT NULL DEFAULT '',               -- deals: open, final, won, lost; tasks: open
  currency   TEXT NOT NULL DEFAULT '',
  n          INTEGER NOT NULL,
  amount     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (owner_id, kind, stage_kind, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE point (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id  INTEGER REFERENCES client(id),
  contact_id INTEGER REFERENCES contact(id),
  kind       TEXT NOT NULL,                          -- phone | mail
  written    TEXT NOT NULL,
  norm       TEXT NOT NULL                           -- last ten digits, or the folded mail
) STRICT;

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

CREATE TABLE rule (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  rev     INTEGER NOT NULL,
  ord     INTEGER NOT NULL,
  kind    TEXT NOT NULL,                             -- final | vip | region | industry | even
  enabled INTEGER NOT NULL DEFAULT 1,
  to_id   INTEGER REFERENCES employee(id),           -- a rule may name a person
  params  TEXT NOT NULL DEFAULT '{}'
) STRICT;

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

CREATE TABLE signature (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  case_id     INTEGER NOT NULL REFERENCES handover_case(id),
  employee_id INTEGER NOT NULL REFERENCES employee(id),
  party       TEXT NOT NULL,                         -- leaver | receiver | head
  state       TEXT NOT NULL DEFAULT 'waiting',
  at          INTEGER,
  by_actor    TEXT,
  note        TEXT,
  UNIQUE (case_id, employee_id, party)
) STRICT;

CREATE TABLE stage (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  rev       INTEGER NOT NULL,
  source    TEXT NOT NULL,
  pipeline  TEXT NOT NULL,
  name      TEXT NOT NULL,
  name_fold TEXT NOT NULL,
  kind      TEXT NOT NULL,
  ord       INTEGER NOT NULL DEFAULT 0,
  confirmed INTEGER NOT NULL DEFAULT 0,              -- a person has looked at the mapping
  UNIQUE (source, pipeline, name_fold)
) STRICT;

CREATE TABLE task (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  client_id   INTEGER REFERENCES client(id),
  deal_id     INTEGER REFERENCES deal(id),
  owner_id    INTEGER REFERENCES employee(id),
  author_id   INTEGER REFERENCES employee(id),
  case_id     INTEGER,                               -- «Передача дел» and other tasks a case made
  kind        TEXT NOT NULL,
  source_kind TEXT NOT NULL DEFAULT 'task',
  title       TEXT NOT NULL,
  title_fold  TEXT NOT NULL,
  due_day     INTEGER,
  due_minute  INTEGER,
  due_at      INTEGER,                               -- the instant due_day/minute mean in the office's zone
  state       TEXT NOT NULL DEFAULT 'open',
  done_at     INTEGER,
  result      TEXT,
  -- The fields its kind needs (2 §4): call why, said; meeting place, participants, agenda; document what, format; invoice promised, problems.
  fields      TEXT NOT NULL DEFAULT '{}',
  created_at  INTEGER
, extra TEXT) STRICT;

CREATE TABLE touch (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rev         INTEGER NOT NULL,
  client_id   INTEGER NOT NULL REFERENCES client(id),
  employee_id INTEGER REFERENCES employee(id),
  kind        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  outcome     TEXT NOT NULL DEFAULT '',
  recorded    INTEGER NOT NULL DEFAULT 0,            -- a recording exists
  source      TEXT NOT NULL DEFAULT ''
, result TEXT NOT NULL DEFAULT '', case_id INTEGER REFERENCES handover_case(id), again_at INTEGER, undone INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX absence_employee ON absence(employee_id, to_day);

CREATE INDEX acceptance_case ON acceptance(case_id, state);

CREATE INDEX acceptance_desk ON acceptance(receiver_id, state, due_at);

CREATE INDEX acceptance_due ON acceptance(due_at) WHERE state = 'offered';

CREATE INDEX acceptance_line ON acceptance(line_id, id);

CREATE INDEX access_case ON access(case_id) WHERE case_id IS NOT NULL;

CREATE INDEX access_due ON access(due_at) WHERE state IN ('planned', 'asked') AND due_at IS NOT NULL;

CREATE INDEX access_employee ON access(employee_id);

CREATE INDEX act_case ON act(case_id);

CREATE INDEX case_client ON handover_case(client_id) WHERE client_id IS NOT NULL;

CREATE INDEX case_leaver ON handover_case(leaver_id, state);

CREATE INDEX case_state  ON handover_case(state);

CREATE INDEX client_contact_contact ON client_contact(contact_id);

CREATE INDEX client_due   ON client(next_due_at, id) WHERE next_due_at IS NOT NULL AND deleted = 0;

CREATE INDEX client_inn   ON client(inn) WHERE inn IS NOT NULL AND deleted = 0;

CREATE INDEX client_match ON client(match_fold) WHERE deleted = 0;

CREATE INDEX client_name  ON client(name_fold, id) WHERE deleted = 0;

CREATE INDEX client_owner ON client(owner_id, name_fold, id) WHERE deleted = 0;

CREATE INDEX client_quiet ON client(owner_id) WHERE deleted = 0 AND open_deals = 0;

CREATE INDEX client_seg   ON client(segment, name_fold, id) WHERE deleted = 0;

CREATE INDEX client_team_employee ON client_team(employee_id, client_id);

CREATE INDEX contact_name ON contact(name_fold);

CREATE INDEX deal_amount ON deal(amount, id) WHERE stage_kind IN ('open','final');

CREATE INDEX deal_client ON deal(client_id, stage_kind) WHERE client_id IS NOT NULL;

CREATE INDEX deal_close  ON deal(expected_close, id) WHERE stage_kind IN ('open','final');

CREATE INDEX deal_open ON deal(title_fold, id, client_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');

CREATE INDEX deal_owner  ON deal(owner_id, stage_kind, title_fold, id);

CREATE INDEX deal_sum ON deal(owner_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');

CREATE INDEX deal_title  ON deal(title_fold, id);

CREATE INDEX employee_dept ON employee(department_id, name_fold);

CREATE INDEX employee_name ON employee(name_fold);

CREATE INDEX ext_ref_object ON ext_ref(kind, id);

CREATE INDEX import_question_open ON import_question(import_id) WHERE answered IS NULL;

CREATE INDEX inbox_case ON inbox(case_id) WHERE case_id IS NOT NULL;

CREATE INDEX inbox_done ON inbox(done_at) WHERE done_at IS NOT NULL;

CREATE INDEX inbox_open ON inbox(due_at) WHERE done_at IS NULL;

CREATE INDEX inbox_person ON inbox(employee_id, done_at, due_at);

CREATE INDEX incident_employee ON incident(employee_id, found_at) WHERE employee_id IS NOT NULL;

CREATE INDEX incident_signal ON incident(signal_id) WHERE signal_id IS NOT NULL;

CREATE INDEX incident_state ON incident(state, found_at);

CREATE INDEX item_due ON checklist_item(state, due_at);

CREATE INDEX job_access ON job(access_id) WHERE access_id IS NOT NULL;

CREATE INDEX job_case ON job(case_id) WHERE case_id IS NOT NULL;

CREATE INDEX job_due ON job(state, due_at);

CREATE INDEX job_employee ON job(employee_id) WHERE employee_id IS NOT NULL;

CREATE INDEX journal_case ON journal(case_id, seq) WHERE case_id IS NOT NULL;

CREATE INDEX lead_client ON lead(client_id, state) WHERE client_id IS NOT NULL;

CREATE INDEX lead_owner ON lead(owner_id, state);

CREATE INDEX letter_client ON letter(client_id);

CREATE UNIQUE INDEX letter_first ON letter(case_id, client_id, contact_id) WHERE kind = 'first';

CREATE INDEX letter_state ON letter(state, case_id);

CREATE INDEX line_case   ON ledger_line(case_id, kind, disposition);

CREATE INDEX line_late  ON ledger_line(case_id, kind) WHERE late = 1 AND batch_seq IS NULL;

CREATE INDEX line_object ON ledger_line(kind, object_id);

CREATE INDEX line_parent ON ledger_line(parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX line_still ON ledger_line(case_id) WHERE crm_state = 'still_leaver';

CREATE INDEX line_temp ON ledger_line(temp_id, kind) WHERE temp_id IS NOT NULL;

CREATE INDEX line_to     ON ledger_line(to_id, case_id) WHERE to_id IS NOT NULL;

CREATE UNIQUE INDEX log_event_once ON log_event(at, digest);

CREATE INDEX log_event_user ON log_event(user_id, at);

CREATE INDEX log_user_employee ON log_user(employee_id) WHERE employee_id IS NOT NULL;

CREATE INDEX mail_finding_case ON mail_finding(case_id);

CREATE INDEX note_client ON note(client_id, at) WHERE client_id IS NOT NULL;

CREATE INDEX note_deal   ON note(deal_id, at) WHERE deal_id IS NOT NULL;

CREATE INDEX op_row_object ON op_row(kind, id, field, seq);

CREATE UNIQUE INDEX point_client  ON point(client_id, kind, norm) WHERE client_id IS NOT NULL;

CREATE UNIQUE INDEX point_contact ON point(contact_id, kind, norm) WHERE contact_id IS NOT NULL;

CREATE INDEX point_norm ON point(norm);

CREATE INDEX portfolio_owner ON portfolio_change(owner_id, at);

CREATE INDEX promise_object ON promise(kind, object_id);

CREATE INDEX promise_waiting ON promise(object_id, kind) WHERE state = 'waiting';

CREATE INDEX sheet_case ON sheet(case_id, at);

CREATE INDEX signal_state ON signal(state, day);

CREATE INDEX task_author ON task(author_id, state) WHERE author_id IS NOT NULL;

CREATE INDEX task_case ON task(case_id, state) WHERE case_id IS NOT NULL;

CREATE INDEX task_client ON task(client_id, state) WHERE client_id IS NOT NULL;

CREATE INDEX task_deal   ON task(deal_id, state) WHERE deal_id IS NOT NULL;

CREATE INDEX task_owner  ON task(owner_id, state, due_at, id);

CREATE INDEX task_soon ON task(state, ifnull(due_at, 32503680000000), id, title_fold, client_id);

CREATE INDEX touch_case ON touch(case_id, client_id) WHERE case_id IS NOT NULL;

CREATE INDEX touch_client ON touch(client_id, at, undone);

CREATE VIEW current_letter AS SELECT * FROM letter t
  WHERE t.id = (SELECT max(x.id) FROM letter x WHERE x.client_id = t.client_id AND x.case_id IS t.case_id);

CREATE VIEW live_touch AS SELECT * FROM touch WHERE undone = 0;

CREATE VIEW owner_history AS
  SELECT o.kind, o.id, o.old AS from_id, j.at, j.seq, j.kind AS command, j.actor, j.case_id
    FROM op_row o JOIN journal j ON j.seq = o.seq
   WHERE o.field = 'owner_id' AND o.kind IN ('client', 'deal', 'task', 'lead');

CREATE VIEW reached_touch AS SELECT * FROM live_touch WHERE outcome <> 'no_answer' AND result IN ('','reached');
