-- Version 2: the chain of automatic actions, commands that close accesses, the activity log, crises.

-- ── Side effects: which step of the chain a job is, about whom, and what came of it ─────────────────────────────────
ALTER TABLE job ADD COLUMN step TEXT NOT NULL DEFAULT '';       -- code of the chain's step; '' for work of its own
ALTER TABLE job ADD COLUMN due_rule TEXT NOT NULL DEFAULT '';   -- when it fires, as the chain's file says it
ALTER TABLE job ADD COLUMN role TEXT;                           -- who is told, where no person is named
ALTER TABLE job ADD COLUMN employee_id INTEGER;                 -- whom it is about
CREATE INDEX job_employee ON job(employee_id) WHERE employee_id IS NOT NULL;
