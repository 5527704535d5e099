-- Version 2: the chain of automatic actions, commands that close accesses, the activity log, crises.

-- ── Side effects: which step of the chain a job is, about whom, and what came of it ─────────────────────────────────
ALTER TABLE job ADD COLUMN step TEXT NOT NULL DEFAULT '';       -- code of the chain's step; '' for work of its own
ALTER TABLE job ADD COLUMN due_rule TEXT NOT NULL DEFAULT '';   -- when it fires, as the chain's file says it
ALTER TABLE job ADD COLUMN role TEXT;                           -- who is told, where no person is named
ALTER TABLE job ADD COLUMN employee_id INTEGER;                 -- whom it is about
CREATE INDEX job_employee ON job(employee_id) WHERE employee_id IS NOT NULL;

-- ── Inbox: the case an entry belongs to, so that what ends with the case ends there too ─────────────────────────────
ALTER TABLE inbox ADD COLUMN case_id INTEGER;
UPDATE inbox SET case_id = CASE WHEN object LIKE 'case:%' THEN CAST(substr(object, 6) AS INTEGER)
  ELSE json_extract(args, '$.case') END;
CREATE INDEX inbox_open ON inbox(due_at) WHERE done_at IS NULL;
CREATE INDEX inbox_case ON inbox(case_id) WHERE done_at IS NULL AND case_id IS NOT NULL;
CREATE INDEX inbox_done ON inbox(done_at) WHERE done_at IS NOT NULL;

-- ── Accesses: who closes one, and the command that does it ──────────────────────────────────────────────────────────
ALTER TABLE access ADD COLUMN role TEXT NOT NULL DEFAULT 'it';  -- who closes it: it | security | head | hr
ALTER TABLE access ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE access SET role = CASE WHEN system IN ('sim', 'client_chats') THEN 'head'
                              WHEN system = 'signature' THEN 'security'
                              WHEN system IN ('attorney', 'keys') THEN 'hr' ELSE 'it' END;
ALTER TABLE job ADD COLUMN access_id INTEGER;                   -- the access a command is about
CREATE INDEX job_access ON job(access_id) WHERE access_id IS NOT NULL;
