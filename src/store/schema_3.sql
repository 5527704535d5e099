-- Version 3. Run after `schema_2.sql`, once per base, in one transaction with the change of `user_version`.

-- ── Сегодня: the tasks of a case without reading everybody's open tasks ─────────────────────────────────────────────
CREATE INDEX task_case ON task(case_id, state) WHERE case_id IS NOT NULL;
