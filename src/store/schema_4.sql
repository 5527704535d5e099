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
